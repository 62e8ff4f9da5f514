// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension MetricDefinition {
  /// How many contacts came, by half hours. What is no contact, or has no outcome that can be true, is
  /// left out as unknown.
  public static let arrivals = Self(
    catalogue: "arrivals", of: .contacts, .count(where: .arrived), "Arrivals", "到达量",
    family: "volume", source: MetricSource.icmi
  ).with(\.period, .interval(minutes: 30))

  /// How many contacts came, by weekday and hour.
  public static let arrivalsByHour = Self(
    catalogue: "arrivals.byHour", of: .contacts, .count(where: .arrived),
    "Arrivals by weekday and hour", "分星期与小时到达量", family: "volume",
    source: MetricSource.swpp
  ).with(\.grouping, ["weekday", "hour"])

  /// How many contacts were answered.
  public static let answeredContacts = Self(
    catalogue: "answeredContacts", of: .contacts, .count(where: .answered), "Contacts answered",
    "接通量", family: "volume", source: "\(MetricSource.amazon): Contacts handled")

  /// How many different customers came.
  public static let customersInContact = Self(
    catalogue: "customersInContact", of: .contacts, .distinct("customer", where: .arrived),
    "Different customers", "来联客户数", family: "volume",
    source: "LimeBridge, The Resolution Holy Grail")

  /// How many tickets were opened.
  public static let openedTickets = Self(
    catalogue: "openedTickets", of: .tickets, .count(where: .always), "Tickets opened", "新建工单量",
    family: "volume", source: "\(MetricSource.zendesk): Created tickets")

  /// How many tickets are solved, by the day on which they were.
  public static let solvedTickets = Self(
    catalogue: "solvedTickets", of: .tickets, .count(where: .holds("isSolved")), "Tickets solved",
    "解决工单量", family: "volume", source: "\(MetricSource.zendesk): Solved tickets"
  ).with(\.date, .fact("solvedAt"))

  /// How many tickets are not solved at the end of the period.
  ///
  /// Rows of today tell today's knowledge: a ticket that was solved in February and reopened in March is
  /// missing from February's end by rows of February, and in it by rows of March. The backlog as it was
  /// known then (semantics M6) takes the rows of each end, ``TicketArchive/rows(asOf:by:under:)``, or a
  /// ``BacklogTally``.
  public static let backlog = Self(
    catalogue: "backlog", of: .tickets,
    .presentAtEnd(from: "openedAt", until: "doneAt", where: .always),
    "Backlog at the end, not solved",
    "期末积压（未解决）", family: "backlog", source: "\(MetricSource.zendesk): Backlog")

  /// How many tickets are neither closed, archived nor merged at the end of the period; solved ones that
  /// may still be reopened count. For past ends see ``backlog``.
  public static let backlogNotClosed = Self(
    catalogue: "backlog.notClosed", of: .tickets,
    .presentAtEnd(from: "openedAt", until: "leftAt", where: .always),
    "Backlog at the end, not closed", "期末积压（未关闭）", family: "backlog",
    source: "semantics M6, solved ones counted until they are closed")

  /// How many tickets were not solved on average; time weighs.
  public static let averageBacklog = Self(
    catalogue: "backlog.average", of: .tickets,
    .averagePresent(from: "openedAt", until: "doneAt", where: .always), "Average backlog", "平均积压",
    family: "backlog",
    source: "J. D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research (1961)")

  /// How old the unsolved tickets are at the end of the period: its mean, or the age that a share of it does not
  /// exceed.
  public static func backlogAge(_ share: Rate? = nil) -> Self {
    let suffix = QuantileSuffix(share)
    return Self(
      catalogue: "backlog.age" + suffix.id, of: .tickets,
      .ageAtEnd(
        share.map { .quantile($0, by: .linear) } ?? .mean, from: "openedAt", until: "doneAt",
        where: .always), "Age of the backlog" + suffix.english, "积压时长" + suffix.chinese,
      family: "backlog",
      source: "\(MetricSource.zendesk): Unsolved tickets age")
  }

  /// The share of the unsolved tickets that is older than a bound.
  public static func oldBacklog(than bound: Duration) -> Self {
    Self(
      catalogue: "backlog.old", of: .tickets,
      .ageAtEnd(.shareOlder(than: bound), from: "openedAt", until: "doneAt", where: .always),
      "Old tickets in the backlog", "超龄积压占比", family: "backlog",
      source: "\(MetricSource.zendesk): Unsolved tickets age")
  }

  /// How many violations of the code of service were recorded, by the agent who did it; an agent
  /// without one has no line.
  public static let violationsByAgent = Self(
    catalogue: "violationsByAgent", of: .violations, .count(where: .always),
    "Violations by agent", "各坐席违规次数", family: "violations",
    source: MetricSource.standard("GC-15")
  ).with(\.grouping, ["agent"])

  /// The most frequent problems and the share that they make up together.
  public static func topProblems(_ count: Int = 10) -> Self {
    Self(
      catalogue: "topProblems", of: .tickets,
      .top(count, of: "category", by: .exact, where: .always), "Most frequent problems", "高频问题",
      family: "volume", source: MetricSource.standard("CM-44"))
  }
}

extension MetricCatalogue {
  static let volumes: [Entry] = [
    Entry(.arrivals), Entry(.arrivalsByHour), Entry(.answeredContacts), Entry(.customersInContact),
    Entry(.openedTickets), Entry(.solvedTickets), Entry(.backlog), Entry(.backlogNotClosed),
    Entry(.averageBacklog),
    Entry([.quantile]) { .backlogAge($0.share(ifSaid: .quantile)) },
    Entry([.olderThan]) { .oldBacklog(than: $0.duration(.olderThan)) },
    Entry([.top]) { .topProblems(Int(clamping: $0.number(.top))) },
    Entry(.violationsByAgent),
  ]
}
