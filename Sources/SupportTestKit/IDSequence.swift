// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Names in a row: `T-1`, `T-2`, … of any kind of identifier.
///
/// Use it where a host would make an id of its own, so that a test gives the same ids each time.
///
/// ```swift
/// var ids = IDSequence<EventID>("E-")
/// ids.next()                                 // "E-1"
/// ```
public struct IDSequence<ID: Identifier>: Hashable, Sendable {
  /// The text before the number.
  public let prefix: String
  /// The number of names given so far.
  public private(set) var count: Int64 = 0

  /// Creates a sequence that starts with the number 1.
  public init(_ prefix: String) {
    self.prefix = prefix
  }

  /// Returns the next name.
  public mutating func next() -> ID {
    count &+= 1
    return ID("\(prefix)\(count)")
  }
}
