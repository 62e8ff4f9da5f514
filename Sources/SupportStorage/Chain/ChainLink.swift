// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What ties a record to the one before it.
public struct ChainLink: Hashable, Sendable {
  /// The digest of the record before; empty for the first record of a store.
  public var previous: [UInt8]
  /// The digest of this record, which covers the one before.
  public var digest: [UInt8]

  /// Creates a link.
  public init(previous: [UInt8], digest: [UInt8]) {
    self.previous = previous
    self.digest = digest
  }
}
