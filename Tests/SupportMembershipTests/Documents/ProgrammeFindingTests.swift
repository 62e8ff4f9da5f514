// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import Testing

@Suite("What of a programme is probably not meant")
struct ProgrammeFindingTests {
  static func findings(
    _ change: (inout MembershipProgramme.Draft) -> Void
  ) throws -> [MembershipFinding] {
    var draft = Club.draft()
    change(&draft)
    return try MembershipProgramme(draft).findings()
  }

  @Test("the programmes of the fixtures have none")
  func sound() throws {
    for name in ["travel-club.json", "game-club.json"] {
      let book = try MembershipBook(MembershipFixtureTests.text(.good, name))
      #expect(book.programme.findings() == [], "\(name)")
    }
  }

  @Test("a tier by qualifying points is told of where no rule gives any")
  func neverMet() throws {
    let asked = TierRequirement.points(100, in: .calendarYear)
    let found = try Self.findings { draft in
      draft.earnings = [Rule("visit", then: EarnTerms(points: .fixed(10), qualifying: .fixed(0)))]
      draft.campaigns = [Rule("extra", then: EarnCampaign(.redeemable, extra: 5))]
      draft.tiers = [
        .init("standard"),
        .init("silver", requirement: .all([.spend(Club.yuan(1), in: .lifetime), asked])),
        .init(
          "gold", requirement: .any([.contribution(1, in: .lifetime), .balance(500)]),
          lifetime: asked),
        .init("black", requirement: .contribution(5, in: .lifetime)),
      ]
    }
    #expect(
      found == [
        .neverMet("silver", .requirement, asked), .neverMet("gold", .lifetime, asked),
        .neverMet("black", .requirement, .contribution(5, in: .lifetime)),
      ])
    #expect(found.allSatisfy { $0.severity == .warning })
    #expect(
      found[1].explanation.text() == """
        nothing gives what it takes to have it for life: gold
          100 qualifying points (calendar year)
        """)
  }

  @Test("a campaign that adds qualifying points, and a reward of value, are ways to a tier")
  func otherWays() throws {
    let found = try Self.findings { draft in
      draft.earnings = [Rule("visit", then: EarnTerms(qualifying: .fixed(0)))]
      draft.campaigns = [Rule("extra", then: EarnCampaign(.both, extra: 5))]
      draft.rewards = [Rule("told", then: .contribution(1))]
      draft.tiers = [
        .init("standard"), .init("silver", requirement: .points(100, in: .calendarYear)),
        .init("gold", requirement: .contribution(5, in: .lifetime)),
      ]
    }
    #expect(found == [])
  }

  @Test("a tier is told of where a higher one takes no more, with sums that reach both")
  func overtaken() throws {
    let found = try Self.findings { draft in
      draft.tiers = [
        .init("standard"),
        .init("silver", requirement: .points(1_000, in: .calendarYear)),
        .init("gold", requirement: .points(500, in: .calendarYear)),
        .init(
          "platinum",
          requirement: .any([
            .points(500, in: .lifetime),
            .all([.points(100, in: .calendarYear), .spend(Club.yuan(5), in: .calendarYear)]),
          ])),
        .init("black", requirement: .points(499, in: .calendarMonth)),
      ]
    }
    // 500 points of a year are 500 of a lifetime; those of a month need not be in one month.
    #expect(
      found == [
        .overtaken("silver", by: "gold", [.points(1_000, in: .calendarYear)]),
        .overtaken("gold", by: "platinum", [.points(500, in: .calendarYear)]),
      ])
    #expect(
      found[0].explanation.text() == """
        nobody reaches silver by earning: what it takes is enough for gold, which is higher
          1000 qualifying points (calendar year)
        """)
    // The sums are a witness: with them the lower tier is not the one that is reached.
    var draft = Club.draft()
    draft.tiers = [
      .init("standard"), .init("silver", requirement: .points(1_000, in: .calendarYear)),
      .init("gold", requirement: .points(500, in: .calendarYear)),
    ]
    var account = try Club.account(draft)
    try account.buy("a", 1_000, at: "2025-03-01T00:00+08:00")
    #expect(try account.tier("2025-03-01T00:00+08:00") == "gold")
  }

  @Test("a part that stays twice, and benefits that the programme does not have, are refused")
  func refused() throws {
    var draft = Club.draft()
    draft.tiers = [.init("standard", benefits: [.init("upgrade")])]
    draft.benefits = [.init("insurance")]
    draft.closing = ClosingRules(kept: [
      .init(.points, for: .months(1)), .init(.tier, for: nil), .init(.points, for: nil),
    ])
    draft.earnings[0].then.service = .init("upgrde", months: 1, each: Club.yuan(100))
    draft.earnings[1].then.service = .init("upgrade", months: 1, each: Club.yuan(100))
    draft.rewards = [
      Rule("a", then: .benefit("insurance", .days(1))),
      Rule("b", then: .benefit("lounge", .days(1))),
    ]
    let error = try #require(throws: DocumentError.self) { try MembershipProgramme(draft) }
    #expect(
      error.problems.map(\.path) == [
        "earnings[0].then.service.benefit", "rewards[1].then.benefit", "closing.kept[2]",
      ], "\(error)")
    #expect(error.problems[0].suggestion == "upgrade")
  }
}
