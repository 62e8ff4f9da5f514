// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A calendar compiled for questions: when is it open, how much business time lies between two
/// instants, when is something due.
///
/// Compile a ``BusinessCalendar`` once and keep the clock; copies share one table. The answers hold
/// for every instant there is. Opening is half-open: the opening instant is inside, the closing
/// instant is not. Touching and overlapping intervals act as one for every question but
/// ``periods(from:until:)`` and ``periodsBackward(from:until:)``.
///
/// Where no opening remains, the answer is `nil`: there is none within the range of `Instant`, or
/// within the dates that the calendar holds for. ``require(_:)-(Instant?)`` turns that into
/// ``NoOpening``, which says on which dates there is none, and why.
///
/// ```swift
/// let clock = try calendar.compiled()
/// clock.due(after: .businessHours(8), from: friday)
/// clock.status(at: friday).explanation(in: clock.zone).text()
/// ```
///
/// - Complexity: Questions about one or two instants search a few numbers and allocate nothing.
public struct BusinessClock: Sendable {
  /// What a calendar is compiled to, shared by copies of the clock.
  final class Compiled: Sendable {
    let calendar: BusinessCalendar
    let plan: HoursPlan
    let days: BusinessDayTable

    init(calendar: BusinessCalendar, plan: HoursPlan, table: OpeningTable) {
      self.calendar = calendar
      self.plan = plan
      days = BusinessDayTable(
        plan, neverCloses: calendar.isAroundTheClock, openDays: table.openDays(plan.zone))
    }
  }

  /// What to do with a sum that ends exactly when an opening ends.
  public enum Landing: Hashable, Sendable {
    /// The sum stays at the closing instant.
    case closing
    /// The sum moves on to the next opening.
    case nextOpening
  }

  let table: OpeningTable
  let compiled: Compiled

  /// Compiles a calendar with zone rules of the caller's choice.
  ///
  /// Use it to share the rules of one zone among many calendars, or to pin their version;
  /// ``BusinessCalendar/compiled()`` takes the host's. The hours are read by these rules, whatever
  /// the calendar's own zone; parts of a combination in other zones are read by the host's.
  ///
  /// - Throws: ``UnknownZone`` where the host's data lacks the zone of a part, as a combination
  ///   made elsewhere might find.
  public init(_ calendar: BusinessCalendar, zone: ZoneRules) throws(UnknownZone) {
    self.init(calendar, try HoursPlan(calendar, zone: zone))
  }

  private init(_ calendar: BusinessCalendar, _ plan: HoursPlan) {
    table = OpeningTable(OpeningTableBuilder(plan, neverCloses: calendar.isAroundTheClock))
    compiled = Compiled(calendar: calendar, plan: plan, table: table)
  }

  /// Returns the clock of a service that never closes, with dates by zone rules.
  public static func aroundTheClock(zone: ZoneRules) -> Self {
    Self(.aroundTheClock, HoursPlan(single: .aroundTheClock, zone: zone))
  }

  /// The calendar that the clock was compiled from.
  public var calendar: BusinessCalendar { compiled.calendar }

  /// The zone rules that the clock was compiled with.
  public var zone: ZoneRules { compiled.plan.zone }
}

extension BusinessCalendar {
  /// Compiles the calendar with the host's zone data.
  ///
  /// - Complexity: Microseconds without changes of the clocks; a few milliseconds with, and with
  ///   rules by the month; some milliseconds for each combination of offsets of a combined calendar.
  /// - Throws: ``UnknownZone`` where the host's data lacks the zone, as a calendar decoded
  ///   elsewhere might find.
  public func compiled() throws(UnknownZone) -> BusinessClock {
    try CompilationMemo.clock(self) { () throws(UnknownZone) in
      try BusinessClock(self, zone: ZoneRules(identifier: zone))
    }
  }
}

extension BusinessClock: Hashable, CustomStringConvertible {
  /// Tells whether two clocks were compiled from equal calendars and equal zone rules.
  public static func == (left: Self, right: Self) -> Bool {
    left.compiled === right.compiled || (left.calendar == right.calendar && left.zone == right.zone)
  }

  /// Hashes the calendar.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(calendar)
  }

  /// One line for logs: the zone and what is listed.
  public var description: String {
    if let combination = calendar.combination {
      return "\(combination.operation.rawValue) of \(combination.parts.count) calendars, \(zone)"
    }
    return calendar.isAroundTheClock
      ? "around the clock, \(zone)"
      : "hours in \(zone), \(calendar.holidays.count) holidays, "
        + "\(calendar.overrides.count) overrides"
  }
}
