// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What an append adds to one stream, and what it takes for granted about it.
///
/// Without events it only guards: the append succeeds while the stream is as expected, and adds
/// nothing to it. Use that for a stream that was read to decide about another.
public struct StreamAppend: Hashable, Sendable {
  /// The stream.
  public var stream: StreamID
  /// What has to be true of the stream at the moment of the commit.
  public var expecting: ExpectedVersion
  /// The events, in order; may be empty.
  public var events: [NewEvent]

  /// Creates the part of an append that concerns one stream.
  public init(_ stream: StreamID, expecting: ExpectedVersion, events: [NewEvent]) {
    self.stream = stream
    self.expecting = expecting
    self.events = events
  }
}
