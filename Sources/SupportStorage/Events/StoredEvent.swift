// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// An event as a store gives it back: its record, and its place among all events of the store.
public struct StoredEvent: Hashable, Sendable {
  /// Its place in the order of commits.
  public var position: EventPosition
  /// The envelope and the body.
  public var record: Recorded<EventBody>
  /// Its link in the chain of records; `nil` where the store keeps no chain.
  public var link: ChainLink?

  /// Creates a stored event.
  public init(_ record: Recorded<EventBody>, at position: EventPosition, link: ChainLink? = nil) {
    self.record = record
    self.position = position
    self.link = link
  }

  /// The id of the record.
  public var id: EventID { record.id }
  /// The stream that it belongs to.
  public var stream: StreamID { record.stream }
  /// Its place in the stream, counted from 1 without gaps.
  public var version: Int64 { record.version }
}
