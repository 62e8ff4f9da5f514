// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// One period: a certain month, a certain half hour.
public struct MetricSpan: Hashable, Sendable {
  /// How time is cut.
  public let period: MetricPeriod
  /// The number of the period: years, quarters, months and days since the beginning of the Gregorian
  /// year 0 or 1970-01-01, weeks since the Monday before that day, the first millisecond of an
  /// interval. Spans of one period are ordered by it.
  let number: Int64

  /// All time.
  public static let whole = Self(.whole, number: 0)

  init(_ period: MetricPeriod, number: Int64) {
    self.period = period
    self.number = number
  }

  /// The span to which an instant belongs on a zone's calendars.
  public init(_ period: MetricPeriod, at instant: Instant, in zone: ZoneRules) {
    guard case .interval(let minutes) = period, minutes > 0 else {
      self.init(period, of: zone.date(at: instant))
      return
    }
    let length = Self.length(minutes)
    guard length <= 3_600_000 else {
      self.init(period, number: Self.block(at: instant, length, in: zone).millisecondsSince1970)
      return
    }
    // An interval is cut on the clock and told by its instant; an hour that occurs twice is two.
    let offset = Int64(zone.offset(at: instant)) * 1_000
    let wall = Int64.saturatingSum(instant.millisecondsSince1970, offset)
    self.init(period, number: .saturatingSum(wall.flooredQuotient(by: length) * length, -offset))
  }

  /// The length of an interval in milliseconds; lengths beyond a day count as a day.
  private static func length(_ minutes: Int) -> Int64 { Int64(Swift.min(minutes, 1_440)) * 60_000 }

  /// The beginning of the block of several hours, counted from midnight, in which an instant lies.
  private static func block(at instant: Instant, _ length: Int64, in zone: ZoneRules) -> Instant {
    let (date, time) = zone.wallTime(at: instant)
    let start = time.millisecondsSinceMidnight / length * length
    return zone.instant(date: date, time: TimeOfDay(clamping: start))
  }

  /// The span to which a date belongs; an interval is that which begins the day at UTC.
  public init(_ period: MetricPeriod, of date: CivilDate) {
    let number: Int64 =
      switch period {
      case .whole: 0
      case .year: Int64(date.year)
      case .quarter: Int64(date.year) * 4 + Int64(date.month - 1) / 3
      case .month: Int64(date.year) * 12 + Int64(date.month - 1)
      case .week: (Int64(date.daysSince1970) + 3).flooredQuotient(by: 7)
      case .day: Int64(date.daysSince1970)
      case .interval: Int64(date.daysSince1970) * 86_400_000
      }
    self.init(period, number: number)
  }

  /// The span of a coarser period that holds this one.
  func widened(to coarser: MetricPeriod, in zone: ZoneRules) -> Self {
    if coarser == period { return self }
    if case .interval = period {
      return Self(coarser, at: Instant(millisecondsSince1970: number), in: zone)
    }
    return Self(coarser, of: firstDate)
  }

  /// The first day of the span; of an interval the day at UTC in which it begins.
  public var firstDate: CivilDate { Self.date(of: number, period) }

  private static func date(of number: Int64, _ period: MetricPeriod) -> CivilDate {
    switch period {
    case .whole: .min
    case .year: first(year: number, month: 1)
    case .quarter:
      first(
        year: number.flooredQuotient(by: 4),
        month: (number - number.flooredQuotient(by: 4) * 4) * 3 + 1)
    case .month:
      first(
        year: number.flooredQuotient(by: 12),
        month: number - number.flooredQuotient(by: 12) * 12 + 1)
    case .week: CivilDate(daysSince1970: Int(number * 7 - 3))
    case .day: CivilDate(daysSince1970: Int(number))
    case .interval: CivilDate(daysSince1970: Int(number.flooredQuotient(by: 86_400_000)))
    }
  }

  private static func first(year: Int64, month: Int64) -> CivilDate {
    (try? CivilDate(year: Int(year), month: Int(month), day: 1)) ?? (year < 0 ? .min : .max)
  }

  /// When the span begins on a zone's clocks.
  public func start(in zone: ZoneRules) -> Instant {
    switch period {
    case .whole: .min
    case .interval: Instant(millisecondsSince1970: number)
    default: zone.instant(date: firstDate, time: .midnight)
    }
  }

  /// When the next one begins.
  public func end(in zone: ZoneRules) -> Instant {
    switch period {
    case .whole: return .max
    case .interval(let minutes):
      let start = Instant(millisecondsSince1970: number)
      let length = Self.length(minutes)
      guard length > 3_600_000 else {
        return Instant(millisecondsSince1970: .saturatingSum(number, length))
      }
      let (date, time) = zone.wallTime(at: start)
      let end = (time.millisecondsSinceMidnight / length + 1) * length
      return zone.instant(date: date, time: TimeOfDay(clamping: end))
    default:
      return Self(period, number: .saturatingSum(number, 1)).start(in: zone)
    }
  }

  /// The span after this one.
  func next(in zone: ZoneRules) -> Self {
    if case .interval = period {
      return Self(period, number: end(in: zone).millisecondsSince1970)
    }
    return Self(period, number: .saturatingSum(number, 1))
  }

  /// The numbers that spans of a period have.
  static func numbers(of period: MetricPeriod) -> ClosedRange<Int64> {
    if case .interval = period {
      return Instant.min.millisecondsSince1970...Instant.max.millisecondsSince1970
    }
    return Self(period, of: .min).number...Self(period, of: .max).number
  }
}

extension MetricSpan: Comparable {
  /// Orders by time; spans of two periods by the name of the period.
  public static func < (left: Self, right: Self) -> Bool {
    left.period == right.period
      ? left.number < right.number : left.period.description < right.period.description
  }
}

extension MetricSpan: CustomStringConvertible {
  /// `2026-05`, `2026-Q2`, `2026-W19`, `2026-05-11`; of an interval its first instant.
  public var description: String {
    let date = firstDate
    switch period {
    case .whole: return "whole"
    case .year: return "\(date.year)"
    case .quarter: return "\(date.year)-Q\((date.month - 1) / 3 + 1)"
    case .month: return String(date.description.prefix(7))
    case .week:
      // The week belongs to the year of its Thursday.
      let thursday = date.adding(days: 3)
      let week =
        (thursday.daysSince1970 - Self.first(year: Int64(thursday.year), month: 1).daysSince1970)
        / 7 + 1
      return "\(thursday.year)-W\(week < 10 ? "0" : "")\(week)"
    case .day: return date.description
    case .interval: return Instant(millisecondsSince1970: number).description
    }
  }
}
