// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTime
import Testing

@Suite("Benefits")
struct BenefitTests {
  typealias Rejection = MemberAccount.Rejection

  static func draft(
    _ carryOver: MembershipProgramme.Benefit.Allowance.CarryOver = .never
  ) throws -> MembershipProgramme.Draft {
    var draft = Club.draft()
    let upgrade = MembershipProgramme.Benefit(
      "upgrade", allowance: .init(1, per: .calendarMonth, carryOver: carryOver))
    draft.tiers = [
      .init("standard", priority: 1),
      .init(
        "silver", requirement: .points(100, in: .lifetime), priority: 2,
        response: try ServiceDuration("15 min"), benefits: [upgrade]),
      .init(
        "platinum", requirement: .points(1_000, in: .lifetime), priority: 4,
        response: try ServiceDuration("5 min"),
        benefits: [
          .init("upgrade", allowance: .init(2, per: .calendarMonth, carryOver: carryOver)),
          .init("concierge"),
        ]),
    ]
    draft.benefits = [.init("evidence-preservation")]
    return draft
  }

  static func member(
    _ carryOver: MembershipProgramme.Benefit.Allowance.CarryOver = .never
  ) throws -> MemberAccount {
    var account = try Club.account(draft(carryOver))
    try account.buy("a", 100, at: "2025-01-20T00:00+08:00")
    return account
  }

  func use(_ id: MembershipEntryID) -> MemberAccount.Command {
    .useBenefit(.init("upgrade", id: id))
  }

  @Test("one free upgrade a month is one, and is never carried over")
  func onceAMonth() throws {
    var account = try Self.member()
    try account.act(use("u1"), at: "2025-03-01T00:00+08:00")
    #expect(
      throws: Rejection.usedUp(
        "upgrade", left: 0, wanted: 1, next: try Instant("2025-04-01T00:00+08:00"))
    ) {
      try account.act(use("u2"), at: "2025-03-31T23:59:59.999+08:00")
    }
    // Nothing was used in April.
    let may = try #require(account.entitlement("upgrade", at: Instant("2025-05-01T00:00+08:00")))
    #expect(may.left == 1)
    #expect(may.carried == 0)
    #expect(may.period?.end == (try Instant("2025-06-01T00:00+08:00")))
    try account.act(use("u3"), at: "2025-05-01T00:00+08:00")
    #expect(throws: Rejection.alreadyDone("entry u3")) {
      try account.act(use("u3"), at: "2025-06-01T00:00+08:00")
    }
  }

  @Test("what may be carried over is carried on, up to its bound")
  func carriedOver() throws {
    var account = try Self.member(.upTo(2))
    func left(_ time: String) throws -> Int64? {
      account.entitlement("upgrade", at: try Instant(time))?.left
    }
    // The tier was reached in January, so January leaves one.
    #expect(try left("2025-01-20T00:00+08:00") == 1)
    #expect(try left("2025-02-01T00:00+08:00") == 2)
    #expect(try left("2025-03-01T00:00+08:00") == 3)
    #expect(try left("2025-09-01T00:00+08:00") == 3)
    try account.act(
      .useBenefit(.init("upgrade", id: "u1", count: 3)), at: "2025-09-01T00:00+08:00")
    #expect(try left("2025-09-01T00:00+08:00") == 0)
    #expect(try left("2025-10-01T00:00+08:00") == 1)
  }

  @Test("what was used in one tier is used in the next one too")
  func acrossTiers() throws {
    var account = try Self.member()
    try account.act(use("u1"), at: "2025-03-01T00:00+08:00")
    try account.buy("b", 900, at: "2025-03-02T00:00+08:00")
    let state = try #require(account.entitlement("upgrade", at: Instant("2025-03-02T00:00+08:00")))
    #expect(state.allowed == 2)
    #expect(state.left == 1)
    let all = account.entitlements(at: try Instant("2025-03-02T00:00+08:00"))
    #expect(all.map(\.benefit) == ["upgrade", "concierge"])
    #expect(all[1].left == nil)
    try account.act(.useBenefit(.init("concierge", id: "c1")), at: "2025-03-03T03:00+08:00")
    #expect(account.entitlement("concierge", at: .max)?.used == 1)
  }

  @Test("a use that is called off can be used again")
  func calledOff() throws {
    var account = try Self.member()
    try account.act(use("u1"), at: "2025-03-01T00:00+08:00")
    try account.act(.returnBenefitUse("u1"), at: "2025-03-02T00:00+08:00")
    try account.act(use("u2"), at: "2025-03-03T00:00+08:00")
    #expect(throws: Rejection.unknownName("use u1")) {
      try account.act(.returnBenefitUse("u1"), at: "2025-03-03T00:00+08:00")
    }
  }

  @Test("a benefit that the tier does not have is refused, unless it was given for a time")
  func given() throws {
    var account = try Club.account(Self.draft())
    #expect(throws: Rejection.noSuchBenefit("upgrade", "standard")) {
      try account.act(use("u1"), at: "2025-01-02T00:00+08:00")
    }
    let end = try Instant("2026-01-02T00:00+08:00")
    try account.act(
      .grantBenefit(.init("evidence-preservation", until: end)), at: "2025-01-02T00:00+08:00")
    let state = account.entitlement(
      "evidence-preservation", at: try Instant("2026-01-01T23:59+08:00"))
    #expect(state?.until == end)
    #expect(account.entitlement("evidence-preservation", at: end) == nil)
    #expect(account.nextDeadline(after: try Instant("2025-06-01T00:00+08:00")) == end)
    #expect(throws: Rejection.unknownName("benefit lounge")) {
      try account.act(.grantBenefit(.init("lounge", until: nil)), at: "2025-01-03T00:00+08:00")
    }
  }

  @Test("a tier says how early and within what time its members are answered")
  func promises() throws {
    let account = try Self.member()
    let standing = try #require(account.standing(at: Instant("2025-02-01T00:00+08:00")))
    #expect(standing.priority == 2)
    #expect(standing.response == .elapsed(milliseconds: 900_000))
  }

  @Test(
    "whoever spends 50,000 in a year has the enterprise plan, its agreement and twelve trainings")
  func enterprise() throws {
    let book = try MembershipBook(MembershipFixtureTests.text(.good, "game-club.json"))
    var draft = book.programme.draft
    draft.earnings.append(Rule("plan", then: EarnTerms()))
    var account = try Club.account(draft)
    try account.buy("a", 49_999, at: "2025-03-01T00:00+08:00")
    #expect(account.standing(at: .max)?.agreement == nil)
    try account.buy("b", 1, at: "2025-03-02T00:00+08:00")
    let now = try Instant("2025-03-02T00:00+08:00")
    #expect(account.standing(at: now)?.agreement == "enterprise")
    #expect(account.entitlement("training", at: now)?.left == 12)
    for index in 0..<12 {
      try account.act(
        .useBenefit(.init("training", id: .init("t\(index)"))), at: "2025-04-01T00:00+08:00")
    }
    #expect(throws: Rejection.self) {
      try account.act(.useBenefit(.init("training", id: "t12")), at: "2025-12-31T00:00+08:00")
    }
    try account.act(.useBenefit(.init("training", id: "t12")), at: "2026-01-01T00:00+08:00")
  }

  @Test("a fault is made up for with points and a higher tier, at once")
  func madeUpFor() throws {
    var account = try Self.member()
    try account.act(
      .adjust("case-7", points: 2_000, expiry: .after(.months(12))), at: "2025-03-01T00:00+08:00")
    try account.act(.grantTier(.init("platinum", .award)), at: "2025-03-01T00:00+08:00")
    let standing = try #require(account.standing(at: Instant("2025-03-01T00:00+08:00")))
    #expect(standing.tier == "platinum")
    #expect(standing.response == .elapsed(milliseconds: 300_000))
    #expect(try account.available("2025-03-01T00:00+08:00") == 2_100)
    #expect(throws: Rejection.alreadyDone("entry case-7")) {
      try account.act(.adjust("case-7", points: 2_000, expiry: nil), at: "2025-03-02T00:00+08:00")
    }
  }
}
