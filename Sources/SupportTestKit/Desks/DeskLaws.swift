// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
package import SupportCore
package import SupportDesk
import SupportSLA
import SupportTickets

/// What holds for every desk, whatever its book says: recorded events give back what was decided,
/// nothing is told twice, reminders come before breaches, and the next deadline lies ahead.
package struct DeskLaws: DeskWatcher {
  /// The cases as a store gives them back: folded from what was recorded, and from nothing else.
  private var folded: [TicketID: SupportCase] = [:]
  private var keys: Set<IdempotencyKey> = []
  /// The same of memberships, which each case of a member tells for itself.
  private var memberKeys: [TicketID: Set<IdempotencyKey>] = [:]
  /// Under which rule a breach was told; those left out that a command brought while the ticket waited,
  /// whose reminders have no instant before it.
  private var breaches: [IdempotencyKey: Explanation.Operand.Value] = [:]

  package init() {}

  package mutating func sees(
    _ decision: DeskDecision, of command: DeskCommand?, at now: Instant, in run: DeskRun
  ) -> [String] {
    for entry in decision.entries { fold(entry, of: decision, in: run) }
    var wrong = compare(decision.result, at: now)
    if let other = decision.other { wrong += compare(other, at: now) }
    wrong += accounts(of: decision, in: run)
    for intent in decision.intents {
      if !isFirst(intent, of: decision.result.id) {
        wrong.append("the intent \(intent.key) is told again")
      }
      let isWaiting = !decision.result.ticket.waitingFor.isEmpty
      if intent.action == .reportBreach, command == nil || !isWaiting {
        breaches[intent.key] = intent.operand("rule")
      }
      if intent.action == .remind { wrong += behindBreach(intent) }
    }
    if let next = decision.nextDeadline, next <= now {
      wrong.append("the next deadline \(next) is not ahead")
    }
    return wrong
  }

  package mutating func seesEnd(of run: DeskRun, at now: Instant) -> [String] { [] }

  // MARK: Folding

  private mutating func fold(
    _ entry: DeskDecision.Entry, of decision: DeskDecision, in run: DeskRun
  ) {
    let owner = [decision.result, decision.other].compactMap { $0 }
      .first { $0.stream == entry.stream }
    guard let owner else {
      if case .dispute = entry.event {
        foldedCase(decision.result.id, run) { $0.apply(entry.event) }
      }
      return
    }
    if case .ticket(let event) = entry.event, case .absorbed(let absorption) = event.change,
      let source = folded[absorption.source]?.timeline
    {
      foldedCase(owner.id, run) { $0.apply(.ticket(event), knowing: source) }
    } else {
      foldedCase(owner.id, run) { $0.apply(entry.event) }
    }
  }

  private mutating func foldedCase(
    _ ticket: TicketID, _ run: DeskRun, _ body: (inout SupportCase) -> Void
  ) {
    body(&folded[ticket, default: run.desk.opened(ticket)])
  }

  private func compare(_ decided: SupportCase, at now: Instant) -> [String] {
    guard let folded = folded[decided.id] else {
      return decided.version == 0 ? [] : ["nothing was recorded of \(decided.id)"]
    }
    var wrong: [String] = []
    let name = decided.id
    if folded.ticket != decided.ticket {
      wrong.append("\(name): the recorded events give another ticket than was decided")
    }
    if folded.version != decided.version {
      wrong.append("\(name): version \(decided.version), recorded \(folded.version)")
    }
    if folded.toldThrough != decided.toldThrough {
      wrong.append("\(name): told through \(decided.toldThrough), recorded \(folded.toldThrough)")
    }
    if folded.disputes != decided.disputes {
      wrong.append("\(name): the recorded events give other disputes than were decided")
    }
    if folded.timeline?.statuses(at: now) != decided.timeline?.statuses(at: now) {
      wrong.append("\(name): the recorded events give other promises than were decided")
    }
    return wrong
  }

  private func accounts(of decision: DeskDecision, in run: DeskRun) -> [String] {
    guard let customer = run.customers[decision.result.id] else { return [] }
    var wrong: [String] = []
    let touches = decision.entries.contains {
      switch $0.event {
      case .compensation, .membership: true
      default: false
      }
    }
    if touches, decision.result.account != run.accounts[customer] {
      wrong.append("\(customer): the recorded events give another account than was decided")
    }
    if touches, decision.result.member != run.members[customer] {
      wrong.append("\(customer): the recorded events give another membership than was decided")
    }
    return wrong
  }

  // MARK: Telling

  private mutating func isFirst(_ intent: Intent, of ticket: TicketID) -> Bool {
    guard intent.operand("member") != nil else { return keys.insert(intent.key).inserted }
    return memberKeys[ticket, default: []].insert(intent.key).inserted
  }

  /// A reminder before or at the end of the time is never told behind the breach that it warns of.
  private func behindBreach(_ intent: Intent) -> [String] {
    let parts = intent.key.rawValue.split(separator: "/")
    guard let place = parts.lastIndex(of: "remind"), isBeforeBreach(intent) else { return [] }
    let breach = IdempotencyKey(parts[..<place].joined(separator: "/") + "/breach")
    guard let rule = breaches[breach], rule == intent.operand("rule") else { return [] }
    return ["the reminder \(intent.key) is told behind the breach"]
  }

  private func isBeforeBreach(_ intent: Intent) -> Bool {
    guard case .text(let text) = intent.operand("reminder"),
      let reminder = try? SLAReminder(text)
    else { return false }
    return switch reminder {
    case .percent(let percent): percent <= 100
    case .offset: text.hasPrefix("-")
    }
  }
}
