// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension BusinessCalendar {
  /// What a calendar with hours of its own is made of, unchecked.
  ///
  /// ```swift
  /// var parts = hotline.parts
  /// parts.adjustments.append(.init(on: try CalendarDays("8th of month"), close: .by(.seconds(1800))))
  /// let later = try BusinessCalendar(parts)
  /// ```
  public struct Parts: Hashable, Sendable {
    /// The zone whose clocks the hours are written for.
    public var zone: String
    /// The hours by weekday; a weekday without any is closed.
    public var weekly: [Weekday: [DayInterval]] = [:]
    /// Dates that are holidays.
    public var holidays: [Holiday] = []
    /// Holidays that come again. Where two name a date, the one counts whose text sorts first:
    /// `12-25` before `last Thursday of December`.
    public var recurringHolidays: [RecurringHoliday] = []
    /// A state's published holidays; they bound the validity. Own holidays go before them.
    public var holidaysOf: PublishedDays?
    /// The hours on holidays that have none of their own; none closes them.
    public var holidayHours: [DayInterval] = []
    /// Dates that are worked although a weekend or a holiday.
    public var workdays: [CivilDate] = []
    /// A state's published make-up workdays; they bound the validity.
    public var workdaysOf: PublishedDays?
    /// The hours on make-up workdays.
    public var workdayHours: [DayInterval] = []
    /// Dates with hours of their own.
    public var overrides: [Override] = []
    /// What is taken out of the hours.
    public var breaks: [Break] = []
    /// What moves the first opening or the last closing of a date, in the order they apply.
    public var adjustments: [Adjustment] = []
    /// The dates outside which nothing opens; `nil` without bounds.
    public var validity: ClosedRange<CivilDate>?

    /// Creates parts without any hours.
    public init(zone: String) {
      self.zone = zone
    }
  }

  /// A state whose working days are published each year.
  public enum PublishedDays: String, Hashable, Sendable, CaseIterable {
    /// Mainland China: ``ChinaWorkingCalendar``.
    case china

    /// The dates that the publications cover.
    public var published: ClosedRange<CivilDate> {
      switch self {
      case .china: ChinaWorkingCalendar.published
      }
    }

    /// The published holidays, in order.
    var holidays: [Holiday] {
      switch self {
      case .china: ChinaWorkingCalendar.statutoryHolidays
      }
    }

    /// The published make-up workdays, in order.
    var makeUpWorkdays: [CivilDate] {
      switch self {
      case .china: ChinaWorkingCalendar.makeUpWorkdays.map(\.date)
      }
    }
  }

  /// A date that is a holiday.
  public struct Holiday: Hashable, Sendable {
    /// The date.
    public let date: CivilDate

    /// The name to tell customers, if there is one.
    public let name: String?

    /// The hours on this holiday, none where it is closed; `nil` for those of the calendar's
    /// holidays.
    public let hours: [DayInterval]?

    /// Creates a holiday.
    public init(_ date: CivilDate, name: String? = nil, hours: [DayInterval]? = nil) {
      self.date = date
      self.name = name
      self.hours = hours?.sorted()
    }

    /// Returns a holiday for each date of a range, both ends included; none where it is reversed.
    public static func dates(
      from first: CivilDate, through last: CivilDate, name: String? = nil,
      hours: [DayInterval]? = nil
    ) -> [Self] {
      guard first <= last else { return [] }
      return (first.daysSince1970...last.daysSince1970).map {
        Self(CivilDate(daysSince1970: $0), name: name, hours: hours)
      }
    }
  }

  /// A holiday that comes again: `12-25`, `4th Thursday of November`.
  public struct RecurringHoliday: Hashable, Sendable {
    /// When it comes; dates by the month, not counted in working days.
    public let days: CalendarDays

    /// The name to tell customers, if there is one.
    public let name: String?

    /// The hours on this holiday, none where it is closed; `nil` for those of the calendar's
    /// holidays.
    public let hours: [DayInterval]?

    /// Creates a holiday.
    public init(on days: CalendarDays, name: String? = nil, hours: [DayInterval]? = nil) {
      self.days = days
      self.name = name
      self.hours = hours?.sorted()
    }
  }

  /// A date with hours of its own.
  public struct Override: Hashable, Sendable {
    /// The date whose hours are replaced.
    public let date: CivilDate

    /// The intervals that open on the date, in order; none where it is closed.
    public let intervals: [DayInterval]

    /// Creates an override.
    public init(_ date: CivilDate, _ intervals: [DayInterval]) {
      self.date = date
      self.intervals = intervals.sorted()
    }
  }

  /// Time that is taken out of the hours of dates; without effect where there are none.
  ///
  /// An overnight interval also has the breaks of its date after midnight: with hours `22:00-06:00`
  /// on Monday, the break `02:00-02:30` on Monday is that of the shift.
  public struct Break: Hashable, Sendable {
    /// What the break is called: "lunch".
    public let name: String

    /// When it is.
    public let interval: DayInterval

    /// The dates on which the hours open that it interrupts.
    public let days: CalendarDays

    /// Creates a break.
    public init(_ name: String, _ interval: DayInterval, on days: CalendarDays = .everyDay) {
      self.name = name
      self.interval = interval
      self.days = days
    }
  }
}

// MARK: - Ranges of holidays

extension BusinessCalendar {
  /// The most dates that one range of holidays may have in a document.
  static let longestHoliday = 366

  static func rangeMistake(_ from: CivilDate, _ through: CivilDate) -> String {
    from > through
      ? "\(through) is before \(from)"
      : "\(from) through \(through) is longer than \(longestHoliday) days"
  }
}

extension BusinessCalendar.Parts {
  /// Runs of consecutive dates that are alike.
  var holidayRuns: [(first: BusinessCalendar.Holiday, last: CivilDate)] {
    var runs: [(first: BusinessCalendar.Holiday, last: CivilDate)] = []
    for holiday in holidays {
      if let run = runs.last, run.first.name == holiday.name, run.first.hours == holiday.hours,
        run.last.adding(days: 1) == holiday.date,
        run.first.date.days(to: holiday.date) < BusinessCalendar.longestHoliday
      {
        runs[runs.count - 1].last = holiday.date
      } else {
        runs.append((holiday, holiday.date))
      }
    }
    return runs
  }
}
