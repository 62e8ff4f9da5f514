// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The chain of a store's records: the digest of each covers its envelope, its payload and the digest
/// of the record before, so that no record can be changed, taken out, put in or moved unseen.
///
/// What it covers, byte by byte, is stated by ``bytes(of:at:after:)``. Personal values are not in it:
/// a payload commits to them (see ``RecordSealer``), and the chain still holds after their erasure.
///
/// Whoever can write the whole store can compute the whole chain anew, or cut off its end. Against
/// that, keep a ``ChainAnchor`` somewhere else from time to time.
public struct RecordChain: Sendable {
  /// The digest.
  public let digest: any RecordDigest

  /// Creates a chain.
  ///
  /// - Parameter digest: A cryptographic digest; all records of a store need the same.
  public init(_ digest: any RecordDigest) {
    self.digest = digest
  }

  /// Returns the bytes that the digest of a record covers: the digest of the record before, the
  /// envelope with its position as canonical JSON, the payload as it is; before each of the three
  /// its length in eight bytes, the highest first.
  ///
  /// - Complexity: O(size of the record)
  public func bytes(
    of record: Recorded<EventBody>, at position: EventPosition, after previous: [UInt8]
  ) -> [UInt8] {
    RecordBytes.bytes(of: record, at: position, after: previous)
  }

  /// Returns the link of a record.
  ///
  /// - Parameters:
  ///   - record: The record as it is stored.
  ///   - position: Its position.
  ///   - last: The link of the record at the position before; `nil` for the first one.
  /// - Returns: The digest of the record before, and that of the record.
  /// - Complexity: O(size of the record)
  public func link(
    _ record: Recorded<EventBody>, at position: EventPosition, after last: ChainLink?
  ) -> ChainLink {
    let previous = last?.digest ?? []
    let bytes = bytes(of: record, at: position, after: previous)
    return ChainLink(previous: previous, digest: digest.digest(of: bytes))
  }
}

extension RecordChain {
  /// Looks whether records are as they were stored, and all there.
  ///
  /// Without an anchor, the end of a store can be cut off, and everything can be computed anew, without
  /// a finding; with one, neither can up to its position.
  ///
  /// - Parameters:
  ///   - events: All events of a store from the first one on, in the order in which it gives them.
  ///   - anchors: Digests that were kept elsewhere.
  /// - Returns: What is wrong, by position; nothing where all is well.
  /// - Complexity: O(size of the events)
  public func findings(
    in events: some Sequence<StoredEvent>, against anchors: [ChainAnchor] = []
  ) -> [ChainFinding] {
    var verifier = ChainVerifier(self)
    for event in events { verifier.look(at: event) }
    return verifier.finish(against: anchors)
  }
}

extension EventStore {
  /// Looks through a whole store, page by page, whether its records are as they were stored, and all
  /// there; see ``RecordChain/findings(in:against:)``.
  ///
  /// - Parameters:
  ///   - chain: The chain with the digest that the store was written with.
  ///   - anchors: Digests that were kept elsewhere.
  ///   - pageSize: How many events to ask the store for at a time, at least 1.
  /// - Returns: What is wrong, by position; nothing where all is well.
  /// - Throws: ``StorageError`` of the store.
  /// - Complexity: O(size of the events); the links stay in memory.
  public func findings(
    by chain: RecordChain, against anchors: [ChainAnchor] = [], pageSize: Int = 512
  ) async throws(StorageError) -> [ChainFinding] {
    var verifier = ChainVerifier(chain)
    var position = EventPosition.start
    while true {
      let page = try await readAll(after: position, limit: pageSize)
      for event in page { verifier.look(at: event) }
      guard page.count >= pageSize, let last = page.last, last.position > position else {
        return verifier.finish(against: anchors)
      }
      position = last.position
    }
  }
}
