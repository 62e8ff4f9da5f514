// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Everything that is wrong with a calendar, found at once.
///
/// Show ``description`` to whoever wrote the calendar; it has a line for each problem.
public struct CalendarError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One mistake and its place.
  public struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// Where the mistake is: `zone`, `weekly.mon`, `holidays[3]`, `overrides[0]`.
    public let place: String

    /// What is wrong there.
    public let reason: Reason

    /// One line: `weekly.mon: 09:00-12:00 and 11:00-13:00 overlap`.
    public var description: String { "\(place): \(reason)" }
  }

  /// What can be wrong with a calendar.
  public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// The host's data does not know the zone: correct the name.
    case unknownZone(UnknownZone)
    /// Two intervals of one day overlap: shorten one or join them.
    case overlap(DayInterval, DayInterval)
    /// A date is listed twice in one list: remove one entry.
    case duplicateDate(CivilDate)
    /// No day ever opens: give some hours, or use ``BusinessCalendar/aroundTheClock``.
    case noOpening

    /// The reason in words, naming the values.
    public var description: String {
      switch self {
      case .unknownZone(let zone): zone.description
      case .overlap(let one, let other): "\(one) and \(other) overlap"
      case .duplicateDate(let date): "\(date) is listed twice"
      case .noOpening: "no day ever opens; a service without hours is around the clock"
      }
    }
  }

  /// The problems in the order of the calendar's parts; never empty.
  public let problems: [Problem]

  /// A line for each problem.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
