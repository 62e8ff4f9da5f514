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
  /// Whether what was paid is judged, too, since some book pays.
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

  /// What a history comes to.
  struct Reading {
    var timeline: SLATimeline?
    var promises: [Promise] = []
    /// The promises that were missed and not set aside; found only where some book pays for them.
    var breaches: [SLABreach] = []
    var tier: FactValue?
  }

  /// Folds one history.
  func read(_ history: CaseHistory) -> Reading {
    var reading = Reading(timeline: desk.serviceLevels.map { SLATimeline($0) })
    reading.timeline?.apply(contentsOf: history.events)
    for adjustment in history.adjustments { reading.timeline?.apply(adjustment) }
    reading.tier = tier(of: history)
    guard let timeline = reading.timeline else { return reading }
    var isMissed = false
    timeline.forEachPromise(at: end) { promise in
      let verdict = promise.countsAs
      isMissed = isMissed || verdict == .missed
      reading.promises.append(
        Promise(
          metric: promise.metric, cycle: promise.cycle, rule: promise.rule, dueAt: promise.dueAt,
          verdict: verdict))
    }
    if isMissed, paysOut, history.customer != nil {
      reading.breaches = timeline.breaches(of: history.ticket, through: end)
      reading.breaches.removeAll(where: \.isWaived)
    }
    return reading
  }

  /// Adds the claims that follow from a history.
  func claims(
    of history: CaseHistory, at index: Int, _ reading: Reading, to pending: inout [Pending]
  ) {
    guard paysOut, let policies = desk.compensation, history.customer != nil,
      !history.causes.isEmpty || !reading.breaches.isEmpty
    else { return }
    var folded = FoldedTicket(history)
    var known: (count: Int, facts: Facts)?
    func add(_ cause: Cause, _ breach: SLABreach?) {
      let at = max(min(cause.delay?.until ?? end, end), cause.occurredAt)
      // A claim knows what was known when it was made.
      folded.advance(to: at)
      let schema = policies.policy(at: cause.occurredAt).schema
      if known?.count != folded.count || known?.facts.schema != schema {
        known = (folded.count, desk.facts(of: folded.ticket, in: schema))
      }
      var facts = known?.facts ?? Facts(schema)
      if let breach { facts.record(breach) }
      pending.append(Pending(history: index, claim: Claim(cause, facts: facts, at: at), at: at))
    }
    for cause in history.causes { add(cause, nil) }
    for breach in reading.breaches {
      if let cause = breach.cause(of: history.ticket) { add(cause, breach) }
    }
  }

  /// The tier that the ticket ended with; the ticket is folded only where something says one.
  private func tier(of history: CaseHistory) -> FactValue? {
    let events = history.events
    guard events.indices.contains(where: { events[$0].change.mayName(DeskFacts.tier) }) else {
      return nil
    }
    var folded = FoldedTicket(history)
    folded.advance(to: .max)
    return folded.ticket.details.field(DeskFacts.tier)?.value
  }

  /// Judges a customer's claims in the order of time, beside one another.
  func judge(
    _ pending: [Pending], of customer: CustomerID, _ body: (Int, Payment) -> Void
  ) {
    guard !pending.isEmpty, let policies = desk.compensation,
      var account = desk.emptyAccount(of: customer)
    else { return }
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

/// A ticket as it stood at an instant; asked for one instant after the other it is folded once.
private struct FoldedTicket {
  private let history: CaseHistory
  private(set) var ticket: Ticket
  /// How many events it was made of.
  private(set) var count = 0

  init(_ history: CaseHistory) {
    self.history = history
    ticket = Ticket(history.ticket)
  }

  /// Goes to where the first event stands that occurred after an instant.
  mutating func advance(to instant: Instant) {
    let events = history.events
    let known = events.firstIndex { $0.occurredAt > instant } ?? events.count
    if known < count {
      count = 0
      ticket = Ticket(history.ticket)
    }
    ticket.apply(contentsOf: Array(events[count..<known]))
    count = known
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
