// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

/// Random lives of an account, held against sums that are added up here from the causes alone.
@Suite("Laws of a customer's account")
struct AccountLawTests {
  static let lives = ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] == nil ? 3 : 2_000

  static let windows: [AwardCap.Window] = [
    .lifetime, .calendarYear, .calendarMonth, .rolling(months: 12), .rolling(months: 1),
  ]

  /// A policy with one cap a case and one a customer, small enough to be met all the time.
  static func policy(_ window: AwardCap.Window, _ covers: AwardCap.Cover) throws
    -> CompensationPolicy
  {
    try Desk.policy(
      settle: [
        .stack(Stacking(.highest, adding: ["overtime"])), .cap("case"), .cap("sum"),
        .round(RoundingRule(.up, step: 50)),
      ],
      caps: [
        AwardCap(
          "case", Desk.yuan("80.30"), .perCase, .lifetime, covers: .compensationOnly,
          counts: Desk.allForms),
        AwardCap(
          "sum", Desk.yuan("150.20"), .perCustomer, window, covers: covers,
          counts: Desk.allForms),
      ])
  }

  @Test(
    "whatever is claimed, reversed and claimed again, no cap is passed, nothing is paid twice, and headroom comes back",
    arguments: windows, [AwardCap.Cover.compensationOnly, .refundAndCompensation])
  func lives(window: AwardCap.Window, covers: AwardCap.Cover) throws {
    let policy = try Self.policy(window, covers)
    for seed in 0..<UInt64(Self.lives) {
      var life = AccountLife(policy: policy, window: window, covers: covers, seed: seed)
      for _ in 0..<40 { try life.step() }
      try life.checkReplay()
    }
  }
}

/// One account that is commanded at random.
struct AccountLife {
  let policy: CompensationPolicy
  let window: AwardCap.Window
  let covers: AwardCap.Cover
  let seed: UInt64
  var random: SplitMix64
  var account = CompensationAccount(of: "mei", in: .cny)
  var events: [CompensationAccount.Event] = []
  var now = Instant(millisecondsSince1970: 1_767_225_600_000)

  init(
    policy: CompensationPolicy, window: AwardCap.Window, covers: AwardCap.Cover, seed: UInt64
  ) {
    self.policy = policy
    self.window = window
    self.covers = covers
    self.seed = seed
    random = SplitMix64(seed: seed)
  }

  mutating func step() throws {
    let command = try command()
    let before = account
    do {
      let decided = try account.decide(command, by: .system, at: now, under: policy)
      #expect(account == before, "seed \(seed): deciding changed the account")
      var (folded, performing) = (account, account)
      for event in decided { folded.apply(event) }
      let performed = try performing.perform(command, by: .system, at: now, under: policy)
      #expect(performed == decided && performing == folded, "seed \(seed): \(command)")
      // Another host was faster half of the time: this one has to decide again.
      if Bool.random(using: &random), let other = try? self.command(),
        let faster = try? account.decide(other, by: .system, at: now, under: policy)
      {
        for event in faster { apply(event) }
        check()
        guard let again = try? account.decide(command, by: .system, at: now, under: policy) else {
          return
        }
        for event in again { apply(event) }
      } else {
        for event in decided { apply(event) }
      }
    } catch {
      #expect(account == before, "seed \(seed): a refused command changed the account")
    }
    check()
    now = now.adding(milliseconds: Int64.random(in: 0...40_000_000, using: &random))
  }

  private mutating func apply(_ event: CompensationAccount.Event) {
    checkRoom(for: event.change)
    account.apply(event)
    events.append(event)
  }

  private mutating func command() throws -> CompensationAccount.Command {
    let key = IdempotencyKey("c\(Int.random(in: 0..<30, using: &random))")
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .reverse(key)
    case 1: return .reinstate(try claim(key))
    case 2:
      guard let payout = account.payouts.randomElement(using: &random),
        let state = Payout.State.allCases.randomElement(using: &random)
      else { return .payCarried }
      return .movePayout(payout.key, to: state)
    default: return .claim(try claim(key))
    }
  }

  private mutating func claim(_ key: IdempotencyKey) throws -> Claim {
    let back = Int64.random(in: 0...70_000_000_000, using: &random)
    let at = now.adding(milliseconds: -back)
    let fault = ["none", "minor", "heavyLoss", "belowStandard"].randomElement(using: &random)
    let isLate = Int.random(in: 0..<4, using: &random) == 0
    let delay = try Cause.Delay(
      from: at, until: at.adding(milliseconds: Int64.random(in: 0...200_000_000, using: &random)))
    let ticket = TicketID("T-\(Int.random(in: 0..<8, using: &random))")
    var facts = Facts(policy.schema)
    try facts.set("fault", to: fault.map { .text($0) })
    for name in ["paid", "serviceFee"] {
      let units = Int64.random(in: 0...40_000, using: &random)
      try facts.set(name, to: .money(Money(minorUnits: units, currency: .cny)))
    }
    return Claim(
      Cause(
        key: key, isLate ? "delay" : .fault, of: ticket, at: at, delay: isLate ? delay : nil),
      facts: facts, at: now)
  }

  // MARK: Laws

  private func check() {
    // Each cause is paid at most once, and none that is not awarded.
    for cause in account.causes {
      #expect(cause.compensation.minorUnits >= 0 && cause.refund.minorUnits >= 0, "seed \(seed)")
      if cause.state != .awarded {
        #expect(cause.compensation.isZero && cause.refund.isZero, "seed \(seed)")
      }
    }
    for standing in account.cases {
      let causes = account.causes.filter { $0.cause.ticket == standing.ticket }
      let onTop = causes.reduce(0) { $0 + $1.compensation.minorUnits }
      #expect(onTop == standing.compensation.minorUnits, "seed \(seed)")
      #expect(onTop <= 8_030, "seed \(seed): \(standing.ticket) stands at \(onTop)")
      let refund = causes.reduce(0) { $0 + $1.refund.minorUnits }
      #expect(refund == standing.refund.minorUnits, "seed \(seed)")
      let entitled = causes.compactMap { $0.state == .awarded ? $0.award?.entitledRefund : nil }
      #expect(refund == entitled.map(\.minorUnits).max() ?? 0, "seed \(seed)")
      checkPayouts(standing)
    }
    checkWindows()
  }

  private func checkPayouts(_ standing: CaseRecord) {
    let parts = account.payouts.filter { $0.state != .cancelled }.flatMap(\.parts)
      .filter { $0.ticket == standing.ticket }
    let refund = parts.reduce(0) { $0 + $1.refund.minorUnits }
    let onTop = parts.reduce(0) { $0 + $1.compensation.minorUnits }
    #expect(refund >= standing.refund.minorUnits && onTop >= standing.onTop.minorUnits)
    let over =
      refund - standing.refund.minorUnits + onTop - standing.onTop.minorUnits
    #expect(over == standing.overpaid.minorUnits, "seed \(seed)")
    if over > 0 {
      let sent = account.payouts.filter { $0.state == .sent || $0.state == .settled }
        .flatMap(\.parts).filter { $0.ticket == standing.ticket }
        .reduce(0) { $0 + $1.refund.minorUnits + $1.compensation.minorUnits }
      #expect(sent >= over, "seed \(seed): \(over) overpaid without having been sent")
    }
  }

  /// What an event gives on top fits into each window that holds its cause, beside what it gives back
  /// where that counts: a refund given later may leave less than nothing, a compensation never does.
  private func checkRoom(for change: CompensationAccount.Change) {
    let (at, refund, onTop): (Instant?, Money, Money)
    switch change {
    case .awarded(let cause, let award):
      (at, refund, onTop) = (cause.occurredAt, award.refund, award.compensation)
    case .adjusted(let key, let back, let more):
      (at, refund, onTop) = (account.cause(key)?.cause.occurredAt, back, more)
    default: return
    }
    guard let at, onTop.minorUnits > 0 else { return }
    let counted = covers == .refundAndCompensation
    let ends = [at] + account.causes.map(\.cause.occurredAt).filter { isTogether(at, $0) }
    for end in ends {
      let used = account.causes.filter { isTogether($0.cause.occurredAt, end) }.reduce(0) {
        $0 + $1.compensation.minorUnits + (counted ? $1.refund.minorUnits : 0)
      }
      let new = onTop.minorUnits + (counted ? refund.minorUnits : 0)
      #expect(used + new <= 15_020, "seed \(seed): \(used) and \(new) in the window of \(end)")
    }
  }

  /// Adds up every window that ends with a cause.
  private func checkWindows() {
    for end in account.causes.map(\.cause.occurredAt) {
      let onTop = account.causes.filter { isTogether($0.cause.occurredAt, end) }
        .reduce(0) { $0 + $1.compensation.minorUnits }
      #expect(onTop <= 15_020, "seed \(seed): \(onTop) in the window of \(end)")
    }
  }

  /// Whether one instant lies in the window that ends with another, or in the same calendar window.
  private func isTogether(_ one: Instant, _ end: Instant) -> Bool {
    let zone = policy.zone
    func months(_ instant: Instant) -> Int {
      let date = zone.date(at: instant)
      return date.year * 12 + date.month
    }
    switch window {
    case .lifetime: return true
    case .calendarYear: return zone.date(at: one).year == zone.date(at: end).year
    case .calendarMonth: return months(one) == months(end)
    case .rolling(let count):
      let (last, date) = (zone.date(at: end), zone.date(at: one))
      return last.adding(months: -count) < date && date <= last
    }
  }

  func checkReplay() throws {
    let json = try JSONEncoder().encode(events)
    var again = CompensationAccount(of: "mei", in: .cny)
    for event in try JSONDecoder().decode([CompensationAccount.Event].self, from: json) {
      again.apply(event)
    }
    #expect(again == account, "seed \(seed)")
    #expect(account.version == Int64(events.count))
    // Everything reversed, all headroom is back.
    var empty = account
    for cause in account.causes where cause.state == .awarded {
      _ = try? empty.perform(.reverse(cause.cause.key), by: .system, at: now, under: policy)
    }
    for cause in account.causes {
      let left = empty.headroom(of: "sum", under: policy, at: cause.cause.occurredAt)
      #expect(left?.minorUnits == 15_020, "seed \(seed)")
    }
  }
}
