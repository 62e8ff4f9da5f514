// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: what is measured")
struct MetricTests {
  static func policy(_ metric: SLAMetric, _ within: String = "2 h") throws -> SLAPolicy {
    try Promises.always(
      SLATarget(metric, within: ServiceDuration(within), pauseWhile: .onHold))
  }

  @Test(
    "next reply runs from the oldest unanswered message behind a public answer",
    arguments: [
      "Mon 09:00 open | 09:30 customer | 10:00 look => nextReply none",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 11:00 customer => nextReply due Mon 12:00",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 11:59 reply => nextReply met Mon 11:59",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 12:01 reply => nextReply missed Mon 12:00",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 10:30 automatic | 11:00 note"
        + " => nextReply due Mon 12:00",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 10:30 reply | 13:00 customer"
        + " => nextReply cycle 2 | nextReply due Mon 15:00",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 13:00 reply | 14:00 customer | 17:00 look"
        + " => nextReply breaches 2 | nextReply missed Mon 16:00",
    ])
  func nextReply(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy(.nextReply)) == [])
  }

  @Test(
    "reply includes the first message, and the own message of the opening is the opening",
    arguments: [
      "Mon 09:00 open => reply due Mon 11:00",
      "Mon 09:00 open | 09:00 customer | 10:00 customer => reply due Mon 11:00 | reply cycle 1",
      "Mon 09:00 open | 09:00 reply | 09:00 customer => reply cycle 2 | reply due Mon 11:00",
      "Mon 09:00 open | 10:00 reply | 12:00 customer => reply cycle 2 | reply due Mon 14:00",
      "Mon 09:00 open | 12:00 solve | 13:00 look => reply missed Mon 11:00",
      "Mon 09:00 open | 10:00 solve | 13:00 look => reply suspended | reply cancelled",
    ])
  func reply(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy(.reply)) == [])
  }

  @Test(
    "a periodic update runs from the last answer and is cancelled by a message of the customer",
    arguments: [
      "Mon 09:00 open | 10:00 look => periodicUpdate none",
      "Mon 09:00 open | 10:00 reply => periodicUpdate due Mon 12:00",
      "Mon 09:00 open | 10:00 reply | 11:00 reply => periodicUpdate due Mon 13:00",
      "Mon 09:00 open | 10:00 reply | 11:00 customer => periodicUpdate cancelled",
      "Mon 09:00 open | 10:00 reply | 11:00 customer | 11:30 reply"
        + " => periodicUpdate due Mon 13:30 | periodicUpdate cycle 2",
      "Mon 09:00 open | 10:00 reply | 12:30 customer => periodicUpdate missed Mon 12:00",
    ])
  func periodic(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy(.periodicUpdate)) == [])
  }

  @Test(
    "any contact of either side starts the update anew",
    arguments: [
      "Mon 09:00 open => anyContactUpdate due Mon 11:00",
      "Mon 09:00 open | 10:00 customer => anyContactUpdate due Mon 12:00",
      "Mon 09:00 open | 10:00 customer | 11:00 reply => anyContactUpdate due Mon 13:00",
      "Mon 09:00 open | 10:00 automatic | 10:10 note => anyContactUpdate due Mon 11:00",
    ])
  func anyContact(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy(.anyContactUpdate)) == [])
  }

  @Test("pickup ends when work begins")
  func pickup() throws {
    let policy = try Self.policy(.pickup)
    for line in [
      "Mon 09:00 open | 10:00 group desk => pickup due Mon 11:00",
      "Mon 09:00 open | 10:00 assign li => pickup met Mon 10:00",
      "Mon 09:00 open | 10:00 reply => pickup met Mon 10:00",
    ] {
      #expect(try TicketTimeline(line).differences(under: policy) == [])
    }
  }

  @Test("requester wait leaves out waits for the customer, agent work leaves out all")
  func waits() throws {
    let policy = try Promises.always(
      SLATarget(.requesterWait, within: ServiceDuration("9 h")),
      SLATarget(.agentWork, within: ServiceDuration("9 h")))
    let line = try TicketTimeline(
      "Mon 09:00 open | 10:00 pending | 12:00 resume | 13:00 wait vendor | 14:00 resume | 15:00 solve"
        + " => requesterWait used 4 h | requesterWait stood 2 h | agentWork used 3 h"
        + " | agentWork stood 3 h | agentWork met Mon 15:00")
    #expect(line.differences(under: policy) == [])
  }

  @Test("a message at the opening is the opening, unless it was answered before")
  func messageAtTheOpening() throws {
    let policy = try Promises.always(
      SLATarget(.anyContactUpdate, within: try ServiceDuration("1 h")))
    let opened = try Instant("2025-06-02T09:00:00Z")
    for (kinds, cycles) in [
      ([.customer], 1), ([.reply, .customer], 3), ([.customer, .reply], 2),
    ] as [([Ticket.Message.Kind], Int)] {
      var timeline = SLATimeline(policy)
      timeline.apply(.fixture(.opened(.init()), at: opened))
      for kind in kinds { timeline.apply(.fixture(.messageAdded(.init(kind)), at: opened)) }
      #expect(timeline.cycles(of: .anyContactUpdate, at: opened).count == cycles, "\(kinds)")
    }
  }

  @Test("statuses pause as well as reasons")
  func statuses() throws {
    let policy = try Promises.always(
      SLATarget(.resolution, within: ServiceDuration("2 h"), pauseWhile: .new))
    let line = try TicketTimeline(
      "Mon 09:00 open | 10:00 assign li | 11:00 look => resolution due Mon 12:00"
        + " | resolution stood 1 h")
    #expect(line.differences(under: policy) == [])
  }

  @Test("what a reopening does is the policy's choice")
  func reopening() throws {
    func policy(_ choice: SLAPolicyOptions.Reopening) throws -> SLAPolicy {
      try SLAPolicy(
        "reopen",
        rules: [Rule("all", then: [SLATarget(.resolution, within: try ServiceDuration("2 h"))])],
        options: SLAPolicyOptions(onReopen: choice))
    }
    let story = "Mon 09:00 open | 10:00 solve | 14:00 reopen"
    for (choice, expected) in [
      (SLAPolicyOptions.Reopening.continue, "resolution due Mon 15:00 | resolution cycle 1"),
      (.restart, "resolution due Mon 16:00 | resolution cycle 2"),
      (.ignore, "resolution met Mon 10:00"),
    ] {
      let line = try TicketTimeline("\(story) => \(expected)")
      #expect(line.differences(under: try policy(choice)) == [], "\(choice)")
    }
  }
}
