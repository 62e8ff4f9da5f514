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
    public let path: String

    /// What is wrong there.
    public let reason: Reason

    /// One line: `weekly.mon: 09:00-12:00 and 11:00-13:00 overlap`.
    public var description: String { "\(path): \(reason)" }
  }

  /// What can be wrong with a calendar.
  public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// The host's data does not know the zone: correct the name.
    case unknownZone(UnknownZone)
    /// Two intervals of one day overlap: shorten one or join them.
    case overlap(DayInterval, DayInterval)
    /// A date is listed twice in one list: remove one entry.
    case duplicateDate(CivilDate)
    /// A rule for dates matches none or says too much: correct it.
    case badDays(CalendarDays, String)
    /// Two recurring holidays fall on the same dates: remove one.
    case duplicateDays(CalendarDays)
    /// Two adjustments have one id: rename one.
    case duplicateID(String)
    /// Make-up workdays have no hours: give some.
    case hoursMissing
    /// A break has no name: give one.
    case nameMissing
    /// An adjustment changes neither opening nor closing: say what it changes.
    case changesNothing
    /// An adjustment moves by nothing or by more than 24 hours: correct the amount.
    case changeOutOfBounds
    /// An adjustment's dates have no hours: remove it or correct its dates.
    case neverApplies
    /// A combination has fewer than two parts: name more calendars.
    case tooFewParts
    /// A combination has more parts or levels than allowed: combine fewer.
    case tooDeep
    /// A text could not be read: correct it.
    case text(TextError)
    /// Something is given twice: keep one.
    case givenTwice(String)
    /// No day ever opens: give some hours, or use ``BusinessCalendar/aroundTheClock``.
    case noOpening

    /// The reason in words, naming the values.
    public var description: String {
      switch self {
      case .unknownZone(let zone): zone.description
      case .overlap(let one, let other): "\(one) and \(other) overlap"
      case .duplicateDate(let date): "\(date) is listed twice"
      case .badDays(let days, let mistake): "\(days): \(mistake)"
      case .duplicateDays(let days): "\(days) is listed twice"
      case .duplicateID(let id): "the id \(id.quoted) is given twice"
      case .hoursMissing: "make-up workdays need hours"
      case .nameMissing: "a break needs a name"
      case .changesNothing: "it changes neither the opening nor the closing"
      case .changeOutOfBounds: "it moves by more than nothing and at most 24 h"
      case .neverApplies: "it never applies: its dates have no hours"
      case .tooFewParts: "a combination has at least two calendars"
      case .tooDeep:
        "a combination has at most \(BusinessCalendar.deepestCombination) levels and "
          + "\(BusinessCalendar.widestCombination) calendars"
      case .text(let error): error.description
      case .givenTwice(let what): "\(what) is given twice"
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
