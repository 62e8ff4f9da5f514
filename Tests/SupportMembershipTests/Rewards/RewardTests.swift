// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTime
import Testing

@Suite("Rewards, contribution and certificates")
struct RewardTests {
  typealias Rejection = MemberAccount.Rejection

  static func account(_ book: String = "game-club.json") throws -> MemberAccount {
    let book = try MembershipBook(MembershipFixtureTests.text(.good, book))
    var account = MemberAccount("m-1", under: book.programme)
    try account.perform(.enrol, by: .system, at: Instant("2025-06-01T00:00+08:00"))
    return account
  }

  func rate(_ id: String, _ stars: Int64) -> MemberAccount.Command {
    .reward(.init(.init(.rating, id), facts: [.stars(stars)]))
  }

  @Test("four stars or more earn a coupon, once a rating; three earn nothing")
  func ratings() throws {
    var account = try Self.account()
    let now = "2025-06-02T00:00+08:00"
    for stars in [4, 5] as [Int64] {
      let events = try account.act(rate("rating-\(stars)", stars), at: now)
      let intents = events.flatMap { $0.intents(of: account.id) }
      #expect(intents.map(\.action) == [.issueRewardCoupon])
      #expect(intents[0].operand("sum") == .money(Club.yuan(500)))
      #expect(intents[0].key == IdempotencyKey(of: ["m-1", "reward", "rating", "rating-\(stars)"]))
    }
    #expect(throws: Rejection.noRule("rating rating-3")) {
      try account.act(rate("rating-3", 3), at: now)
    }
    #expect(throws: Rejection.alreadyDone("rating rating-4")) {
      try account.act(rate("rating-4", 5), at: now)
    }
    #expect(throws: Rejection.self) { try account.act(rate("rating-6", 6), at: now) }
    #expect(throws: Rejection.notAssessable("CM-38", missing: ["stars"])) {
      try account.act(.reward(.init(.init(.rating, "rating-7"))), at: now)
    }
    #expect(account.rewardCount(of: .rating) == 2)
    #expect(account.reward(for: .init(.rating, "rating-5")) == .coupon(Club.yuan(500)))
  }

  @Test("an adopted suggestion earns by its grade")
  func suggestions() throws {
    var account = try Self.account()
    for (grade, sum) in [("small", 100_00), ("large", 500_00)] as [(String, Int64)] {
      let events = try account.act(
        .reward(.init(.init(.suggestion, grade), facts: [.grade(grade)])),
        at: "2025-06-02T00:00+08:00")
      guard case .rewarded(let grant) = events[0].change else {
        Issue.record("it is another one")
        return
      }
      #expect(grant.reward == .money(Club.yuan(sum)))
    }
  }

  @Test("contribution value adds up to levels")
  func contribution() throws {
    var account = try Self.account()
    func level() -> String? { account.contributionLevel(at: .max)?.id }
    for (name, activity) in [("a", "suggestion"), ("b", "feedback"), ("c", "feedback")] {
      try account.act(.earn(.init(EarningID(name), activity)), at: "2025-06-02T00:00+08:00")
    }
    #expect(account.contribution(at: .max) == 70)
    #expect(level() == nil)
    try account.act(.earn(.init("d", "trial")), at: "2025-06-02T00:00+08:00")
    #expect(level() == "helper")
    try account.act(.refundEarning("d", id: "f", .all), at: "2025-06-02T00:00+08:00")
    #expect(level() == nil)
  }

  @Test("a certification takes all dimensions and items, and lasts through the next period")
  func certification() throws {
    var account = try Self.account("travel-club.json")
    let items = [
      ("knowledge", 4), ("tone", 3), ("speed", 3), ("solution", 4), ("record", 3), ("privacy", 3),
    ]
    func scores(_ id: MembershipEntryID, _ score: Int64) -> MemberAccount.Command {
      .certify(
        .init(id, items.map { .init($0.0, Array(repeating: score, count: $0.1)) }))
    }
    #expect(items.reduce(0) { $0 + $1.1 } == 20)
    try account.act(scores("june", 4), at: "2025-06-20T00:00+08:00")
    #expect(account.isCertified(at: try Instant("2025-07-31T23:59:59.999+08:00")))
    #expect(!account.isCertified(at: try Instant("2025-08-01T00:00+08:00")))
    let events = try account.act(scores("july", 3), at: "2025-07-20T00:00+08:00")
    guard case .certified(let result) = events[0].change else {
      Issue.record("it is another one")
      return
    }
    #expect(result.failed == items.map(\.0))
    #expect(!account.isCertified(at: try Instant("2025-08-01T00:00+08:00")))
    #expect(throws: Rejection.outOfRange("knowledge", value: 6, bounds: 0...5)) {
      try account.act(scores("x", 6), at: "2025-07-21T00:00+08:00")
    }
    #expect(
      throws: Rejection.wrongScores("knowledge has 4 items, 1 are scored")
    ) {
      try account.act(
        .certify(.init("x", items.map { .init($0.0, [5]) })), at: "2025-07-21T00:00+08:00")
    }
    #expect(throws: Rejection.self) {
      try account.act(.certify(.init("x", [])), at: "2025-07-21T00:00+08:00")
    }
  }

  @Test("points, benefits and certificates that are given end as the programme says")
  func otherForms() throws {
    var account = try Self.account("travel-club.json")
    for kind in ["certification", "jubilee", "rating", "story"] {
      try account.act(
        .reward(.init(.init(RewardCause.Kind(kind), "1"))), at: "2025-06-10T00:00+08:00")
    }
    #expect(account.certificates(at: try Instant("2025-07-09T23:59+08:00")) == ["service"])
    #expect(account.certificates(at: try Instant("2025-07-10T00:00+08:00")) == [])
    #expect(try account.available("2025-06-10T00:00+08:00") == 20)
    #expect(account.lots[0].expiresAt == (try Instant("2027-07-01T00:00+08:00")))
    #expect(account.contribution(at: .max) == 5)
    #expect(
      account.entitlement("insurance", at: try Instant("2026-06-09T00:00+08:00"))?.calendar
        == "hotline")
  }
}

extension MembershipFact {
  fileprivate static func stars(_ stars: Int64) -> Self { .init("stars", .integer(stars)) }
  fileprivate static func grade(_ grade: String) -> Self { .init("grade", .text(grade)) }
}
