// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

/// The day of each month that belongs to the members: the 8th.
///
/// What it brings is said by the rules that ask about the fact `memberDay`, and, for opening hours,
/// by an adjustment of their calendar.
public struct MemberDay: Hashable, Sendable {
  /// The day of the month, 1 ... 31; a month that lacks it has its member day on its last date.
  public var day: Int

  /// Creates the member day.
  public init(day: Int) {
    self.day = day
  }

  /// Tells whether a date is a member day.
  public func includes(_ date: CivilDate) -> Bool {
    let (year, month, day) = date.components
    return day == min(self.day, CivilDate.length(ofMonth: month, year: year))
  }
}

extension MembershipProgramme {
  /// Tells whether the clocks of the programme show a member day at an instant.
  public func isMemberDay(at instant: Instant) -> Bool {
    memberDay?.includes(zone.date(at: instant)) ?? false
  }

  /// The next midnight, after an instant, at which a member day begins; `nil` without member days.
  public func nextMemberDay(after instant: Instant) -> Instant? {
    guard let memberDay else { return nil }
    var date = zone.date(at: instant)
    // The longest way between two member days has 62 dates.
    for _ in 0..<64 {
      date = date.adding(days: 1)
      if memberDay.includes(date) { return zone.instant(date: date, time: .midnight) }
    }
    return nil
  }
}
