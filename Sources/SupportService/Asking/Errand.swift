// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportTickets

/// What a service is asked to do with a case.
struct Errand: Sendable {
  enum Task: Sendable {
    case command(DeskCommand, by: Principal, because: String?)
    case tick
  }

  var task: Task
  var ticket: TicketID
  var customer: CustomerID?
  var member: MemberID?
  var key: IdempotencyKey?
  var fingerprint: [UInt8]?

  /// The opening of a ticket, if that is what is asked.
  var opening: Ticket.Opening? {
    guard case .command(.ticket(.open(let opening)), _, _) = task else { return nil }
    return opening
  }

  /// The dispute that the command is about.
  var dispute: DisputeID? {
    guard case .command(.dispute(let id, _), _, _) = task else { return nil }
    return id
  }

  var isTick: Bool {
    if case .tick = task { true } else { false }
  }
}
