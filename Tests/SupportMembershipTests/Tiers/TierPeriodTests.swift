// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTime
import Testing

@Suite("Tiers: periods and other ways to a tier")
struct TierPeriodTests {
  static func account(
    _ requirement: TierRequirement, _ rules: TierRules,
    at start: String = "2025-01-01T00:00+08:00", zone: ZoneRules = Club.shanghai
  ) throws -> MemberAccount {
    var draft = Club.draft(zone: zone)
    draft.tierRules = rules
    draft.tiers = [.init("standard"), .init("gold", requirement: requirement), .init("black")]
    return try Club.account(draft, at: start)
  }

  static let whileQualified = TierRules(
    validity: .whileQualified, grace: nil, secondChance: nil, downgrade: .toQualified)

  @Test("a rolling period loses an earning at the same wall time so many months later")
  func rolling() throws {
    var account = try Self.account(
      .points(100, in: .rolling(.months(12))), Self.whileQualified)
    try account.buy("a", 60, at: "2025-03-31T08:00+08:00")
    try account.buy("b", 40, at: "2025-09-01T08:00+08:00")
    #expect(try account.tier("2026-03-31T07:59:59.999+08:00") == "gold")
    #expect(try account.tier("2026-03-31T08:00+08:00") == "standard")
    try account.buy("c", 60, at: "2026-03-31T08:00+08:00")
    #expect(try account.tier("2026-08-31T08:00+08:00") == "gold")
    #expect(try account.tier("2026-09-01T08:00+08:00") == "standard")
  }

  @Test("a tier by balance follows what is held: spending, expiry and release move it")
  func balance() throws {
    var draft = Club.draft(Club.points(expiry: .after(.days(30))))
    draft.tierRules = Self.whileQualified
    draft.tiers = [.init("standard"), .init("gold", requirement: .balance(100))]
    var account = try Club.account(draft)
    try account.buy("a", 100, at: "2025-03-01T10:00+08:00")
    #expect(try account.tier("2025-03-31T23:59:59+08:00") == "gold")
    #expect(try account.tier("2025-04-01T00:00+08:00") == "standard")
    try account.spend("r", 1, at: "2025-03-02T10:00+08:00")
    #expect(try account.tier("2025-03-02T10:00+08:00") == "standard")
    try account.buy("p", 1, at: "2025-03-03T10:00+08:00", as: "preorder")
    #expect(try account.tier("2025-03-17T09:59+08:00") == "standard")
    #expect(try account.tier("2025-03-17T10:00+08:00") == "gold")
  }

  @Test("any one of several requirements is enough, and what is missing names them all")
  func anyOf() throws {
    var account = try Self.account(
      .any([
        .points(500, in: .calendarYear), .spend(Club.yuan(100_000), in: .membershipYear),
        .all([.contribution(200, in: .lifetime), .balance(50)]),
      ]), .permanent, at: "2025-02-10T09:00+08:00")
    try account.buy("a", 60, at: "2025-03-01T00:00+08:00")
    let gap = account.standing(at: try Instant("2025-03-01T00:00+08:00"))?.next?.gap
    #expect(
      gap
        == .any([
          .points(440, by: try Instant("2026-01-01T00:00+08:00")),
          .spend(Club.yuan(94_000), by: try Instant("2026-02-10T00:00+08:00")),
          .contribution(200, by: nil),
        ]))
    for name in ["s1", "s2"] as [EarningID] {
      try account.act(.earn(.init(name, "suggestion")), at: "2025-04-01T00:00+08:00")
    }
    #expect(try account.tier("2025-04-01T00:00+08:00") == "gold")
  }

  @Test(
    "a membership year begins on the date of enrolment; of a leap day, on the last of February",
    arguments: [
      ("2026-02-27T12:00Z", "2025-02-28", "2026-02-28"),
      ("2026-02-28T12:00Z", "2026-02-28", "2027-02-28"),
      ("2028-02-28T12:00Z", "2027-02-28", "2028-02-29"),
      ("2028-02-29T00:00Z", "2028-02-29", "2029-02-28"),
      ("2023-01-01T00:00Z", "2024-02-29", "2025-02-28"),
    ])
  func leapDay(at: String, start: String, end: String) throws {
    let enrolled = try Instant("2024-02-29T10:00Z")
    let stretch = try #require(
      QualifyingPeriod.membershipYear.stretch(at: Instant(at), enrolled: enrolled, in: .utc))
    #expect(stretch.start == (try Instant("\(start)T00:00Z")))
    #expect(stretch.end == (try Instant("\(end)T00:00Z")))
  }

  @Test("a month counted from the 31st ends on the last of February and goes on from the 31st")
  func fromThe31st() throws {
    let enrolled = try Instant("2025-01-31T10:00Z")
    let ends = try ["2025-02-01", "2025-02-28", "2025-03-30", "2025-03-31"].map { date in
      QualifyingPeriod.anniversary(months: 1)
        .stretch(at: try Instant("\(date)T12:00Z"), enrolled: enrolled, in: .utc)?.end.description
    }
    #expect(
      ends == [
        "2025-02-28T00:00:00Z", "2025-03-31T00:00:00Z", "2025-03-31T00:00:00Z",
        "2025-04-30T00:00:00Z",
      ])
    var draft = Club.draft(zone: .utc)
    draft.tierRules = TierRules(
      validity: .span(.months(1)), grace: nil, secondChance: nil, downgrade: .oneDown)
    draft.tiers = [.init("standard"), .init("gold", requirement: .points(1, in: .lifetime))]
    var account = try Club.account(draft, at: "2025-01-01T00:00Z")
    try account.buy("a", 1, at: "2025-01-31T10:00Z")
    let untils = try ["2025-01-31", "2025-03-01", "2025-03-31", "2025-05-01"].map { date in
      account.standing(at: try Instant("\(date)T12:00Z"))?.until?.description ?? "none"
    }
    #expect(
      untils == [
        "2025-02-28T10:00:00Z", "2025-03-31T10:00:00Z", "2025-04-30T10:00:00Z",
        "2025-05-31T10:00:00Z",
      ])
  }

  @Test("quarters and years that do not begin in January are cut by the calendar")
  func calendars() throws {
    func stretch(_ text: String, _ at: String) throws -> String {
      let period = try QualifyingPeriod(text)
      #expect(period.description == text)
      let found = try #require(
        period.stretch(at: Instant(at), enrolled: .epoch, in: Club.shanghai))
      return "\(found.start) \(found.end)"
    }
    #expect(
      try stretch("calendar quarter", "2025-03-31T23:59+08:00")
        == "2024-12-31T16:00:00Z 2025-03-31T16:00:00Z")
    #expect(
      try stretch("calendar year from month 4", "2025-03-31T23:59+08:00")
        == "2024-03-31T16:00:00Z 2025-03-31T16:00:00Z")
    #expect(
      try stretch("calendar month", "2025-02-28T16:00Z")
        == "2025-02-28T16:00:00Z 2025-03-31T16:00:00Z")
    #expect(throws: TextError.self) { try QualifyingPeriod("calendar week") }
    #expect(throws: TextError.self) { try QualifyingPeriod("calendar year from month 13") }
    #expect(throws: TextError.self) { try QualifyingPeriod("rolling 0 months") }
  }

  @Test("a tier can be given by hand, for a time, above what is earned and never below it")
  func given() throws {
    var account = try Self.account(.points(100, in: .calendarYear), .permanent)
    try account.act(
      .grantTier(.init("black", .award, until: Instant("2025-06-01T00:00+08:00"))),
      at: "2025-02-01T00:00+08:00")
    let standing = try #require(account.standing(at: Instant("2025-05-31T23:59+08:00")))
    #expect(standing.tier == "black")
    #expect(standing.hold == .granted(.award))
    #expect(try account.tier("2025-06-01T00:00+08:00") == "standard")
    try account.buy("a", 100, at: "2025-03-01T00:00+08:00")
    #expect(try account.tier("2025-06-01T00:00+08:00") == "gold")
    try account.act(.endTierGrant("black"), at: "2025-04-01T00:00+08:00")
    #expect(try account.tier("2025-04-01T00:00+08:00") == "gold")
    #expect(throws: MemberAccount.Rejection.unknownName("grant of black")) {
      try account.act(.endTierGrant("black"), at: "2025-04-02T00:00+08:00")
    }
    #expect(throws: MemberAccount.Rejection.unknownName("tier ruby")) {
      try account.act(.grantTier(.init("ruby", .manual)), at: "2025-04-02T00:00+08:00")
    }
  }

  @Test("a matched tier is kept by whoever meets its challenge in time, and ends for others")
  func statusMatch() throws {
    let match = TierGrant(
      "gold", .statusMatch, until: try Instant("2025-04-01T00:00+08:00"),
      challenge: .init(points: 50, spend: Club.yuan(50_00)))
    let rules = TierRules(
      validity: .endOf(.calendarYear, further: 0), grace: nil, secondChance: nil,
      downgrade: .oneDown)
    var keeper = try Self.account(.points(1_000, in: .calendarYear), rules)
    try keeper.buy("before", 500, at: "2025-01-15T00:00+08:00")
    try keeper.act(.grantTier(match), at: "2025-02-01T00:00+08:00")
    try keeper.buy("a", 49, at: "2025-03-01T00:00+08:00")
    #expect(
      keeper.standing(at: try Instant("2025-03-01T00:00+08:00"))?.hold == .granted(.statusMatch))
    try keeper.buy("b", 1, at: "2025-03-31T23:59+08:00")
    #expect(keeper.standing(at: try Instant("2025-12-31T23:59+08:00"))?.hold == .earned)
    #expect(try keeper.tier("2026-01-01T00:00+08:00") == "standard")
    var other = try Self.account(.points(1_000, in: .calendarYear), rules)
    try other.act(.grantTier(match), at: "2025-02-01T00:00+08:00")
    #expect(try other.tier("2025-03-31T23:59:59.999+08:00") == "gold")
    #expect(try other.tier("2025-04-01T00:00+08:00") == "standard")
  }

  @Test("a new edition changes what comes, not what was, and keeps tiers by their names")
  func editions() throws {
    var first = Club.draft()
    first.tiers = [.init("standard"), .init("gold", requirement: .points(100, in: .lifetime))]
    var second = first
    second.version = "2"
    second.tiers = [
      .init("standard"), .init("silver", requirement: .points(50, in: .lifetime)),
      .init("gold", requirement: .points(500, in: .lifetime)),
    ]
    let editions = MembershipEditions(
      try MembershipProgramme(first),
      then: [
        .init(from: try Instant("2026-01-01T00:00+08:00"), try MembershipProgramme(second))
      ])
    var account = MemberAccount("m", under: editions)
    try account.perform(.enrol, by: .system, at: Instant("2025-01-01T00:00+08:00"))
    try account.buy("a", 120, at: "2025-02-01T00:00+08:00")
    #expect(account.standing(at: try Instant("2025-12-31T23:59+08:00"))?.rank == 1)
    let later = try #require(account.standing(at: Instant("2026-01-01T00:00+08:00")))
    #expect(later.tier == "gold")
    #expect(later.rank == 2)
    // It is the same tier in another place: nothing became of it, and nobody is told.
    #expect(later.since == (try Instant("2025-02-01T00:00+08:00")))
    #expect(account.tierSteps(through: .max).map(\.cause) == [.enrolled, .reached])
    var other = MemberAccount("n", under: editions)
    try other.perform(.enrol, by: .system, at: Instant("2026-02-01T00:00+08:00"))
    try other.buy("a", 120, at: "2026-02-01T00:00+08:00")
    #expect(try other.tier("2026-02-01T00:00+08:00") == "silver")
  }

  @Test(
    "an edition that only puts a tier in between prolongs nothing, and judges no year before it")
  func insertedTier() throws {
    var first = Club.draft()
    first.tiers = [.init("standard"), .init("gold", requirement: .points(100, in: .calendarYear))]
    first.tierRules = TierRules(
      validity: .endOf(.calendarYear, further: 1), grace: nil, secondChance: nil,
      downgrade: .oneDown)
    var second = first
    second.version = "2"
    second.tiers.insert(.init("silver", requirement: .points(50, in: .calendarYear)), at: 1)
    for start in ["2026-07-01T00:00+08:00", "2027-01-01T00:00+08:00"] {
      let editions = MembershipEditions(
        try MembershipProgramme(first),
        then: [.init(from: try Instant(start), try MembershipProgramme(second))])
      var account = MemberAccount("m", under: editions)
      try account.perform(.enrol, by: .system, at: Instant("2025-01-01T00:00+08:00"))
      try account.buy("a", 120, at: "2025-02-01T00:00+08:00")
      #expect(try account.tier("2026-12-31T23:59:59.999+08:00") == "gold")
      #expect(try account.tier("2027-01-01T00:00+08:00") != "gold")
    }
  }

  @Test("a tier renewed in a grace longer than its term begins a term then, and ends again")
  func longGrace() throws {
    for validity in [TierRules.Validity.span(.months(1)), .endOf(.calendarMonth, further: 1)] {
      let rules = TierRules(
        validity: validity, grace: .months(5), secondChance: nil, downgrade: .oneDown)
      var account = try Self.account(.points(100, in: .rolling(.months(1))), rules)
      try account.buy("a", 100, at: "2025-01-10T00:00+08:00")
      try account.buy("b", 100, at: "2025-06-20T00:00+08:00")
      let now = try Instant("2025-06-20T00:00+08:00")
      let standing = try #require(account.standing(at: now))
      #expect(standing.tier == "gold")
      #expect(standing.hold == .earned)
      #expect(try #require(standing.until) > now)
      #expect(try account.tier("2026-06-01T00:00+08:00") == "standard")
    }
  }

  @Test("a recorded grant that was over when it began lifts nobody")
  func grantOverAtOnce() throws {
    var account = try Self.account(.points(100, in: .calendarYear), .permanent)
    let now = try Instant("2025-02-01T00:00+08:00")
    account.apply(.init(.tierGranted(.init("black", .manual, until: now)), by: .system, at: now))
    #expect(account.standing(at: now)?.tier == "standard")
    #expect(account.standing(at: .max)?.tier == "standard")
  }
}
