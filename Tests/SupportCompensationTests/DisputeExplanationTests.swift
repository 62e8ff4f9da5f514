// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportTime
import Testing

@Suite("A dispute: told to its readers")
struct DisputeExplanationTests {
  private let policy: DisputePolicy
  private let start: Instant

  init() throws {
    policy = try DisputeDesk.policy()
    start = try DisputeDesk.at("2025-06-02 09:00")
  }

  /// The customer side lets its time pass, operations give a part, the customer appeals.
  private func appealed() throws -> Dispute {
    var dispute = try DisputeDesk.underReview(since: start, under: policy)
    try dispute.perform(
      .rule(.partly(DisputeDesk.yuan(2_000)), as: .operations, DisputeDesk.reasons),
      by: .agent("chen"), at: try DisputeDesk.at("2025-06-06 10:00"), under: policy)
    try dispute.perform(
      .appeal, by: DisputeDesk.customer, at: try DisputeDesk.at("2025-06-07 10:00"),
      under: policy)
    return dispute
  }

  @Test("the customer reads what happened and why, in English")
  func english() throws {
    let why = try appealed().explanation(
      at: try DisputeDesk.at("2025-06-08 00:00"), in: policy.zone)
    #expect(
      why.text(for: .customer) == """
        legal decides D-1 by 2025-06-17 10:00 +08:00
          c-7 claimed 8000.00 CNY 2025-06-01 09:00 +08:00
          a contract brought 2025-06-01 09:00 +08:00 by c-7
          a proof of payment brought 2025-06-01 09:00 +08:00 by c-7
          evidence complete 2025-06-01 09:00 +08:00
          held against history 2025-06-02 09:00 +08:00: 1 agree, 1 contradict, 1 unknown
            announced: true, as recorded
            daysLate: 12 is stated, 3 is recorded
            seal: broken is stated, nothing is recorded
          the customer side let 2025-06-05 09:00 +08:00 pass; operations took over
          operations upheld 2000.00 CNY of 8000.00 CNY 2025-06-06 10:00 +08:00
            because: The parcel came late.
            of the cost the customer bears 75%, the company 25%
          the customer appealed 2025-06-07 10:00 +08:00
        """)
  }

  @Test("the arbitrator reads it in Chinese, without knowing who the customer is")
  func chinese() throws {
    let why = try appealed().explanation(
      at: try DisputeDesk.at("2025-06-18 10:00"), in: policy.zone)
    #expect(
      why.text(in: .simplifiedChinese, for: .arbitrator) == """
        D-1 应由法务于 2025-06-17 10:00 +08:00 前裁决，已逾期 1 天
          ••• 于 2025-06-01 09:00 +08:00 主张 8000.00 CNY
          2025-06-01 09:00 +08:00 ••• 提交证据：合同或订单
          2025-06-01 09:00 +08:00 ••• 提交证据：付款凭证
          2025-06-01 09:00 +08:00 证据齐备
          2025-06-02 09:00 +08:00 系统核查：1 项一致，1 项矛盾，1 项无记录
            announced：•••，与记录一致
            daysLate：主张 •••，记录为 •••
            seal：主张 •••，无可比记录
          客服侧至 2025-06-05 09:00 +08:00 未裁决，转由运营处理
          2025-06-06 10:00 +08:00 运营支持 8000.00 CNY 中的 2000.00 CNY
            理由：•••
            裁决人 chen：see log 7
            费用承担：客户 75%，公司 25%
          2025-06-07 10:00 +08:00 客户提出申诉
        """)
  }

  @Test("the end is told, with the agreement and the publication")
  func ending() throws {
    var dispute = try DisputeDesk.decided(.rejected, at: start, under: policy)
    let now = start.adding(milliseconds: 60_000)
    let zone = policy.zone
    #expect(
      dispute.explanation(at: now, in: zone).text().hasPrefix(
        "the decision of legal about D-1 has been binding since 2025-06-02 09:00:02 +08:00:"
          + " the last level decided\n"))
    try dispute.perform(
      .recordAgreement(reference: "text"), by: .agent("wang"), at: now, under: policy)
    #expect(
      dispute.explanation(at: now, in: zone).text(in: .simplifiedChinese)
        .hasPrefix("D-1 已于 2025-06-02 09:01 +08:00 签订协议\n"))
    let later = try DisputeDesk.at("2025-07-02 09:01")
    try dispute.perform(.publish(text: nil), by: .system, at: later, under: policy)
    let lines = dispute.explanation(at: later, in: zone).text().split(separator: "\n")
    #expect(lines.first == "the outcome of D-1 was published 2025-07-02 09:01 +08:00")
    #expect(lines.last == "  published 2025-07-02 09:01 +08:00")
    #expect(
      lines.contains(
        "  agreement recorded 2025-06-02 09:01 +08:00: 0.00 CNY, 0.00 CNY of it on top;"
          + " the last level decided"))
  }

  @Test("every state has a headline in both languages")
  func headlines() throws {
    let zone = policy.zone
    var dispute = Dispute("D-1")
    #expect(dispute.explanation(at: start, in: zone).text() == "D-1 was not opened yet")
    try dispute.perform(
      .open(DisputeDesk.opening), by: DisputeDesk.customer, at: start, under: policy)
    #expect(
      dispute.explanation(at: start, in: zone).text().hasPrefix("D-1 is open: evidence is brought"))
    for kind in policy.evidence {
      try dispute.perform(
        .fileEvidence(.init(kind, reference: "r")), by: .system, at: start, under: policy)
    }
    try dispute.perform(.closeEvidence, by: .system, at: start, under: policy)
    #expect(
      dispute.explanation(at: start, in: zone).text(in: .simplifiedChinese)
        .hasPrefix("D-1 等待系统核查"))
    try dispute.perform(.check(history: []), by: .system, at: start, under: policy)
    try dispute.perform(
      .rule(.upheld, as: .customerSide, .init("Yes.")), by: .agent("li"), at: start,
      under: policy)
    let decided = dispute.explanation(at: start, in: zone)
    #expect(
      decided.text().hasPrefix(
        "the customer side decided D-1 2025-06-02 09:00 +08:00;"
          + " it can be appealed against until 2025-06-09 09:00 +08:00"))
    #expect(decided.text(for: .desk).contains("\n    decided by li\n"))
    #expect(!decided.text(for: .customer).contains("li\n"))
    try dispute.perform(.withdraw, by: DisputeDesk.customer, at: start, under: policy)
    #expect(
      dispute.explanation(at: start, in: zone).text().hasPrefix(
        "D-1 was withdrawn 2025-06-02 09:00 +08:00"))
  }

  @Test("whether it may go to court is told with the reason")
  func court() throws {
    let open = try DisputeDesk.underReview(since: start, under: policy)
    let refused = open.litigationExplanation(at: start, in: policy.zone)
    #expect(refused.text() == "D-1 may not go to court: arbitration comes first")
    #expect(refused.text(in: .simplifiedChinese) == "D-1 暂不可提起诉讼：应先行仲裁")
    let late = try DisputeDesk.at("2026-01-01 00:00")
    #expect(
      open.litigationExplanation(at: late, in: policy.zone).text()
        == "D-1 may go to court since 2025-06-20 09:00:00.001 +08:00:"
        + " the last level let its time pass")
  }

  @Test("codes are told apart, and each has a sentence in both languages")
  func codes() {
    let codes = Explanation.Code.allDisputes
    #expect(Set(codes.map(\.id)).count == codes.count)
    for code in codes {
      #expect(code.id.hasPrefix("dispute."))
      #expect(!code.english.isEmpty && !code.simplifiedChinese.isEmpty)
      let names = { (text: String) in
        Set(
          text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
            .compactMap { $0.split(separator: "}").first })
      }
      #expect(names(code.english) == names(code.simplifiedChinese), "\(code.id)")
    }
  }

  // MARK: Events

  @Test("an event's JSON is as it is promised")
  func json() throws {
    var dispute = try DisputeDesk.underReview(since: start, under: policy)
    try dispute.perform(
      .rule(.passedOn, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: start,
      under: policy)
    let events = try dispute.decide(
      .rule(
        .partly(DisputeDesk.yuan(2_000)), as: .operations, .init("Late.", confidential: "log")),
      by: .agent("chen"), at: start, because: "clear", under: policy)
    let event = try #require(events.first)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let sum = #"{"currency":"CNY","minorUnitDigits":2,"minorUnits":200000}"#
    #expect(
      String(decoding: try encoder.encode(event), as: UTF8.self)
        == #"{"at":"2025-06-02T01:00:00Z","by":{"id":"chen","kind":"agent"},"reason":"clear","#
        + #""ruling":{"appealUntil":"2025-06-09T01:00:00Z","awarded":\#(sum),"#
        + #""costs":{"customer":"75%"},"decision":"dispute/D-1/1/operations","#
        + #""level":"operations","reasons":{"confidential":"log","told":"Late."},"#
        + #""verdict":{"outcome":"partly","sum":\#(sum)}},"type":"ruled"}"#)
  }

  @Test("an event shows each reader what is theirs")
  func shownEvents() throws {
    let dispute = try DisputeDesk.decided(.upheld, at: start, under: policy)
    let record = try #require(dispute.round?.rulings.last)
    let event = Dispute.Event(.ruled(record.ruling), by: record.by, at: start, because: "mine")
    func reasons(_ event: Dispute.Event) -> Dispute.Reasons? {
      if case .ruled(let ruling) = event.change { ruling.reasons } else { nil }
    }
    #expect(reasons(event.shown(to: .customer)) == .init("The parcel came late."))
    #expect(reasons(event.shown(to: .desk)) == .init("•••", confidential: "see log 7"))
    #expect(event.shown(to: .auditor) == event)
    #expect(reasons(event.shown(to: .everyone)) == .init("•••"))
    #expect(event.shown(to: .customer).reason == nil)
    let evidence = Dispute.Event(
      .evidenceFiled(.init(.picture, reference: "p-1")), by: .system, at: start)
    #expect(evidence.shown(to: .everyone).change == .evidenceFiled(.init(.picture, reference: "")))
    #expect(evidence.shown(to: .desk) == evidence)
  }
}
