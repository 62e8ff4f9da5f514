// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime

/// A policy with something in every section, and tickets on which every command can be asked for.
enum TicketStories {
  static let agent = Principal.agent("li")
  static let customer = Principal.customer("c-1")
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 24 * hour

  static let policy: TicketPolicy = {
    var policy = TicketPolicy("full")
    policy.procedures = [
      .complaint(checklist: []),
      .improvement(
        within: .init(from: .elapsed(milliseconds: 45 * day), to: .elapsed(milliseconds: 90 * day))
      ),
    ]
    policy.incidentPlans = [
      .init(.system, "stand-by servers"), .init(.region, "neighbouring nodes"),
      .init(.single, "targeted fix"),
    ]
    policy.confirmations = [.init(.solution, pauses: false), .init(.nextStep, pauses: true)]
    policy.dissatisfaction = .init(mostStars: 2, escalateTo: "leads")
    policy.inspection = .init(below: 600, escalateTo: "quality")
    policy.abuse = .init(bound: 800, warnings: 1, blockFor: .elapsed(milliseconds: day))
    policy.notices = [.init("booking", over: ["sms", .chat, .email])]
    policy.retention = [
      .init("files", keep: .evidence, for: .elapsed(milliseconds: 0), from: .opening),
      .init("people", keep: .personal, for: .elapsed(milliseconds: 0), from: .opening),
    ]
    return policy
  }()

  /// What stands in the file before the ticket gets its status.
  static let details: [Ticket.Change] = [
    .contactStarted(.init("k-1", over: .phone)), .linked(.init(.related, "T-5")),
    .tagsChanged(["old"]), .watchersChanged([agent]), .messageAdded(.init(.note, id: "m-1")),
    .confirmationAsked(.init(.solution)),
    .followUpPlanned(.init("f-1", purpose: "care", dueAt: .max)),
  ]

  static func ticket(
    in status: Ticket.Status?, with more: [Ticket.Change] = []
  ) -> Ticket {
    var ticket = Ticket("T-1")
    guard let status else { return ticket }
    var changes: [Ticket.Change] = [.opened(.init(customer: "c-1"))] + details + more
    if status != .new { changes.append(.workStarted) }
    switch status {
    case .new, .open: break
    case .pending: changes.append(.waitChanged(.customer))
    case .onHold: changes.append(.waitChanged(.vendor))
    case .solved: changes.append(.solved)
    case .closed: changes += [.solved, .closed]
    case .archived: changes += [.solved, .closed, .archived]
    case .merged: changes.append(.merged(into: "T-9"))
    }
    for change in changes { ticket.apply(.fixture(change)) }
    return ticket
  }

  /// The events that a command causes, joined by `+`, or a word for its refusal.
  static func outcome(
    _ command: Ticket.Command, by principal: Principal, of ticket: Ticket,
    under policy: TicketPolicy = policy
  ) -> String {
    do throws(Ticket.Rejection) {
      let now = ticket.lastEventAt ?? .fixtureStart
      let events = try ticket.decide(command, by: principal, at: now, under: policy)
      return events.map(\.change.type.rawValue).joined(separator: "+")
    } catch {
      return word(for: error)
    }
  }

  static func word(for rejection: Ticket.Rejection) -> String {
    switch rejection {
    case .notOpened: "none"
    case .alreadyOpened: "already"
    case .closed: "closed"
    case .archived: "archived"
    case .mergedInto: "merged"
    case .illegalTransition: "illegal"
    case .nothingToChange: "nothing"
    case .notAllowed, .wrongSender: "forbidden"
    case .timeRunsBackwards: "backwards"
    default: "other: \(rejection)"
    }
  }
}
