// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The digest of a store's record at one position, to be kept where nobody can change it together with
/// the store: on paper, with a notary, in another organisation's log.
///
/// It holds the whole past up to there: no record before can change, and none can be cut off, without
/// the anchor telling.
public struct ChainAnchor: Hashable, Sendable, Codable {
  /// The position of the record.
  public var position: EventPosition
  /// Its digest.
  public var digest: [UInt8]

  /// Creates an anchor.
  public init(_ position: EventPosition, digest: [UInt8]) {
    self.position = position
    self.digest = digest
  }

  /// Creates an anchor at a stored event; `nil` where its store keeps no chain.
  public init?(_ event: StoredEvent) {
    guard let link = event.link else { return nil }
    self.init(event.position, digest: link.digest)
  }
}
