// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Names somebody who follows a store and remembers how far: a projection, an export.
public struct FollowerID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// A port to where followers remember how far they came.
public protocol CheckpointStore: Sendable {
  /// Returns the position that a follower saved last; `nil` where it never did.
  func checkpoint(of follower: FollowerID) async throws(StorageError) -> EventPosition?

  /// Saves how far a follower came, if its checkpoint is still where it left it.
  ///
  /// The comparison shows a second follower of the same name, which would otherwise handle events
  /// again or leave some out. A position may be lower than the last one: that is how a follower begins
  /// anew.
  ///
  /// - Parameters:
  ///   - position: The position of the last event that was handled.
  ///   - follower: Who handled it.
  ///   - last: The checkpoint as the follower knows it; `nil` where it has none yet.
  /// - Throws: ``StorageError`` with ``StorageError/Code/checkpointConflict``; nothing is saved then.
  func save(
    _ position: EventPosition, of follower: FollowerID, replacing last: EventPosition?
  ) async throws(StorageError)
}
