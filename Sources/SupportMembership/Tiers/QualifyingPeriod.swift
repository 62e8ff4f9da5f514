// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// What counts towards a tier: the earnings of which stretch of time.
///
/// Every stretch includes its start and excludes its end. It is told by the programme's clocks.
public enum QualifyingPeriod: Hashable, Sendable {
  /// The months of the calendar in groups of 1, 2, 3, 4, 6 or 12, the first of which begins with that
  /// month: 12 from 1 is the calendar year, 12 from 4 a year from April.
  case calendar(months: Int, from: Int)
  /// So many months from the date of enrolment, again and again; a date that a month lacks becomes its
  /// last.
  case anniversary(months: Int)
  /// What was earned counts from then on for so long.
  case rolling(MembershipSpan)
  /// Everything since the enrolment.
  case lifetime

  /// The calendar year.
  public static let calendarYear = Self.calendar(months: 12, from: 1)
  /// The calendar month.
  public static let calendarMonth = Self.calendar(months: 1, from: 1)
  /// The year of the membership.
  public static let membershipYear = Self.anniversary(months: 12)

  /// The stretch of a calendar or an anniversary period that holds an instant; `nil` for the others.
  ///
  /// - Parameters:
  ///   - instant: The instant; one before the enrolment belongs to the first anniversary period.
  ///   - enrolled: When the member was enrolled.
  ///   - zone: The programme's clocks.
  /// - Returns: Its first instant and the first one behind it.
  public func stretch(
    at instant: Instant, enrolled: Instant, in zone: ZoneRules
  ) -> (start: Instant, end: Instant)? {
    switch self {
    case .calendar(let months, let from):
      let first = Self.start(of: zone.date(at: instant), months, from)
      return Self.stretch(first, first.adding(months: max(months, 1)), zone)
    case .anniversary(let months):
      return Self.anniversary(max(months, 1), zone.date(at: instant), zone.date(at: enrolled), zone)
    case .rolling, .lifetime: return nil
    }
  }

  private static func stretch(
    _ start: CivilDate, _ end: CivilDate, _ zone: ZoneRules
  ) -> (start: Instant, end: Instant) {
    (
      zone.instant(date: start, time: .midnight),
      end == .max ? .max : zone.instant(date: end, time: .midnight)
    )
  }

  private static func start(of date: CivilDate, _ months: Int, _ from: Int) -> CivilDate {
    let (_, month, day) = date.components
    let into = ((month - from % 12) % 12 + 12) % max(months, 1)
    return date.adding(days: 1 - day).adding(months: -into)
  }

  /// Dates are counted from the enrolment, so that a 31st stays a 31st behind a short month.
  private static func anniversary(
    _ months: Int, _ date: CivilDate, _ first: CivilDate, _ zone: ZoneRules
  ) -> (start: Instant, end: Instant) {
    let apart = (date.year - first.year) * 12 + date.month - first.month
    var index = max(apart / months, 0)
    if index > 0, first.adding(months: index * months) > date { index -= 1 }
    return stretch(
      first.adding(months: index * months), first.adding(months: (index + 1) * months), zone)
  }
}

extension QualifyingPeriod: CustomStringConvertible {
  private static let calendarNames: [(months: Int, name: String)] = [
    (12, "year"), (6, "half-year"), (4, "third of a year"), (3, "quarter"), (2, "two months"),
    (1, "month"),
  ]

  /// Reads `calendar year`, `calendar quarter`, `calendar year from month 4`, `membership year`,
  /// `membership 6 months`, `rolling 12 months`, `rolling 90 days` or `lifetime`.
  ///
  /// - Throws: `TextError` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    let refusal = TextError(
      expected: "qualifying period", text: text,
      reason: "it is one like \"calendar year\", \"calendar year from month 4\", "
        + "\"membership year\", \"rolling 12 months\" and \"lifetime\"")
    if text == "lifetime" {
      self = .lifetime
    } else if text.hasPrefix("rolling ") {
      self = .rolling(try MembershipSpan(text.dropFirst("rolling ".count)))
    } else if text == "membership year" {
      self = .membershipYear
    } else if text.hasPrefix("membership ") {
      guard case .months(let months) = try MembershipSpan(text.dropFirst("membership ".count))
      else { throw refusal }
      self = .anniversary(months: months)
    } else if text.hasPrefix("calendar ") {
      var name = String(text.dropFirst("calendar ".count))
      var from = 1
      if let words = name.firstRange(of: " from month ") {
        guard let month = Int(name[words.upperBound...]), (1...12).contains(month) else {
          throw refusal
        }
        from = month
        name = String(name[..<words.lowerBound])
      }
      guard let found = Self.calendarNames.first(where: { $0.name == name }) else { throw refusal }
      self = .calendar(months: found.months, from: from)
    } else {
      throw refusal
    }
  }

  /// The text that ``init(_:)`` reads.
  public var description: String {
    switch self {
    case .calendar(let months, let from):
      let name = Self.calendarNames.first { $0.months == months }?.name ?? "\(months) months"
      return "calendar \(name)" + (from == 1 ? "" : " from month \(from)")
    case .anniversary(12): return "membership year"
    case .anniversary(let months): return "membership \(MembershipSpan.months(months))"
    case .rolling(let span): return "rolling \(span)"
    case .lifetime: return "lifetime"
    }
  }
}
