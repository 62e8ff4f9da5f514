// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

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
/// ``NoOpening``, which says before when there is none, and why.
///
/// ```swift
/// let clock = try calendar.compiled()
/// clock.due(after: .businessHours(8), from: friday)
/// clock.status(at: friday).explanation(in: clock.zone).text()
/// ```
///
/// - Complexity: Questions about one or two instants search a few numbers and allocate nothing.
public struct BusinessClock: Sendable {
  /// The compiled parts, shared by copies of the clock.
  final class Parts: Sendable {
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
  public enum Landing: String, Hashable, Sendable, Codable {
    /// The sum stays at the closing instant.
    case closing
    /// The sum moves on to the next opening.
    case nextOpening
  }

  let table: OpeningTable
  let parts: Parts

  /// Compiles a calendar with zone rules of the caller's choice.
  ///
  /// Use it to share the rules of one zone among many calendars, or to pin their version;
  /// ``BusinessCalendar/compiled()`` takes the host's. Parts of a combination in other zones are
  /// read by the host's rules; should the host have lost one since the calendar was made, by these.
  public init(_ calendar: BusinessCalendar, zone: ZoneRules) {
    var known = [zone.identifier: zone]
    for leaf in calendar.leaves where known[leaf.zone] == nil {
      known[leaf.zone] = try? ZoneRules(identifier: leaf.zone)
    }
    self.init(calendar, zone: zone, known: known)
  }

  init(_ calendar: BusinessCalendar, zone: ZoneRules, known: [String: ZoneRules]) {
    let plan = HoursPlan(calendar, zone: zone) { known[$0] ?? zone }
    table = OpeningTable(OpeningTableBuilder(plan, neverCloses: calendar.isAroundTheClock))
    parts = Parts(calendar: calendar, plan: plan, table: table)
  }

  /// The calendar that the clock was compiled from.
  public var calendar: BusinessCalendar { parts.calendar }

  /// The zone rules that the clock was compiled with.
  public var zone: ZoneRules { parts.plan.zone }
}

extension BusinessCalendar {
  /// Compiles the calendar with the host's zone data.
  ///
  /// - Complexity: Microseconds without changes of the clocks; a few milliseconds with, and with
  ///   rules by the month; some milliseconds for each combination of offsets of a combined calendar.
  /// - Throws: ``UnknownZone`` where the host's data lacks the zone, as a calendar decoded
  ///   elsewhere might find.
  public func compiled() throws(UnknownZone) -> BusinessClock {
    var known = [zone: try ZoneRules(identifier: zone)]
    for leaf in leaves where known[leaf.zone] == nil {
      known[leaf.zone] = try ZoneRules(identifier: leaf.zone)
    }
    return BusinessClock(self, zone: known[zone] ?? .utc, known: known)
  }
}

extension BusinessClock: Hashable, CustomStringConvertible {
  /// Tells whether two clocks were compiled from equal calendars and equal zone rules.
  public static func == (left: Self, right: Self) -> Bool {
    left.parts === right.parts || (left.calendar == right.calendar && left.zone == right.zone)
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
