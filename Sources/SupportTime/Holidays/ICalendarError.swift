// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The reason why no holidays at all were taken from an iCalendar text.
///
/// Mistakes of single events are not errors: they are listed in
/// ``ICalendarHolidays/findings``, and all other events are read.
public enum ICalendarError: Error, Hashable, Sendable {
  /// The text is larger than ``ICalendarHolidays/maximumBytes``: split it.
  case tooLarge(bytes: Int)
  /// The text has no `BEGIN:VCALENDAR`: it is something else, perhaps an error page.
  case notICalendar
  /// The window ends before it starts: exchange its ends.
  case windowReversed(from: CivilDate, through: CivilDate)
  /// The events repeat so often that their dates were not found within the steps allowed.
  ///
  /// Look at the event on that line, narrow the window, or allow more steps.
  case tooManySteps(maximum: Int, line: Int)
}

extension ICalendarError: CustomStringConvertible {
  /// One line: `the event on line 12 repeats beyond the 10000000 steps allowed`.
  public var description: String {
    switch self {
    case .tooLarge(let bytes):
      "\(bytes) bytes of text are more than the limit of \(ICalendarHolidays.maximumBytes)"
    case .notICalendar: "the text has no BEGIN:VCALENDAR, so it is no iCalendar text"
    case .windowReversed(let first, let last):
      "the window from \(first) through \(last) is reversed"
    case .tooManySteps(let maximum, let line):
      "the event on line \(line) repeats beyond the \(maximum) steps allowed"
    }
  }
}
