// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// What arrived, hour by hour, by the clocks of a place.
public struct ArrivalHistory: Hashable, Sendable {
  /// The arrivals of one hour.
  public struct Hour: Hashable, Sendable {
    /// When the hour began.
    public let start: Instant
    /// What arrived in it.
    public let arrivals: Int

    /// Creates an hour.
    public init(_ start: Instant, _ arrivals: Int) {
      self.start = start
      self.arrivals = arrivals
    }
  }

  /// A date on which things are different, and in what way: `National Day`, `typhoon`.
  public struct SpecialDate: Hashable, Sendable {
    /// The date.
    public let date: CivilDate
    /// The kind; dates of one kind share their factor.
    public let kind: String

    /// Creates a special date.
    public init(_ date: CivilDate, _ kind: String) {
      self.date = date
      self.kind = kind
    }
  }

  /// A date of which every hour is known.
  struct Day: Hashable, Sendable {
    let date: CivilDate
    let kind: String?
    let hours: [Hour]

    /// What the clock shows, and what arrived.
    struct Hour: Hashable {
      let clock: Int
      let arrivals: Int
    }

    var total: Double { hours.reduce(0) { $0 + Double($1.arrivals) } }
  }

  /// The zone whose clocks tell hours and dates.
  public let zone: ZoneRules
  let days: [Day]
  /// The dates of which some hours are known and some are not: they are left out.
  public let partialDates: [CivilDate]

  /// Creates a history.
  ///
  /// A day has 24 hours, 23 where the clocks skip one and 25 where they show one twice. A date counts
  /// only where each of its hours is given, also those in which nothing arrived.
  ///
  /// - Parameters:
  ///   - hours: In any order, each at most once.
  ///   - zone: Whose clocks tell hours and dates. Its offset has to be whole hours against the starts.
  ///   - specialDates: The dates that are not like their weekday, each at most once.
  /// - Throws: ``StaffingError`` with every hour that does not begin on the hour or stands twice, every
  ///   number below 0 or above 10⁹, and every special date that stands twice.
  /// - Complexity: O(*n* log *n*).
  public init(
    _ hours: [Hour], in zone: ZoneRules, specialDates: [SpecialDate] = []
  ) throws(StaffingError) {
    var faults = StaffingFaults()
    let hours = hours.sorted { ($0.start, $0.arrivals) < ($1.start, $1.arrivals) }
    for (index, hour) in hours.enumerated() {
      faults.check("arrivals at \(hour.start)", hour.arrivals, in: 0...1_000_000_000)
      if index > 0, hours[index - 1].start == hour.start {
        faults.report("hour", hour.start, bound: "given once", kind: .contradiction)
      }
      if zone.wallTime(at: hour.start).time.millisecondsSinceMidnight % 3_600_000 != 0 {
        faults.report("hour", hour.start, bound: "one that begins on the hour by its clocks")
      }
    }
    let special = specialDates.sorted { ($0.date, $0.kind) < ($1.date, $1.kind) }
    for (one, other) in zip(special, special.dropFirst()) where one.date == other.date {
      faults.report("special date", one.date, bound: "given once", kind: .contradiction)
    }
    try faults.throwIfAny()
    self.zone = zone
    (days, partialDates) = Self.days(of: hours, zone, special)
  }

  private static func days(
    of hours: [Hour], _ zone: ZoneRules, _ special: [SpecialDate]
  ) -> ([Day], [CivilDate]) {
    var days: [Day] = []
    var partial: [CivilDate] = []
    var index = 0
    while index < hours.count {
      let date = zone.date(at: hours[index].start)
      let expected = HourGrid.hours(of: date, in: zone)
      var found: [Hour] = []
      while index < hours.count, zone.date(at: hours[index].start) == date {
        found.append(hours[index])
        index += 1
      }
      guard found.map(\.start) == expected.map(\.start) else {
        partial.append(date)
        continue
      }
      let place = special.partitioningIndex { $0.date >= date }
      let kind = place < special.count && special[place].date == date ? special[place].kind : nil
      days.append(
        Day(
          date: date, kind: kind,
          hours: zip(expected, found).map { Day.Hour(clock: $0.clock, arrivals: $1.arrivals) }))
    }
    return (days, partial)
  }
}

/// The hours of a date as its clocks show them.
enum HourGrid {
  /// The starts of the hours, each with what the clock shows; an hour that occurs twice is there twice.
  static func hours(of date: CivilDate, in zone: ZoneRules) -> [(start: Instant, clock: Int)] {
    var hours: [(start: Instant, clock: Int)] = []
    var start = zone.instant(date: date, time: .midnight)
    let end = zone.instant(date: date, time: .endOfDay)
    while start < end {
      hours.append((start, zone.wallTime(at: start).time.hour))
      let next = start.adding(milliseconds: 3_600_000)
      guard next > start else { break }
      start = next
    }
    return hours
  }
}
