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

  /// Two dimensions of 2 and 3 items, scored 0 ... 5; ratings make up three tenths of the score.
  private static func certified(
    _ scores: Int64, _ ratings: CertificationScores.Ratings?,
    in draft: (inout CertificationRules) -> Void = { _ in }
  ) throws -> (MemberAccount, MemberAccount.CertificationResult) {
    let book = try MembershipBook(MembershipFixtureTests.text(.good, "certified-agents.json"))
    var programme = book.programme.draft
    var rules = try #require(programme.certification)
    draft(&rules)
    programme.certification = rules
    var account = MemberAccount("li", under: try MembershipProgramme(programme))
    try account.perform(.enrol, by: .system, at: Instant("2025-06-01T00:00Z"))
    let all = rules.dimensions.map {
      CertificationScores.Dimension($0.name, Array(repeating: scores, count: $0.items))
    }
    let events = try account.act(
      .certify(.init("june", all, ratings: ratings)), at: "2025-06-20T00:00Z")
    let results = events.compactMap { event in
      if case .certified(let result) = event.change { result } else { nil }
    }
    return (account, try #require(results.first))
  }

  @Test(
    "where ratings are a part of the score, it has to reach what each dimension has to",
    arguments: [
      // 0.7 · 4/5 + 0.3 · (stars − count) / (4 · count), in thousandths rounded down.
      (4, 50, 10, 860, true), (4, 42, 10, 800, true), (4, 41, 10, 792, false),
      (4, 10, 10, 560, false), (5, 26, 10, 820, true), (5, 23, 10, 797, false),
      (4, 4_200_000_000, 1_000_000_000, 800, true),
      (4, 4_199_999_999, 1_000_000_000, 799, false),
    ] as [(Int64, Int64, Int64, Int64, Bool)])
  func tiedToRatings(score: Int64, stars: Int64, count: Int64, found: Int64, passes: Bool) throws {
    let (account, result) = try Self.certified(score, .init(stars: stars, count: count))
    #expect(result.score == found && result.failed.isEmpty)
    #expect((result.until != nil) == passes)
    #expect(account.isCertified(at: try Instant("2025-07-31T23:59:59.999Z")) == passes)
    #expect(result.scores.ratings == .init(stars: stars, count: count))
  }

  @Test("however good the ratings, a dimension that is not passed is none")
  func ratingsDoNotCoverDimensions() throws {
    let (account, result) = try Self.certified(3, .init(stars: 50, count: 10))
    #expect(result.failed == ["tone", "record"] && result.until == nil && result.score == 720)
    #expect(!account.isCertified(at: try Instant("2025-06-21T00:00Z")))
  }

  @Test("too few ratings, and ratings that nobody can have given, certify nobody")
  func impossibleRatings() throws {
    for ratings in [nil, .init(stars: 45, count: 9)] as [CertificationScores.Ratings?] {
      #expect(throws: Rejection.tooFewRatings(ratings?.count ?? 0, atLeast: 10)) {
        try Self.certified(5, ratings)
      }
    }
    for (stars, count) in [(9, 10), (51, 10)] as [(Int64, Int64)] {
      #expect(throws: Rejection.outOfRange("ratings.stars", value: stars, bounds: 10...50)) {
        try Self.certified(5, .init(stars: stars, count: count))
      }
    }
    for count in [-1, 1_000_000_001, .max] as [Int64] {
      #expect(
        throws: Rejection.outOfRange("ratings.count", value: count, bounds: 0...1_000_000_000)
      ) {
        try Self.certified(5, .init(stars: 10, count: count))
      }
    }
  }

  @Test("without a rule about ratings they are written down and play no part")
  func ratingsApart() throws {
    let (account, result) = try Self.certified(4, .init(stars: 1, count: 1)) { $0.ratings = nil }
    #expect(result.score == nil && result.scores.ratings == .init(stars: 1, count: 1))
    #expect(account.isCertified(at: try Instant("2025-07-31T00:00Z")))
  }

  @Test("a weight that is no share in thousandths, and scores beyond reckoning, are mistakes")
  func wrongRules() throws {
    let book = try MembershipBook(MembershipFixtureTests.text(.good, "certified-agents.json"))
    func paths(_ change: (inout CertificationRules) -> Void) throws -> [String] {
      var draft = book.programme.draft
      var rules = try #require(draft.certification)
      change(&rules)
      draft.certification = rules
      do throws(DocumentError) {
        _ = try MembershipProgramme(draft)
        return []
      } catch {
        return error.problems.map(\.path)
      }
    }
    let third = try #require(Rate(1, over: 3))
    for weight in [third, try Rate("101%"), try Rate("-1%"), try Rate("0.05%")] {
      #expect(
        try paths { $0.ratings = .init(weight: weight, from: 1) } == [
          "certification.ratings.weight"
        ])
    }
    for weight in [Rate.zero, .one, try Rate("12.5%")] {
      #expect(try paths { $0.ratings = .init(weight: weight, from: 1_000_000_000) } == [])
    }
    #expect(
      try paths { $0.ratings = .init(weight: .one, from: 0) } == ["certification.ratings.from"])
    #expect(try paths { $0.highest = 1_000_001 } == ["certification.highest"])
    #expect(
      try paths {
        $0.highest = .max
        $0.ratings = nil
      } == [])
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
