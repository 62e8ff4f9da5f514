// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Something that a chain of records shows to have been tampered with, or to be broken.
public struct ChainFinding: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The record is not what its digest says: envelope, payload, position or digest was changed.
    case edited
    /// A record, or several, that stood right before this one is gone.
    case removed
    /// The record was put in where another one follows its neighbour.
    case inserted
    /// The record stands before the one that it follows.
    case moved
    /// The record has no link at all.
    case unlinked
    /// The store ends before an anchor.
    case truncated
    /// The record at an anchor has another digest: the chain was computed anew, from here or before.
    case rewritten
  }

  /// What is wrong.
  public var kind: Kind
  /// The position of the record, or of the anchor.
  public var position: EventPosition
  /// The record; `nil` for a record that is missing at an anchor.
  public var event: EventID?
  /// The record's stream.
  public var stream: StreamID?

  /// Creates a finding.
  public init(
    _ kind: Kind, at position: EventPosition, event: EventID? = nil, stream: StreamID? = nil
  ) {
    self.kind = kind
    self.position = position
    self.event = event
    self.stream = stream
  }
}

extension ChainFinding: CustomStringConvertible {
  /// `edited at 17: event E-9 of ticket/T-1`.
  public var description: String {
    let record = event.map { ": event \($0)" } ?? ""
    return "\(kind.rawValue) at \(position)\(record)\(stream.map { " of \($0)" } ?? "")"
  }
}
