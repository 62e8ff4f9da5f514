// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportTime
import Testing

@Suite("A dispute: who decides, once")
struct DisputeRulingTests {
  private let policy: DisputePolicy
  private let start: Instant
  private let dispute: Dispute

  init() throws {
    policy = try DisputeDesk.policy()
    start = try DisputeDesk.at("2025-06-02 09:00")
    dispute = try DisputeDesk.underReview(since: start, under: policy)
  }

  private func rule(
    _ dispute: inout Dispute, _ verdict: Dispute.Verdict, as level: DisputeLevel.ID,
    by agent: AgentID, after seconds: Int64 = 0
  ) throws(Dispute.Rejection) {
    try dispute.perform(
      .rule(verdict, as: level, DisputeDesk.reasons), by: .agent(agent),
      at: start.adding(milliseconds: seconds * 1_000), under: policy)
  }

  @Test("three levels, each with its reasons; a level passes on, the last one is final")
  func threeLevels() throws {
    let dispute = try DisputeDesk.decided(.rejected, at: start, under: policy)
    let records = try #require(dispute.round).rulings
    #expect(records.map(\.ruling.level) == [.customerSide, .operations, .legal])
    #expect(records.map(\.ruling.verdict) == [.passedOn, .passedOn, .rejected])
    #expect(records.allSatisfy { $0.ruling.reasons == DisputeDesk.reasons })
    #expect(records.map(\.isLast) == [false, false, true])
    for command in [Dispute.Command.appeal, .accept] {
      #expect(
        throws: Dispute.Rejection.alreadyBinding(
          since: start.adding(milliseconds: 2_000), .lastLevel)
      ) {
        try dispute.decide(
          command, by: DisputeDesk.customer, at: start.adding(milliseconds: 3_000),
          under: policy)
      }
    }
  }

  @Test("the last level may not pass on")
  func lastPassesOn() throws {
    var dispute = dispute
    try rule(&dispute, .passedOn, as: .customerSide, by: "li")
    try rule(&dispute, .passedOn, as: .operations, by: "chen")
    #expect(throws: Dispute.Rejection.mayNotPassOn(.legal)) {
      try rule(&dispute, .passedOn, as: .legal, by: "zhao")
    }
  }

  @Test("no level decides twice, and none decides before its turn")
  func oneDecision() throws {
    var dispute = dispute
    for level in [DisputeLevel.ID.operations, .legal] {
      #expect(throws: Dispute.Rejection.wrongLevel(level, inCharge: .customerSide)) {
        try rule(&dispute, .upheld, as: level, by: "chen")
      }
    }
    #expect(throws: Dispute.Rejection.unknownLevel("board")) {
      try rule(&dispute, .upheld, as: "board", by: "chen")
    }
    try rule(&dispute, .rejected, as: .customerSide, by: "li")
    for (level, agent) in [
      (.customerSide, "li"), (.customerSide, "chen"), (.operations, "chen"),
    ] as [(DisputeLevel.ID, AgentID)] {
      #expect(throws: Dispute.Rejection.alreadyDecided(.customerSide, at: start)) {
        try rule(&dispute, .upheld, as: level, by: agent)
      }
    }
    // Also once it binds, the refusal names when it was decided.
    #expect(throws: Dispute.Rejection.alreadyDecided(.customerSide, at: start)) {
      try rule(&dispute, .upheld, as: .operations, by: "chen", after: 30 * 86_400)
    }
  }

  @Test("who decided at a lower level decides, appeals and accepts no more")
  func fourEyes() throws {
    var dispute = dispute
    try rule(&dispute, .passedOn, as: .customerSide, by: "li")
    #expect(throws: Dispute.Rejection.anotherPersonNeeded(.agent("li"))) {
      try rule(&dispute, .upheld, as: .operations, by: "li")
    }
    try rule(&dispute, .rejected, as: .operations, by: "chen")
    for agent in [AgentID("li"), "chen"] {
      for command in [Dispute.Command.appeal, .accept] {
        #expect(throws: Dispute.Rejection.anotherPersonNeeded(.agent(agent))) {
          try dispute.decide(command, by: .agent(agent), at: start, under: policy)
        }
      }
    }
    try dispute.perform(.appeal, by: DisputeDesk.customer, at: start, under: policy)
    #expect(throws: Dispute.Rejection.anotherPersonNeeded(.agent("chen"))) {
      try rule(&dispute, .upheld, as: .legal, by: "chen")
    }
    try rule(&dispute, .upheld, as: .legal, by: "zhao")
  }

  @Test("only members of a level decide where the policy names them")
  func members() throws {
    let policy = try DisputeDesk.policy(levels: DisputeDesk.levels(members: ["li", "wu"]))
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    let command = Dispute.Command.rule(.upheld, as: .customerSide, DisputeDesk.reasons)
    #expect(throws: Dispute.Rejection.notMember(.agent("chen"), .customerSide)) {
      try dispute.decide(command, by: .agent("chen"), at: start, under: policy)
    }
    #expect(try dispute.decide(command, by: .agent("wu"), at: start, under: policy).count == 1)
  }

  @Test("a decision tells the customer why")
  func reasonsAreMandatory() {
    for verdict in [Dispute.Verdict.upheld, .rejected, .passedOn] {
      #expect(throws: Dispute.Rejection.empty("told")) {
        try dispute.decide(
          .rule(verdict, as: .customerSide, .init("", confidential: "no")), by: .agent("li"),
          at: start, under: policy)
      }
    }
  }

  @Test("a part is above zero, below the claim and in its currency")
  func parts() {
    for units in [Int64.min, -1, 0, 800_000, .max] {
      let part = Money(minorUnits: units, currency: .cny)
      #expect(throws: Dispute.Rejection.partOutOfRange(part, claim: DisputeDesk.claimed)) {
        try dispute.decide(
          .rule(.partly(part), as: .customerSide, DisputeDesk.reasons), by: .agent("li"),
          at: start, under: policy)
      }
    }
    #expect(throws: Dispute.Rejection.money(.differentCurrencies(.cny, .eur))) {
      try dispute.decide(
        .rule(
          .partly(Money(minorUnits: 5, currency: .eur)), as: .customerSide, DisputeDesk.reasons),
        by: .agent("li"), at: start, under: policy)
    }
  }

  @Test("an appeal in time goes to the next level; exactly at the end is in time")
  func appeals() throws {
    var dispute = dispute
    try rule(&dispute, .rejected, as: .customerSide, by: "li")
    let until = try DisputeDesk.at("2025-06-09 09:00")
    #expect(
      dispute.state(at: until) == .decided(.customerSide, at: start, appealUntil: until))
    #expect(dispute.nextDeadline(at: until) == until)
    let late = until.adding(milliseconds: 1)
    #expect(dispute.state(at: late) == .binding(.customerSide, since: late, .notAppealed))
    #expect(throws: Dispute.Rejection.alreadyBinding(since: late, .notAppealed)) {
      try dispute.decide(
        .appeal, by: DisputeDesk.customer, at: late.adding(milliseconds: 99), under: policy)
    }
    try dispute.perform(.appeal, by: DisputeDesk.customer, at: until, under: policy)
    #expect(
      dispute.state(at: until)
        == .underReview(
          .operations, since: until, dueAt: try DisputeDesk.at("2025-06-14 09:00"),
          isOverdue: false))
    #expect(dispute.round?.appeals.map(\.side) == [.customer])
  }

  @Test("nothing can be appealed against or accepted before somebody decided")
  func nothingDecided() {
    for command in [Dispute.Command.appeal, .accept] {
      #expect(throws: Dispute.Rejection.notDecided(.customerSide)) {
        try dispute.decide(command, by: DisputeDesk.customer, at: start, under: policy)
      }
    }
  }

  @Test("both sides have to accept what is not final; then it binds at once")
  func acceptance() throws {
    var dispute = dispute
    try rule(&dispute, .partly(DisputeDesk.yuan(2_000)), as: .customerSide, by: "li")
    let until = try DisputeDesk.at("2025-06-09 09:00")
    let record = Dispute.Command.recordAgreement(reference: "text")
    try dispute.perform(.accept, by: DisputeDesk.customer, at: start, under: policy)
    #expect(throws: Dispute.Rejection.alreadyAccepted(.customer)) {
      try dispute.decide(.accept, by: DisputeDesk.customer, at: start, under: policy)
    }
    #expect(throws: Dispute.Rejection.alreadyAccepted(.customer)) {
      try dispute.decide(.appeal, by: DisputeDesk.customer, at: start, under: policy)
    }
    #expect(throws: Dispute.Rejection.notBinding(until: until)) {
      try dispute.decide(record, by: .agent("wang"), at: start, under: policy)
    }
    let then = start.adding(milliseconds: 7_000)
    try dispute.perform(.accept, by: .agent("wang"), at: then, under: policy)
    #expect(dispute.state(at: then) == .binding(.customerSide, since: then, .accepted))
    try dispute.perform(record, by: .agent("wang"), at: then, under: policy)
    let agreement = try #require(dispute.round?.agreement)
    #expect(agreement.acceptances.map(\.side) == [.customer, .company])
    #expect(agreement.acceptances.map(\.by) == [DisputeDesk.customer, .agent("wang")])
    #expect(agreement.binding == .accepted)
  }

  @Test("an appeal by the other side takes an acceptance back")
  func acceptanceThenAppeal() throws {
    var dispute = dispute
    try rule(&dispute, .upheld, as: .customerSide, by: "li")
    try dispute.perform(.accept, by: DisputeDesk.customer, at: start, under: policy)
    try dispute.perform(.appeal, by: .agent("wang"), at: start, under: policy)
    try rule(&dispute, .rejected, as: .operations, by: "chen")
    #expect(dispute.round?.acceptances == [])
    try dispute.perform(.appeal, by: DisputeDesk.customer, at: start, under: policy)
    #expect(dispute.round?.appeals.map(\.side) == [.company, .customer])
  }

  // MARK: Cost

  @Test(
    "the side that loses bears the cost, of a part each by what it did not get",
    arguments: [
      (Dispute.Verdict.upheld, "0%", "100%"), (.rejected, "100%", "0%"),
      (.partly(DisputeDesk.yuan(2_000)), "75%", "25%"),
      (.partly(Money(minorUnits: 1, currency: .cny)), "799999/800000", "1/800000"),
    ])
  func costs(verdict: Dispute.Verdict, customer: String, company: String) throws {
    let dispute = try DisputeDesk.decided(verdict, at: start, under: policy)
    let shares = try #require(dispute.round?.decision?.ruling.costs)
    #expect(shares.customer == (try Rate(customer)))
    #expect(shares.company == (try Rate(company)))
  }

  @Test("a policy may also let the company bear it, or split it")
  func otherCosts() throws {
    let rules: [(DisputePolicy.CostRule, String)] = [
      (.company, "0%"), (.split(customer: try Rate("1/3")), "1/3"),
    ]
    for (rule, share) in rules {
      for verdict in [Dispute.Verdict.upheld, .rejected] {
        let policy = try DisputeDesk.policy(costs: rule)
        let dispute = try DisputeDesk.decided(verdict, at: start, under: policy)
        #expect(dispute.round?.decision?.ruling.costs?.customer == (try Rate(share)))
      }
    }
  }

  @Test("nothing of a cost is lost when it is shared", arguments: UInt64(0)..<50)
  func partsAddUp(seed: UInt64) throws {
    let claim = Money(minorUnits: Int64(seed % 7) + 3, currency: .cny)
    for units in 0...claim.minorUnits {
      let shares = try DisputePolicy.CostRule.loserPays.shares(
        awarded: Money(minorUnits: units, currency: .cny), of: claim)
      let cost = Money(minorUnits: Int64(seed) * 37, currency: .cny)
      for direction in RoundingRule.Direction.allCases where direction != .exact {
        let (customer, company) = try shares.parts(of: cost, RoundingRule(direction))
        #expect(try customer + company == cost)
        #expect(customer.minorUnits >= 0 && company.minorUnits >= 0)
      }
    }
  }

  @Test("shares are those of a court's award, too, within the claim")
  func courtShares() throws {
    let rule = DisputePolicy.CostRule.loserPays
    let claim = DisputeDesk.claimed
    let over = Money(minorUnits: .max, currency: .cny)
    let under = Money(minorUnits: .min, currency: .cny)
    #expect(try rule.shares(awarded: over, of: claim) == .company)
    #expect(try rule.shares(awarded: under, of: claim) == .customer)
    #expect(try rule.shares(awarded: under, of: over) == .customer)
    #expect(throws: MoneyError.self) { try rule.shares(awarded: claim, of: .zero(.cny)) }
    #expect(throws: MoneyError.differentCurrencies(.eur, .cny)) {
      try rule.shares(awarded: .zero(.eur), of: claim)
    }
    #expect(Dispute.CostShares(customer: try Rate("101%")) == nil)
    #expect(Dispute.CostShares(customer: try Rate("-1%")) == nil)
  }

  @Test("a part that a step would carry past the cost is the cost")
  func partWithinTheCost() throws {
    let shares = try #require(Dispute.CostShares(customer: Rate("50%")))
    let cost = Money(minorUnits: 30, currency: .cny)
    let (customer, company) = try shares.parts(of: cost, RoundingRule(.up, step: 50))
    #expect(customer == cost)
    #expect(company == .zero(.cny))
  }
}
