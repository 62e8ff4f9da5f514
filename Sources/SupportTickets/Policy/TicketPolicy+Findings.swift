// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension TicketPolicy {
  /// What is missing in a ticket before a command may be carried out; empty where nothing is.
  ///
  /// Confirmations that the command needs count as well, under the name of their step.
  public func missing(before kind: Ticket.Command.Kind, in ticket: Ticket) -> [Missing] {
    var missing: [Missing] = []
    for rule in requirements where rule.before.contains(kind) && applies(rule.when, to: ticket) {
      if let outcome = ticket.details.outcome, rule.exceptFor.contains(outcome) { continue }
      missing += rule.parts.filter { !$0.isIn(ticket) }.map { Missing($0, by: rule.id) }
    }
    for rule in confirmations where rule.before.contains(kind) && applies(rule.when, to: ticket) {
      let part = Part.confirmation(rule.step)
      if !part.isIn(ticket) { missing.append(Missing(part, by: RuleID(rule.step.rawValue))) }
    }
    return missing
  }

  /// What should have been told at the opening and was not: noted, never refused.
  public func noted(of ticket: Ticket) -> [Missing] {
    guard let opening = ticket.opening else { return [] }
    return intake.filter { applies($0.when, to: opening) }.flatMap { rule in
      rule.notes.filter { !$0.isIn(ticket) }.map { Missing($0, by: rule.id) }
    }
  }

  /// The contacts of a ticket that lack a recording although their channel needs one.
  public func contactsWithoutRecording(of ticket: Ticket) -> [ContactID] {
    guard let recordings else { return [] }
    return ticket.details.contacts.filter { state in
      state.contact.recording == nil && recordings.neededOver.contains(state.contact.channel)
    }.map(\.contact.id)
  }

  /// Whether a customer whose account was closed may still come in over a channel.
  ///
  /// - Throws: ``Ticket/Rejection/policySilent(_:_:)`` where the policy has no rule for it.
  public func admits(
    over channel: Ticket.Channel, accountClosedAt closed: Instant, at now: Instant
  ) throws(Ticket.Rejection) -> Bool {
    guard let rule = afterAccountClosure else { throw .policySilent(.afterAccountClosure, .open) }
    return try now < due(rule.period, from: closed, for: .open) && rule.channels.contains(channel)
  }
}

extension Ticket {
  /// The documents that the checklist of a procedure names and the file lacks, in its order.
  public func missingDocuments(
    of procedure: Procedure, under policy: TicketPolicy
  ) -> [TicketPolicy.Missing] {
    let rule = policy.procedures.first { $0.procedure == procedure }
    return (rule?.checklist ?? []).filter { kind in
      !details.documents.contains { $0.value.kind == kind }
    }.map { TicketPolicy.Missing(.document($0), by: RuleID(procedure.rawValue)) }
  }

  /// How a procedure keeps to the window that its policy gives it.
  public enum WindowFinding: String, Hashable, Sendable, Codable, CaseIterable {
    /// It runs, and there is still time.
    case running
    /// It ended sooner than it may.
    case early
    /// It ended within its window.
    case inTime
    /// It ended too late, or still runs although its time is over.
    case late
  }

  /// Tells how a procedure keeps to its window, as it stands at an instant.
  ///
  /// - Returns: `nil` where it did not begin, or the policy gives it no window.
  public func window(
    of procedure: Procedure, at now: Instant, under policy: TicketPolicy
  ) -> WindowFinding? {
    guard let rule = policy.procedures.first(where: { $0.procedure == procedure }),
      let window = rule.window,
      let start = details.stages.first(where: { $0.value.procedure == procedure })?.at,
      let earliest = try? policy.due(window.earliest, from: start, for: .reachStage),
      let latest = try? policy.due(window.latest, from: start, for: .reachStage)
    else { return nil }
    let last = details.stages.first { entry in
      entry.value.procedure == procedure && entry.value.stage == rule.stages.last
    }
    guard let end = last?.at else { return now > latest ? .late : .running }
    return end < earliest ? .early : (end > latest ? .late : .inTime)
  }
}
