// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// Who is called for an incident, in which order and over which channel, until somebody
/// acknowledges.
///
/// A tree is a `Ladder` whose levels name people: by name, or as whoever is on duty. Each level has
/// a time to acknowledge; then the next one is called. A level of which nobody can be called is passed
/// on at once and says so. Acknowledgement stops it.
///
/// ```json
/// { "levels": [
///     { "id": "province-lead", "within": "5 min",
///       "call": [ { "onDuty": "primary", "roster": "province", "by": "phone" } ] },
///     { "id": "city-support", "within": "10 min",
///       "call": [ { "onDuty": "primary", "roster": "city", "by": "chat", "during": "chat-hours" } ] },
///     { "id": "expert", "within": "15 min", "call": [ { "agent": "chen", "by": "remote" } ] } ],
///   "repeat": 1 }
/// ```
public struct ContactTree: Hashable, Sendable {
  /// Who is called.
  public enum Person: Hashable, Sendable {
    /// Somebody by name.
    case agent(AgentID)
    /// Whoever fills a role of a roster at the instant of the call.
    case onDuty(DutyRoster.Role, roster: String)
  }

  /// One call of a level.
  public struct Contact: Hashable, Sendable {
    /// Who is called.
    public var person: Person
    /// Over which channel.
    public var channel: ChannelID
    /// The calendar while which it is possible; `nil` means always.
    public var during: String?

    /// Creates a contact.
    public init(_ person: Person, by channel: ChannelID, during: String? = nil) {
      self.person = person
      self.channel = channel
      self.during = during
    }
  }

  /// Calling a level again.
  public struct Repetition: Hashable, Sendable {
    /// The time from one call to the next.
    public var every: Duration
    /// How many times it is called again, 1 ... 50.
    public var times: Int

    /// Creates a repetition.
    public init(every: Duration, times: Int) {
      self.every = every
      self.times = times
    }
  }

  /// People who are called at the same time.
  public struct Level: Hashable, Sendable {
    /// Its name, unique in the tree.
    public var id: Ladder.LevelID
    /// Who is called, 1 ... 20, in the order in which calls are told.
    public var contacts: [Contact]
    /// The time to acknowledge after the last call of the level; 0 ... 7 days.
    public var within: Duration
    /// How often the level is called again before the next one is; `nil` means never.
    public var repetition: Repetition?

    /// Creates a level.
    public init(
      _ id: Ladder.LevelID, _ contacts: [Contact], within: Duration,
      repetition: Repetition? = nil
    ) {
      self.id = id
      self.contacts = contacts
      self.within = within
      self.repetition = repetition
    }
  }

  /// The levels in order, 1 ... 50.
  public let levels: [Level]
  /// How often the whole tree is called again after the first time, 0 ... 20.
  public let repeats: Int

  /// The ladder that the tree climbs.
  public let ladder: Ladder

  /// Creates a tree.
  ///
  /// - Throws: `DocumentError` with every mistake, placed as `levels[1].call`.
  public init(levels: [Level], repeats: Int = 0) throws(DocumentError) {
    var problems = Problems()
    guard let ladder = Self.check(levels, repeats, nil, &problems) else {
      try problems.throwIfAny()
      throw DocumentError(Problem(path: "levels", message: "they make no ladder"))
    }
    self.init(levels, repeats, ladder)
  }

  init(_ levels: [Level], _ repeats: Int, _ ladder: Ladder) {
    self.levels = levels
    self.repeats = repeats
    self.ladder = ladder
  }

  /// The names of the rosters that levels call, sorted, each once.
  public var rosters: [String] {
    let names = levels.flatMap(\.contacts).compactMap { contact -> String? in
      if case .onDuty(_, let roster) = contact.person { roster } else { nil }
    }
    return Set(names).sorted()
  }

  /// The names of the calendars that contacts name, sorted, each once.
  public var calendars: [String] {
    Set(levels.flatMap(\.contacts).compactMap(\.during)).sorted()
  }
}

// MARK: - Checks

extension ContactTree {
  static let mostContacts = 20
  static let longest: Duration = .seconds(604_800)

  /// The ladder of levels, where they make one.
  static func check(
    _ levels: [Level], _ repeats: Int, _ document: DocumentNode?, _ problems: inout Problems
  ) -> Ladder? {
    let before = problems
    for (index, level) in levels.enumerated() {
      let path = DocumentPath("levels")[index]
      if !(1...mostContacts).contains(level.contacts.count) {
        problems.report(
          "\(level.contacts.count) contacts are outside 1 ... \(mostContacts)", on: path["call"],
          in: document)
      }
      for (place, contact) in level.contacts.enumerated() {
        guard let mistake = contact.mistake else { continue }
        problems.report(mistake, on: path["call"][place], in: document)
      }
      check(level.within, path["within"], document, &problems)
      if let repetition = level.repetition {
        check(repetition.every, path["repeat"]["every"], document, &problems)
      }
    }
    var steps: [Ladder.Level] = []
    var wait: Duration = .zero
    for level in levels {
      let again = level.repetition.map {
        Ladder.Repetition(every: span($0.every), times: $0.times)
      }
      steps.append(Ladder.Level(level.id, after: span(wait), repetition: again))
      wait = level.within
    }
    do throws(DocumentError) {
      let ladder = try Ladder(levels: steps, repeats: repeats, finalWait: span(wait))
      return problems == before ? ladder : nil
    } catch {
      // A wait that is out of bounds was told at the level that has it.
      for problem in error.problems
      where !problem.path.hasSuffix("after") && !problem.path.hasSuffix("every")
        && problem.path != "finalWait"
      {
        if let document {
          problems.report(problem.message, at: document.place(named: problem.path))
        } else {
          problems.report(problem)
        }
      }
      return nil
    }
  }

  private static func span(_ duration: Duration) -> ServiceDuration {
    .elapsed(milliseconds: duration.wholeMilliseconds)
  }

  private static func check(
    _ duration: Duration, _ path: DocumentPath, _ document: DocumentNode?,
    _ problems: inout Problems
  ) {
    guard duration < .zero || duration > longest else { return }
    let text = ElapsedText.text(milliseconds: duration.wholeMilliseconds)
    problems.report("\(text) is outside 0 s ... 7 days", on: path, in: document)
  }
}

extension ContactTree.Contact {
  fileprivate var mistake: String? {
    switch person {
    case .agent(let agent) where agent.rawValue.isBlank: "an agent needs a name"
    case .onDuty(let role, let roster) where role.rawValue.isBlank || roster.isBlank:
      "a roster and a role need names"
    case .agent, .onDuty:
      channel.rawValue.isBlank
        ? "a channel needs a name"
        : (during?.isBlank ?? false) ? "a calendar needs a name" : nil
    }
  }
}
