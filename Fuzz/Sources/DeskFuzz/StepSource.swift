// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportSLA
import SupportTickets

/// What happens next to a case.
enum Step {
  case look
  case command(DeskCommand, Principal)
}

/// Makes steps of the bytes behind a book.
struct StepSource {
  private var bytes: ArraySlice<UInt8>
  private var now = Instant(secondsSince1970: 1_748_822_400)
  private var messages = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes.prefix(256)
  }

  /// The next instant: mostly soon, now and then days later, sometimes before.
  mutating func instant() -> Instant? {
    guard let byte = bytes.popFirst() else { return nil }
    switch byte {
    case 0..<32: break
    case 32..<180: now = now.adding(milliseconds: Int64(byte) * 60_000)
    case 180..<250: now = now.adding(milliseconds: Int64(byte) * 3_600_000)
    default: return now.adding(milliseconds: -Int64(byte))
    }
    return now
  }

  mutating func step() -> Step? {
    guard let kind = bytes.popFirst() else { return nil }
    let detail = bytes.popFirst() ?? 0
    let who: Principal =
      switch detail % 4 {
      case 0: .customer("c-1")
      case 1: .agent("li")
      case 2: .agent("wang")
      default: .system
      }
    messages += 1
    let command: Ticket.Command
    switch kind % 24 {
    case 0, 1: return .look
    case 2:
      return .command(
        .complain("c-1", over: .phone, fields: [.init("reach", .text("1"))]), .customer("c-1"))
    case 3: return .command(.inquire("c-1", over: .chat), .customer("c-1"))
    case 4: command = .assign(.init(group: "front", agent: detail > 99 ? "li" : nil))
    case 5: command = .transfer(to: .init(group: "back"), contact: nil)
    case 6: command = .addMessage(.init(.customer, id: MessageID("m-\(messages)")))
    case 7: command = .addMessage(.init(.reply, id: MessageID("m-\(messages)")))
    case 8: command = .addMessage(.init(.note, id: MessageID("m-\(messages)")))
    case 9: command = .pause(.customer)
    case 10: command = .resume(.customer)
    case 11: command = .solve
    case 12: command = .reopen
    case 13: command = .close
    case 14: command = .escalate(.init(.asked))
    case 15: command = .prioritise(detail > 99 ? .urgent : nil)
    case 16: command = .startContact(.init(ContactID("k-\(detail % 3)"), over: .phone))
    case 17: command = .rate(.init(ContactID("k-\(detail % 3)"), stars: Int(detail % 7)))
    case 18: command = .reportDissatisfaction
    case 19: command = .gradeComplaint(.init(class: .a, level: .department))
    case 20: return .command(.adjust(.waived("resolution", from: .min, until: now)), who)
    case 21:
      guard let cause = cause(detail) else { return .look }
      return .command(
        .claim(
          cause, facts: [DeskFact("paid", .money(Money(minorUnits: 5_000, currency: .cny)))]), who)
    case 22: command = .classify(.init(kind: .complaint, category: "billing"))
    default: command = .setField(.init("paid", .money(Money(minorUnits: 100, currency: .cny))))
    }
    return .command(.ticket(command), who)
  }

  private func cause(_ detail: UInt8) -> Cause? {
    Cause(key: IdempotencyKey("cause-\(detail % 5)"), .fault, of: "T-1", at: now)
  }
}
