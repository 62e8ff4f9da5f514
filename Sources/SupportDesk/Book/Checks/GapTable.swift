// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Gaps in the hours of a service, told as people would: by the kind of day and the time of day.
struct GapTable {
  /// What a date is to a service.
  private enum DayKind: Int, CaseIterable {
    case workingDay
    case weekend
    case holiday

    var code: Explanation.Code {
      switch self {
      case .workingDay: .bookWorkingDays
      case .weekend: .bookWeekends
      case .holiday: .bookHolidays
      }
    }
  }

  /// Dates of one kind that lack the same hours.
  private struct Group {
    let hours: String
    var dates: [CivilDate]
  }

  /// How many different hours of one kind of day are told.
  private static let mostGroups = 3

  private let zone: ZoneRules
  private let clocks: [BusinessClock]
  private let dates: [CivilDate]
  private let hoursOf: [CivilDate: String]
  private let hasChinaWorkdays: Bool

  /// Creates a table of gaps.
  ///
  /// - Parameters:
  ///   - gaps: The gaps, in order.
  ///   - span: The time that was looked at, from midnight to midnight.
  ///   - zone: By whose clocks they are told.
  ///   - clocks: The clocks that know of holidays.
  init(
    _ gaps: [Range<Instant>], _ span: Range<Instant>, _ zone: ZoneRules, _ clocks: [BusinessClock]
  ) {
    self.zone = zone
    self.clocks = clocks
    let first = zone.date(at: span.lowerBound)
    let count = first.days(to: zone.date(at: span.upperBound))
    dates = (0..<max(count, 0)).map { first.adding(days: $0) }
    hoursOf = Self.hours(of: gaps, zone)
    let published = ChinaWorkingCalendar.statutoryHolidays.filter { holiday in
      holiday.date >= first && holiday.date < first.adding(days: count)
    }
    hasChinaWorkdays =
      !published.isEmpty
      && clocks.contains { clock in published.allSatisfy { clock.isHoliday($0.date) } }
  }

  /// The gaps in words: `21:00–22:00 on working days and 09:00–22:00 on ordinary weekends`.
  var words: Explanation.Operand.Value {
    let kinds = Dictionary(grouping: dates, by: kind)
    let groups = groups
    var phrases = groups.prefix(Self.mostGroups).map { group -> Explanation.Operand.Value in
      .phrase(
        .bookHoursOn, [.init("hours", .text(group.hours)), .init("days", days(of: group, kinds))])
    }
    let others = groups.dropFirst(Self.mostGroups).map(\.dates.count).reduce(0, +)
    if others > 0 {
      phrases.append(.phrase(.bookOtherHours, [.init("count", .count(Int64(others)))]))
    }
    return BookWords.joined(phrases)
  }

  /// The dates by the hours that they lack: working days first, then those that are more.
  private var groups: [Group] {
    var groups: [Group] = []
    for date in dates {
      guard let hours = hoursOf[date] else { continue }
      if let place = groups.firstIndex(where: { $0.hours == hours }) {
        groups[place].dates.append(date)
      } else {
        groups.append(Group(hours: hours, dates: [date]))
      }
    }
    func rank(_ group: Group) -> (Int, Int) {
      (group.dates.map { kind(of: $0).rawValue }.min() ?? 0, -group.dates.count)
    }
    return groups.enumerated().sorted { left, right in
      let (one, other) = (rank(left.element), rank(right.element))
      return (one.0, one.1, left.offset) < (other.0, other.1, right.offset)
    }.map(\.element)
  }

  /// Whole kinds of days, or the days of the week that always lack the hours, or how many of each kind.
  private func days(
    of group: Group, _ kinds: [DayKind: [CivilDate]]
  ) -> Explanation.Operand.Value {
    if group.dates.count == dates.count { return .phrase(.bookAllDays, []) }
    let own = Dictionary(grouping: group.dates, by: kind)
    let parts = DayKind.allCases.filter { own[$0] != nil }
    func isWhole(_ kind: DayKind) -> Bool { own[kind]?.count == kinds[kind]?.count }
    let weekdays = Set(group.dates.map(\.weekday))
    if !parts.allSatisfy(isWhole),
      dates.count(where: { weekdays.contains($0.weekday) }) == group.dates.count
    {
      return BookWords.joined(Weekday.allCases.filter(weekdays.contains).map(BookWords.weekday))
    }
    return BookWords.joined(
      parts.map { kind in
        if isWhole(kind) { return .phrase(kind.code, []) }
        return .phrase(
          .bookSomeOf,
          [
            .init("count", .count(Int64(own[kind]?.count ?? 0))),
            .init("total", .count(Int64(kinds[kind]?.count ?? 0))),
            .init("days", .phrase(kind.code, [])),
          ])
      })
  }

  private func kind(of date: CivilDate) -> DayKind {
    if clocks.contains(where: { $0.isHoliday(date) }) { return .holiday }
    if hasChinaWorkdays, ChinaWorkingCalendar.isWorkingDay(date) == true { return .workingDay }
    return date.weekday < .saturday ? .workingDay : .weekend
  }

  /// The hours that each date lacks, as text.
  private static func hours(
    of gaps: [Range<Instant>], _ zone: ZoneRules
  ) -> [CivilDate: String] {
    var pieces: [CivilDate: [String]] = [:]
    for gap in gaps {
      var from = gap.lowerBound
      while from < gap.upperBound {
        let (date, start) = zone.wallTime(at: from)
        let midnight = zone.instant(date: date.adding(days: 1), time: .midnight)
        let until = min(gap.upperBound, max(midnight, from.adding(milliseconds: 1)))
        let end = until == midnight ? TimeOfDay.endOfDay : zone.wallTime(at: until).time
        pieces[date, default: []].append("\(start)–\(end)")
        from = until
      }
    }
    return pieces.mapValues { $0.joined(separator: ", ") }
  }
}
