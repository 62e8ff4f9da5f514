// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("A dispute: agreement, publication, court")
struct DisputeOutcomeTests {
  private let policy: DisputePolicy
  private let start: Instant

  init() throws {
    policy = try DisputeDesk.policy()
    start = try DisputeDesk.at("2025-06-02 09:00")
  }

  private func agreed(
    _ verdict: Dispute.Verdict = .upheld, under policy: DisputePolicy
  ) throws -> Dispute {
    var dispute = try DisputeDesk.decided(verdict, at: start, under: policy)
    try dispute.perform(
      .recordAgreement(reference: "text-1"), by: .agent("wang"),
      at: start.adding(milliseconds: 10_000), under: policy)
    return dispute
  }

  // MARK: Agreement

  @Test("a final decision needs nobody's consent, and an agreement is recorded once, with its text")
  func finalDecision() throws {
    var dispute = try DisputeDesk.decided(.upheld, at: start, under: policy)
    let now = start.adding(milliseconds: 10_000)
    #expect(throws: Dispute.Rejection.empty("reference")) {
      try dispute.perform(
        .recordAgreement(reference: ""), by: .agent("wang"), at: now, under: policy)
    }
    let command = Dispute.Command.recordAgreement(reference: "text-1")
    try dispute.perform(command, by: .agent("wang"), at: now, under: policy)
    let agreement = try #require(dispute.round?.agreement)
    #expect(agreement.acceptances.isEmpty)
    #expect(agreement.binding == .lastLevel)
    #expect(agreement.awarded == DisputeDesk.claimed)
    #expect(throws: Dispute.Rejection.alreadyAgreed(at: now)) {
      try dispute.decide(command, by: .agent("wang"), at: now, under: policy)
    }
  }

  @Test("a decision that nobody appealed against in time is recorded as it is")
  func lapsedAppeal() throws {
    var dispute = try DisputeDesk.underReview(since: start, under: policy)
    try dispute.perform(
      .rule(.rejected, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: start,
      under: policy)
    try dispute.perform(
      .recordAgreement(reference: "text"), by: .agent("wang"),
      at: try DisputeDesk.at("2025-08-01 00:00"), under: policy)
    #expect(dispute.round?.agreement?.binding == .notAppealed)
    #expect(dispute.arbitration == nil)
  }

  @Test("the decision of a dispute is the way past a cap, once")
  func pastTheCap() throws {
    let limit = DisputeDesk.yuan(5_000)
    let awards = try CompensationPolicy(
      "desk", version: "2025", currency: .cny, zone: DisputeDesk.shanghai(),
      facts: Desk.facts,
      rules: [
        Rule(
          "heavy", when: .equals("fault", "heavyLoss"),
          then: AwardFormula([.base(.fact("paid")), .round(RoundingRule(.halfEven))]))
      ],
      settlement: Settlement([.stack(Stacking(.highest)), .cap("case")]),
      caps: [
        AwardCap(
          "case", limit, .perCase, .lifetime, covers: .compensationOnly, counts: Desk.allForms)
      ],
      options: CompensationOptions(arbitration: .equals("fault", "heavyLoss")))
    var account = CompensationAccount(of: "c-7", in: .cny)
    let cause = Cause(key: "order-9/late", .missedPromise, of: "T-1", at: start)
    let facts = try Facts(
      awards.schema, ["fault": "heavyLoss", "paid": .money(DisputeDesk.yuan(13_000))])
    try account.perform(
      .claim(Claim(cause, facts: facts, at: start)), by: .system, at: start, under: awards)
    #expect(account.standing(of: "T-1")?.compensation == limit)

    let dispute = try agreed(under: policy)
    let arbitration = try #require(dispute.arbitration)
    let now = start.adding(milliseconds: 20_000)
    try account.perform(arbitration.command, by: .system, at: now, under: awards)
    #expect(account.standing(of: "T-1")?.arbitrated == DisputeDesk.yuan(8_000))
    #expect(throws: CompensationAccount.Rejection.alreadyDecided(arbitration.decision)) {
      try account.perform(arbitration.command, by: .system, at: now, under: awards)
    }
  }

  // MARK: Publication

  @Test("nothing is published before the agreement, nor before its time, nor twice")
  func publicationTimes() throws {
    let decided = try DisputeDesk.decided(.upheld, at: start, under: policy)
    let publish = Dispute.Command.publish(text: nil)
    let now = start.adding(milliseconds: 10_000)
    #expect(throws: Dispute.Rejection.wrongStep(.publication, expected: .agreement)) {
      try decided.decide(publish, by: .agent("wang"), at: now, under: policy)
    }
    var dispute = try agreed(under: policy)
    let from = try Instant("2025-07-02 09:00:10", in: policy.zone)
    #expect(dispute.nextDeadline(at: from) == from)
    #expect(throws: Dispute.Rejection.tooEarlyToPublish(until: from)) {
      try dispute.decide(
        publish, by: .agent("wang"), at: from.adding(milliseconds: -1), under: policy)
    }
    #expect(dispute.publications(in: policy.zone).isEmpty)
    try dispute.perform(publish, by: .agent("wang"), at: from, under: policy)
    #expect(dispute.publications(in: policy.zone).count == 1)
    #expect(throws: Dispute.Rejection.alreadyPublished(at: from)) {
      try dispute.decide(publish, by: .agent("wang"), at: from, under: policy)
    }
  }

  @Test(
    "a publication tells nobody's name, words, evidence or reasons, also in its JSON",
    arguments: [
      Set<DisputePolicy.Publication.Part>(), Set(DisputePolicy.Publication.Part.allCases),
    ])
  func masking(masks: Set<DisputePolicy.Publication.Part>) throws {
    let policy = try DisputeDesk.policy(masks: masks)
    var dispute = try agreed(.partly(DisputeDesk.yuan(2_000)), under: policy)
    let later = try DisputeDesk.at("2025-08-01 00:00")
    try dispute.perform(
      .publish(text: "Late deliveries are compensated."), by: .agent("wang"), at: later,
      under: policy)
    let publication = try #require(dispute.publications(in: policy.zone).first)
    let json = String(decoding: try JSONEncoder().encode(publication), as: UTF8.self)
    let secrets = [
      "c-7", "T-1", "order-9", "broken", "file-", "parcel", "see log", "judge", "wang",
    ]
    for secret in secrets {
      #expect(!json.contains(secret), "\(secret)")
    }
    let text = publication.explanation.text()
    #expect(text.contains("2000.00 CNY") != masks.contains(.sums))
    #expect(text.contains("75%") != masks.contains(.sums))
    #expect(text.contains("legal") != masks.contains(.levels))
    #expect(text.contains("2025-06-02") != masks.contains(.dates))
    #expect(text.contains("contradict") != masks.contains(.findings))
    #expect((publication.publishedAt == nil) == masks.contains(.dates))
    #expect(publication.text == "Late deliveries are compensated.")
  }

  @Test(
    "a text for everybody may not name the customer, the case or the evidence",
    arguments: ["c-7 was right", "see T-1", "order-9/late", "as file-contract shows"])
  func personalText(text: String) throws {
    let dispute = try agreed(under: policy)
    let later = try DisputeDesk.at("2025-08-01 00:00")
    #expect(throws: Dispute.Rejection.personalText) {
      try dispute.decide(.publish(text: text), by: .agent("wang"), at: later, under: policy)
    }
    #expect(throws: Dispute.Rejection.empty("text")) {
      try dispute.decide(.publish(text: ""), by: .agent("wang"), at: later, under: policy)
    }
  }

  // MARK: Court

  @Test("arbitration comes before litigation")
  func litigation() throws {
    #expect(Dispute("D-1").mayLitigate(at: start) == .refused(.notOpened))
    let open = try DisputeDesk.underReview(since: start, under: policy)
    #expect(open.mayLitigate(at: start) == .refused(.goesOn(.review)))
    let final = try DisputeDesk.decided(.rejected, at: start, under: policy)
    let since = start.adding(milliseconds: 2_000)
    #expect(final.mayLitigate(at: since) == .allowed(since: since, .lastLevelDecided))
    let agreed = try agreed(.rejected, under: policy)
    #expect(agreed.mayLitigate(at: .max) == .allowed(since: since, .lastLevelDecided))
  }

  @Test("a last level that says nothing does not close the way to court")
  func silentLastLevel() throws {
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    let limit = try DisputeDesk.at("2025-06-20 09:00")
    #expect(dispute.mayLitigate(at: limit) == .refused(.goesOn(.review)))
    let after = limit.adding(milliseconds: 1)
    #expect(dispute.mayLitigate(at: after) == .allowed(since: after, .lastLevelSilent))
  }

  @Test("who did not appeal, accepted or withdrew has no way to court")
  func noLitigation() throws {
    var dispute = try DisputeDesk.underReview(since: start, under: policy)
    var withdrawn = dispute
    try withdrawn.perform(.withdraw, by: DisputeDesk.customer, at: start, under: policy)
    #expect(withdrawn.mayLitigate(at: .max) == .refused(.withdrawn(at: start)))
    try dispute.perform(
      .rule(.rejected, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: start,
      under: policy)
    let until = try DisputeDesk.at("2025-06-09 09:00")
    #expect(dispute.mayLitigate(at: until) == .refused(.goesOn(.review)))
    let after = until.adding(milliseconds: 1)
    #expect(dispute.mayLitigate(at: after) == .refused(.notAppealed(since: after)))
    var lapsed = dispute
    try lapsed.perform(
      .recordAgreement(reference: "text"), by: .agent("wang"),
      at: after.adding(milliseconds: 5_000), under: policy)
    #expect(lapsed.mayLitigate(at: .max) == .refused(.notAppealed(since: after)))
    try dispute.perform(.accept, by: DisputeDesk.customer, at: start, under: policy)
    try dispute.perform(.accept, by: .agent("wang"), at: start, under: policy)
    #expect(dispute.mayLitigate(at: start) == .refused(.accepted(since: start)))
    try dispute.perform(
      .recordAgreement(reference: "text"), by: .agent("wang"), at: after, under: policy)
    #expect(dispute.mayLitigate(at: .max) == .refused(.accepted(since: start)))
  }

  @Test("a review leaves the way to court open unless both sides agree in it")
  func litigationAfterReview() throws {
    var dispute = try agreed(.rejected, under: policy)
    let since = start.adding(milliseconds: 2_000)
    let july = try DisputeDesk.at("2025-07-02 09:00")
    try dispute.perform(.reopen, by: .agent("wang"), at: july, under: policy)
    #expect(dispute.mayLitigate(at: july) == .allowed(since: since, .lastLevelDecided))
    try dispute.perform(.closeEvidence, by: .system, at: july, under: policy)
    try dispute.perform(.check(history: []), by: .system, at: july, under: policy)
    try dispute.perform(
      .rule(.upheld, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: july,
      under: policy)
    try dispute.perform(.accept, by: DisputeDesk.customer, at: july, under: policy)
    #expect(dispute.mayLitigate(at: july) == .allowed(since: since, .lastLevelDecided))
    try dispute.perform(.accept, by: .agent("wang"), at: july, under: policy)
    #expect(dispute.mayLitigate(at: july) == .refused(.accepted(since: july)))
  }
}
