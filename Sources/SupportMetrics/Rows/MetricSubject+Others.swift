// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricSubject {
  /// Answers to surveys: one row for each question that was put, answered or not; ``SurveyAnswer`` and
  /// ``TicketLife/ratingRows`` make them.
  ///
  /// `survey` names the notion: ``SurveyAnswer/Survey`` has the library's. `score`
  /// is on the survey's own scale of whole numbers, `best` the highest of it; unanswered ones have no
  /// score. The date is `askedAt`.
  public static let ratings = Self(
    sound: "ratings",
    FactSchema.ofMetrics([
      .init("survey", .text), .init("ticket", .text), .init("contact", .text),
      .init("customer", .text, isPersonal: true), .init("agent", .text), .init("group", .text),
      .init("kind", .text), .init("channel", .text),
      .init("askedAt", .instant), .init("answeredAt", .instant),
      .init("score", .integer(0...1_000)), .init("best", .integer(1...1_000)),
    ]), date: "askedAt")

  /// Quality inspections: one row for each contact that was inspected, with its last score.
  /// ``TicketLife/inspectionRows`` makes them. `score` is in thousandths; `errors` counts what was wrong;
  /// `hasErrors` says whether something was; both are the host's. The date is `inspectedAt`.
  public static let inspections = Self(
    sound: "inspections",
    FactSchema.ofMetrics([
      .init("contact", .text), .init("ticket", .text), .init("agent", .text), .init("group", .text),
      .init("inspectedAt", .instant), .init("score", .integer(0...1_000)),
      .init("errors", .integer(0...1_000_000)), .init("hasErrors", .boolean),
    ]), date: "inspectedAt")

  /// Violations of the code of service: one row for each that was recorded; ``TicketLife/violationRows``
  /// makes them. `agent` is who did it, `rule` the rule of the code, `contact` the conversation in which it
  /// happened and `channel` that one's; `group` is whose ticket it is. The date is `recordedAt`.
  public static let violations = Self(
    sound: "violations",
    FactSchema.ofMetrics([
      .init("contact", .text), .init("ticket", .text), .init("agent", .text), .init("group", .text),
      .init("channel", .text), .init("kind", .text), .init("rule", .text),
      .init("recordedAt", .instant),
    ]), date: "recordedAt")

  /// Certificates of agents: one row for each month and agent; ``AgentCertificate/facts`` makes them.
  /// `score` and `lowestDimension` are in thousandths, rounded down, `items` counts the items that were
  /// scored, `rating` is the mean of the customers' ratings in thousandths of a star, rounded down,
  /// `passed` whether the certificate is given. The date is `certifiedOn`.
  public static let certifications = Self(
    sound: "certifications",
    FactSchema.ofMetrics([
      .init("agent", .text), .init("group", .text), .init("certifiedOn", .date),
      .init("score", .integer(0...1_000)), .init("lowestDimension", .integer(0...1_000)),
      .init("items", .integer(0...1_000)), .init("rating", .integer(0...5_000)),
      .init("passed", .boolean),
    ]), date: "certifiedOn")

  /// What agents did with their time: one row for each stretch of a shift; ``AgentStretch/facts`` makes
  /// them. `signedIn` is the whole, the others are parts of it. The date is `from`.
  public static let agentTime = Self(
    sound: "agentTime",
    FactSchema.ofMetrics(
      [
        .init("agent", .text), .init("group", .text), .init("from", .instant),
        .init("until", .instant),
      ]
        + ["signedIn", "available", "talk", "hold", "wrapUp", "otherWork", "away"].map {
          .init($0, .anyDuration)
        }), date: "from")

  /// Compensation: one row for each cause that was awarded, and for each charge for a late payment;
  /// ``AwardLog`` makes them. `minorUnits` is what was paid on top, `refundUnits` what was given back, in
  /// minor units of one currency; of a reversed award both are what was taken back. What else the host
  /// pays in is a log of its own. The date is `awardedAt`.
  public static let awards = Self(
    sound: "awards",
    FactSchema.ofMetrics([
      .init("award", .text), .init("ticket", .text), .init("customer", .text, isPersonal: true),
      .init("cause", .text), .init("rule", .text), .init("tier", .text), .init("form", .text),
      .init("awardedAt", .instant), .init("minorUnits", .integer(0...Int64.max)),
      .init("isReversed", .boolean), .init("refundUnits", .integer(0...Int64.max)),
    ]), date: "awardedAt")

  /// Disputes: one row each; `Dispute.facts(kind:under:hours:)` makes them. `cycle` is from the filing
  /// to the decision of the first arbitration; `level` the last that decided, from 1, and `outcome` what
  /// it decided, reviews included. The date is `filedAt`.
  public static let disputes = Self(
    sound: "disputes",
    FactSchema.ofMetrics([
      .init("dispute", .text), .init("customer", .text, isPersonal: true), .init("kind", .text),
      .init("outcome", .text), .init("level", .integer(0...100)), .init("filedAt", .instant),
      .init("decidedAt", .instant), .init("cycle", .anyDuration),
      .init("cycleBusiness", .anyDuration), .init("isUpheld", .boolean),
    ]), date: "filedAt")

  /// Customers: one row for each customer and period that was looked at. `isRetained` says whether a
  /// customer of its beginning still is one at its end. The date is `from`.
  public static let customers = Self(
    sound: "customers",
    FactSchema.ofMetrics([
      .init("customer", .text, isPersonal: true), .init("tier", .text), .init("region", .text),
      .init("from", .date), .init("until", .date), .init("isRetained", .boolean),
    ]), date: "from")

  /// Proposals of customers and agents: one row each. The date is `proposedAt`.
  public static let proposals = Self(
    sound: "proposals",
    FactSchema.ofMetrics([
      .init("proposal", .text), .init("by", .text, isPersonal: true), .init("kind", .text),
      .init("proposedAt", .instant), .init("decidedAt", .instant), .init("isAccepted", .boolean),
      .init("isExcellent", .boolean), .init("minorUnits", .integer(0...Int64.max)),
    ]), date: "proposedAt")

  /// The subjects that the library declares.
  public static let all = [
    contacts, tickets, replies, ratings, inspections, violations, certifications, agentTime, awards,
    disputes, customers, proposals,
  ]
}
