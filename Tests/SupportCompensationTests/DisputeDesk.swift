// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime

/// A desk that settles disputes on three levels, as the published service books describe it.
enum DisputeDesk {
  static let customer = Principal.customer("c-7")
  static let claimed = Money(minorUnits: 800_000, currency: .cny)
  static let reasons = Dispute.Reasons("The parcel came late.", confidential: "see log 7")

  static func yuan(_ units: Int64) -> Money { Money(minorUnits: units * 100, currency: .cny) }

  private static let zone = Result { try ZoneRules(identifier: "Asia/Shanghai") }

  static func shanghai() throws -> ZoneRules { try zone.get() }

  /// Reads `2025-06-02 09:00` by the clocks of Shanghai.
  static func at(_ text: String) throws -> Instant { try Instant(text, in: shanghai()) }

  static func levels(
    operations: DisputeLevel.AfterLimit = .passesOn, members: [AgentID] = []
  ) -> [DisputeLevel] {
    [
      DisputeLevel(
        .customerSide, members: members, within: .elapsed(milliseconds: 72 * 3_600_000),
        remindAfter: .elapsed(milliseconds: 48 * 3_600_000), afterLimit: .passesOn,
        mayPassOn: true, appealWithin: .calendarDays(7)),
      DisputeLevel(
        .operations, within: .calendarDays(5), afterLimit: operations, mayPassOn: true,
        appealWithin: .calendarDays(7)),
      DisputeLevel(
        .legal, within: .calendarDays(10), remindAfter: .calendarDays(8),
        afterLimit: .staysOverdue, mayPassOn: false),
    ]
  }

  static func policy(
    version: PolicyVersion = "2025", zone: ZoneRules? = nil,
    evidence: [Dispute.EvidenceKind] = [.contract, .payment], levels: [DisputeLevel]? = nil,
    review: DisputePolicy.ReviewWindow? = .init(days: 1...15, mostTimes: 2),
    costs: DisputePolicy.CostRule = .loserPays,
    masks: Set<DisputePolicy.Publication.Part> = []
  ) throws -> DisputePolicy {
    try DisputePolicy(
      version: version, zone: zone ?? shanghai(), evidence: evidence,
      levels: levels ?? Self.levels(), review: review, costs: costs,
      publication: .init(after: .calendarDays(30), masks: masks))
  }

  static let opening = Dispute.Opening(
    customer: "c-7", claims: claimed, about: "order-9/late", ticket: "T-1",
    saying: [
      .init("announced", true), .init("daysLate", 12), .init("seal", "broken"),
    ])
  static let history: [Dispute.Statement] = [
    .init("announced", true), .init("daysLate", 3), .init("weight", 2),
  ]

  /// A dispute whose review begins at an instant; it was opened the day before.
  static func underReview(
    since start: Instant, under policy: DisputePolicy, opening: Dispute.Opening = opening
  ) throws -> Dispute {
    var dispute = Dispute("D-1")
    let before = start.adding(milliseconds: -86_400_000)
    try dispute.perform(.open(opening), by: customer, at: before, under: policy)
    for kind in policy.evidence {
      try dispute.perform(
        .fileEvidence(.init(kind, reference: "file-\(kind)")), by: customer, at: before,
        under: policy)
    }
    try dispute.perform(.closeEvidence, by: .agent("wang"), at: before, under: policy)
    try dispute.perform(.check(history: history), by: .system, at: start, under: policy)
    return dispute
  }

  /// A dispute that the last level decided, each level before having passed on.
  static func decided(
    _ verdict: Dispute.Verdict, at start: Instant, under policy: DisputePolicy
  ) throws -> Dispute {
    var dispute = try underReview(since: start, under: policy)
    for (place, level) in policy.levels.enumerated() {
      let isLast = place == policy.levels.count - 1
      try dispute.perform(
        .rule(isLast ? verdict : .passedOn, as: level.id, reasons),
        by: .agent(AgentID("judge-\(place)")),
        at: start.adding(milliseconds: Int64(place) * 1_000), under: policy)
    }
    return dispute
  }
}
