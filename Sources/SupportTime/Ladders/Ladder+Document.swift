// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ladder {
  /// Reads a ladder that people wrote.
  ///
  /// ```json
  /// { "levels": [
  ///     { "id": "province-lead", "after": "0 min" },
  ///     { "id": "city-support", "after": "5 min", "calendar": "chat",
  ///       "repeat": { "every": "2 min", "times": 3 } } ],
  ///   "repeat": 2, "finalWait": "15 min" }
  /// ```
  ///
  /// `calendar`, `repeat` and `finalWait` may be left out: the ladder's own calendar, no repeats,
  /// no wait. After a report there is no ladder.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    var places = PlaceMap()
    places.note(node, for: "")
    let list = object.required("levels", &problems)
    places.note(list, for: "levels")
    var levels: [Level] = []
    let elements = list?.array(&problems) ?? []
    for (index, element) in elements.enumerated() {
      let place = "levels[\(index)]"
      if let level = Self.level(element, place, &places, &problems) { levels.append(level) }
    }
    let again = object.optional("repeat")
    places.note(again, for: "repeat")
    let repeats = again.map { $0.integer(in: 0...Int64(Self.mostRepeats), &problems) ?? 0 } ?? 0
    let waits = object.optional("finalWait")
    places.note(waits, for: "finalWait")
    let finalWait = waits.flatMap { Self.span($0, &problems) }
    object.finish(&problems)
    // Where a level could not be read, places would no longer be those of the document.
    self.init(
      unchecked: levels, repeats: Int(repeats), finalWait: finalWait ?? .elapsed(milliseconds: 0))
    if list != nil, levels.count == elements.count { check(places, &problems) }
    guard problems == before else { return nil }
  }

  private static func level(
    _ node: DocumentNode, _ place: String, _ places: inout PlaceMap, _ problems: inout Problems
  ) -> Level? {
    places.note(node, for: place)
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)
    places.note(id, for: "\(place).id")
    let after = object.required("after", &problems)
    places.note(after, for: "\(place).after")
    let calendar = object.optional("calendar")?.nonEmptyString(&problems)
    let again = object.optional("repeat")
    object.finish(&problems)
    let repetition = again.flatMap { Self.repetition($0, "\(place).repeat", &places, &problems) }
    let name = id?.nonEmptyString(&problems)
    let span = after.flatMap { Self.span($0, &problems) }
    guard let name, let span else { return nil }
    return Level(LevelID(rawValue: name), after: span, calendar: calendar, repetition: repetition)
  }

  private static func repetition(
    _ node: DocumentNode, _ place: String, _ places: inout PlaceMap, _ problems: inout Problems
  ) -> Repetition? {
    places.note(node, for: place)
    guard var object = node.object(&problems) else { return nil }
    let every = object.required("every", &problems)
    places.note(every, for: "\(place).every")
    let times = object.required("times", &problems)?
      .integer(in: 1...Int64(mostRepetitions), &problems)
    object.finish(&problems)
    guard let span = every.flatMap({ Self.span($0, &problems) }), let times else { return nil }
    return Repetition(every: span, times: Int(times))
  }

  private static func span(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> ServiceDuration? {
    node.text(&problems, ServiceDuration.init(_:))
  }
}

// MARK: - Codable

extension Ladder: Codable {
  private enum CodingKeys: String, CodingKey {
    case levels, `repeat`, finalWait
  }

  /// Decodes the form of a policy book and checks it as the initialiser does.
  ///
  /// Documents that people write are better read with ``init(reading:_:)``, which finds every
  /// mistake and its line.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Ladder(reading: $0, &$1) }
  }

  /// Encodes the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(levels, forKey: .levels)
    if repeats != 0 { try container.encode(repeats, forKey: .repeat) }
    if finalWait != .elapsed(milliseconds: 0) {
      try container.encode(finalWait, forKey: .finalWait)
    }
  }
}
