// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMembership
import SupportTestKit
import SupportTime
import Testing

/// Random lives of an account, held against ``SlowPoints`` after every step.
@Suite("Points: laws")
struct PointLawTests {
  static let isLong = ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] != nil
  static let seeds: Range<UInt64> = isLong ? 0..<10_000 : 0..<36

  @Test("whatever happens, the balance is the sum of what is left in lots", arguments: seeds)
  func agree(seed: UInt64) throws {
    var life = try PointLife(seed: seed)
    for _ in 0..<(Self.isLong ? 200 : 80) {
      try life.step()
      let difference = life.difference()
      guard difference == nil else {
        Issue.record("seed \(seed): \(difference ?? "")\n\(life.log.joined(separator: "\n"))")
        return
      }
    }
    var again = MemberAccount("m-1", under: life.account.editions)
    again.apply(contentsOf: life.events)
    #expect(again == life.account, "seed \(seed): replayed, it is another account")
    let data = try JSONEncoder().encode(life.events)
    let decoded = try JSONDecoder().decode([MemberAccount.Event].self, from: data)
    #expect(decoded == life.events, "seed \(seed): decoded, these are other events")
  }
}

/// One random life.
struct PointLife {
  var account: MemberAccount
  var slow = SlowPoints()
  var events: [MemberAccount.Event] = []
  var log: [String] = []
  private var random: SplitMix64
  private var now: Int64
  private var count = 0
  private var earned: [(name: String, points: Int64)] = []
  private var waiting: [String] = []
  private var redeemed: [String] = []
  private let days: Int64
  private let endsWithActivity: Bool
  private let spendingCounts: Bool

  init(seed: UInt64) throws {
    random = SplitMix64(seed: seed)
    days = Int64.random(in: 1...60, using: &random)
    endsWithActivity = random.oneIn(3)
    spendingCounts = random.oneIn(2)
    slow.spendsSoonest = random.oneIn(2)
    slow.clawback = [.owed, .others, .waived].randomElement(using: &random) ?? .owed
    slow.second = random.oneIn(2) ? (validity: 5, window: 10) : nil
    var rules = Club.points(
      expiry: endsWithActivity ? .inactivity : .after(.days(Int(days))),
      order: slow.spendsSoonest ? .soonestToExpire : .oldestFirst,
      clawback: slow.clawback == .owed
        ? .owed : slow.clawback == .others ? .fromOtherLots : .waived,
      expiredReturn: slow.second == nil
        ? .lost : .reinstated(for: .days(5), window: .days(10)))
    if endsWithActivity {
      rules.inactivity = .init(after: .days(Int(days)), countsSpending: spendingCounts)
    }
    account = try Club.account(Club.draft(rules))
    events = [
      MemberAccount.Event(
        .enrolled(.init(programme: "club", version: "1")), by: .system,
        at: try Instant("2025-01-01T00:00+08:00"))
    ]
    now = try Instant("2025-01-01T00:00+08:00").millisecondsSince1970
  }

  mutating func step() throws {
    count += 1
    if random.oneIn(3) { now += Int64.random(in: 0...20 * SlowPoints.day, using: &random) }
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3: try earn()
    case 4...6: try redeem()
    case 7: try reverse()
    case 8: try refund()
    case 9: try adjust()
    case 10: try confirm()
    default: try reinstate()
    }
  }

  /// What the account and the slow model tell differently, now and some days later.
  func difference() -> String? {
    for at in [now, now + 3 * SlowPoints.day, now + 40 * SlowPoints.day] {
      let fast = account.balance(at: Instant(millisecondsSince1970: at))
      let slow = slow.sums(at)
      let left = account.lots.reduce(Int64(0)) { $0 + $1.left }
      if fast.available != slow.available || fast.pending != slow.pending
        || fast.expired != slow.expired || fast.owed != self.slow.owed
      {
        return "at \(at): \(fast), but \(slow) and owed \(self.slow.owed)"
      }
      if fast.available + fast.pending + fast.expired != left { return "the lots hold \(left)" }
      if account.lots.contains(where: { !(0...$0.points).contains($0.left) }) {
        return "a lot holds more than it received, or less than nothing"
      }
    }
    return account.ignoredEventCount == 0 ? nil : "an event was ignored"
  }

  // MARK: Steps

  private mutating func perform(_ command: MemberAccount.Command) throws -> Bool {
    log.append("\(Instant(millisecondsSince1970: now)) \(command)")
    do {
      let new = try account.perform(
        command, by: .system, at: Instant(millisecondsSince1970: now))
      events += new
      return true
    } catch {
      log.append("  refused: \(error)")
      return false
    }
  }

  private mutating func earn() throws {
    let points = Int64.random(in: 0...60, using: &random)
    let name = "e-\(count)"
    let kind = ["purchase", "order", "preorder"].randomElement(using: &random) ?? "purchase"
    guard
      try perform(.earn(.init(EarningID(name), kind, spend: Club.yuan(points * 100))))
    else { return }
    if endsWithActivity { slow.active(now, until: SlowPoints.midnight(now, after: days)) }
    earned.append((name, points))
    guard points > 0 else { return }
    let from: Int64? =
      kind == "order" ? nil : kind == "preorder" ? now + 14 * SlowPoints.day : now
    if kind == "order" { waiting.append(name) }
    slow.receive(
      name, points, from: from,
      end: endsWithActivity ? nil : SlowPoints.midnight(now, after: days),
      isActive: endsWithActivity)
  }

  private mutating func redeem() throws {
    let available = slow.sums(now).available
    let points = random.oneIn(4) ? available : Int64.random(in: 1...80, using: &random)
    let name = "r-\(count)"
    let isPossible = points >= 1 && points <= available
    let isDone = try perform(.redeem(RedemptionID(name), points: points, for: "voucher"))
    #expect(isDone == isPossible)
    guard isDone else { return }
    if endsWithActivity, spendingCounts {
      slow.active(now, until: SlowPoints.midnight(now, after: days))
    }
    slow.spent[name] = slow.take(points, now)
    redeemed.append(name)
  }

  private mutating func reverse() throws {
    guard let name = redeemed.randomElement(using: &random) else { return }
    let left = Int64(slow.spent[name]?.count ?? 0)
    let points = random.oneIn(2) ? left : Int64.random(in: 1...30, using: &random)
    let isDone = try perform(
      .reverseRedemption(RedemptionID(name), id: .init("v-\(count)"), points: points))
    #expect(isDone == (points >= 1 && points <= left))
    if isDone { slow.reverse(name, points, now) }
  }

  private mutating func refund() throws {
    guard let (name, points) = earned.randomElement(using: &random) else { return }
    let left = points - (slow.refunded[name] ?? 0)
    let isAll = random.oneIn(2)
    let part = isAll ? left : Int64.random(in: 1...30, using: &random)
    let isDone = try perform(
      .refundEarning(
        EarningID(name), id: .init("f-\(count)"), isAll ? .all : .spend(Club.yuan(part * 100))))
    #expect(isDone == (part >= 1 && part <= left))
    if isDone { slow.refund(name, part, now) }
  }

  private mutating func adjust() throws {
    let points = Int64.random(in: -40...40, using: &random)
    let name = "a-\(count)"
    let isShort = random.oneIn(2)
    let days: Int64 = isShort ? 3 : 33
    let isDone = try perform(
      .adjust(MembershipEntryID(name), points: points, expiry: .after(.days(Int(days)))))
    #expect(isDone == (points > 0 || (points < 0 && -points <= slow.sums(now).available)))
    guard isDone else { return }
    if points > 0 {
      slow.receive(
        name, points, from: now, end: SlowPoints.midnight(now, after: days), isActive: false)
    } else {
      _ = slow.take(-points, now)
    }
  }

  private mutating func confirm() throws {
    guard let name = waiting.popLast() else { return }
    guard try perform(.confirmEarning(EarningID(name))) else { return }
    if let index = slow.lots.firstIndex(where: { $0.name == name }) { slow.lots[index].from = now }
  }

  /// Without a rule for it, nothing comes back.
  private mutating func reinstate() throws {
    #expect(try !perform(.reinstatePoints(.init("i-\(count)"))))
  }
}
