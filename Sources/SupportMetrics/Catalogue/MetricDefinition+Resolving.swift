// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricDefinition {
  /// The share of answered contacts in which the matter was settled, by somebody's word; contacts of
  /// which nobody said are left out.
  public static let firstContactResolution = Self(
    catalogue: "firstContactResolution", of: .contacts,
    .share(of: .holds("isResolved"), among: .answered), "First-contact resolution, by word",
    "首次联络解决率（按标记）", family: "firstContactResolution",
    source: MetricSource.standard("CM-41"))

  /// The same of all answered contacts: those of which nobody said count as not settled.
  public static let firstContactResolutionOfAll = Self(
    catalogue: "firstContactResolution.gross", of: .contacts,
    .share(of: .all([.isKnown("isResolved"), .holds("isResolved")]), among: .answered),
    "First-contact resolution, of all answered", "首次联络解决率（占全部接通）",
    family: "firstContactResolution",
    source: "\(MetricSource.ringCentral), which divides by all incoming calls")

  /// The share of answered contacts after which the same customer did not come back within a time.
  ///
  /// Contacts of which the time is not over are censored. Coming back is every contact of the customer
  /// with an outcome, answered or not; what is no contact has none, and the desk's own calls are not
  /// looked at.
  public static func firstContactResolution(
    withoutReturnWithin window: Duration, about key: [String] = ["customer"]
  ) -> Self {
    let name = key == ["customer"] ? "return" : "returnOfType"
    return Self(
      catalogue: "firstContactResolution.\(name)", of: .contacts,
      .recurrence(
        MetricRecurrence(
          ofSame: key, start: "arrivedAt", end: "endedAt", within: window,
          followers: .isKnown("outcome"), isNegated: true),
        where: .answered), "First-contact resolution, no return",
      "首次联络解决率（无再次联络）", family: "firstContactResolution",
      source: "\(MetricSource.metricNet); LimeBridge, The Resolution Holy Grail")
  }

  /// The share of answered contacts after which the same customer came back within a time.
  public static func repeatContacts(within window: Duration) -> Self {
    Self(
      catalogue: "repeatContacts", of: .contacts,
      .recurrence(
        MetricRecurrence(
          ofSame: ["customer"], start: "arrivedAt", end: "endedAt", within: window,
          followers: .isKnown("outcome")),
        where: .answered), "Repeat contacts", "重复联络率", family: "firstContactResolution",
      source: "LimeBridge, The Resolution Holy Grail")
  }

  /// The share of solved tickets that took a single contact.
  public static let firstContactResolutionOfTickets = Self(
    catalogue: "firstContactResolution.tickets", of: .tickets,
    .share(of: .atMost("contacts", 1), among: .holds("isSolved")),
    "Tickets solved in one contact", "一次联络结单率", family: "firstContactResolution",
    source: MetricSource.metricNet
  ).with(\.date, .fact("solvedAt"))

  /// The share of solved tickets with fewer than two answers to the customer.
  public static let oneTouch = Self(
    catalogue: "oneTouch", of: .tickets,
    .share(of: .below("replies", 2), among: .holds("isSolved")),
    "One-touch, fewer than two answers",
    "一次答复解决率（少于两次答复）", family: "oneTouch", source: MetricSource.zendeskOneTouch
  ).with(\.date, .fact("solvedAt"))

  /// The share of solved tickets with exactly one answer to the customer.
  public static let oneReply = Self(
    catalogue: "oneTouch.exactlyOne", of: .tickets,
    .share(of: .equals("replies", 1), among: .holds("isSolved")), "One-touch, exactly one answer",
    "一次答复解决率（恰好一次答复）", family: "oneTouch",
    source: "\(MetricSource.zendeskOneTouch), German edition"
  ).with(\.date, .fact("solvedAt"))

  private static let everSolved = Condition.any([.isKnown("firstSolvedAt"), .holds("isReopened")])

  /// The share of tickets ever solved that were opened again, dated by the first solution.
  ///
  /// Of a ticket that was reopened before its import the first solution is not known: it counts, in a
  /// line without a period.
  public static let reopenRate = Self(
    catalogue: "reopenRate", of: .tickets,
    .share(of: .holds("isReopened"), among: everSolved), "Reopened tickets", "重开率（工单）",
    family: "reopening", source: MetricSource.zendesk
  ).with(\.date, .fact("firstSolvedAt"))

  /// How often a ticket that was ever solved was opened again, on average: events, not tickets. Dated
  /// as ``reopenRate``.
  public static let reopensPerTicket = Self(
    catalogue: "reopensPerTicket", of: .tickets,
    .mean("reopens", where: everSolved), "Reopenings per solved ticket", "每单重开次数",
    family: "reopening", source: "\(MetricSource.zendesk): reopens"
  ).with(\.date, .fact("firstSolvedAt"))

  /// How often tickets were opened again in all, before an import too; dated by the opening.
  public static let reopenings = Self(
    catalogue: "reopenings", of: .tickets, .sum("reopens", where: .always), "Reopenings", "重开次数",
    family: "reopening", source: "\(MetricSource.zendesk): reopens")
}

extension MetricCatalogue {
  static let resolving: [Entry] = [
    Entry(.firstContactResolution), Entry(.firstContactResolutionOfAll),
    Entry([.window]) { .firstContactResolution(withoutReturnWithin: $0.duration(.window)) },
    Entry([.window]) {
      .firstContactResolution(
        withoutReturnWithin: $0.duration(.window), about: ["customer", "type"])
    },
    Entry([.window]) { .repeatContacts(within: $0.duration(.window)) },
    Entry(.firstContactResolutionOfTickets), Entry(.oneTouch), Entry(.oneReply),
    Entry(.reopenRate), Entry(.reopensPerTicket), Entry(.reopenings),
  ]
}
