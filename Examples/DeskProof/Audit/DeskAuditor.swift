// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ServiceLevelAudit
import SupportCompensation
package import SupportCore
package import SupportDesk
import SupportRules
import SupportSLA
package import SupportTestKit
import SupportTickets

/// A second, slow desk that reads what was recorded and works out promises and money by itself: minutes
/// are walked one by one, sums are added up from nothing.
///
/// It calls nothing of the desk, the timelines or the accounts, and takes from the book only the numbers
/// of which the book was made.
package struct DeskAuditor: DeskWatcher {
  private let book: AuditedBook
  private var auditors: [TicketID: Auditor] = [:]
  private var fields: [TicketID: [String: FactValue]] = [:]
  private var ledgers: [CustomerID: AuditedLedger] = [:]
  private var breaches: Set<IdempotencyKey> = []
  private var reminders: Set<String> = []

  /// What is said of a promise, in whole minutes.
  private struct Finding: Hashable {
    var verdict: SLAVerdict
    var cycle: Int
    var breachedAt: Int?
    var used: Int
    var paused: Int

    init(_ status: SLAStatus) {
      verdict = status.verdict
      cycle = status.cycle
      breachedAt = status.breachedAt.map(Auditor.minute)
      used = Int(status.elapsedMilliseconds / 60_000)
      paused = Int(status.pausedMilliseconds / 60_000)
    }

    init(_ finding: Auditor.Finding) {
      verdict = finding.verdict
      cycle = finding.cycle
      breachedAt = finding.breachedAt
      used = finding.used
      paused = finding.paused
    }
  }

  package init(_ book: AuditedBook) {
    self.book = book
  }

  package mutating func sees(
    _ decision: DeskDecision, of command: DeskCommand?, at now: Instant, in run: DeskRun
  ) -> [String] {
    for entry in decision.entries { apply(entry, of: decision) }
    var wrong: [String] = []
    for matter in [decision.result, decision.other].compactMap({ $0 }) {
      wrong += promises(matter, at: now)
    }
    wrong += tellings(decision, of: command)
    wrong += money(decision, command, at: now, run)
    return wrong
  }

  package mutating func seesEnd(of run: DeskRun, at now: Instant) -> [String] {
    var wrong: [String] = []
    for metric in Auditor.metrics {
      let told = breaches.filter { $0.rawValue.split(separator: "/")[1] == metric.rawValue }.count
      let missed = auditors.values.reduce(0) { $0 + ($1.misses[metric] ?? 0) }
      if told != missed {
        wrong.append("\(metric): \(told) breaches were told, auditor: \(missed)")
      }
    }
    for (customer, ledger) in ledgers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if ledger.given != ledger.placed {
        wrong.append(
          "\(customer): \(ledger.given) cents were given, \(ledger.placed) placed for payment")
      }
    }
    return wrong
  }

  // MARK: Promises

  private mutating func apply(_ entry: DeskDecision.Entry, of decision: DeskDecision) {
    guard case .ticket(let event) = entry.event,
      let ticket = [decision.result, decision.other].compactMap({ $0 })
        .first(where: { $0.stream == entry.stream })?.id
    else { return }
    var auditor =
      auditors[ticket]
      ?? Auditor(
        promises: book.promises, hours: AuditedHours.weeks[book.week], onReopen: book.onReopen)
    if case .absorbed(let absorption) = event.change, let source = auditors[absorption.source] {
      auditor.absorb(source, at: Auditor.minute(event.occurredAt))
    } else {
      auditor.apply(event)
    }
    auditors[ticket] = auditor
    switch event.change {
    case .opened(let opening):
      for field in opening.fields { fields[ticket, default: [:]][field.name] = field.value }
    case .fieldSet(let field): fields[ticket, default: [:]][field.name] = field.value
    default: break
    }
  }

  /// Compares every promise of a case, where the present is a whole minute.
  private mutating func promises(_ matter: SupportCase, at now: Instant) -> [String] {
    let minute = Auditor.minute(now)
    guard now == Self.instant(minute), matter.ticket.status != .merged else { return [] }
    auditors[matter.id]?.walk(to: minute)
    guard let auditor = auditors[matter.id] else { return [] }
    return Auditor.metrics.compactMap { metric in
      let found = matter.timeline?.status(of: metric, at: now).map(Finding.init)
      let expected = auditor.finding(metric).map(Finding.init)
      if found == expected { return nil }
      return "\(metric) of \(matter.id) at \(now): \(Self.told(found)), auditor: "
        + Self.told(expected)
    }
  }

  /// Before a breach is told, every reminder of its promise was; but where a command misses a promise
  /// while the ticket waits, there was no instant for them.
  private mutating func tellings(
    _ decision: DeskDecision, of command: DeskCommand?
  ) -> [String] {
    var wrong: [String] = []
    let mayLack = command != nil && !decision.result.ticket.waitingFor.isEmpty
    for intent in decision.intents {
      if intent.action == .remind { reminders.insert(intent.key.rawValue) }
      guard intent.action == .reportBreach, case .text(let rule) = intent.operand("rule") else {
        continue
      }
      breaches.insert(intent.key)
      let promise = intent.key.rawValue.split(separator: "/").dropLast().joined(separator: "/")
      guard !mayLack else { continue }
      for ordinal in 0..<3 where !reminders.contains("\(promise)/remind/\(rule)/\(ordinal)") {
        wrong.append("reminder \(ordinal) of \(promise) was not told before the breach")
      }
    }
    return wrong
  }

  private static func instant(_ minute: Int) -> Instant {
    Instant(millisecondsSince1970: Int64(minute) * 60_000)
  }

  private static func told(_ finding: Finding?) -> String {
    finding.map { "\($0)" } ?? "nothing"
  }

  // MARK: Money

  private mutating func money(
    _ decision: DeskDecision, _ command: DeskCommand?, at now: Instant, _ run: DeskRun
  ) -> [String] {
    guard let customer = run.customers[decision.result.id] else { return [] }
    var ledger = ledgers[customer] ?? AuditedLedger(book)
    var wrong: [String] = []
    for case .compensation(let event) in decision.events {
      switch event.change {
      case .awarded(let cause, let award) where !award.isInterim:
        guard let claim = claim(cause, command) else {
          wrong.append("\(cause.key) is awarded, auditor: nothing is due for it")
          continue
        }
        let expected = ledger.award(claim, of: cause)
        let found = AuditedLedger.Sums(
          refund: award.refund.minorUnits, compensation: award.compensation.minorUnits)
        if found != expected {
          wrong.append("\(cause.key): \(found), auditor: \(expected)")
        }
      case .payoutPlaced(let payout):
        ledger.placed += payout.refund.minorUnits + payout.compensation.minorUnits
      default: break
      }
    }
    // A claim that comes to nothing may be awarded nothing, or refused.
    if case .claim(let cause, _) = command, let claim = claim(cause, command),
      claim.refund + claim.compensation > 0, !ledger.has(cause.key)
    {
      wrong.append("\(cause.key) is not awarded")
    }
    for intent in decision.intents where intent.action == .reportBreach {
      let metric = SLAMetric(String(intent.key.rawValue.split(separator: "/")[1]))
      if case .sum(1...) = book.prices[metric], !ledger.has(intent.key) {
        wrong.append("\(intent.key) is not paid at once")
      }
    }
    wrong += unpaid(decision.result.id, ledger, at: now)
    ledgers[customer] = ledger
    return wrong
  }

  /// What a cause gives by itself: what the numbers of the book say of what is known.
  private func claim(_ cause: Cause, _ command: DeskCommand?) -> AuditedLedger.Claim? {
    if cause.kind == .missedPromise {
      let parts = cause.key.rawValue.split(separator: "/")
      guard parts.count == 4, let price = book.prices[SLAMetric(String(parts[1]))] else {
        return nil
      }
      switch price {
      case .sum(let cents): return .init(compensation: cents)
      case .startedHours(let cents):
        // What grows with the delay is settled when it has ended.
        guard let delay = cause.delay, let until = delay.until else { return nil }
        let length = max(until.millisecondsSince1970 - delay.from.millisecondsSince1970, 0)
        return .init(compensation: cents * ((length + 3_599_999) / 3_600_000), isAdded: true)
      }
    }
    guard case .claim(let claimed, let facts) = command, claimed.key == cause.key else {
      return nil
    }
    var known = fields[cause.ticket] ?? [:]
    for fact in facts { known[fact.name] = fact.value }
    guard cause.kind == .fault, case .text(let fault) = known["fault"],
      let percent = book.percent[fault], case .money(let paid) = known["paid"]
    else { return nil }
    // Half a cent goes to the even neighbour.
    let (whole, rest) = (paid.minorUnits * percent).quotientAndRemainder(dividingBy: 100)
    let up = rest > 50 || (rest == 50 && whole % 2 != 0)
    return .init(
      refund: fault == "heavyLoss" ? paid.minorUnits : 0, compensation: whole + (up ? 1 : 0))
  }

  /// A promise that was missed and is now kept has been paid, if it costs something.
  private func unpaid(_ ticket: TicketID, _ ledger: AuditedLedger, at now: Instant) -> [String] {
    guard let auditor = auditors[ticket] else { return [] }
    return book.prices.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { metric in
      guard let clock = auditor.clocks[metric], let breach = clock.breachedAt,
        clock.fulfilledAt == Auditor.minute(now)
      else { return nil }
      // The delay of a promise that was taken away ended then, which may be when it began.
      if clock.isUnpromised { return nil }
      // A delay that ended as it began costs nothing where the hours count.
      if case .startedHours = book.prices[metric], breach == clock.fulfilledAt { return nil }
      if case .sum(0) = book.prices[metric] { return nil }
      let isKnown = ledger.hasMiss(metric, startedAt: Self.instant(clock.start))
      return isKnown ? nil : "\(metric) of \(ticket) was missed and is not paid"
    }
  }
}
