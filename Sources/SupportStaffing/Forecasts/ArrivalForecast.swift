// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// What is expected to arrive: the mean of the weekday and hour, times the factor of a special date.
///
/// The method is plain, so that it can be told. For each weekday and hour of the clock the mean of all
/// ordinary days of the history. For each kind of special date the mean, over its dates, of what
/// arrived that day divided by what the means of its weekday and hours expect. There is no trend and no
/// season: give the history that the coming weeks resemble.
public struct ArrivalForecast: Hashable, Sendable {
  /// What one hour is expected to bring.
  public struct Hour: Hashable, Sendable {
    /// When it begins.
    public let start: Instant
    /// The arrivals that are expected.
    public let arrivals: Double
    /// How many ordinary hours the mean is of.
    public let samples: Int
  }

  /// The factor of a kind of special date.
  public struct Factor: Hashable, Sendable {
    /// The kind.
    public let kind: String
    /// How many times as much as usual arrives.
    public let factor: Double
    /// How many dates the mean is of.
    public let dates: Int
  }

  /// The zone whose clocks tell hours and dates.
  public let zone: ZoneRules
  /// The factors, by kind.
  public let factors: [Factor]
  /// The number of ordinary days behind each weekday, Monday first.
  public let ordinaryDays: [Int]
  /// The dates that were left out, since hours of them are missing.
  public let partialDates: [CivilDate]

  private let means: [Mean]

  private struct Mean: Hashable {
    var sum = 0.0
    var samples = 0
    var value: Double { samples > 0 ? sum / Double(samples) : 0 }
  }

  /// Learns from a history.
  ///
  /// - Parameters:
  ///   - history: What arrived.
  ///   - leastDays: The ordinary days that each weekday needs at least, 1 ... 1,000.
  /// - Throws: ``StaffingError`` with every weekday that has fewer, and with every kind of special date
  ///   whose usual arrivals are none.
  /// - Complexity: O(hours).
  public init(_ history: ArrivalHistory, leastDays: Int) throws(StaffingError) {
    var faults = StaffingFaults()
    faults.check("least days", leastDays, in: 1...1_000)
    try faults.throwIfAny()
    let ordinary = history.days.filter { $0.kind == nil }
    let counts = Weekday.allCases.map { weekday in
      ordinary.reduce(0) { $0 + ($1.date.weekday == weekday ? 1 : 0) }
    }
    for (weekday, count) in zip(Weekday.allCases, counts) where count < leastDays {
      faults.report(
        "ordinary days that are \(weekday)", count, bound: "at least \(leastDays)",
        kind: .tooLittle)
    }
    try faults.throwIfAny()
    let means = Self.means(of: ordinary)
    let special = history.days.filter { $0.kind != nil }
    let kinds = Set(special.compactMap(\.kind)).sorted()
    var factors: [Factor] = []
    for kind in kinds {
      let days = special.filter { $0.kind == kind }
      let ratios = days.compactMap { day -> Double? in
        let usual = day.hours.reduce(0) { $0 + means[Self.index(day.date, $1.clock)].value }
        return usual > 0 ? day.total / usual : nil
      }
      guard ratios.count == days.count else {
        faults.report(
          "usual arrivals on dates of the kind \(kind)", 0, bound: "above 0", kind: .tooLittle)
        continue
      }
      factors.append(
        Factor(
          kind: kind, factor: ratios.reduce(0, +) / Double(ratios.count), dates: ratios.count))
    }
    try faults.throwIfAny()
    zone = history.zone
    self.means = means
    self.factors = factors
    ordinaryDays = counts
    partialDates = history.partialDates
  }

  private static func index(_ date: CivilDate, _ clock: Int) -> Int {
    (date.weekday.rawValue - 1) * 24 + min(clock, 23)
  }

  private static func means(of days: [ArrivalHistory.Day]) -> [Mean] {
    var means = Array(repeating: Mean(), count: 7 * 24)
    for day in days {
      for hour in day.hours {
        means[index(day.date, hour.clock)].sum += Double(hour.arrivals)
        means[index(day.date, hour.clock)].samples += 1
      }
    }
    return means
  }

  /// What a date is expected to bring, hour by hour: 23 of them where the clocks skip one, 25 where
  /// they show one twice.
  ///
  /// - Parameters:
  ///   - date: The date.
  ///   - kind: The kind of special date that it is; `nil` for an ordinary one.
  /// - Returns: The hours in order.
  /// - Throws: ``StaffingError`` for a kind that the history does not have.
  public func hours(
    of date: CivilDate, as kind: String? = nil
  ) throws(StaffingError) -> [Hour] {
    var factor = 1.0
    if let kind {
      guard let known = factors.first(where: { $0.kind == kind }) else {
        throw StaffingError(
          .init("kind of date", kind, bound: "one of the history", kind: .tooLittle))
      }
      factor = known.factor
    }
    return HourGrid.hours(of: date, in: zone).map { start, clock in
      let mean = means[Self.index(date, clock)]
      return Hour(start: start, arrivals: mean.value * factor, samples: mean.samples)
    }
  }

  /// The intervals of a date, for a plan.
  ///
  /// - Parameters:
  ///   - date: The date.
  ///   - kind: The kind of special date that it is; `nil` for an ordinary one.
  ///   - handlingTime: The mean handling time in seconds.
  /// - Returns: An interval for each hour.
  /// - Throws: ``StaffingError`` for an unknown kind, or a handling time out of its bounds.
  public func intervals(
    of date: CivilDate, as kind: String? = nil, handlingTime: Double
  ) throws(StaffingError) -> [StaffingInterval] {
    var intervals: [StaffingInterval] = []
    for hour in try hours(of: date, as: kind) {
      intervals.append(
        try StaffingInterval(
          start: hour.start, minutes: 60,
          load: OfferedLoad(arrivalsPerHour: hour.arrivals, handlingTime: handlingTime)))
    }
    return intervals
  }
}
