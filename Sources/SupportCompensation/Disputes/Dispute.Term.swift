// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// The time that one level has, planned when the review came to it or to a level before it.
  public struct Term: Hashable, Sendable, Codable {
    /// The level.
    public var level: DisputeLevel.ID
    /// From when its time counts.
    public var startsAt: Instant
    /// Its last instant, included.
    public var dueAt: Instant
    /// When to remind it; `nil` where it is not reminded.
    public var remindAt: Instant?
    /// Whether no level comes after it.
    public var isLast: Bool
  }

  /// Levels one after the other, each from when the one before it runs out, until somebody decides.
  public struct Plan: Hashable, Sendable {
    /// The terms, at least one; the last one does not run out by itself.
    public var terms: [Term]
    /// When somebody decided; `nil` while nobody has.
    public var endedAt: Instant?

    /// The level that has to decide at an instant. A term still holds exactly at its end; what passes
    /// the end of the last one is overdue there.
    ///
    /// - Returns: `nil` for a plan without terms.
    /// - Complexity: O(terms).
    public func term(at instant: Instant) -> Term? {
      terms.first { instant <= $0.dueAt } ?? terms.last
    }

    /// The terms that ran out by themselves until an instant, in order.
    public func lapsed(until instant: Instant) -> [Term] {
      let end = endedAt.map { min($0, instant) } ?? instant
      return terms.dropLast().filter { $0.dueAt < end }
    }
  }
}
