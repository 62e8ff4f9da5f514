// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTestKit
import SupportTime
import Testing

/// Random lives of a member, held against ``SlowTiers`` after every step and on later days.
@Suite("Tiers: laws")
struct TierLawTests {
  static let seeds: Range<UInt64> = PointLawTests.isLong ? 0..<10_000 : 0..<60

  @Test("by events and by the clock a tier is what a walk from day to day finds", arguments: seeds)
  func agree(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let start = try CivilDate("2025-02-01")
    var slow = SlowTiers(from: start)
    slow.reach = [0, 100, 300, 600]
    slow.keep = random.oneIn(2) ? slow.reach : [0, 60, 200, 500]
    slow.forLife = random.oneIn(4) ? 2_000 : nil
    slow.further = Int.random(in: 0...2, using: &random)
    slow.grace = random.oneIn(2) ? Int.random(in: 1...5, using: &random) : nil
    slow.chance = random.oneIn(2) ? Int.random(in: 1...5, using: &random) : nil
    slow.oneDown = random.oneIn(2)
    var account = MemberAccount("m", under: try Self.programme(slow))
    var events = try account.perform(.enrol, by: .system, at: Self.instant(start, 0))
    var earned: [(name: String, date: CivilDate, left: Int64)] = []
    for step in 0..<60 {
      let gap = random.oneIn(6) ? 400 : 40
      slow.walk(to: slow.today.adding(days: Int.random(in: 0...gap, using: &random)))
      // Within a day the hours go up, so that no command goes back.
      let now = Self.instant(slow.today, Int64(step) * 1_000_000)
      if random.oneIn(5), let index = earned.indices.randomElement(using: &random),
        earned[index].left > 0
      {
        let part = Int64.random(in: 1...earned[index].left, using: &random)
        earned[index].left -= part
        events += try account.perform(
          .refundEarning(
            EarningID(earned[index].name), id: .init("f\(step)"), .spend(Club.yuan(part * 100))),
          by: .system, at: now)
        slow.earn(-part, of: earned[index].date)
      } else {
        let points = Int64.random(in: 0...220, using: &random)
        events += try account.perform(
          .earn(.init(EarningID("e\(step)"), "purchase", spend: Club.yuan(points * 100))),
          by: .system, at: now)
        earned.append(("e\(step)", slow.today, points))
        slow.earn(points, of: slow.today)
      }
      try check(account, slow, now, "seed \(seed), step \(step)")
      var later = slow
      later.walk(to: slow.today.adding(days: Int.random(in: 1...900, using: &random)))
      try check(account, later, Self.instant(later.today, 0), "seed \(seed), behind step \(step)")
    }
    var again = MemberAccount("m", under: account.editions)
    again.apply(contentsOf: events)
    #expect(again == account, "seed \(seed)")
  }

  private func check(
    _ account: MemberAccount, _ slow: SlowTiers, _ now: Instant, _ place: String
  ) throws {
    let standing = try #require(account.standing(at: now))
    #expect(standing.rank == slow.shown, "\(place), \(now)")
    guard !slow.hasForLife, slow.tier > 0 else { return }
    #expect(standing.until == slow.until.map { Self.instant($0, 0) }, "\(place), \(now)")
    let hold: MembershipStanding.Hold =
      switch slow.phase {
      case .valid: .earned
      case .grace: .grace
      case .chance: .secondChance
      }
    #expect(standing.hold == hold, "\(place), \(now)")
  }

  private static func instant(_ date: CivilDate, _ milliseconds: Int64) -> Instant {
    Club.shanghai.instant(date: date, time: .midnight).adding(milliseconds: milliseconds)
  }

  private static func programme(_ slow: SlowTiers) throws -> MembershipProgramme {
    var draft = Club.draft()
    draft.tierRules = TierRules(
      validity: .endOf(.calendarYear, further: slow.further),
      grace: slow.grace.map { .months($0) }, secondChance: slow.chance.map { .months($0) },
      downgrade: slow.oneDown ? .oneDown : .toQualified)
    draft.tiers = slow.reach.indices.map { place in
      guard place > 0 else { return .init("t0") }
      return .init(
        TierID("t\(place)"), requirement: .points(slow.reach[place], in: .calendarYear),
        renewal: .points(slow.keep[place], in: .calendarYear),
        lifetime: place == slow.reach.count - 1
          ? slow.forLife.map { .points($0, in: .lifetime) } : nil)
    }
    return try MembershipProgramme(draft)
  }
}
