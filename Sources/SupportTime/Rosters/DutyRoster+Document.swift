// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension DutyRoster {
  /// Reads a roster that people wrote.
  ///
  /// ```json
  /// { "zone": "Asia/Shanghai",
  ///   "layers": [
  ///     { "id": "week", "start": "2025-09-01", "handover": "09:00",
  ///       "every": "week", "people": ["li", "wang"] },
  ///     { "id": "nights", "start": "2025-09-01",
  ///       "turns": [{ "agent": "chen", "days": 4 }, { "off": 2 }],
  ///       "hours": { "weekly": { "mon-sun": ["22:00-06:00"] } } } ],
  ///   "overrides": [
  ///     { "agent": "zhao", "from": "2025-10-01T09:00+08:00", "until": "2025-10-03T09:00+08:00" } ] }
  /// ```
  ///
  /// A layer has either `people` with `every` (`day`, `week`, `2 days`, `3 weeks`) or `turns`. It
  /// may also have a `role` (otherwise `primary`), the date `until` which it runs, and `hours`. An
  /// override with `"agent": null` leaves nobody on duty. After a report there is no roster.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - defaultZone: The zone of rosters that name none; `nil` makes `zone` required.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(
    reading node: DocumentNode, zone defaultZone: String? = nil, _ problems: inout Problems
  ) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let zoneNode =
      defaultZone == nil ? object.required("zone", &problems) : object.optional("zone")
    let layerList = object.required("layers", &problems)
    let overrideList = object.optional("overrides")
    object.finish(&problems)
    let zone = zoneNode.map { $0.string(&problems) } ?? defaultZone
    // A mistake about the roster's zone is told once, not for each calendar.
    let isKnown = zone.map { (try? ZoneRules.check(identifier: $0)) != nil } ?? false
    var reader = DutyRosterReader(zone: isKnown ? zone ?? "UTC" : "UTC", problems: problems)
    reader.places.note(node, for: "")
    reader.places.note(zoneNode, for: "zone")
    let layers = reader.list(layerList, "layers") { $0.layer($1, $2) }
    let overrides = reader.list(overrideList, "overrides") { $0.override($1, $2) }
    problems = reader.problems
    self.init(
      unchecked: zone ?? "UTC", layers: layers ?? [], overrides: overrides ?? [])
    // Where a part could not be read, places would no longer be those of the document.
    if zone != nil, layers != nil, overrides != nil { check(reader.places, &problems) }
    guard problems == before else { return nil }
  }
}

/// Reads the parts of a roster, going on after a mistake, and notes where they stand.
private struct DutyRosterReader {
  let zone: String
  var problems: Problems
  var places = PlaceMap()

  init(zone: String, problems: Problems) {
    self.zone = zone
    self.problems = problems
  }

  /// Reads a list; `nil` where an element was bad.
  mutating func list<Part>(
    _ node: DocumentNode?, _ path: String,
    _ read: (inout Self, DocumentNode, String) -> Part?
  ) -> [Part]? {
    guard let node else { return [] }
    places.note(node, for: path)
    guard let elements = node.array(&problems) else { return nil }
    var parts: [Part] = []
    for (index, element) in elements.enumerated() {
      let place = "\(path)[\(index)]"
      places.note(element, for: place)
      if let part = read(&self, element, place) { parts.append(part) }
    }
    return parts.count == elements.count ? parts : nil
  }

  // MARK: Layers

  mutating func layer(_ node: DocumentNode, _ place: String) -> DutyRoster.Layer? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)
    let role = object.optional("role")
    let start = object.required("start", &problems)
    let end = object.optional("until")
    let handover = object.optional("handover")
    let hours = object.optional("hours")
    let people = object.optional("people")
    let every = object.optional("every")
    let turnList = object.optional("turns")
    object.finish(&problems)
    let named = [("id", id), ("role", role), ("until", end), ("handover", handover)]
    for (key, node) in named { places.note(node, for: "\(place).\(key)") }
    let turns = turns(people, every, turnList, node, place)
    let name = id?.string(&problems)
    let roleName = role.map { $0.string(&problems) } ?? DutyRoster.Role.primary.rawValue
    let first = start.flatMap { date($0) }
    let last = end.map { date($0) }
    let handoverTime = handover.map { time($0) } ?? TimeOfDay.midnight
    let calendar = hours.map { BusinessCalendar(reading: $0, zone: zone, &problems) }
    // A bad optional part is `.some(nil)`.
    guard let name, let roleName, let first, let handoverTime, let turns else { return nil }
    if case .some(.none) = last { return nil }
    if case .some(.none) = calendar { return nil }
    return DutyRoster.Layer(
      .init(rawValue: name), as: .init(rawValue: roleName), turns: turns, start: first,
      end: last ?? nil, handover: handoverTime, hours: calendar ?? nil)
  }

  private mutating func turns(
    _ people: DocumentNode?, _ every: DocumentNode?, _ list: DocumentNode?, _ node: DocumentNode,
    _ place: String
  ) -> [DutyRoster.Turn]? {
    if let list {
      for extra in [people, every].compactMap(\.self) {
        problems.report("a layer has turns, or people and every, not both", at: extra)
      }
      return self.list(list, "\(place).turns") { $0.turn($1, $2) }
    }
    guard let people, let every else {
      problems.report("a layer needs turns, or people and every", at: node)
      return nil
    }
    places.note(people, for: "\(place).turns")
    let days = every.text(&problems, Self.days(_:))
    var names: [String] = []
    let elements = people.array(&problems)
    for (index, element) in (elements ?? []).enumerated() {
      places.note(element, for: "\(place).turns[\(index)].agent")
      places.note(every, for: "\(place).turns[\(index)].days")
      if let name = element.string(&problems) { names.append(name) }
    }
    guard let days, names.count == elements?.count else { return nil }
    return names.map { .on(.init(rawValue: $0), days: days) }
  }

  private mutating func turn(_ node: DocumentNode, _ place: String) -> DutyRoster.Turn? {
    guard var object = node.object(&problems) else { return nil }
    let off = object.optional("off")
    let agent = object.optional("agent")
    let days = object.optional("days")
    object.finish(&problems)
    places.note(agent, for: "\(place).agent")
    places.note(off ?? days, for: "\(place).days")
    let bounds: ClosedRange<Int64> = 1...Int64(DutyRoster.longestTurn)
    if let off {
      for extra in [agent, days].compactMap(\.self) {
        problems.report("a turn is off, or has an agent and days, not both", at: extra)
      }
      return off.integer(in: bounds, &problems).map { .off(days: Int($0)) }
    }
    guard let agent, let days else {
      problems.report("a turn has an agent and days, or is off", at: node)
      return nil
    }
    let name = agent.string(&problems)
    guard let count = days.integer(in: bounds, &problems), let name else { return nil }
    return .on(.init(rawValue: name), days: Int(count))
  }

  /// `day`, `week`, `3 days`, `2 weeks`.
  private static func days(_ text: String) throws(TextError) -> Int {
    let words = text.split(separator: " " as Character)
    let unit = words.last.map { $0 == "week" || $0 == "weeks" ? 7 : 1 } ?? 1
    let isUnit = ["day", "days", "week", "weeks"].contains(words.last.map { String($0) } ?? "")
    let count = words.count == 1 ? 1 : words.first.flatMap { Int($0) }
    guard isUnit, words.count <= 2, let count, (1...DutyRoster.longestTurn / unit).contains(count)
    else {
      throw TextError(
        expected: "length of turns", text: text,
        reason: "it is written \"day\", \"week\", \"3 days\", and has at most "
          + "\(DutyRoster.longestTurn) days")
    }
    return count * unit
  }

  // MARK: Overrides

  mutating func override(_ node: DocumentNode, _ place: String) -> DutyRoster.Override? {
    guard var object = node.object(&problems) else { return nil }
    let agent = object.required("agent", &problems)
    let role = object.optional("role")
    let start = object.required("from", &problems)
    let end = object.required("until", &problems)
    object.finish(&problems)
    places.note(agent, for: "\(place).agent")
    places.note(role, for: "\(place).role")
    places.note(end, for: "\(place).until")
    var name: String?
    var isRead = agent != nil
    if let agent, agent.value != .null {
      name = agent.string(&problems)
      isRead = name != nil
    }
    let roleName = role.map { $0.string(&problems) } ?? DutyRoster.Role.primary.rawValue
    let from = start.flatMap { instant($0) }
    let until = end.flatMap { instant($0) }
    guard isRead, let roleName, let from, let until else { return nil }
    return DutyRoster.Override(
      name.map { .init(rawValue: $0) }, as: .init(rawValue: roleName), from: from, until: until)
  }

  // MARK: Values

  private mutating func date(_ node: DocumentNode) -> CivilDate? {
    node.text(&problems, CivilDate.init(_:))
  }

  private mutating func time(_ node: DocumentNode) -> TimeOfDay? {
    node.text(&problems, TimeOfDay.init(_:))
  }

  private mutating func instant(_ node: DocumentNode) -> Instant? {
    node.text(&problems, Instant.init(_:))
  }
}
