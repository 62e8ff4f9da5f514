// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A rule of a calendar that is written rule by rule; not yet read, so that a calendar can tell the
/// mistakes of all its rules at once.
///
/// Make one with ``OpenHours``, ``ClosedDays``, ``BreakHours``, ``AdjustedHours`` or ``ValidDates``;
/// give an array of them to ``BusinessCalendar/init(zone:rules:)``, or write them in the braces of
/// ``BusinessCalendar/init(zone:_:)``.
public struct CalendarRule: Hashable, Sendable {
  /// What a rule says, as it was written.
  enum Content: Hashable, Sendable {
    case open(on: String, hours: [String])
    case openHolidays(of: BusinessCalendar.PublishedDays?, hours: [String])
    case openWorkdays(of: BusinessCalendar.PublishedDays?, dates: [String], hours: [String])
    case closed(on: String, name: String?, hours: [String]?)
    case closedHolidays(of: BusinessCalendar.PublishedDays)
    case pause(name: String, hours: String, on: String)
    case adjust(id: String?, on: String, open: String?, close: String?)
    case valid(from: String?, through: String?)
  }

  let content: Content

  init(_ content: Content) {
    self.content = content
  }
}
