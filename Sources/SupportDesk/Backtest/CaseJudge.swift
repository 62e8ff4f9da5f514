// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportSLA
import SupportTickets

/// What a book makes of histories: it folds what was recorded and decides nothing.
struct CaseJudge: Sendable {
  let desk: Desk
  let end: Instant
  /// Whether what was paid is judged, too.
  let paysOut: Bool

  /// A promise as it stands at the end.
  struct Promise: Hashable, Sendable {
    var metric: SLAMetric
    var cycle: Int
    var rule: RuleID
    var dueAt: Instant?
    var verdict: SLAVerdict
  }

  /// A claim that waits to be judged beside the customer's other ones.
  struct Pending {
    var history: Int
    var claim: Claim
    var at: Instant
  }

  /// What a rule paid.
  struct Payment: Hashable, Sendable {
    var rule: RuleID
    var refund: Int64
    var compensation: Int64
  }

  /// Folds one history: its promises, and the claims that follow from it.
  func fold(
    _ history: CaseHistory, at index: Int, _ pending: inout [Pending]
  ) -> (promises: [Promise], tier: FactValue?) {
    var timeline = desk.serviceLevels.map { SLATimeline($0) }
    timeline?.apply(contentsOf: history.events)
    for adjustment in history.adjustments { timeline?.apply(adjustment) }
    var promises: [Promise] = []
    timeline?.forEachPromise(at: end) { promise in
      promises.append(
        Promise(
          metric: promise.metric, cycle: promise.cycle, rule: promise.rule, dueAt: promise.dueAt,
          verdict: promise.countsAs))
    }
    if paysOut, let policies = desk.compensation, history.customer != nil {
      for cause in history.causes {
        claim(cause, nil, history, index, policies, &pending)
      }
      if promises.contains(where: { $0.verdict == .missed }), let timeline {
        for breach in timeline.breaches(of: history.ticket, through: end) where !breach.isWaived {
          guard let cause = breach.cause(of: history.ticket) else { continue }
          claim(cause, breach, history, index, policies, &pending)
        }
      }
    }
    return (promises, tier(of: history))
  }

  /// The tier that the ticket ended with; the ticket is folded only where something says one.
  private func tier(of history: CaseHistory) -> FactValue? {
    let events = history.events
    guard events.indices.contains(where: { events[$0].change.mayName(DeskFacts.tier) }) else {
      return nil
    }
    var ticket = Ticket(history.ticket)
    ticket.apply(contentsOf: history.events)
    return ticket.details.field(DeskFacts.tier)?.value
  }

  private func claim(
    _ cause: Cause, _ breach: SLABreach?, _ history: CaseHistory, _ index: Int,
    _ policies: CompensationPolicyVersions, _ pending: inout [Pending]
  ) {
    let at = max(min(cause.delay?.until ?? end, end), cause.occurredAt)
    var ticket = Ticket(history.ticket)
    // A claim knows what was known when it was made.
    let known = history.events.prefix { $0.occurredAt <= at }
    ticket.apply(contentsOf: Array(known))
    var facts = ticket.facts(in: policies.policy(at: cause.occurredAt).schema)
    if let breach { facts.record(breach) }
    pending.append(Pending(history: index, claim: Claim(cause, facts: facts, at: at), at: at))
  }

  /// Judges a customer's claims in the order of time, beside one another.
  func judge(
    _ pending: [Pending], of customer: CustomerID, _ body: (Int, Payment) -> Void
  ) {
    guard paysOut, let policies = desk.compensation, var account = desk.emptyAccount(of: customer)
    else {
      return
    }
    let ordered = pending.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    for claim in ordered {
      _ = try? account.perform(.claim(claim.claim), by: .system, at: claim.at, under: policies)
    }
    for claim in pending {
      guard let record = account.cause(claim.claim.cause.key), let award = record.award else {
        continue
      }
      body(
        claim.history,
        Payment(
          rule: award.rule, refund: record.refund.minorUnits,
          compensation: record.compensation.minorUnits))
    }
  }
}

extension Ticket.Change {
  /// Whether it can give a field of the desk's own a value.
  fileprivate func mayName(_ field: String) -> Bool {
    switch self {
    case .opened(let opening): opening.fields.contains { $0.name == field }
    case .fieldSet(let set): set.name == field
    case .imported, .absorbed, .splitOff, .corrected: true
    default: false
    }
  }
}
