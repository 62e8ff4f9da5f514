// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension BusinessCalendar {
  /// How a calendar is combined from others.
  ///
  /// The parts are kept as they are, each with its zone, holidays and overrides.
  public struct Combination: Hashable, Sendable {
    /// The ways to combine calendars.
    public enum Operation: String, Hashable, Sendable, CaseIterable {
      /// Open where any part is: a desk that follows the sun.
      case union
      /// Open where all parts are: a shift inside opening hours.
      case intersection
      /// Open where the first part is and no other: hours without maintenance windows.
      case difference
    }

    /// How the parts are combined.
    public let operation: Operation

    /// The calendars, at least two, in order.
    public let parts: [BusinessCalendar]
  }

  /// The most levels of combinations inside one another.
  public static let deepestCombination = 8

  /// The most calendars with hours of their own in a combination.
  public static let widestCombination = 32

  /// Returns the calendar that is open where any of several is.
  ///
  /// The parts keep their zones; dates of the whole count by `zone`. A date is a holiday where a
  /// part lists it.
  ///
  /// - Parameters:
  ///   - parts: At least two calendars.
  ///   - zone: The zone whose dates count; that of the first part where `nil`.
  /// - Returns: A calendar that keeps its parts.
  /// - Throws: ``CalendarError``: fewer than two parts, too many or too deep, an unknown zone.
  /// - Complexity: That of compiling, to see that it opens.
  public static func union(
    _ parts: [BusinessCalendar], zone: String? = nil
  ) throws(CalendarError) -> Self {
    try Self(.init(operation: .union, parts: parts), zone: zone)
  }

  /// Returns the calendar that is open where all of several are.
  ///
  /// - Parameters:
  ///   - parts: At least two calendars.
  ///   - zone: The zone whose dates count; that of the first part where `nil`.
  /// - Returns: A calendar that keeps its parts.
  /// - Throws: ``CalendarError`` as ``union(_:zone:)``, and where the parts are never open at once.
  /// - Complexity: That of compiling, to see that it opens.
  public static func intersection(
    _ parts: [BusinessCalendar], zone: String? = nil
  ) throws(CalendarError) -> Self {
    try Self(.init(operation: .intersection, parts: parts), zone: zone)
  }

  /// Returns the calendar that is open where this one is and others are not, in this one's zone.
  ///
  /// - Throws: ``CalendarError`` as ``union(_:zone:)``, and where nothing is left.
  /// - Complexity: That of compiling, to see that it opens.
  public func subtracting(_ others: BusinessCalendar...) throws(CalendarError) -> Self {
    try Self(.init(operation: .difference, parts: [self] + others), zone: zone)
  }

  /// Creates a combined calendar; checks it.
  init(_ combination: Combination, zone: String?) throws(CalendarError) {
    let path = combination.operation.rawValue
    var problems = zone.map(Self.problems(ofZone:)) ?? []
    if combination.parts.count < 2 {
      problems.append(.init(path: path, reason: .tooFewParts))
    }
    let made = Self(unchecked: combination, zone: zone ?? combination.parts.first?.zone ?? "UTC")
    if made.depth > Self.deepestCombination || made.leaves.count > Self.widestCombination {
      problems.append(.init(path: path, reason: .tooDeep))
    }
    guard problems.isEmpty else { throw CalendarError(problems: problems) }
    let clock: BusinessClock
    do throws(UnknownZone) {
      clock = try made.compiled()
    } catch {
      throw CalendarError(problems: [.init(path: path, reason: .unknownZone(error))])
    }
    guard clock.table.total > 0 else {
      throw CalendarError(problems: [.init(path: path, reason: .noOpening)])
    }
    self = made
  }

  /// The calendars with hours of their own, from left to right.
  var leaves: [BusinessCalendar] {
    combination.map { $0.parts.flatMap(\.leaves) } ?? [self]
  }

  private var depth: Int {
    combination.map { 1 + ($0.parts.map(\.depth).max() ?? 0) } ?? 0
  }
}
