// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportTime

/// How units of a delay or a number are counted: `1 yuan for every started hour`.
///
/// | text | meaning |
/// | --- | --- |
/// | `started h`, `started 15 min` | a unit counts as soon as it has begun |
/// | `full day`, `full 30 min` | a unit counts when it is over; a day is 24 h |
/// | `exact 365 days` | in proportion to the time, to the millisecond |
/// | `started calendar day`, `full working day` | dates by the clocks of the policy's zone or a calendar |
/// | `full 10` | a number: each full ten of it |
public struct AccrualUnits: Hashable, Sendable {
  /// What a unit is.
  public enum Unit: Hashable, Sendable {
    /// This many milliseconds by any clock, at least 1.
    case elapsed(milliseconds: Int64)
    /// A date of the policy's zone.
    case calendarDay
    /// A date on which a calendar of the policy opens.
    case workingDay(calendar: String)
    /// This many of a number, at least 1.
    case number(Int64)
  }

  /// When a unit counts; the policy must say which (semantics C5).
  public enum Counting: String, Hashable, Sendable, Codable, CaseIterable {
    /// As soon as it has begun.
    case started
    /// When it is over.
    case full
    /// In proportion; not for dates.
    case exact
  }

  /// What is counted.
  public enum Source: Hashable, Sendable {
    /// The delay of the cause, without its suspensions; a date that a suspension touches does not
    /// count.
    case delay
    /// A fact of the case: an amount of time or a whole number.
    case fact(String)
  }

  /// What a unit is.
  public var unit: Unit
  /// When a unit counts.
  public var counting: Counting
  /// What is counted.
  public var source: Source
  /// The time that is free at first, such as two working days; of a delay, its calendar is that of
  /// ``waitingCalendar``.
  public var waiting: ServiceDuration?
  /// The calendar in which working days and business hours of the wait count.
  public var waitingCalendar: String?
  /// The most units that count.
  public var atMost: Int64?

  /// Creates a way to count; the policy checks it.
  public init(
    _ counting: Counting, _ unit: Unit, of source: Source = .delay,
    after waiting: ServiceDuration? = nil, in waitingCalendar: String? = nil,
    atMost: Int64? = nil
  ) {
    self.unit = unit
    self.counting = counting
    self.source = source
    self.waiting = waiting
    self.waitingCalendar = waitingCalendar
    self.atMost = atMost
  }
}
