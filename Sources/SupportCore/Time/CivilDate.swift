// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A date of the proleptic Gregorian calendar, without time or zone.
///
/// Use it for holidays, business days and periods of a report. The range is 0001-01-01 ...
/// 9999-12-31; arithmetic saturates at ``min`` and ``max``.
///
/// Conversions follow the day-count algorithms that Howard Hinnant published as
/// "chrono-compatible low-level date algorithms".
public struct CivilDate: Hashable, Sendable {
  /// Days since 1970-01-01, negative before.
  public var daysSince1970: Int { Int(storage) }

  private let storage: Int32

  /// Creates a date from a day count; counts out of range become the nearest bound.
  public init(daysSince1970 days: Int) {
    storage = Int32(Swift.min(Swift.max(days, Self.lowestDay), Self.highestDay))
  }

  /// Creates a date from its year (1 ... 9999), month (1 ... 12) and day of the month.
  ///
  /// - Throws: ``TextError`` naming the part that is out of bounds.
  public init(year: Int, month: Int, day: Int) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "date", text: "\(year)-\(month)-\(day)", reason: reason)
    }
    guard (1...9_999).contains(year) else { throw refuse("year \(year) is outside 1 ... 9999") }
    guard (1...12).contains(month) else { throw refuse("month \(month) is outside 1 ... 12") }
    let length = Self.length(ofMonth: month, year: year)
    guard (1...length).contains(day) else {
      throw refuse("day \(day) is outside 1 ... \(length)")
    }
    self.init(daysSince1970: Self.dayCount(year: year, month: month, day: day))
  }

  static let lowestDay = -719_162
  static let highestDay = 2_932_896

  /// The first date there is: 0001-01-01.
  public static let min = Self(daysSince1970: lowestDay)

  /// The last date there is: 9999-12-31.
  public static let max = Self(daysSince1970: highestDay)
}

// MARK: - Parts

extension CivilDate {
  /// The year (1 ... 9999), the month (1 ... 12) and the day of the month (1 ... 31).
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = shifted / 146_097 - (shifted % 146_097 < 0 ? 1 : 0)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month,
      dayOfYear - (153 * marchMonth + 2) / 5 + 1
    )
  }

  /// The year, 1 ... 9999.
  public var year: Int { components.year }

  /// The month, 1 ... 12.
  public var month: Int { components.month }

  /// The day of the month, 1 ... 31.
  public var day: Int { components.day }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = (daysSince1970 + 3) % 7
    return Weekday.allCases[index < 0 ? index + 7 : index]
  }

  /// Tells whether a year has a 29 February.
  package static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The days of a month: 28 ... 31; 31 for a month that there is not.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year: year) ? 29 : 28
    default: 31
    }
  }

  /// The days since 1970-01-01 of a date that there is, also beyond ``min`` ... ``max``.
  package static func dayCount(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension CivilDate: Comparable {
  /// Tells whether the left date comes before the right one.
  public static func < (left: Self, right: Self) -> Bool {
    left.storage < right.storage
  }
}

// MARK: - Arithmetic

extension CivilDate {
  /// Returns the date that many days later (earlier when negative), saturating.
  public func adding(days: Int) -> Self {
    let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
    return overflow ? (days < 0 ? .min : .max) : Self(daysSince1970: sum)
  }

  /// Returns the date that many months later (earlier when negative), saturating; where the month
  /// lacks the day, its last one.
  public func adding(months: Int) -> Self {
    let (year, month, day) = components
    let (index, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return months < 0 ? .min : .max }
    guard index >= 12 else { return .min }
    guard index < 120_000 else { return .max }
    let length = Self.length(ofMonth: index % 12 + 1, year: index / 12)
    return Self(
      daysSince1970: Self.dayCount(
        year: index / 12, month: index % 12 + 1, day: Swift.min(day, length)))
  }

  /// Returns the days from this date to another, negative when that one is earlier.
  public func days(to other: Self) -> Int {
    other.daysSince1970 - daysSince1970
  }
}

// MARK: - Text

extension CivilDate: CustomStringConvertible {
  /// Creates a date from ISO 8601 text such as `2025-10-01`.
  ///
  /// - Throws: ``TextError`` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    var scanner = TextScanner(text, of: "date")
    self = try scanner.date()
    try scanner.expectEnd()
  }

  /// ISO 8601: `2025-10-01`.
  public var description: String {
    DigitWriter.text(capacity: 10) { $0.date(self) }
  }
}

extension CivilDate: Codable {
  /// Decodes ISO 8601 text.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(Self.init(_:))
  }

  /// Encodes ISO 8601 text.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
