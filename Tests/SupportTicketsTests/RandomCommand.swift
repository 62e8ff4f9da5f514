// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets

/// Commands of every kind, sensible or not, with names that often meet.
struct RandomCommand {
  var random: SplitMix64

  mutating func pick<Value>(_ values: [Value], or other: Value) -> Value {
    values.randomElement(using: &random) ?? other
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func flag() -> Bool { random.oneIn(2) }

  mutating func principal() -> Principal {
    pick(
      [.customer("c"), .agent("a"), .agent("b"), .agent("a"), .automation("bot"), .system],
      or: .system)
  }

  mutating func contact() -> ContactID { ContactID("k-\(number(1...3))") }

  mutating func next() -> Ticket.Command {
    let kind = pick(Ticket.Command.Kind.allCases, or: .open)
    // Ends come seldom, so that lives are long.
    let isEnd = [.merge, .archive, .close, .erase].contains(kind)
    return command(isEnd && !random.oneIn(4) ? .addMessage : kind)
  }

  private mutating func command(_ kind: Ticket.Command.Kind) -> Ticket.Command {
    switch kind {
    case .open: .open(.init(customer: "c", priority: .high))
    case .classify: .classify(.init(kind: pick([.complaint, .inquiry], or: .inquiry)))
    case .prioritise: .prioritise(pick([nil, .low, .urgent], or: nil))
    case .assign: .assign(assignment())
    case .transfer: .transfer(to: assignment(), contact: flag() ? contact() : nil)
    case .escalate: .escalate(.init(.asked))
    case .addMessage: .addMessage(message())
    case .pause: .pause(.init(rawValue: UInt8(number(0...31))))
    case .resume: .resume(.init(rawValue: UInt8(number(0...31))))
    case .solve: .solve
    case .reopen: .reopen
    case .close: .close
    case .conclude: .conclude(pick([.answered, .outOfScope], or: .answered))
    case .archive: .archive
    case .merge: .merge(into: TicketID("T-\(number(1...3))"))
    case .absorb: .absorb(.init(of: TicketID("T-\(number(1...9))"), openedAt: .fixtureStart))
    case .split:
      .split(
        .init(
          into: TicketID("T-\(number(1...9))"),
          messagesFrom: .fixtureStart.adding(milliseconds: Int64(number(0...200)) * 60_000)))
    default: record(kind)
    }
  }

  private mutating func record(_ kind: Ticket.Command.Kind) -> Ticket.Command {
    switch kind {
    case .link: .link(link())
    case .unlink: .unlink(link())
    case .reachStage:
      .reachStage(
        pick(
          [
            .init(.registered, of: .complaint), .init(.assessed, of: .complaint),
            .init(.proposed, of: .improvement),
          ], or: .init(.confirmed, of: .incident)))
    case .gradeComplaint:
      .gradeComplaint(
        .init(class: pick([.a, .b, .c], or: .a), level: pick([nil, .department], or: nil)))
    case .gradeIncident: .gradeIncident(pick([.system, .region], or: .single))
    case .setField:
      .setField(.init("f\(number(1...3))", .integer(Int64(number(0...2))), isPersonal: flag()))
    case .changeTags: .changeTags(adding: ["t\(number(1...3))"], removing: ["t\(number(1...3))"])
    case .watch: .watch(principal())
    case .unwatch: .unwatch(principal())
    case .startContact: .startContact(.init(contact(), over: .phone, address: "1"))
    case .endContact: .endContact(contact(), receipt: flag() ? "code" : nil)
    case .recordContact: .recordContact(.init(contact(), record: "w"))
    case .rate: .rate(.init(contact(), stars: number(-1...7)))
    case .reportDissatisfaction: .reportDissatisfaction
    case .inspect: .inspect(.init(contact(), of: "a", score: number(-1...1_001)))
    case .recordViolation: .recordViolation(.init("tone", by: "a", in: contact()))
    default: care(kind)
    }
  }

  private mutating func care(_ kind: Ticket.Command.Kind) -> Ticket.Command {
    switch kind {
    case .askConfirmation: .askConfirmation(.init(pick([.solution, .nextStep], or: .understood)))
    case .answerConfirmation:
      .answerConfirmation(.init(pick([.solution, .nextStep], or: .understood), accepted: flag()))
    case .fileDocument: .fileDocument(.init(.evidence, reference: "d"))
    case .verifyIdentity: .verifyIdentity(by: "order")
    case .planFollowUp:
      .planFollowUp(.init("f-\(number(1...4))", purpose: "care", dueAt: .fixtureStart))
    case .completeFollowUp: .completeFollowUp("f-\(number(1...4))")
    case .sendNotice: .sendNotice(pick(["booking", "other"], or: "booking"))
    case .reportAbuse: .reportAbuse(score: number(700...1_001))
    case .appealBlock: .appealBlock
    case .judgeBlock: .judgeBlock(pick([.lifted, .upheld], or: .lifted))
    case .changeConsent: .changeConsent(.init(to: "x", isGiven: flag()))
    case .disclose: .disclose(.init(to: "x", order: flag() ? "o" : nil))
    case .changeHold: .changeHold(.init("h", holds: flag()))
    case .erase: .erase(pick([.personal, .evidence], or: .personal))
    default: .recordAccess("audit")
    }
  }

  private mutating func assignment() -> Ticket.Assignment {
    .init(group: pick([nil, "g", "h"], or: nil), agent: pick([nil, "a", "b"], or: nil))
  }

  private mutating func link() -> Ticket.Link {
    .init(pick(Ticket.Link.Kind.allCases, or: .related), TicketID("T-\(number(1...3))"))
  }

  private mutating func message() -> Ticket.Message {
    let kind = pick(Ticket.Message.Kind.allCases, or: .note)
    return .init(kind, contact: random.oneIn(4) ? contact() : nil)
  }
}
