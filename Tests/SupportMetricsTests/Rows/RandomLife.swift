// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import SupportTickets

/// Events as real logs have them: in any state, repeated, now and then running backwards.
struct RandomLife {
  var random: SplitMix64
  /// Minutes since a Friday before the clocks of Berlin changed, 2025-03-28T12:00Z.
  private var minute: Int64 = 0

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  static let start = Instant(millisecondsSince1970: 1_743_163_200_000)

  static func at(_ minute: Int64) -> Instant { start.adding(milliseconds: minute * 60_000) }

  mutating func number(_ range: ClosedRange<Int64>) -> Int64 { .random(in: range, using: &random) }

  mutating func pick<Value>(_ values: [Value]) -> Value? { values.randomElement(using: &random) }

  mutating func events(_ count: Int) -> [Ticket.Event] {
    var events: [Ticket.Event] = []
    if random.oneIn(10) { events.append(event(next())) }
    events.append(event(opening()))
    for _ in 0..<count { events.append(event(next())) }
    return events
  }

  /// An event some minutes on, sometimes after a weekend, sometimes back in time.
  mutating func event(_ change: Ticket.Change) -> Ticket.Event {
    minute += random.oneIn(9) ? number(1_000...4_000) : number(0...90)
    let told = random.oneIn(12) ? minute - number(0...200) : minute
    let everybody: [Principal] = [
      .agent("li"), .agent("wang"), .customer("c-1"), .automation("bot"),
    ]
    return Ticket.Event(change, by: pick(everybody) ?? .system, at: Self.at(told))
  }

  private mutating func opening() -> Ticket.Change {
    if random.oneIn(8) {
      return .imported(
        .init(
          .init(customer: "c-1"), openedAt: Self.at(-number(0...500)),
          waitingFor: pick([[], .customer, .vendor]) ?? [],
          firstRepliedAt: random.oneIn(2) ? Self.at(-number(0...400)) : nil,
          reopenCount: Int(number(0...1))))
    }
    var opening = Ticket.Opening(channel: .email, customer: "c-1", priority: .high)
    if random.oneIn(6) {
      let from = minute - number(1...300)
      opening.splitFrom = .init(
        "T-0", messagesFrom: Self.at(from),
        messages: [
          .init(.customer, at: Self.at(from)),
          .init(pick([.reply, .note, .customer]) ?? .note, at: Self.at(from + 1)),
        ])
    }
    return .opened(opening)
  }

  mutating func next() -> Ticket.Change {
    switch number(0...29) {
    case 0...7:
      .messageAdded(
        .init(pick([.customer, .customer, .reply, .holdingReply, .automatic, .note]) ?? .note))
    case 8...11:
      .waitChanged(pick([[], .customer, .customer, .vendor, [.customer, .problem]]) ?? [])
    case 12, 13: .workStarted
    case 14...16: .solved
    case 17, 18: .reopened
    case 19: .closed
    case 20, 21: .assigned(.init(group: pick(["desk", "lab"]), agent: pick(["li", "wang"])))
    case 22: rare()
    case 23: .contactStarted(.init(contact(), over: .phone))
    case 24: .contactEnded(contact())
    case 25: .rated(.init(contact(), stars: Int(number(1...5))))
    case 26: .inspected(.init(contact(), of: "li", score: Int(number(0...1_000))))
    case 27: .linked(.init(.repeats, "T-7"))
    case 28: .classified(.init(kind: pick([.complaint, .inquiry])))
    default: .prioritised(pick([.low, .urgent]))
    }
  }

  private mutating func rare() -> Ticket.Change {
    switch number(0...5) {
    case 0: return .archived
    case 1: return .merged(into: "T-9")
    case 2: return .splitOff(.init(into: "T-8", messagesFrom: Self.at(minute - number(0...120))))
    default:
      let opened = minute - number(0...300)
      let replied = random.oneIn(2) ? opened + number(0...60) : nil
      var messages: [Ticket.MessageEntry] = []
      if let replied, random.oneIn(2) { messages.append(.init(.reply, at: Self.at(replied))) }
      if random.oneIn(2) { messages.append(.init(.customer, at: Self.at(opened + 70))) }
      return .absorbed(
        .init(
          of: TicketID("T-\(number(20...40))"), openedAt: Self.at(opened),
          firstRepliedAt: replied.map(Self.at), messages: messages))
    }
  }

  private mutating func contact() -> ContactID { ContactID("k-\(number(1...2))") }
}
