// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
public import SupportSLA
import SupportTickets

extension MetricSubject {
  /// Tickets: one row each, as it stands at the instant of the report. ``TicketRowWriter`` makes them;
  /// <doc:TicketRows> tells what each fact is of a ticket that is open, reopened, merged, split off or
  /// imported.
  ///
  /// | fact | what it holds |
  /// | --- | --- |
  /// | `ticket`, `customer`, `channel`, `kind`, `priority`, `category`, `subcategory`, `group`, `agent`, `complaintClass` | names, as they are now |
  /// | `complaintLevel`, `incidentLevel` | grades |
  /// | `status` | `new` … `merged` |
  /// | `openedAt`, `assignedAt`, `firstRepliedAt`, `firstSolvedAt`, `solvedAt`, `closedAt` | instants; the date is `openedAt`; `solvedAt` and `closedAt` only while it is solved or closed |
  /// | `doneAt` | when it left the unsolved ones: solved, closed, archived or merged; unknown while it is one |
  /// | `leftAt` | when it can no longer come back: closed, archived, merged; unknown until then |
  /// | `firstReply`, `firstResolution`, `fullResolution` | from the opening to the first answer of a person, to the first solution, to the last one while it is solved |
  /// | `requesterWait` | time in new, open and on hold; known while it is solved |
  /// | `agentWait`, `onHold` | time in pending; time on hold; known while it is solved |
  /// | `firstReplyBusiness` … `onHoldBusiness` | the same in business time |
  /// | `replies`, `customerMessages` | answers of persons, holding replies included; messages of the customer, the opening not counted |
  /// | `reopens`, `groupChanges`, `agentChanges`, `transfers`, `contacts`, `violations` | counts |
  /// | `isSolved`, `isReopened`, `isReplied`, `isRepeat` | yes or no; a repeat is a complaint that is linked as repeating a matter that was accepted or answered before |
  /// | `stars`, `score` | the last rating 1 ... 5, the last inspection in thousandths |
  ///
  /// The times are those of Zendesk, "About native Support time duration metrics": first reply and first
  /// and full resolution from the creation, requester wait in New, Open and On-hold, agent wait in
  /// Pending, each known once it has ended. A ticket is *one-touch* when it is solved with fewer than
  /// two `replies` (Zendesk, "How are one-touch resolutions calculated?"), and *without transfer* when
  /// `groupChanges`, `agentChanges` and `transfers` are 0.
  public static let tickets = Self(
    sound: "tickets", FactSchema.ofMetrics(ticketFields), date: "openedAt")

  /// Tickets with their promises: for each metric a fact `sla.` and its name, which holds the verdict:
  /// `met`, `missed`, `running`, `cancelled`, `waived` or `mergedAway`.
  ///
  /// Of a metric that is measured again and again, such as the next reply, it is that of the latest
  /// cycle; `SLATimeline.attainment(of:at:)` counts them all.
  ///
  /// - Throws: `DocumentError` when two metrics have the same name.
  public static func tickets(promising metrics: [SLAMetric]) throws(DocumentError) -> Self {
    try Self(
      "tickets", ticketFields + metrics.map { FactField(promisePrefix + $0.rawValue, verdicts) },
      date: "openedAt")
  }

  /// What the names of facts about promises begin with.
  static let promisePrefix = "sla."

  private static let verdicts = FactField.Domain.choice([
    "met", "missed", "running", "cancelled", "waived", "mergedAway",
  ])

  private static let ticketFields: [FactField] = {
    let names = ["channel", "kind", "priority", "category", "subcategory", "group", "agent"]
    let instants = [
      "openedAt", "assignedAt", "firstRepliedAt", "firstSolvedAt", "solvedAt", "closedAt", "doneAt",
      "leftAt",
    ]
    let times = [
      "firstReply", "firstResolution", "fullResolution", "requesterWait", "agentWait", "onHold",
    ]
    let counts = [
      "replies", "customerMessages", "reopens", "groupChanges", "agentChanges", "transfers",
      "contacts", "violations",
    ]
    var fields: [FactField] = [
      .init("ticket", .text), .init("customer", .text, isPersonal: true),
    ]
    fields += names.map { .init($0, .text) }
    fields += [
      .init("complaintClass", .text), .init("complaintLevel", .integer(1...4)),
      .init("incidentLevel", .integer(1...3)),
      .init("status", .choice(of: Ticket.Status.self)),
    ]
    fields += instants.map { .init($0, .instant) }
    fields += times.map { .init($0, .anyDuration) }
    fields += times.map { .init("\($0)Business", .anyDuration) }
    fields += counts.map { .init($0, .integer(0...1_000_000_000)) }
    fields += ["isSolved", "isReopened", "isReplied", "isRepeat"].map { .init($0, .boolean) }
    fields += [.init("stars", .integer(1...5)), .init("score", .integer(0...1_000))]
    return fields
  }()

  /// Answers to customers: one row for each message of a customer that somebody answered or has yet
  /// to answer, the opening included; messages that follow one another before an answer are one. A
  /// holding reply is an answer, what a program says is none. ``TicketLife/replyRows(hours:)`` makes
  /// them.
  ///
  /// | fact | what it holds |
  /// | --- | --- |
  /// | `ticket`, `customer`, `channel`, `kind`, `priority`, `category`, `group`, `agent` | names; the agent is who answered |
  /// | `isFirst` | whether it is the opening's |
  /// | `askedAt`, `answeredAt` | instants; the date is `askedAt` |
  /// | `wait`, `waitBusiness` | between them; unknown while nobody has answered |
  public static let replies = Self(
    sound: "replies",
    FactSchema.ofMetrics(
      [.init("ticket", .text), .init("customer", .text, isPersonal: true)]
        + ["channel", "kind", "priority", "category", "group", "agent"].map { .init($0, .text) }
        + [
          .init("isFirst", .boolean), .init("askedAt", .instant), .init("answeredAt", .instant),
          .init("wait", .anyDuration), .init("waitBusiness", .anyDuration),
        ]), date: "askedAt")
}
