// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricDefinition {
  /// The mean score of inspections, in thousandths.
  public static let qualityScore = Self(
    catalogue: "qualityScore", of: .inspections, .mean("score", where: .always), "Quality score",
    "质检得分", family: "quality", source: "\(MetricSource.metricNet): contact quality")

  /// The share of inspections with a score from a bound on, in thousandths.
  public static func inspectionSatisfaction(from score: Int64) -> Self {
    Self(
      catalogue: "inspectionSatisfaction", of: .inspections,
      .share(of: .atLeast("score", .integer(score)), among: .isKnown("score")),
      "Satisfaction found by inspection", "质检满意率", family: "quality",
      source: MetricSource.standard("DX-29"))
  }

  /// The share of inspected contacts in which something was wrong.
  public static let errorRate = Self(
    catalogue: "errorRate", of: .inspections, .share(of: .holds("hasErrors"), among: .always),
    "Error rate", "差错率", family: "quality", source: MetricSource.standard("CM-45"))

  /// The mean number of errors of an inspected contact.
  public static let errorsPerInspection = Self(
    catalogue: "errorRate.perInspection", of: .inspections, .mean("errors", where: .always),
    "Errors per inspection", "每次质检差错数", family: "quality", source: MetricSource.standard("CM-45"))

  /// The share of certificates that were given.
  public static let certificationRate = Self(
    catalogue: "certificationRate", of: .certifications,
    .share(of: .holds("passed"), among: .always), "Certification rate", "认证通过率",
    family: "certification", source: MetricSource.standard("DX-33")
  ).with(\.period, .month)

  /// The mean score of certificates, in thousandths.
  public static let certificationScore = Self(
    catalogue: "certificationScore", of: .certifications, .mean("score", where: .always),
    "Certification score", "认证得分", family: "certification", source: MetricSource.standard("DX-33")
  ).with(\.period, .month)

  /// The mean of the customers' ratings that certificates are tied to, in thousandths of a star.
  public static let certificationRating = Self(
    catalogue: "certificationRating", of: .certifications, .mean("rating", where: .always),
    "Customers' rating of certified agents", "认证关联客户评分", family: "certification",
    source: MetricSource.standard("DX-33")
  ).with(\.period, .month)

  // MARK: Money, disputes, customers

  /// What was awarded for each ticket that got anything, in minor units; reversed awards left aside.
  public static let compensationPerTicket = Self(
    catalogue: "compensationPerTicket", of: .awards,
    .quotient(of: "minorUnits", by: .distinct("ticket"), where: .equals("isReversed", false)),
    "Compensation per ticket", "每单补偿成本", family: "compensation",
    source: MetricSource.standard("CM-36"))

  /// The same with what was given back, such as fees.
  public static let compensationPerTicketWithRefunds = Self(
    catalogue: "compensationPerTicket.withRefunds", of: .awards,
    .quotient(
      of: ["minorUnits", "refundUnits"], by: .distinct("ticket"),
      where: .equals("isReversed", false)),
    "Compensation per ticket, refunds included", "每单补偿成本（含退款）", family: "compensation",
    source: MetricSource.standard("CM-36"))

  /// What was awarded in all, by cause, in minor units; reversed awards left aside.
  public static let compensationPerCause = Self(
    catalogue: "compensationPerCause", of: .awards,
    .sum("minorUnits", where: .equals("isReversed", false)), "Compensation by cause", "各原因补偿成本",
    family: "compensation", source: MetricSource.standard("CM-36")
  ).with(\.grouping, ["cause"])

  /// What an award amounts to on average, in minor units; reversed awards left aside.
  public static let compensationPerAward = Self(
    catalogue: "compensationPerAward", of: .awards,
    .mean("minorUnits", where: .equals("isReversed", false)), "Compensation per award", "每笔补偿金额",
    family: "compensation", source: MetricSource.standard("CM-36"))

  /// The mean time from the filing of a dispute to its decision.
  ///
  /// - Parameter isBusiness: Whether only business time counts.
  /// - Returns: The definition, dated by the decision.
  public static func disputeCycle(isBusiness: Bool = false) -> Self {
    Self(
      catalogue: "disputeCycle" + (isBusiness ? ".business" : ""), of: .disputes,
      .mean(isBusiness ? "cycleBusiness" : "cycle", where: .isKnown("decidedAt")),
      "Dispute cycle time" + (isBusiness ? ", business hours" : ""),
      "争议处理周期" + (isBusiness ? "（工作时间）" : ""), family: "disputes",
      source: MetricSource.standard("DX-20")
    ).with(\.date, .fact("decidedAt"))
  }

  /// The share of decided disputes that were decided for the customer, wholly or partly.
  public static let disputesUpheld = Self(
    catalogue: "disputesUpheld", of: .disputes,
    .share(of: .holds("isUpheld"), among: .isKnown("decidedAt")), "Disputes upheld", "争议支持率",
    family: "disputes", source: MetricSource.standard("DX-20")
  ).with(\.date, .fact("decidedAt"))

  /// The share of the customers of a period's beginning that are still customers at its end.
  public static let retention = Self(
    catalogue: "retention", of: .customers, .share(of: .holds("isRetained"), among: .always),
    "Retention", "客户保留率", family: "retention",
    source:
      "F. F. Reichheld, W. E. Sasser, Zero Defections, Harvard Business Review, September 1990")

  /// How many proposals were accepted.
  public static let acceptedProposals = Self(
    catalogue: "acceptedProposals", of: .proposals,
    .count(where: .all([.isKnown("decidedAt"), .holds("isAccepted")])), "Proposals accepted",
    "采纳建议数", family: "proposals", source: MetricSource.standard("CM-68")
  ).with(\.date, .fact("decidedAt")).with(\.period, .year)

  /// The share of decided proposals that were accepted.
  public static let proposalsAccepted = Self(
    catalogue: "proposalsAccepted", of: .proposals,
    .share(of: .holds("isAccepted"), among: .isKnown("decidedAt")),
    "Proposals accepted, of decided",
    "建议采纳率（占已评审）", family: "proposals", source: MetricSource.standard("CM-68")
  ).with(\.date, .fact("decidedAt"))

  /// The share of all proposals that were accepted; those not decided yet count below the line.
  public static let proposalsAcceptedOfAll = Self(
    catalogue: "proposalsAccepted.ofAll", of: .proposals,
    .share(of: .all([.isKnown("decidedAt"), .holds("isAccepted")]), among: .always),
    "Proposals accepted, of all", "建议采纳率（占全部）", family: "proposals",
    source: MetricSource.standard("CM-68"))
}

extension MetricCatalogue {
  private static let from900 = MetricParameter.from(900)

  static let quality: [Entry] = [
    Entry(.qualityScore),
    Entry([from900]) { .inspectionSatisfaction(from: $0.number(from900)) },
    Entry(.errorRate), Entry(.errorsPerInspection), Entry(.certificationRate),
    Entry(.certificationScore), Entry(.certificationRating),
  ]

  static let people: [Entry] = [
    Entry(.compensationPerTicket), Entry(.compensationPerTicketWithRefunds),
    Entry(.compensationPerCause), Entry(.compensationPerAward),
    Entry(.disputeCycle()), Entry(.disputeCycle(isBusiness: true)), Entry(.disputesUpheld),
    Entry(.retention), Entry(.acceptedProposals), Entry(.proposalsAccepted),
    Entry(.proposalsAcceptedOfAll),
  ]
}
