// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

/// A span of days or months by the clocks of a programme: `90 days`, `12 months`.
public enum MembershipSpan: Hashable, Sendable {
  /// So many dates.
  case days(Int)
  /// So many months; a date that the month lacks becomes its last.
  case months(Int)

  /// How many days or months, at least 1 and at most this, a span of a programme may have.
  public static let longest = 12_000

  /// How many days or months.
  public var count: Int {
    switch self {
    case .days(let count), .months(let count): count
    }
  }

  /// The span so many times over.
  func times(_ factor: Int) -> Self {
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    let count = overflow ? Int.max : product
    return if case .days = self { .days(count) } else { .months(count) }
  }

  /// The date that much later, within the range of dates.
  func date(after date: CivilDate) -> CivilDate {
    switch self {
    case .days(let count): date.adding(days: count)
    case .months(let count): date.adding(months: count)
    }
  }

  /// The instant at which the clocks of a zone showed the same time of day that much earlier.
  func start(before instant: Instant, in zone: ZoneRules) -> Instant {
    let (date, time) = zone.wallTime(at: instant)
    let back: CivilDate =
      switch self {
      case .days(let count): date.adding(days: -count)
      case .months(let count): date.adding(months: -count)
      }
    return zone.instant(date: back, time: time)
  }

  /// The instant at which the clocks of a zone show the same time of day that much later.
  func end(after instant: Instant, in zone: ZoneRules) -> Instant {
    let (date, time) = zone.wallTime(at: instant)
    return zone.instant(date: self.date(after: date), time: time)
  }
}

extension MembershipSpan: CustomStringConvertible {
  /// Reads `90 days`, `1 day`, `12 months` or `1 month`.
  ///
  /// - Throws: `TextError` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "span", text: text, reason: reason)
    }
    let words = text.utf8.count > 40 ? [] : text.split(separator: " ")
    guard words.count == 2, words[0].first != "+", let count = Int(words[0]) else {
      throw refuse("it is a whole number and days or months, such as \"12 months\"")
    }
    guard (1...Self.longest).contains(count) else {
      throw refuse("\(count) is outside 1 ... \(Self.longest)")
    }
    switch words[1] {
    case "day", "days": self = .days(count)
    case "month", "months": self = .months(count)
    default: throw refuse("it is counted in days or months")
    }
  }

  /// `90 days`, `1 month`.
  public var description: String {
    switch self {
    case .days(let count): "\(count) \(count == 1 ? "day" : "days")"
    case .months(let count): "\(count) \(count == 1 ? "month" : "months")"
    }
  }
}

extension MembershipSpan: Codable {
  /// Decodes its text, such as `"12 months"`.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText { text throws(TextError) in try Self(text) }
  }

  /// Encodes its text, such as `"12 months"`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
