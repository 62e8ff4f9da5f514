// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Who is told next when nobody acts: levels in order, each after a time of its own, until somebody
/// acknowledges.
///
/// One machine serves the escalation of a late complaint, the levels of an arbitration and the
/// contact tree of an incident. The ladder is the value that people write; ``Run`` is one climb of
/// it.
///
/// - A level's time counts from the previous step, not from the start.
/// - A level that nobody covers is passed on at once: the next level does not wait, and the climb
///   says so.
/// - Acknowledgement stops everything.
/// - After the last level the ladder waits ``finalWait``, then starts again, ``repeats`` times.
///
/// ```json
/// { "levels": [
///     { "id": "key-accounts", "after": "48 h" },
///     { "id": "service-director", "after": "48 h" },
///     { "id": "board", "after": "24 h", "repeat": { "every": "24 h", "times": 2 } } ],
///   "repeat": 1, "finalWait": "24 h" }
/// ```
public struct Ladder: Hashable, Sendable {
  /// Names a level: `key-accounts`, `board`.
  public struct LevelID: Identifier {
    /// The text of the identifier.
    public let rawValue: String

    /// Creates an identifier from its text.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// One level: who is told, how long after the previous step, and how often again.
  public struct Level: Hashable, Sendable, Encodable {
    /// The name of the level, unique in the ladder.
    public var id: LevelID

    /// The time from the previous step, or from the start, until the level is told; not negative.
    public var after: ServiceDuration

    /// The name of the calendar in which times of this level count; `nil` means the ladder's own.
    public var calendar: String?

    /// How often the level is told again before the next one is; `nil` means never.
    public var repetition: Repetition?

    private enum CodingKeys: String, CodingKey {
      case id, after, calendar
      case repetition = "repeat"
    }

    /// Creates a level; ``Ladder/init(levels:repeats:finalWait:)`` checks it.
    public init(
      _ id: LevelID, after: ServiceDuration, calendar: String? = nil,
      repetition: Repetition? = nil
    ) {
      self.id = id
      self.after = after
      self.calendar = calendar
      self.repetition = repetition
    }
  }

  /// Telling one level again and again.
  public struct Repetition: Hashable, Sendable, Encodable {
    /// The time from one telling to the next; not negative.
    public var every: ServiceDuration

    /// How many times the level is told again after the first, 1 ... 50.
    public var times: Int

    /// Creates a repetition; ``Ladder/init(levels:repeats:finalWait:)`` checks it.
    public init(every: ServiceDuration, times: Int) {
      self.every = every
      self.times = times
    }
  }

  /// The levels in the order in which they are told, 1 ... 50.
  public let levels: [Level]

  /// How many times the whole ladder is climbed again after the first, 0 ... 20.
  public let repeats: Int

  /// The time that the last level has before the ladder starts again or is exhausted.
  public let finalWait: ServiceDuration

  /// Creates a ladder.
  ///
  /// - Parameters:
  ///   - levels: The levels in order, 1 ... 50.
  ///   - repeats: How many times the whole is climbed again, 0 ... 20.
  ///   - finalWait: The time that the last level has; counted in the last level's calendar.
  /// - Throws: `DocumentError` with every mistake, placed as `levels[3].after`.
  public init(
    levels: [Level], repeats: Int = 0, finalWait: ServiceDuration = .elapsed(milliseconds: 0)
  ) throws(DocumentError) {
    self.init(unchecked: levels, repeats: repeats, finalWait: finalWait)
    var problems = Problems()
    check(PlaceMap(), &problems)
    try problems.throwIfAny()
  }

  init(unchecked levels: [Level], repeats: Int, finalWait: ServiceDuration) {
    self.levels = levels
    self.repeats = repeats
    self.finalWait = finalWait
  }

  /// The names of the calendars that levels count in, sorted, each once.
  public var calendars: [String] {
    Set(levels.compactMap(\.calendar)).sorted()
  }
}

// MARK: - Checks

extension Ladder {
  static let mostLevels = 50
  static let mostRepeats = 20
  static let mostRepetitions = 50

  func check(_ places: PlaceMap, _ problems: inout Problems) {
    if levels.isEmpty {
      places.report("a ladder needs at least one level", path: "levels", &problems)
    }
    if levels.count > Self.mostLevels {
      places.report(
        "\(levels.count) levels are more than \(Self.mostLevels)", path: "levels", &problems)
    }
    var seen: Set<LevelID> = []
    for (index, level) in levels.enumerated() {
      let place = "levels[\(index)]"
      if level.id.rawValue.isEmpty {
        places.report("a level needs a name", path: "\(place).id", &problems)
      } else if !seen.insert(level.id).inserted {
        places.report("level \(level.id) is listed twice", path: "\(place).id", &problems)
      }
      Self.check(level.after, at: "\(place).after", places, &problems)
      guard let repetition = level.repetition else { continue }
      Self.check(repetition.every, at: "\(place).repeat.every", places, &problems)
      if !(1...Self.mostRepetitions).contains(repetition.times) {
        places.report(
          "\(repetition.times) repetitions are outside 1 ... \(Self.mostRepetitions)",
          path: "\(place).repeat.times", &problems)
      }
    }
    if !(0...Self.mostRepeats).contains(repeats) {
      places.report(
        "\(repeats) repeats are outside 0 ... \(Self.mostRepeats)", path: "repeat", &problems)
    }
    Self.check(finalWait, at: "finalWait", places, &problems)
  }

  private static func check(
    _ wait: ServiceDuration, at path: String, _ places: PlaceMap, _ problems: inout Problems
  ) {
    guard wait.isNegative else { return }
    places.report("a ladder does not wait \(wait)", path: path, &problems)
  }
}
