// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTime
import Testing

@Suite("Membership book")
struct MembershipBookTests {
  @Test("every mistake is told at once, with its path and line")
  func mistakes() throws {
    let text = """
      { "format": 0, "id": "club", "version": "1", "zone": "Asia/Shanghia", "currency": "CNY",
        "membership": {
          "tiers": [ { "id": "standard" },
                     { "id": "gold", "requirement": { "points": 5, "in": "calendar week" } } ],
          "tierRules": { "validity": "whileQualifed", "downgrade": "oneDown" },
          "points": { "expiry": "never", "order": "oldestFirst", "rounding": "down",
                      "stacking": "multiply", "clawback": "owed" },
          "rewards": [
            { "id": "a", "when": { "cause": "rating", "stars": 6 }, "then": { "coupon": "5.001" } },
            { "id": "a", "when": { "tier": "gould" }, "then": { "points": 1 } } ] } }
      """
    let error = try #require(throws: DocumentError.self) { try MembershipBook(text) }
    let found = error.problems.map { "\($0.line) \($0.path)" }
    #expect(
      found == [
        "1 zone", "4 membership.tiers[1].requirement.in", "5 membership.tierRules.validity",
        "6 membership.points", "9 membership.rewards[0].when.stars",
        "9 membership.rewards[0].then.coupon", "10 membership.rewards[1]",
        "10 membership.rewards[1].when.tier",
      ])
    #expect(error.problems[0].suggestion == "Asia/Shanghai")
    #expect(error.problems[2].suggestion == "whileQualified")
    #expect(error.problems[7].suggestion == "gold")
  }

  @Test("what only the whole programme shows is told at its place, too")
  func wholeProgramme() throws {
    let text = """
      { "format": 0, "id": "club", "version": "1", "zone": "UTC", "currency": "CNY",
        "membership": {
          "tiers": [ { "id": "standard", "requirement": { "balance": 5 } },
                     { "id": "gold" },
                     { "id": "gold", "benefits": [ { "id": "x",
                       "allowance": { "count": 1, "per": "lifetime", "carryOver": "never" } } ] } ],
          "tierRules": { "validity": { "endOf": "lifetime", "further": 0 }, "downgrade": "oneDown" },
          "points": { "expiry": "inactivity", "order": "oldestFirst", "rounding": "down",
                      "stacking": "multiply", "clawback": "owed", "expiredReturn": "lost" },
          "contributionLevels": [ { "id": "a", "atLeast": 5 }, { "id": "b", "atLeast": 5 } ] } }
      """
    let error = try #require(throws: DocumentError.self) { try MembershipBook(text) }
    #expect(
      error.problems.map { "\($0.line) \($0.path)" } == [
        "3 membership.tiers[0]", "5 membership.tiers[2]",
        "6 membership.tiers[2].benefits[0].allowance", "7 membership.tierRules.validity",
        "8 membership.points.expiry", "10 membership.contributionLevels[1]",
      ], "\(error)")
  }

  @Test("a draft in code is checked as a document is, and names the value and the bound")
  func drafts() throws {
    var draft = Club.draft()
    draft.tiers = [
      .init("standard"),
      .init(
        "gold", requirement: .all([.points(0, in: .calendar(months: 5, from: 13)), .any([])]),
        earning: try Rate("-1")),
    ]
    draft.points.expiry = .yearly(month: 13, day: 0, atLeast: -1)
    draft.campaigns = [Rule("c", then: EarnCampaign(.both, extra: -1))]
    draft.rewards = [Rule("r", when: .isOneOf("colour", [.text("red")]), then: .points(1))]
    draft.memberDay = MemberDay(day: 32)
    let error = try #require(throws: DocumentError.self) { try MembershipProgramme(draft) }
    let text = error.description
    for part in [
      "tiers[1].requirement: 0 is below 1", "5 months do not divide a year",
      "13 is outside 1 ... 12", "a list of nothing asks for nothing",
      "tiers[1].earning: the factor -100% is below 0", "points.expiry: 0 is outside 1 ... 31",
      "campaigns[0].then: the extra -1 is below 0", "memberDay: 32 is outside 1 ... 31",
      "rewards[0].when",
    ] {
      #expect(text.contains(part), "\(part) is missing in\n\(text)")
    }
  }

  @Test("requirements nested too deeply are refused, not followed")
  func deep() throws {
    var requirement = TierRequirement.balance(1)
    for _ in 0..<20 { requirement = .any([requirement]) }
    var draft = Club.draft()
    draft.tiers = [.init("standard"), .init("gold", requirement: requirement)]
    let error = try #require(throws: DocumentError.self) { try MembershipProgramme(draft) }
    #expect(error.description.contains("it is nested deeper than 8"))
  }

  @Test("a programme made in code is written, and read as the same")
  func fromCode() throws {
    var draft = Club.draft(zone: .utc)
    draft.points.rounding = RoundingRule(.halfEven, step: 5)
    draft.tierRules = TierRules(
      validity: .span(.days(90)), grace: .days(1), secondChance: .months(2),
      downgrade: .toQualified)
    draft.rewards = [
      Rule(
        "r", when: .any([.isOneOf("stars", [.integer(5)]), .isKnown("grade")]), then: .points(1))
    ]
    let programme = try MembershipProgramme(draft)
    let again = try MembershipBook(MembershipBook(programme).json).programme
    #expect(again.draft == draft)
  }

  @Test("a pool of the programme knows its yearly sum; a pool that there is not is a mistake")
  func pools() throws {
    func text(_ pools: String, _ reward: String) -> String {
      """
      { "format": 0, "id": "club", "version": "1", "zone": "Asia/Shanghai", "currency": "CNY",
        "membership": {
          "points": { "expiry": "never", "order": "oldestFirst", "rounding": "down",
                      "stacking": "multiply", "clawback": "owed", "expiredReturn": "lost" },
          "pools": [ \(pools) ],
          "rewards": [ { "id": "a", "then": \(reward) } ] } }
      """
    }
    let proposals = #"{ "id": "proposals", "perYear": "500000.00" }"#
    let reward = #"{ "money": "100000.00", "pool": "proposals" }"#
    let book = try MembershipBook(text(proposals, reward))
    let sum = Money(minorUnits: 500_000_00, currency: .cny)
    #expect(book.programme.pools == [.init("proposals", perYear: sum)])
    #expect(try MembershipBook(book.json).programme.draft == book.programme.draft)

    var pool = try #require(RewardPool("proposals", under: book.programme))
    #expect(pool.amount == sum && pool.zone == book.programme.zone && pool.version == 0)
    // Still 2025 by UTC, but the programme's year has begun.
    let now = try Instant("2025-12-31T16:00Z")
    let most = Money(minorUnits: 400_000_00, currency: .cny)
    try pool.perform(.award("p-1", most), by: .agent("jury"), at: now)
    #expect(pool.left(in: 2026)?.minorUnits == 100_000_00 && pool.left(in: 2025) == sum)
    #expect(
      throws: RewardPool.Rejection.exhausted(
        year: 2026, left: Money(minorUnits: 100_000_00, currency: .cny), wanted: most)
    ) { try pool.perform(.award("p-2", most), by: .agent("jury"), at: now) }
    try pool.perform(.setAmount(most), by: .agent("lead"), at: now)
    #expect(pool.amount == most)
    #expect(RewardPool("proposal", under: book.programme) == nil)

    for (pools, reward, path, suggestion) in [
      (proposals, #"{ "money": "1.00", "pool": "proposal" }"#, "rewards[0].then.pool", "proposals"),
      (proposals, #"{ "money": "500000.01", "pool": "proposals" }"#, "rewards[0].then", nil),
      ("\(proposals), \(proposals)", reward, "pools[1]", nil),
      (#"{ "id": "p", "perYear": "0.00" }"#, #"{ "points": 1 }"#, "pools[0].perYear", nil),
      (#"{ "id": "p", "perYear": "0.001" }"#, #"{ "points": 1 }"#, "pools[0].perYear", nil),
      (#"{ "id": "p" }"#, #"{ "points": 1 }"#, "pools[0]", nil),
    ] as [(String, String, String, String?)] {
      let error = try #require(throws: DocumentError.self) {
        try MembershipBook(text(pools, reward))
      }
      #expect(error.problems.map(\.path) == ["membership.\(path)"], "\(error)")
      #expect(error.problems.first?.suggestion == suggestion, "\(error)")
    }
    #expect(try MembershipBook(text("", reward)).programme.pools.isEmpty)
  }
}
