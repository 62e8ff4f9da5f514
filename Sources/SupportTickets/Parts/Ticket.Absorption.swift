// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What a merged ticket leaves to its survivor.
  public struct Absorption: Hashable, Sendable, Codable {
    /// The ticket that was merged into this one.
    public var source: ID
    /// Tickets that had been merged into the source before, in order.
    public var earlier: [ID]
    /// When the source was opened.
    public var openedAt: Instant
    /// When an agent first was assigned to the source.
    public var firstAssignedAt: Instant?
    /// When a person first answered the source in public.
    public var firstRepliedAt: Instant?
    /// The messages of the source, in order; they belong to the survivor from now on.
    public var messages: [MessageEntry]

    /// Creates an absorption.
    public init(
      of source: ID, earlier: [ID] = [], openedAt: Instant, firstAssignedAt: Instant? = nil,
      firstRepliedAt: Instant? = nil, messages: [MessageEntry] = []
    ) {
      self.source = source
      self.earlier = earlier
      self.openedAt = openedAt
      self.firstAssignedAt = firstAssignedAt
      self.firstRepliedAt = firstRepliedAt
      self.messages = messages
    }
  }
}
