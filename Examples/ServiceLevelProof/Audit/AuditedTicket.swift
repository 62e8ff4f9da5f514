// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
package import SupportTickets

/// A ticket's life and instants to ask for, made from a seed.
package struct AuditedTicket {
  package private(set) var events: [Ticket.Event] = []
  package private(set) var ticket: Ticket
  package let questions: [Int]
  package let week: Int

  package init(seed: UInt64, grid: Int, week: Int? = nil, steps: Int = 14, id: Ticket.ID = "T-1") {
    var random = SplitMix64(seed: seed)
    let coin = random.oneIn(2) ? 0 : 1
    self.week = week ?? coin
    let first = AuditedHours.mondays[self.week].daysSince1970 * 1_440
    let last = first + (AuditedHours.days - 21) * 1_440
    var asked = (0..<12).map { _ in Int.random(in: first..<last, using: &random) } + [last]
    var ticket = Ticket(id)
    var minute = first + grid * Int.random(in: 0..<3 * 1_440 / grid, using: &random)
    for _ in 0..<Int.random(in: 1...steps, using: &random) {
      let (command, principal) = Self.command(&random, isOpen: ticket.status != nil)
      let at = Instant(millisecondsSince1970: Int64(minute) * 60_000)
      if minute < last, let caused = try? ticket.decide(command, by: principal, at: at) {
        asked += [minute - 1, minute, minute + 1]
        ticket.apply(contentsOf: caused)
        events += caused
      }
      minute += Self.step(&random) / grid * grid
    }
    self.ticket = ticket
    questions = asked.filter { $0 >= first && $0 <= last }.sorted()
  }

  private static func step(_ random: inout SplitMix64) -> Int {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: 0
    case 1: Int.random(in: 0..<90, using: &random)
    case 2: 60 * Int.random(in: 1...48, using: &random)
    case 3: 30 * Int.random(in: 1...20, using: &random)
    default: Int.random(in: 0..<1_440, using: &random)
    }
  }

  private static func command(
    _ random: inout SplitMix64, isOpen: Bool
  ) -> (Ticket.Command, Principal) {
    let priority = (AuditedPolicy.priorities + ["other"]).randomElement(using: &random)
      .map(Ticket.Priority.init(rawValue:))
    let agent = Principal.agent("li")
    if !isOpen {
      return (.open(.init(priority: random.oneIn(5) ? nil : priority)), .customer("c"))
    }
    switch Int.random(in: 0..<18, using: &random) {
    case 0, 1, 2: return (.addMessage(.init(.customer)), .customer("c"))
    case 3, 4: return (.addMessage(.init(random.oneIn(2) ? .reply : .holdingReply)), agent)
    case 5: return (.addMessage(.init(.automatic)), .system)
    case 6, 7: return (.pause(random.oneIn(2) ? .customer : .vendor), agent)
    case 8, 9: return (.resume(random.oneIn(2) ? .customer : .vendor), agent)
    case 10, 11:
      let group: GroupID? = random.oneIn(4) ? nil : (random.oneIn(2) ? "desk" : "second line")
      return (.assign(.init(group: group, agent: random.oneIn(3) ? nil : "li")), agent)
    case 12, 13: return (.prioritise(priority ?? .normal), agent)
    case 14: return (.solve, agent)
    case 15: return (random.oneIn(3) ? .close : .addMessage(.init(.note)), agent)
    default: return (.reopen, agent)
    }
  }
}
