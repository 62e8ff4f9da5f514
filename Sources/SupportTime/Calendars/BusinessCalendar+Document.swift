// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension BusinessCalendar {
  /// Reads a calendar that people wrote, in the form of a policy book.
  ///
  /// ```json
  /// {
  ///   "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"] },
  ///   "holidays": [{ "from": "2025-10-01", "through": "2025-10-07", "name": "National Day" },
  ///     { "on": "12-24", "name": "Christmas Eve", "open": ["09:00-12:00"] }],
  ///   "workdays": { "of": "china", "open": ["09:00-18:00"] },
  ///   "overrides": { "2025-10-11": ["09:00-12:00"] },
  ///   "breaks": [{ "name": "tea", "at": "15:00-15:15", "on": "mon-fri" }],
  ///   "adjust": [{ "id": "CM-04", "on": "8th of month", "close": "+30 min" }],
  ///   "validity": { "from": "2025-01-01", "through": "2025-12-31" }
  /// }
  /// ```
  ///
  /// or `{ "aroundTheClock": true }`, or a combination of calendars, `{ "union": [{…}, {…}] }`,
  /// `intersection` or `difference`; all may name a `zone` of their own. `holidays` may also be
  /// `{ "of": "china", "open": ["09:00-22:00"], "dates": [...] }`. After a report there is no
  /// calendar. Calendars that name others are read by ``section(reading:zone:_:)``.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - defaultZone: The zone of calendars that name none; `nil` makes `zone` required.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(
    reading node: DocumentNode, zone defaultZone: String? = nil, _ problems: inout Problems
  ) {
    var reader = CalendarReader(zone: defaultZone, problems: problems)
    let calendar = reader.calendar(node)
    problems = reader.problems
    guard let calendar else { return nil }
    self = calendar
  }

  /// Reads a calendar from JSON text, in the form of ``init(reading:zone:_:)``.
  ///
  /// Use it for a calendar that stands alone; one of a policy book is read with its book.
  ///
  /// - Parameters:
  ///   - text: The document.
  ///   - zone: The zone, unless the document names another; `nil` makes `zone` required in it.
  /// - Throws: `DocumentError` with every mistake, each with its place.
  public init(_ text: String, zone: String? = nil) throws(DocumentError) {
    self = try DocumentNode.read(text) { node, problems in
      Self(reading: node, zone: zone, &problems)
    }
  }

  /// A calendar of a section with its name.
  public struct Named: Hashable, Sendable {
    /// The name that other parts of the document use.
    public let name: String
    /// The calendar.
    public let calendar: BusinessCalendar

    /// Gives a calendar a name.
    public init(name: String, calendar: BusinessCalendar) {
      self.name = name
      self.calendar = calendar
    }
  }

  /// Reads a section of calendars that may build on one another by name.
  ///
  /// ```json
  /// {
  ///   "hotline": { "weekly": { "mon-fri": ["09:00-21:00"] } },
  ///   "members": { "base": "hotline", "adjust": [{ "on": "8th of month", "close": "+30 min" }] },
  ///   "desk": { "union": ["hotline", { "zone": "UTC", "weekly": { "sat": ["09:00-12:00"] } }] }
  /// }
  /// ```
  ///
  /// A calendar with a `base` takes over everything of it: `weekly` and `validity` replace the
  /// base's, dates replace those of the base or join them, breaks and adjustments join them. A
  /// calendar that leads back to itself is a mistake.
  ///
  /// - Parameters:
  ///   - node: The section.
  ///   - defaultZone: The zone of calendars that name none; `nil` makes `zone` required.
  ///   - problems: Takes every mistake, at its path and line.
  /// - Returns: The sound calendars in the order of the section.
  public static func section(
    reading node: DocumentNode, zone defaultZone: String? = nil, _ problems: inout Problems
  ) -> [Named] {
    if let known = CompilationMemo.calendars(of: node, zone: defaultZone) { return known }
    guard let object = node.object(&problems) else { return [] }
    let before = problems
    let members = object.members.filter { $0.key != "note" || $0.value.isObject }
    var reader = CalendarReader(zone: defaultZone, members: members, problems: problems)
    let named = members.compactMap { member in
      reader.calendar(named: member.key).map { Named(name: member.key, calendar: $0) }
    }
    problems = reader.problems
    if problems == before { CompilationMemo.note(named, of: node, zone: defaultZone) }
    return named
  }
}

extension DocumentNode {
  fileprivate var isObject: Bool {
    if case .object = value { return true }
    return false
  }
}
