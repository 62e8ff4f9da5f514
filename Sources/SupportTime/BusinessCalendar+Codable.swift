// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// The JSON of a calendar is that of a policy book:
///
/// ```json
/// {
///   "zone": "Asia/Shanghai",
///   "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"] },
///   "holidays": ["2025-10-10", { "date": "2025-12-25", "name": "Christmas Day" },
///     { "from": "2025-10-01", "through": "2025-10-07", "name": "National Day" }],
///   "overrides": { "2025-10-11": ["09:00-12:00"] }
/// }
/// ```
///
/// or `{ "zone": "UTC", "aroundTheClock": true }`.
extension BusinessCalendar: Codable {
  private enum CodingKeys: String, CodingKey {
    case zone, aroundTheClock, weekly, holidays, overrides
  }

  /// A key that people give: weekdays or a date.
  private struct NameKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Decodes a calendar and checks it as the initialiser does.
  ///
  /// Documents that people write are better read with the document reader, which finds every
  /// mistake and its line.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let zone = try container.decode(String.self, forKey: .zone)
    do {
      if try container.decodeIfPresent(Bool.self, forKey: .aroundTheClock) ?? false {
        self = try Self.aroundTheClock(zone: zone)
        return
      }
      let holidays =
        try container.decodeIfPresent([HolidayEntry].self, forKey: .holidays) ?? []
      self = try Self(
        zone: zone, weekly: Self.weekly(from: container),
        holidays: holidays.flatMap(\.holidays), overrides: Self.overrides(from: container))
    } catch let error as CalendarError {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  private static func weekly(
    from container: KeyedDecodingContainer<CodingKeys>
  ) throws -> [Weekday: [DayInterval]] {
    guard container.contains(.weekly) else { return [:] }
    let days = try container.nestedContainer(keyedBy: NameKey.self, forKey: .weekly)
    var weekly: [Weekday: [DayInterval]] = [:]
    for key in days.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
      let hours = try days.decode([DayInterval].self, forKey: key)
      for weekday in try reading(key, in: days, WeekdaySpan.weekdays) {
        guard weekly.updateValue(hours, forKey: weekday) == nil else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: days, debugDescription: "\(weekday.shortName) is given twice")
        }
      }
    }
    return weekly
  }

  private static func overrides(
    from container: KeyedDecodingContainer<CodingKeys>
  ) throws -> [Override] {
    guard container.contains(.overrides) else { return [] }
    let dates = try container.nestedContainer(keyedBy: NameKey.self, forKey: .overrides)
    return try dates.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
      let date = try reading(key, in: dates) { text throws(TextError) in try CivilDate(text) }
      return Override(date, try dates.decode([DayInterval].self, forKey: key))
    }
  }

  private static func reading<Value>(
    _ key: NameKey, in container: KeyedDecodingContainer<NameKey>,
    _ read: (String) throws(TextError) -> Value
  ) throws -> Value {
    do {
      return try read(key.stringValue)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container, debugDescription: error.description)
    }
  }

  /// Encodes the calendar in the form of a policy book, with equal weekdays and dates joined.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(zone, forKey: .zone)
    guard !isAroundTheClock else { return try container.encode(true, forKey: .aroundTheClock) }
    var days = container.nestedContainer(keyedBy: NameKey.self, forKey: .weekly)
    for run in WeekdaySpan.runs(of: week) {
      try days.encode(run.hours, forKey: NameKey(stringValue: run.key))
    }
    if !holidays.isEmpty {
      try container.encode(HolidayEntry.entries(holidays), forKey: .holidays)
    }
    guard !overrides.isEmpty else { return }
    var dates = container.nestedContainer(keyedBy: NameKey.self, forKey: .overrides)
    for override in overrides {
      try dates.encode(
        override.intervals, forKey: NameKey(stringValue: override.date.description))
    }
  }
}

/// Holidays as documents list them: a date, a date with a name, or a range of dates.
private struct HolidayEntry: Codable {
  let from: CivilDate
  var through: CivilDate
  let name: String?

  private enum CodingKeys: String, CodingKey {
    case date, from, through, name
  }

  var holidays: [BusinessCalendar.Holiday] {
    BusinessCalendar.Holiday.dates(from: from, through: through, name: name)
  }

  /// Joins consecutive dates of one name.
  static func entries(_ holidays: [BusinessCalendar.Holiday]) -> [Self] {
    var entries: [Self] = []
    for holiday in holidays {
      if let entry = entries.last, entry.name == holiday.name,
        entry.through.adding(days: 1) == holiday.date,
        entry.from.days(to: holiday.date) < BusinessCalendar.longestHoliday
      {
        entries[entries.count - 1].through = holiday.date
      } else {
        entries.append(Self(from: holiday.date, through: holiday.date, name: holiday.name))
      }
    }
    return entries
  }

  init(from: CivilDate, through: CivilDate, name: String?) {
    self.from = from
    self.through = through
    self.name = name
  }

  init(from decoder: any Decoder) throws {
    if let date = try? decoder.singleValueContainer().decode(CivilDate.self) {
      self.init(from: date, through: date, name: nil)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decodeIfPresent(String.self, forKey: .name)
    if let date = try container.decodeIfPresent(CivilDate.self, forKey: .date) {
      self.init(from: date, through: date, name: name)
      return
    }
    let from = try container.decode(CivilDate.self, forKey: .from)
    let through = try container.decode(CivilDate.self, forKey: .through)
    guard (0..<BusinessCalendar.longestHoliday).contains(from.days(to: through)) else {
      throw DecodingError.dataCorruptedError(
        forKey: .through, in: container,
        debugDescription: BusinessCalendar.rangeMistake(from, through))
    }
    self.init(from: from, through: through, name: name)
  }

  func encode(to encoder: any Encoder) throws {
    if from == through, name == nil {
      try from.encode(to: encoder)
      return
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    if from == through {
      try container.encode(from, forKey: .date)
    } else {
      try container.encode(from, forKey: .from)
      try container.encode(through, forKey: .through)
    }
    try container.encodeIfPresent(name, forKey: .name)
  }
}

extension BusinessCalendar {
  /// The most dates that one range of holidays may have in a document.
  static let longestHoliday = 366

  static func rangeMistake(_ from: CivilDate, _ through: CivilDate) -> String {
    from > through
      ? "\(through) is before \(from)"
      : "\(from) through \(through) is longer than \(longestHoliday) days"
  }
}
