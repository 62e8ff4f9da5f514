// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportSLA
import SupportTickets
import SupportTime

/// Reads the entries of a timeline one after another.
struct TimelineReader {
  let zone: ZoneRules
  private(set) var ticket: Ticket
  private(set) var events: [Ticket.Event] = []
  private(set) var adjustments: [SLAAdjustment] = []
  private(set) var places: [Int] = []
  private(set) var last: Instant?
  private var first: (day: CivilDate, time: TimeOfDay)?
  private var day: CivilDate
  private var time: TimeOfDay = .midnight

  init(zone identifier: String, from monday: CivilDate, ticket: Ticket) throws(TimelineError) {
    do {
      zone = try ZoneRules(identifier: identifier)
    } catch {
      throw .unknownZone(identifier)
    }
    self.ticket = ticket
    day = monday
  }

  static func entries(_ text: Substring) -> [String] {
    text.split(separator: "|").map { words(of: $0).joined(separator: " ") }.filter { !$0.isEmpty }
  }

  static func words(of text: some StringProtocol) -> [String] {
    text.split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }).map { String($0) }
  }

  // MARK: Entries

  mutating func read(_ entry: String) throws(TimelineError) {
    var words = Self.words(of: entry)[...]
    let isFirst = first == nil
    let (date, time, named) = try Self.moment(
      &words, of: entry, from: (day, isFirst ? .midnight : self.time))
    if isFirst, !named { throw .noDay(entry: entry) }
    if !isFirst, (date, time) < (day, self.time) { throw .timeRunsBackwards(entry: entry) }
    if isFirst { first = (date, time) }
    (day, self.time) = (date, time)
    let instant = zone.instant(date: date, time: time)
    last = instant
    guard let word = words.popFirst() else { throw unknown("", entry) }
    if word == "look", words.isEmpty { return }
    if let kind = try adjustment(word, Array(words), entry, instant) {
      adjustments.append(
        SLAAdjustment(kind, by: .agent(.fixture), at: instant, because: "said so in the line"))
      places.append(events.count)
      return
    }
    if word == "stage" {
      guard words.count == 1, let stage = words.first.flatMap(SLAMetricDefinition.stage(named:))
      else {
        throw .wrongName(entry: entry, word: word)
      }
      // Which stages there are is the policy's, which a line has not.
      let event = Ticket.Event(.stageReached(stage), by: .agent(.fixture), at: instant)
      ticket.apply(event)
      events.append(event)
      return
    }
    let (command, principal) = try command(word, Array(words), entry)
    do {
      let caused = try ticket.decide(command, by: principal, at: instant)
      for event in caused { ticket.apply(event) }
      events += caused
    } catch {
      throw .refused(entry: entry, error)
    }
  }

  /// Takes a day or date and a time off the front of an entry.
  private static func moment(
    _ words: inout ArraySlice<String>, of entry: String,
    from start: (day: CivilDate, time: TimeOfDay)
  ) throws(TimelineError) -> (CivilDate, TimeOfDay, named: Bool) {
    var day = start.day
    var weekday: Weekday?
    var named = false
    if let word = words.first {
      weekday = Weekday(shortName: word.lowercased())
      let date = try? CivilDate(word)
      day = date ?? day
      named = weekday != nil || date != nil
      if named { words.removeFirst() }
    }
    guard let word = words.popFirst(), let time = try? TimeOfDay(word) else {
      throw .noTime(entry: entry)
    }
    if let weekday {
      let ahead = (weekday.rawValue - day.weekday.rawValue + 7) % 7
      day = day.adding(days: ahead == 0 && time < start.time ? 7 : ahead)
    }
    return (day, time, named)
  }

  // MARK: Words

  private static let simple: [(word: String, command: Ticket.Command)] = [
    ("customer", .addMessage(.init(.customer))), ("holding", .addMessage(.init(.holdingReply))),
    ("automatic", .addMessage(.init(.automatic))), ("note", .addMessage(.init(.note))),
    ("pending", .pause(.customer)), ("unassign", .assign(.init())), ("solve", .solve),
    ("reopen", .reopen), ("close", .close), ("archive", .archive),
    ("escalate", .escalate(.init(.asked))),
  ]

  private static let known =
    simple.map(\.word)
    + [
      "open", "reply", "wait", "resume", "assign", "group", "priority", "kind", "look", "stage",
      "class", "file", "field", "merge", "extend", "exclude", "waive", "acknowledge",
    ]

  private func unknown(_ word: String, _ entry: String) -> TimelineError {
    .unknownWord(entry: entry, word: word, known: Self.known.sorted())
  }

  private func command(
    _ word: String, _ names: [String], _ entry: String
  ) throws(TimelineError) -> (Ticket.Command, Principal) {
    let wrong = TimelineError.wrongName(entry: entry, word: word)
    if let simple = Self.simple.first(where: { $0.word == word }) {
      guard names.isEmpty else { throw wrong }
      return (simple.command, principal(of: simple.command))
    }
    let command: Ticket.Command
    switch (word, names.count) {
    case ("open", 0...1):
      let priority = names.first.map(Ticket.Priority.init(rawValue:))
      command = .open(.init(customer: .fixture, priority: priority))
    case ("reply", 0...1):
      let agent = names.first.map { AgentID($0) } ?? ticket.assignment.agent ?? .fixture
      return (.addMessage(.init(.reply)), .agent(agent))
    case ("wait", 1...): command = .pause(try reasons(names, wrong))
    case ("resume", 0): command = .resume(ticket.waitingFor)
    case ("resume", 1...): command = .resume(try reasons(names, wrong))
    case ("assign", 1):
      command = .assign(.init(group: ticket.assignment.group, agent: AgentID(names[0])))
    case ("group", 1):
      command = .assign(.init(group: GroupID(names[0]), agent: ticket.assignment.agent))
    case ("priority", 1):
      command = .prioritise(.init(rawValue: names[0]))
    case ("kind", 1):
      var classification = ticket.classification
      classification.kind = .init(rawValue: names[0])
      command = .classify(classification)
    default:
      guard let rare = Self.rare(word, names) else {
        throw Self.known.contains(word) ? wrong : unknown(word, entry)
      }
      command = rare
    }
    return (command, principal(of: command))
  }

  private func reasons(
    _ names: [String], _ wrong: TimelineError
  ) throws(TimelineError) -> Ticket.WaitReasons {
    var reasons: Ticket.WaitReasons = []
    for name in names {
      guard let named = Ticket.WaitReasons.named.first(where: { $0.name == name }) else {
        throw wrong
      }
      reasons.insert(named.reason)
    }
    return reasons
  }

  private func principal(of command: Ticket.Command) -> Principal {
    switch command {
    case .open(let opening): Ticket.Change.opened(opening).fixturePrincipal
    case .addMessage(let message): Ticket.Change.messageAdded(message).fixturePrincipal
    default: .agent(ticket.assignment.agent ?? .fixture)
    }
  }

  // MARK: Expectations

  func expectation(_ entry: String) throws(TimelineError) -> TicketTimeline.Expectation {
    var words = Self.words(of: entry)[...]
    let metric = words.popFirst() ?? ""
    let word = words.popFirst() ?? ""
    guard let outcome = TicketTimeline.Expectation.Outcome(rawValue: word) else {
      throw .unknownWord(
        entry: entry, word: word,
        known: TicketTimeline.Expectation.Outcome.allCases.map(\.rawValue))
    }
    let wrong = TimelineError.wrongName(entry: entry, word: word)
    if outcome.hasAmount {
      guard let amount = Self.amount(outcome, words.joined(separator: " ")) else { throw wrong }
      return .init(text: entry, metric: metric, outcome: outcome, amount: amount)
    }
    var instant: Instant?
    if !words.isEmpty {
      guard let first, outcome.mayHaveTime else { throw wrong }
      let (date, time, named) = try Self.moment(&words, of: entry, from: first)
      guard words.isEmpty else { throw wrong }
      instant = zone.instant(date: named ? date : day, time: time)
    } else if outcome == .due {
      throw .noTime(entry: entry)
    }
    return .init(text: entry, metric: metric, outcome: outcome, instant: instant)
  }
}
