// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMembership
import SupportRules
import SupportTickets
import SupportTime
import Testing

@Suite("Dream West: members, benefits, certificates")
struct DXMemberTests {
  let now: Instant

  init() throws {
    now = try DX.at("2025-09-03 10:00")
  }

  private func member(_ tier: TierID = "standard", at wall: String = "2025-09-03 10:00") throws
    -> DXCase
  {
    var file = try DXCase(member: "m-7")
    try file.enrol(as: tier, at: try DX.at(wall))
    return file
  }

  private func account(_ file: DXCase) throws -> MemberAccount { try #require(file.matter.member) }

  private func use(
    _ benefit: BenefitID, _ id: MembershipEntryID, count: Int64 = 1
  ) -> DeskCommand {
    .membership(.useBenefit(.init(benefit, id: id, count: count)))
  }

  private func use(
    _ benefit: BenefitID, _ id: MembershipEntryID, by file: inout DXCase, at wall: String
  ) throws {
    try file.handle(use(benefit, id), by: .agent("li"), at: try DX.at(wall))
  }

  private func refusal(
    _ benefit: BenefitID, by file: DXCase, at wall: String
  ) throws -> MemberAccount.Rejection? {
    let refusal = file.refusal(of: use(benefit, "again"), by: .agent("li"), at: try DX.at(wall))
    return if case .membership(let rejection)? = refusal { rejection } else { nil }
  }

  // MARK: Levels

  @Test(
    "DX-13 each level has what is published for it, and what the lower ones have",
    arguments: [
      ("standard", []), ("silver", ["freeUpgrade"]), ("gold", ["freeUpgrade", "travelPlanning"]),
      ("platinum", ["freeUpgrade", "travelPlanning", "concierge"]),
    ] as [(TierID, [BenefitID])])
  func levels(tier: TierID, benefits: [BenefitID]) throws {
    let account = try account(try member(tier))
    #expect(account.standing(at: now)?.tier == tier)
    #expect(account.entitlements(at: now).map(\.benefit) == benefits)
  }

  @Test("DX-13 the levels are ranked, and each has its place before who is no member")
  func ranks() throws {
    let ranks = try ["standard", "silver", "gold", "platinum"].map { tier in
      try account(try member(TierID(tier))).standing(at: now)?.priority ?? 0
    }
    #expect(ranks == ranks.sorted())
    #expect(Set(ranks).count == 4)
    #expect(ranks.allSatisfy { $0 > 0 })
  }

  @Test("DX-13 a gold member has a travel planned once a year")
  func travelPlanning() throws {
    var file = try member("gold")
    try use("travelPlanning", "p-1", by: &file, at: "2025-09-04 10:00")
    #expect(
      try refusal("travelPlanning", by: file, at: "2025-12-31 23:59:59.999")
        == .usedUp("travelPlanning", left: 0, wanted: 1, next: try DX.at("2026-01-01 00:00")))
    #expect(try refusal("travelPlanning", by: file, at: "2026-01-01 00:00") == nil)
    #expect(
      try refusal("travelPlanning", by: try member("silver"), at: "2025-09-04 10:00")
        == .noSuchBenefit("travelPlanning", "silver"))
  }

  @Test("DX-13 the concierge of platinum members is there around the clock, without a count")
  func concierge() throws {
    let account = try account(try member("platinum"))
    let state = try #require(account.entitlement("concierge", at: now))
    #expect(state.left == nil)
    let calendar = try #require(state.calendar)
    let clock = try #require(try DX.book().clock(calendar))
    for wall in ["2025-09-03 10:00", "2025-10-01 03:00", "2026-02-17 00:00"] {
      #expect(clock.isOpen(at: try DX.at(wall)))
    }
  }

  @Test("DX-14 the level of a member is written down with the case, and raised with it")
  func tierIsKnown() throws {
    for tier in ["standard", "silver", "gold", "platinum"] {
      var file = try member(TierID(tier))
      try file.open(.inquiry, at: now)
      #expect(file.ticket.details.field("tier")?.value == .text(tier))
      #expect(file.ticket.priority == Ticket.Priority(rawValue: tier))
    }
    var stranger = try DXCase()
    try stranger.open(.inquiry, at: now)
    #expect(stranger.ticket.priority == nil)
  }

  // MARK: Upgrades

  @Test(
    "DX-15 a free upgrade is used once a month, and again from the first of the next one",
    arguments: ["silver", "gold", "platinum"] as [TierID])
  func onceAMonth(tier: TierID) throws {
    var file = try member(tier)
    try use("freeUpgrade", "u-1", by: &file, at: "2025-09-04 10:00")
    for wall in ["2025-09-04 10:00", "2025-09-30 23:59:59.999"] {
      #expect(
        try refusal("freeUpgrade", by: file, at: wall)
          == .usedUp("freeUpgrade", left: 0, wanted: 1, next: try DX.at("2025-10-01 00:00")))
    }
    try use("freeUpgrade", "u-2", by: &file, at: "2025-10-01 00:00")
    #expect(
      try refusal("freeUpgrade", by: file, at: "2025-10-01 00:00")
        == .usedUp("freeUpgrade", left: 0, wanted: 1, next: try DX.at("2025-11-01 00:00")))
  }

  @Test("DX-15 what was not used is not carried over")
  func noCarryOver() throws {
    // Nothing in September, October and November.
    var file = try member("silver")
    let december = try DX.at("2025-12-01 09:00")
    let state = try account(file).entitlement("freeUpgrade", at: december)
    #expect(state?.left == 1)
    #expect(state?.carried == 0)
    try use("freeUpgrade", "u-1", by: &file, at: "2025-12-01 09:00")
    #expect(
      try refusal("freeUpgrade", by: file, at: "2025-12-31 12:00")
        == .usedUp("freeUpgrade", left: 0, wanted: 1, next: try DX.at("2026-01-01 00:00")))
    #expect(
      file.refusal(of: use("freeUpgrade", "two", count: 2), by: .agent("li"), at: december) != nil)
  }

  @Test("DX-15 a higher level within the month brings no second upgrade")
  func higherLevel() throws {
    var file = try member("silver")
    try use("freeUpgrade", "u-1", by: &file, at: "2025-09-04 10:00")
    try file.handle(
      .membership(.grantTier(.init("gold", .manual, until: nil))), by: .agent("li"),
      at: try DX.at("2025-09-05 10:00"))
    #expect(
      try refusal("freeUpgrade", by: file, at: "2025-09-06 10:00")
        == .usedUp("freeUpgrade", left: 0, wanted: 1, next: try DX.at("2025-10-01 00:00")))
  }

  @Test("DX-15 a standard member has none")
  func noUpgrade() throws {
    #expect(
      try refusal("freeUpgrade", by: try member(), at: "2025-09-04 10:00")
        == .noSuchBenefit("freeUpgrade", "standard"))
  }

  // MARK: Spending

  private func purchase(
    _ id: EarningID, of amount: String, by file: inout DXCase, at wall: String
  ) throws {
    try file.handle(
      .membership(.earn(.init(id, "purchase", spend: try DX.yuan(amount)))), by: .system,
      at: try DX.at(wall))
  }

  @Test(
    "DX-38 each full 1,000 yuan earns a month of service, and less earns none",
    arguments: [
      ("2500.00", "2025-11-03 10:00"), ("1000.00", "2025-10-03 10:00"), ("999.99", nil),
      ("1999.99", "2025-10-03 10:00"),
    ] as [(String, String?)])
  func serviceTime(amount: String, until: String?) throws {
    var file = try member()
    try purchase("e-1", of: amount, by: &file, at: "2025-09-03 10:00")
    let state = try account(file).entitlement("serviceTime", at: now)
    guard let until else {
      #expect(state == nil)
      return
    }
    let end = try DX.at(until)
    #expect(state?.until == end)
    #expect(
      try account(file).entitlement("serviceTime", at: end.adding(milliseconds: -1)) != nil)
    #expect(try account(file).entitlement("serviceTime", at: end) == nil)
  }

  @Test("DX-38 a further purchase prolongs the service that runs")
  func prolonged() throws {
    var file = try member()
    try purchase("e-1", of: "1000.00", by: &file, at: "2025-09-03 10:00")
    try purchase("e-2", of: "1000.00", by: &file, at: "2025-09-20 10:00")
    #expect(
      try account(file).entitlement("serviceTime", at: try DX.at("2025-09-20 10:00"))?.until
        == (try DX.at("2025-11-03 10:00")))
  }

  @Test("DX-38 points are redeemed for benefits, the oldest first")
  func oldestFirst() throws {
    var file = try member()
    try purchase("e-1", of: "100.00", by: &file, at: "2025-09-03 10:00")
    try purchase("e-2", of: "200.00", by: &file, at: "2025-09-04 10:00")
    try purchase("e-3", of: "300.99", by: &file, at: "2025-09-05 10:00")
    let day = try DX.at("2025-09-06 10:00")
    #expect(try account(file).balance(at: day).available == 600)
    try file.handle(
      .membership(.redeem("r-1", points: 150, for: "upgrade")), by: .customer("c-7"), at: day)
    // All of the first hundred, fifty of the second.
    #expect(try account(file).lots.map(\.left) == [0, 150, 300])
    #expect(
      file.refusal(
        of: .membership(.redeem("r-2", points: 451, for: "upgrade")), by: .customer("c-7"), at: day)
        == .membership(.notEnoughPoints(available: 450, wanted: 451)))
  }

  // MARK: Enterprises

  @Test("DX-49 an enterprise is entitled to 12 trainings a year")
  func trainings() throws {
    var file = try member()
    #expect(
      try refusal("trainings", by: file, at: "2025-09-04 10:00")
        == .noSuchBenefit("trainings", "standard"))
    try file.handle(
      .membership(.grantBenefit(.init("trainings", until: nil))), by: .agent("li"), at: now)
    for number in 1...12 {
      try use("trainings", .init(rawValue: "t-\(number)"), by: &file, at: "2025-09-04 10:00")
    }
    #expect(
      try refusal("trainings", by: file, at: "2025-12-31 23:59:59.999")
        == .usedUp("trainings", left: 0, wanted: 1, next: try DX.at("2026-01-01 00:00")))
    let next = try DX.at("2026-01-01 00:00")
    #expect(try account(file).entitlement("trainings", at: next)?.left == 12)
  }

  @Test("DX-49 an enterprise is entitled to a report each quarter")
  func quarterlyReport() throws {
    var file = try member()
    try file.handle(
      .membership(.grantBenefit(.init("quarterlyReport", until: nil))), by: .agent("li"), at: now)
    try use("quarterlyReport", "q-3", by: &file, at: "2025-09-30 10:00")
    #expect(
      try refusal("quarterlyReport", by: file, at: "2025-09-30 23:59:59.999")
        == .usedUp("quarterlyReport", left: 0, wanted: 1, next: try DX.at("2025-10-01 00:00")))
    #expect(try refusal("quarterlyReport", by: file, at: "2025-10-01 00:00") == nil)
  }

  // MARK: Certificates

  /// Scores of 0 to 5 for 4, 3, 4, 3, 3 and 3 items: 20 in all.
  private func scores(
    knowledge: [Int64] = [4, 4, 4, 4], _ id: MembershipEntryID = "c-1",
    ratings: CertificationScores.Ratings? = .init(stars: 47, count: 10)
  ) -> CertificationScores {
    CertificationScores(
      id,
      [
        .init("knowledge", knowledge), .init("language", [4, 4, 4]),
        .init("procedure", [4, 4, 4, 4]), .init("empathy", [4, 4, 4]),
        .init("systems", [4, 4, 4]), .init("compliance", [4, 4, 4]),
      ], ratings: ratings)
  }

  private func certified(_ scores: CertificationScores) throws -> MemberAccount {
    var file = try member()
    try file.handle(.membership(.certify(scores)), by: .agent("q"), at: now)
    return try account(file)
  }

  @Test("DX-33 an agent is certified by six dimensions and 20 items until the next month is over")
  func certified() throws {
    let account = try certified(scores())
    #expect(account.isCertified(at: now))
    #expect(account.isCertified(at: try DX.at("2025-10-31 23:59:59.999")))
    #expect(!account.isCertified(at: try DX.at("2025-11-01 00:00")))
  }

  @Test("DX-33 four fifths in each dimension pass, less in one does not")
  func oneDimensionFails() throws {
    // 16 of 20 points are 80 %, 15 are 75 %.
    #expect(try certified(scores(knowledge: [5, 5, 5, 1])).isCertified(at: now))
    #expect(try !certified(scores(knowledge: [5, 5, 4, 1])).isCertified(at: now))
  }

  @Test(
    "DX-33 the score is tied to what customers say: their mean is three tenths of it",
    arguments: [
      // Seven tenths of four fifths are 560; 4.2 stars are worth 240 and just enough, 4.1 are not.
      (42, 10, 800, true), (41, 10, 792, false), (50, 10, 860, true), (420, 100, 800, true),
      (30, 10, 710, false),
    ] as [(Int64, Int64, Int64, Bool)])
  func tiedToRatings(stars: Int64, count: Int64, score: Int64, passes: Bool) throws {
    var file = try member()
    let decision = try file.handle(
      .membership(.certify(scores(ratings: .init(stars: stars, count: count)))), by: .agent("q"),
      at: now)
    let results = decision.events.compactMap { event in
      if case .membership(let event) = event, case .certified(let result) = event.change {
        result
      } else {
        nil
      }
    }
    #expect(results.map(\.score) == [score])
    #expect(try account(file).isCertified(at: now) == passes)
  }

  @Test("DX-33 nobody is certified on fewer than ten ratings")
  func fewRatings() throws {
    let file = try member()
    for ratings in [nil, .init(stars: 45, count: 9)] as [CertificationScores.Ratings?] {
      #expect(
        file.refusal(
          of: .membership(.certify(scores(ratings: ratings))), by: .agent("q"), at: now)
          == .membership(.tooFewRatings(ratings?.count ?? 0, atLeast: 10)))
    }
  }

  @Test("DX-33 an item too few or a score out of bounds is refused")
  func wrongScores() throws {
    let file = try member()
    func refusal(_ knowledge: [Int64]) -> DeskRejection? {
      file.refusal(
        of: .membership(.certify(scores(knowledge: knowledge))), by: .agent("q"), at: now)
    }
    guard case .membership(.wrongScores)? = refusal([4, 4, 4]) else {
      Issue.record("19 items were taken")
      return
    }
    #expect(
      refusal([4, 4, 4, 6]) == .membership(.outOfRange("knowledge", value: 6, bounds: 0...5)))
  }

  // MARK: Closing

  @Test(
    "DX-35 after an account is closed its emergency channel stays open for three years",
    arguments: [
      ("2025-09-03 10:00", "2028-09-03 10:00"), ("2028-02-29 10:00", "2031-02-28 10:00"),
    ])
  func emergencyChannel(closed: String, end: String) throws {
    var file = try member()
    try file.handle(.membership(.close), by: .customer("c-7"), at: try DX.at(closed))
    let account = try account(file)
    let over = try DX.at(end)
    #expect(account.has(.emergencyChannel, at: over.adding(milliseconds: -1)))
    #expect(!account.has(.emergencyChannel, at: over))
    #expect(account.end(of: .emergencyChannel) == over)
    // Nothing else stays.
    #expect(!account.has(.points, at: try DX.at(closed)))
    #expect(!account.has(.benefits, at: try DX.at(closed)))
  }
}
