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
        if let name, decision.other == nil { matters[name] = step.ticket }
        wrong += sees(decision, of: command)
      } catch {}
    }
    return wrong
  }

  /// Tells what falls due before a step: everything, or what somebody is about to decide about.
  private mutating func catchUp(before step: DeskStep) -> [String] {
    let end = step.at.adding(milliseconds: -1)
    if pace == .prompt { return pass(until: end) }
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
    var wrong = pace == .prompt ? pass(until: end) : []
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
