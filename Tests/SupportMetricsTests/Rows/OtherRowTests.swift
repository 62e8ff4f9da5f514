// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMetrics
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("Metrics: rows of surveys, agents' time, awards and disputes")
struct OtherRowTests {
  @Test("the schemas of the library's subjects are sound, and their dates are dates")
  func schemas() {
    for subject in MetricSubject.all {
      #expect(!subject.schema.fields.isEmpty, "\(subject.name)")
      let again = try? MetricSubject(subject.name, subject.schema.fields, date: subject.date)
      #expect(again == subject, "\(subject.name)")
    }
    #expect(Set(MetricSubject.all.map(\.name)).count == MetricSubject.all.count)
  }

  @Test("an answer outside its scale is no score, and an unanswered question is a row")
  func surveys() {
    var answer = SurveyAnswer(.recommendation, scale: 0...10, askedAt: .fixtureStart)
    answer.customer = "c-1"
    #expect(answer.facts["score"] == nil && answer.facts["best"] == 10)
    #expect(answer.facts["survey"] == "recommendation")
    answer.score = 0
    #expect(answer.facts["score"] == 0 && !answer.isOutsideScale)
    answer.score = 11
    #expect(answer.facts["score"] == nil && answer.isOutsideScale)
    #expect(answer.facts.refusals.isEmpty)
  }

  // MARK: Agents' time

  @Test("a stretch is all of its activity, and pieces add up to it")
  func stretches() {
    let nine = Instant.fixtureStart
    let stretch = AgentStretch(
      of: "li", in: "desk", .talk, from: nine, until: nine + .seconds(5_400))
    let row = stretch.facts
    #expect(row["signedIn"] == .duration(milliseconds: 5_400_000) && row["signedIn"] == row["talk"])
    #expect(row["away"] == .duration(milliseconds: 0) && row["group"] == "desk")
    let hours = (-2...9).map { nine + .seconds(3_600 * $0) }
    let pieces = stretch.pieces(cutAt: hours.reversed())
    #expect(pieces.map(\.from) == [nine, nine + .seconds(3_600)])
    #expect(pieces.map(\.until) == [nine + .seconds(3_600), stretch.until])
    #expect(stretch.pieces(cutAt: []) == [stretch])
    let backwards = AgentStretch(of: "li", .away, from: nine, until: nine - .seconds(1))
    #expect(backwards.facts["signedIn"] == nil && backwards.facts["from"] == .instant(nine))
    #expect(backwards.pieces(cutAt: hours) == [backwards])
  }

  // MARK: Awards

  private static let fee = Money(minorUnits: 10_000, currency: .cny)

  private static func policy() throws -> CompensationPolicy {
    let rules = [
      Rule<AwardFormula>(
        "loss", when: .equals("fault", "loss"),
        then: AwardFormula([
          .refund(.fact("fee")), .base(.fact("fee")), .times(.rate(try Rate("20%"))),
          .round(RoundingRule(.halfEven)),
        ])),
      Rule<AwardFormula>(
        "minor", when: .equals("fault", "minor"),
        then: AwardFormula([
          .base(.fact("fee")), .times(.rate(try Rate("10%"))), .round(RoundingRule(.halfEven)),
        ])),
    ]
    return try CompensationPolicy(
      "desk", version: "1", currency: .cny, zone: .utc,
      facts: [
        FactField("fault", .choice(["minor", "loss", "none"])), FactField("fee", .money(.cny)),
      ], rules: rules, settlement: Settlement([.stack(Stacking(.highest))]))
  }

  @Test("an award is a cost, what it covered comes back with its reversal, and a refusal is none")
  func awards() throws {
    let policy = try Self.policy()
    var account = CompensationAccount(of: "mei", in: .cny)
    var log = AwardLog(of: "mei", in: .cny)
    var now = Instant.fixtureStart
    func perform(_ command: CompensationAccount.Command) throws {
      now = now + .seconds(60)
      for event in try account.perform(command, by: .system, at: now, under: policy) {
        log.apply(event)
      }
    }
    func claim(_ key: IdempotencyKey, _ fault: String) throws {
      let facts = try Facts(policy.schema, ["fault": .text(fault), "fee": .money(Self.fee)])
      try perform(
        .claim(
          Claim(
            Cause(key: key, .fault, of: "T-1", at: .fixtureStart), facts: facts, at: now)))
    }
    try claim("a", "minor")
    try claim("b", "loss")
    try claim("c", "none")
    #expect(log.rows().map { $0["award"] } == ["a", "b"])
    #expect(log.rows().map { $0["minorUnits"] } == [1_000, 1_000])
    #expect(log.rows().map { $0["refundUnits"] } == [0, 10_000])
    #expect(log.rows(tier: "gold").map { $0["tier"] } == ["gold", "gold"])
    try perform(.reverse("b"))
    let rows = log.rows()
    #expect(rows.map { $0["isReversed"] } == [false, true])
    #expect(rows.map { $0["rule"] } == ["minor", "loss"] && rows[0]["cause"] == "fault")
    #expect(rows[1]["refundUnits"] == 10_000)
    for (row, key) in zip(rows, ["a", "b"] as [IdempotencyKey]) {
      let record = try #require(account.cause(key))
      if record.state == .awarded {
        #expect(row["minorUnits"] == .integer(record.compensation.minorUnits))
        #expect(row["refundUnits"] == .integer(record.refund.minorUnits))
      }
    }
    #expect(rows[0]["awardedAt"] == .instant(.fixtureStart + .seconds(60)))
  }

  @Test("a charge for a late payment is a cost of its case; what is unknown changes nothing")
  func lateCharges() {
    var log = AwardLog(of: "mei", in: .cny)
    let part = Payout.Part(ticket: "T-1", refund: .zero(.cny), compensation: Self.fee)
    func apply(_ change: CompensationAccount.Change) {
      log.apply(.init(change, by: .system, at: .fixtureStart))
    }
    apply(.payoutPlaced(Payout(key: "p/1", parts: [part], form: .cash)))
    apply(.latePaymentCharged("p/1", Money(minorUnits: 50, currency: .cny)))
    apply(.latePaymentCharged("p/9", Money(minorUnits: 50, currency: .usd)))
    apply(.reversed("x", refund: Self.fee, compensation: Self.fee, arbitrated: Self.fee))
    apply(.adjusted("x", refund: Self.fee, compensation: Self.fee))
    let rows = log.rows()
    #expect(rows.count == 1 && rows[0]["cause"] == "latePayment" && rows[0]["ticket"] == "T-1")
    #expect(rows[0]["minorUnits"] == 50 && rows[0]["rule"] == nil)
  }

  // MARK: Disputes

  private static func disputePolicy() throws -> DisputePolicy {
    try DisputePolicy(
      version: "1", zone: .utc, evidence: [.contract],
      levels: [
        DisputeLevel(
          .operations, within: .calendarDays(5), afterLimit: .passesOn, mayPassOn: true,
          appealWithin: .calendarDays(7)),
        DisputeLevel(
          .legal, within: .calendarDays(10), afterLimit: .staysOverdue, mayPassOn: false),
      ], review: nil, costs: .loserPays, publication: .init(after: .calendarDays(30), masks: []))
  }

  @Test("a dispute's cycle is from the filing to the decision, and an appeal opens it again")
  func disputes() throws {
    let policy = try Self.disputePolicy()
    var dispute = Dispute("D-1")
    let start = Instant.fixtureStart
    func perform(
      _ command: Dispute.Command, by principal: Principal = .agent("wang"), _ hour: Int64
    ) throws {
      try dispute.perform(
        command, by: principal, at: start.adding(milliseconds: hour * 3_600_000), under: policy)
    }
    #expect(dispute.facts() == nil)
    try perform(.open(.init(customer: "c-7", claims: Self.fee)), by: .customer("c-7"), 0)
    try perform(.fileEvidence(.init(.contract, reference: "f")), by: .customer("c-7"), 1)
    try perform(.closeEvidence, 2)
    try perform(.check(history: []), by: .system, 3)
    #expect(dispute.facts()?["decidedAt"] == nil && dispute.facts()?["isUpheld"] == nil)
    let reasons = Dispute.Reasons("told")
    try perform(.rule(.rejected, as: .operations, reasons), by: .agent("a"), 24)
    let clock = try BusinessCalendar.office().compiled()
    let row = try #require(dispute.facts(kind: "parcel", under: policy, hours: clock))
    #expect(row["cycle"] == .duration(milliseconds: 24 * 3_600_000))
    #expect(row["cycleBusiness"] == .duration(milliseconds: 8 * 3_600_000))
    #expect(row["isUpheld"] == false && row["outcome"] == "rejected" && row["level"] == 1)
    #expect(row["kind"] == "parcel" && row["customer"] == "c-7")
    try perform(.appeal, by: .customer("c-7"), 25)
    #expect(dispute.facts(under: policy)?["cycle"] == nil)
    #expect(dispute.facts(under: policy)?["outcome"] == nil)
    try perform(.rule(.upheld, as: .legal, reasons), by: .agent("b"), 30)
    let last = try #require(dispute.facts(under: policy))
    #expect(last["isUpheld"] == true && last["level"] == 2)
    #expect(last["cycle"] == .duration(milliseconds: 30 * 3_600_000))
  }

  @Test(
    "a decision that was withdrawn with its dispute is none, one before a withdrawn review stands")
  func withdrawnDecisions() throws {
    let policy = try Self.disputePolicy()
    var dispute = Dispute("D-1")
    var hour: Int64 = 0
    func next() -> Instant {
      hour += 1
      return Instant.fixtureStart.adding(milliseconds: hour * 3_600_000)
    }
    func perform(
      _ command: Dispute.Command, by principal: Principal = .customer("c-7")
    ) throws {
      try dispute.perform(command, by: principal, at: next(), under: policy)
    }
    func apply(_ change: Dispute.Change) {
      dispute.apply(.init(change, by: .customer("c-7"), at: next()))
    }
    try perform(.open(.init(customer: "c-7", claims: Self.fee)))
    try perform(.fileEvidence(.init(.contract, reference: "f")))
    try perform(.closeEvidence, by: .agent("wang"))
    try perform(.check(history: []), by: .system)
    try perform(.rule(.upheld, as: .operations, Dispute.Reasons("told")), by: .agent("a"))
    let decided = dispute
    apply(.withdrawn)
    #expect(dispute.facts()?["decidedAt"] == nil && dispute.facts()?["cycle"] == nil)
    #expect(dispute.facts()?["outcome"] == "withdrawn" && dispute.facts()?["isUpheld"] == nil)
    dispute = decided
    hour += 24 * 20
    try perform(.recordAgreement(reference: "text"), by: .agent("wang"))
    apply(.reopened(policy.version))
    apply(.withdrawn)
    #expect(dispute.rounds.count == 2)
    #expect(dispute.facts()?["cycle"] == .duration(milliseconds: 4 * 3_600_000))
    #expect(dispute.facts()?["outcome"] == "upheld" && dispute.facts()?["isUpheld"] == true)
  }

  @Test("a dispute that was withdrawn is neither upheld nor not")
  func withdrawn() {
    var dispute = Dispute("D-1")
    let opening = Dispute.Opening(customer: "c-7", claims: Self.fee)
    for change in [.opened(opening, "1"), .withdrawn] as [Dispute.Change] {
      dispute.apply(.init(change, by: .customer("c-7"), at: .fixtureStart))
    }
    #expect(dispute.facts()?["outcome"] == "withdrawn" && dispute.facts()?["isUpheld"] == nil)
    #expect(dispute.facts()?["cycle"] == nil)
  }
}
