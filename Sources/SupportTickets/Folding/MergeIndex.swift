// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Where the matter of a ticket goes on: later contacts of a merged ticket are led to its survivor.
///
/// ```swift
/// var index = MergeIndex()
/// index.note("T-1", mergedInto: "T-2")
/// index.survivor(of: "T-1")                  // T-2
/// ```
public struct MergeIndex: Hashable, Sendable {
  private var next: [TicketID: TicketID] = [:]

  /// Creates an index of no merges.
  public init() {}

  /// Notes a merge.
  ///
  /// - Returns: Whether it was taken in: not where it would close a circle, or the ticket was merged
  ///   before.
  /// - Complexity: O(merges in a chain).
  @discardableResult
  public mutating func note(_ source: TicketID, mergedInto survivor: TicketID) -> Bool {
    guard next[source] == nil, self.survivor(of: survivor) != source else { return false }
    next[source] = survivor
    return true
  }

  /// The ticket that goes on for one; itself where it was not merged.
  ///
  /// - Complexity: O(merges in a chain).
  public func survivor(of ticket: TicketID) -> TicketID {
    var last = ticket
    while let survivor = next[last] { last = survivor }
    return last
  }
}
