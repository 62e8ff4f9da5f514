// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Which events of a stream to read: one page, forwards or backwards.
///
/// ```swift
/// StreamQuery.forwards(from: 101, limit: 500)            // versions 101, 102, …
/// StreamQuery.backwards(limit: 1)                        // the last event
/// StreamQuery.forwards(limit: 500, until: yesterday)     // as known then
/// ```
public struct StreamQuery: Hashable, Sendable {
  /// Which way to read.
  public enum Direction: Hashable, Sendable {
    /// From lower versions to higher ones.
    case forwards
    /// From higher versions to lower ones.
    case backwards
  }

  /// Which way to read.
  public var direction: Direction
  /// The version to begin with, itself included; `nil` for the first one, or backwards the last one.
  public var from: Int64?
  /// How many events at most, at least 1. Fewer come only where there are no more.
  public var limit: Int
  /// Only events that were recorded before this instant; `nil` for all.
  public var until: Instant?

  /// Creates a query.
  public init(_ direction: Direction, from: Int64?, limit: Int, until: Instant? = nil) {
    self.direction = direction
    self.from = from
    self.limit = limit
    self.until = until
  }

  /// Reads from a version to higher ones.
  public static func forwards(from: Int64 = 1, limit: Int, until: Instant? = nil) -> Self {
    Self(.forwards, from: from, limit: limit, until: until)
  }

  /// Reads from a version, or the last one, to lower ones.
  public static func backwards(from: Int64? = nil, limit: Int, until: Instant? = nil) -> Self {
    Self(.backwards, from: from, limit: limit, until: until)
  }

  /// Refuses a limit below 1, as every store does.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest``.
  public func validate() throws(StorageError) {
    try Self.validate(limit: limit)
  }

  /// Refuses a limit below 1, as every store does.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest``.
  public static func validate(limit: Int) throws(StorageError) {
    guard limit >= 1 else {
      throw StorageError(.invalidRequest, "a page holds at least 1 event, asked for \(limit)")
    }
  }
}
