// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// A contact that is due later: care, a survey, a visit, a check.
  public struct FollowUp: Hashable, Sendable, Codable {
    /// Its name, distinct in the ticket.
    public var id: String
    /// What for, such as `satisfaction`.
    public var purpose: String
    /// When it is due.
    public var dueAt: Instant

    /// Creates a follow-up.
    public init(_ id: String, purpose: String, dueAt: Instant) {
      self.id = id
      self.purpose = purpose
      self.dueAt = dueAt
    }
  }

  /// A later contact.
  public struct FollowUpState: Hashable, Sendable {
    /// What was planned.
    public var plan: FollowUp
    /// When it took place; `nil` while it is due.
    public var doneAt: Instant?
  }

  /// Something that the customer is told over several channels.
  public struct Notice: Hashable, Sendable, Codable {
    /// What about, such as `booking`.
    public var purpose: String
    /// Over which channels, each once.
    public var channels: [Channel]

    /// Creates a notice.
    public init(_ purpose: String, over channels: [Channel]) {
      self.purpose = purpose
      self.channels = channels
    }
  }
}
