// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What abusive words led to.
  public struct AbuseState: Hashable, Sendable {
    /// The warnings given, each with its time.
    public internal(set) var warnings: [Instant] = []
    /// Until when the customer is blocked, excluded; `nil` where no block was set, or it was
    /// lifted.
    public internal(set) var blockedUntil: Instant?
    /// When the customer objected to the block that holds.
    public internal(set) var appealedAt: Instant?
    /// What was decided about the last block.
    public internal(set) var verdict: BlockVerdict?
    /// How often the customer was blocked.
    public internal(set) var blockCount = 0

    /// Whether the customer is blocked at an instant.
    public func isBlocked(at instant: Instant) -> Bool {
      blockedUntil.map { instant < $0 } ?? false
    }
  }

  /// What became of words that hurt.
  public enum BlockVerdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// The block was right and goes on.
    case upheld
    /// The block was wrong and ends.
    case lifted
  }
}
