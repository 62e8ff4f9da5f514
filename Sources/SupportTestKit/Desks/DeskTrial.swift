// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
package import SupportCore
package import SupportDesk
import SupportTickets

/// One run of a simulated desk: steps go in, what is wrong comes out.
package struct DeskTrial: Sendable {
  /// How the host keeps time.
  package enum Pace: Hashable, Sendable {
    /// It looks whenever something falls due.
    case prompt
    /// It looks only when a step asks for it, before somebody decides about a clock or about money, and
    /// at the end.
    case late
    /// It looks before anybody decides about anything of a customer, and at the end: late, but at what is
    /// overdue of the customer in the order in which it fell due.
    case inOrder
  }

  package private(set) var run: DeskRun
  package private(set) var now: Instant
  /// Everything that had to be done outside, in order.
  package private(set) var intents: [Intent] = []
  /// Everything that was recorded, in order.
  package private(set) var entries: [DeskDecision.Entry] = []
  /// How many commands were carried out.
  package private(set) var performed = 0
  private let pace: Pace
  private var watchers: [any DeskWatcher]
  private var matters: [String: TicketID] = [:]
  private var looks = 0
  /// Who asked for money.
  package private(set) var claimants: Set<CustomerID> = []

  package init(
    _ desk: Desk, at start: Instant, _ pace: Pace, watchers: [any DeskWatcher] = []
  ) {
    run = DeskRun(desk)
    now = start
    self.pace = pace
    self.watchers = watchers
  }

  /// Plays a step.
  ///
  /// - Returns: What is wrong.
  package mutating func play(_ step: DeskStep) -> [String] {
    // What happens at an instant comes before what falls due at it.
    var wrong = catchUp(before: step)
    guard wrong.isEmpty else { return wrong }
    now = max(now, step.at)
    switch step.action {
    case .look: wrong += look(step.ticket)
    case .ask(let command, let principal):
      var earlier: TicketID?
      var name: String?
      if case .ticket(.open(let opening)) = command,
        let key = run.desk.matterKey(of: opening, at: now)
      {
        name = "\(key.customer)|\(key.category ?? "")|\(key.values)"
        earlier = name.flatMap { matters[$0] }
      }
      do throws(DeskRejection) {
        let decision = try run.perform(
          command, of: step.ticket, by: principal, at: now, earlier: earlier)
        performed += 1
        if command.asksForMoney, let customer = run.customers[step.ticket] {
          claimants.insert(customer)
        }
        if let name, decision.other == nil { matters[name] = step.ticket }
        wrong += sees(decision, of: command)
      } catch {}
    }
    return wrong
  }

  /// Tells what falls due before a step: everything, or what somebody is about to decide about.
  private mutating func catchUp(before step: DeskStep) -> [String] {
    let end = step.at.adding(milliseconds: -1)
    switch pace {
    case .prompt: return pass(until: end)
    case .inOrder: return work(until: end, for: run.customers[step.ticket] ?? step.customer)
    case .late: break
    }
    guard case .ask(let command, _) = step.action else { return [] }
    var looked: [TicketID] = []
    switch command {
    case .adjust: looked = [step.ticket]
    // An award may be one of any case of the customer, and a claim may share its cap with all of them.
    case .claim, .compensation:
      let customer = run.customers[step.ticket]
      looked = run.tickets.filter { run.customers[$0] == customer }
    default: break
    }
    // What falls due at the instant itself is for the commands of that instant, of which this may not be
    // the first.
    let latest = max(now, end)
    now = end
    let wrong = looked.flatMap { look($0) }
    now = latest
    return wrong
  }

  /// Looks at what is overdue of a customer's cases, in the order in which it fell due: shares of a cap
  /// go by that.
  private mutating func work(until end: Instant, for customer: CustomerID?) -> [String] {
    let latest = now
    defer { now = latest }
    while let (at, ticket) = run.next(where: { run.customers[$0] == customer }), at <= end {
      now = at
      let wrong = look(ticket)
      guard wrong.isEmpty else { return wrong }
      if let again = run.deadlines[ticket], again <= at {
        return ["\(ticket): looked late at \(at), the next deadline is still \(again)"]
      }
    }
    return []
  }

  /// Looks whenever something falls due, up to an instant.
  package mutating func pass(until end: Instant) -> [String] {
    while let (at, ticket) = run.next, at <= end {
      now = max(now, at)
      looks += 1
      // Right before, nothing is due.
      if looks % 3 == 0, let matter = run.loaded(ticket) {
        let before = run.desk.tick(matter, at: at.adding(milliseconds: -1))
        // What another case of the member told already comes under the same key.
        let untold = before.intents.map(\.key).filter { key in
          !intents.contains { $0.key == key }
        }
        if !untold.isEmpty || before.entries.contains(where: { !$0.event.isTelling }) {
          return [
            "\(ticket): something falls due before its deadline \(at): "
              + (before.events.map(\.words) + untold.map { "\($0)" }).joined(separator: ", ")
          ]
        }
      }
      let wrong = look(ticket)
      guard wrong.isEmpty else { return wrong }
      if let again = run.deadlines[ticket], again <= at {
        return ["\(ticket): looked at \(at), the next deadline is still \(again)"]
      }
    }
    return []
  }

  /// Tells all that is due up to an instant, and ends.
  package mutating func end(at end: Instant) -> [String] {
    var wrong: [String] = []
    switch pace {
    case .prompt: wrong = pass(until: end)
    case .inOrder:
      for customer in Set(run.customers.values).sorted() where wrong.isEmpty {
        wrong = work(until: end, for: customer)
      }
    case .late: break
    }
    now = max(now, end)
    for ticket in run.tickets where wrong.isEmpty { wrong += look(ticket) }
    guard wrong.isEmpty else { return wrong }
    for place in watchers.indices { wrong += watchers[place].seesEnd(of: run, at: now) }
    return wrong
  }

  private mutating func look(_ ticket: TicketID) -> [String] {
    guard let decision = run.tick(ticket, at: now) else { return [] }
    return sees(decision)
  }

  private mutating func sees(
    _ decision: DeskDecision, of command: DeskCommand? = nil
  ) -> [String] {
    intents += decision.intents
    entries += decision.entries
    var wrong: [String] = []
    for place in watchers.indices {
      wrong += watchers[place].sees(decision, of: command, at: now, in: run)
    }
    return wrong
  }
}

extension DeskCommand {
  /// Whether it asks an account for something.
  fileprivate var asksForMoney: Bool {
    switch self {
    case .claim, .compensation: true
    default: false
    }
  }
}

extension DeskStep {
  /// Whose case a step opens, where it says so.
  fileprivate var customer: CustomerID? {
    guard case .ask(let command, let principal) = action else { return nil }
    if case .ticket(.open(let opening)) = command, let customer = opening.customer {
      return customer
    }
    if case .customer(let customer) = principal { return customer }
    return nil
  }
}

extension DeskEvent {
  /// Its name, and what changed of an account.
  var words: String {
    if case .compensation(let event) = self { return "\(type) \(event.change)" }
    return type
  }

  /// Whether it only says up to when things were told.
  var isTelling: Bool {
    if case .told = self { true } else { false }
  }
}
