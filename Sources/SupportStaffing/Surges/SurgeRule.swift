// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// When more people are needed, and how many more.
public struct SurgeRule: Hashable, Sendable {
  /// Its name, unique in its plan.
  public let id: String
  /// When it holds.
  public let window: Window
  /// What it does.
  public let effect: Effect

  /// Creates a rule.
  public init(_ id: String, _ window: Window, _ effect: Effect) {
    self.id = id
    self.window = window
    self.effect = effect
  }

  /// When a rule holds, by the clocks of the plan's zone.
  public enum Window: Hashable, Sendable {
    /// Seasons: from the midnight that begins the first date to the one that ends the last.
    case dates([HolidaySpan])
    /// Holidays, and so many days before the first date of each, midnight to midnight.
    case holidays([HolidaySpan], leadDays: Int)
    /// Events, and so many hours before each; hours of elapsed time.
    case events([MajorEvent], leadHours: Int)
    /// A day of each month, such as the members' day; a month that lacks it has it on its last date.
    case monthly(day: Int)
  }

  /// What a rule does to the heads of an interval that has any time in common with its window.
  public enum Effect: Hashable, Sendable {
    /// Raises them by a share: 300 % makes four of one.
    case raise(by: Rate)
    /// Adds so many.
    case add(heads: Int)
    /// Sees to it that there are at least so many.
    case atLeast(heads: Int)
    /// Raises a group of its own with so many heads, beside the interval's.
    case group(String, heads: Int)
  }
}

/// Something that is known to come: a storm, a launch.
public struct MajorEvent: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// When it begins.
  public let start: Instant
  /// When it is over.
  public let end: Instant

  /// Creates an event; a plan refuses one that ends before it begins.
  public init(_ name: String, from start: Instant, until end: Instant) {
    self.name = name
    self.start = start
    self.end = end
  }
}
