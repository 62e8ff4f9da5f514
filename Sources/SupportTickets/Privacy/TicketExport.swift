// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The complete record of a ticket, as data that anybody can render.
///
/// It holds every event in its order; what somebody may see of them depends on who asks. Counts,
/// money and instants are always there.
public struct TicketExport: Hashable, Sendable, Codable {
  /// The ticket.
  public let ticket: TicketID
  /// For whom it was made.
  public let audience: Audience
  /// What happened, in the order in which it was recorded.
  public let events: [Ticket.Event]

  /// Makes a record of the events of a ticket.
  public init(_ ticket: TicketID, events: [Ticket.Event], for audience: Audience) {
    self.ticket = ticket
    self.audience = audience
    self.events = events.map { $0.shown(to: audience) }
  }
}

extension Ticket.Event {
  /// The event as somebody may see it: the same kind at the same instant, without what is not
  /// theirs.
  public func shown(to audience: Audience) -> Self {
    var copy = self
    if !audience.seesConfidential { copy.reason = nil }
    if !audience.seesPersonal { copy.change = change.replacingPersonal(with: Mask.sign) }
    if audience == .everyone { copy.change = copy.change.withoutEvidence }
    return copy
  }

  /// The event without a part that was erased, for stores that erase by writing events anew.
  /// Folding redacted events gives the same counts and instants.
  public func redacted(_ part: Ticket.ErasureScope) -> Self {
    var copy = self
    switch part {
    case .personal:
      copy.reason = nil
      copy.change = change.replacingPersonal(with: nil)
    case .evidence: copy.change = change.withoutEvidence
    }
    return copy
  }
}
