// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: what each command does in each status")
struct TransitionTests {
  private static let agent = TicketStories.agent
  private static let customer = TicketStories.customer
  private typealias Row = (
    kind: String, command: Ticket.Command, by: Principal, events: String, cells: String
  )

  /// Written by hand. One letter for each of none, new, open, pending, on hold, solved, closed,
  /// archived, merged: a digit is the number of what happens, by the third column; a letter refuses:
  /// `-` not opened, `O` opened already, `I` illegal, `N` nothing to change, `C` closed,
  /// `A` archived, `M` merged.
  private static let rows: [Row] = work + messages + links + procedures + contacts + privacy

  private static let work: [Row] = [
    ("open", .open(.init()), customer, "opened", "1OOOOOOOO"),
    ("classify", .classify(.init(kind: .complaint)), agent, "classified", "-11111CAM"),
    ("prioritise", .prioritise(.urgent), agent, "prioritised", "-11111CAM"),
    (
      "assign", .assign(.init(agent: "li")), agent, "assigned assigned+workStarted", "-21111CAM"
    ),
    ("assign", .assign(.init(group: "desk")), agent, "assigned", "-11111CAM"),
    (
      "transfer", .transfer(to: .init(agent: "wu"), contact: "k-1"), agent,
      "transferred+assigned transferred+assigned+workStarted", "-21111CAM"
    ),
    ("escalate", .escalate(.init(.asked)), agent, "escalated", "-11111CAM"),
    ("pause", .pause(.evidence), agent, "waitChanged workStarted+waitChanged", "-2111ICAM"),
    ("resume", .resume([.customer, .vendor]), agent, "waitChanged", "-NN11ICAM"),
    ("solve", .solve, agent, "solved", "-1111ICAM"),
    ("reopen", .reopen, agent, "reopened", "-IIII11AM"),
    ("close", .close, agent, "closed", "-11111CAM"),
    ("conclude", .conclude(.answered), agent, "concluded", "-11111CAM"),
    ("archive", .archive, agent, "archived", "-IIIII1AM"),
  ]

  private static let messages: [Row] = [
    (
      "addMessage", .addMessage(.init(.customer)), customer,
      "messageAdded messageAdded+waitChanged messageAdded+reopened", "-11213CAM"
    ),
    (
      "addMessage", .addMessage(.init(.reply)), agent, "messageAdded messageAdded+workStarted",
      "-21111CAM"
    ),
    (
      "addMessage", .addMessage(.init(.holdingReply)), agent,
      "messageAdded messageAdded+workStarted", "-21111CAM"
    ),
    ("addMessage", .addMessage(.init(.automatic)), .system, "messageAdded", "-11111CAM"),
    ("addMessage", .addMessage(.init(.note)), agent, "messageAdded", "-111111AM"),
  ]

  private static let links: [Row] = [
    ("merge", .merge(into: "T-9"), agent, "merged", "-11111CAM"),
    ("absorb", .absorb(.init(of: "T-7", openedAt: .min)), agent, "absorbed", "-11111CAM"),
    ("split", .split(.init(into: "T-8", messagesFrom: .min)), agent, "splitOff", "-11111CAM"),
    ("link", .link(.init(.parent, "T-6")), agent, "linked", "-111111AM"),
    ("unlink", .unlink(.init(.related, "T-5")), agent, "unlinked", "-111111AM"),
    ("changeTags", .changeTags(adding: ["new"], removing: []), agent, "tagsChanged", "-111111AM"),
    ("watch", .watch(.agent("wu")), agent, "watchersChanged", "-111111AM"),
    ("unwatch", .unwatch(agent), agent, "watchersChanged", "-111111AM"),
  ]

  private static let procedures: [Row] = [
    (
      "reachStage", .reachStage(.init(.registered, of: .complaint)), agent, "stageReached",
      "-111111AM"
    ),
    ("gradeComplaint", .gradeComplaint(.init(class: .a)), agent, "complaintGraded", "-11111CAM"),
    ("gradeIncident", .gradeIncident(.region), agent, "incidentGraded", "-11111CAM"),
    ("setField", .setField(.init("product", .text("atlas"))), agent, "fieldSet", "-11111CAM"),
    (
      "askConfirmation", .askConfirmation(.init(.nextStep)), agent,
      "confirmationAsked+waitChanged confirmationAsked confirmationAsked+workStarted+waitChanged",
      "-31212CAM"
    ),
    (
      "answerConfirmation", .answerConfirmation(.init(.solution, accepted: true)), customer,
      "confirmationAnswered confirmationAnswered+waitChanged", "-11211CAM"
    ),
    (
      "fileDocument", .fileDocument(.init(.voucher, reference: "d")), customer, "documentFiled",
      "-111111AM"
    ),
    ("verifyIdentity", .verifyIdentity(by: "order"), agent, "identityVerified", "-11111CAM"),
  ]

  private static let contacts: [Row] = [
    (
      "startContact", .startContact(.init("k-2", over: .chat)), customer, "contactStarted",
      "-11111CAM"
    ),
    (
      "endContact", .endContact("k-1", receipt: "7X"), agent, "contactEnded+receiptIssued",
      "-111111AM"
    ),
    (
      "recordContact", .recordContact(.init("k-1", record: "w")), agent, "contactRecorded",
      "-111111AM"
    ),
    ("rate", .rate(.init("k-1", stars: 5)), customer, "rated", "-111111AM"),
    ("reportDissatisfaction", .reportDissatisfaction, customer, "escalated", "-111111AM"),
    ("inspect", .inspect(.init("k-1", of: "li", score: 900)), .system, "inspected", "-111111AM"),
    (
      "recordViolation", .recordViolation(.init("tone", by: "li", in: "k-1")), agent,
      "violationRecorded", "-111111AM"
    ),
    (
      "planFollowUp", .planFollowUp(.init("f-2", purpose: "care", dueAt: .max)), agent,
      "followUpPlanned", "-111111AM"
    ),
    ("completeFollowUp", .completeFollowUp("f-1"), agent, "followUpDone", "-111111AM"),
    ("sendNotice", .sendNotice("booking"), .system, "noticeSent", "-111111AM"),
    ("reportAbuse", .reportAbuse(score: 900), .system, "abuseWarned", "-111111AM"),
    ("appealBlock", .appealBlock, customer, "blockAppealed", "-111111AM"),
    ("judgeBlock", .judgeBlock(.lifted), agent, "blockJudged", "-111111AM"),
  ]

  private static let privacy: [Row] = [
    (
      "changeConsent", .changeConsent(.init(to: "insurer", isGiven: true)), customer,
      "consentChanged", "-11111111"
    ),
    ("disclose", .disclose(.init(to: "court", order: "o-7")), agent, "disclosed", "-11111111"),
    ("recordAccess", .recordAccess("audit"), agent, "accessed", "-11111111"),
    ("changeHold", .changeHold(.init("h-1", holds: true)), agent, "holdChanged", "-11111111"),
    ("erase", .erase(.evidence), .system, "erased", "-11111111"),
  ]

  private static let refusals: [Character: String] = [
    "-": "none", "O": "already", "I": "illegal", "N": "nothing", "C": "closed", "A": "archived",
    "M": "merged",
  ]

  private static let statuses: [Ticket.Status?] = [nil] + Ticket.Status.allCases

  private func ticket(for row: Row, in status: Ticket.Status?) -> Ticket {
    let isBlocked = ["appealBlock", "judgeBlock"].contains(row.kind)
    return TicketStories.ticket(in: status, with: isBlocked ? [.blocked(until: .max)] : [])
  }

  @Test("every command in every status does what the table says", arguments: statuses)
  func table(status: Ticket.Status?) throws {
    let column = try #require(Self.statuses.firstIndex(of: status))
    for row in Self.rows {
      let cells = Array(row.cells)
      try #require(cells.count == Self.statuses.count, "\(row.kind)")
      let events = row.events.split(separator: " ").map { String($0) }
      let cell = cells[column]
      let expected = cell.wholeNumberValue.map { events[$0 - 1] } ?? Self.refusals[cell]
      let ticket = ticket(for: row, in: status)
      #expect(
        TicketStories.outcome(row.command, by: row.by, of: ticket) == expected, "\(row.kind)")
    }
  }

  @Test("no command is left out of the table", arguments: Ticket.Command.Kind.allCases)
  func complete(kind: Ticket.Command.Kind) {
    #expect(Self.rows.contains { $0.kind == kind.rawValue && $0.command.kind == kind })
  }

  @Test("what an agent's screen is told agrees with the table", arguments: statuses)
  func availability(status: Ticket.Status?) throws {
    let column = try #require(Self.statuses.firstIndex(of: status))
    for row in Self.rows where row.by == Self.agent {
      let ticket = ticket(for: row, in: status)
      let now = ticket.lastEventAt ?? .fixtureStart
      let all = ticket.allowedCommands(for: row.by, at: now, under: TicketStories.policy)
      #expect(all.map(\.kind) == Ticket.Command.Kind.allCases)
      let answer = try #require(all.first { $0.kind == row.command.kind })
      let cell = Array(row.cells)[column]
      if cell.isNumber || cell == "N" {
        #expect(answer.isAllowed, "\(row.kind)")
      } else if row.kind != "addMessage" || cell != "C" {
        #expect(answer.refusal.map(TicketStories.word) == Self.refusals[cell], "\(row.kind)")
      }
    }
  }

  @Test("the table of the documentation is the table of the code")
  func documentation() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/tickets.md").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    var named: Set<String> = []
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == Self.statuses.count + 1 else { continue }
      for part in cells[0].split(separator: ",") {
        let name = part.trimmingCharacters(in: .init(charactersIn: " `"))
        let kind = try #require(Ticket.Command.Kind(rawValue: name), "\(name)")
        named.insert(name)
        let said = cells.dropFirst().map { $0.hasPrefix("yes") || $0.hasPrefix("notes") }
        #expect(said == Self.statuses.map { Ticket.allows(kind, in: $0) }, "\(name)")
      }
    }
    #expect(named == Set(Ticket.Command.Kind.allCases.map(\.rawValue)))
  }
}
