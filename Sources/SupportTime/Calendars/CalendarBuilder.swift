// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Collects the rules of a calendar in braces; ``BusinessCalendar/init(zone:rules:)`` makes the same
/// of an array.
@resultBuilder
public enum CalendarBuilder {
  /// Takes opening hours.
  public static func buildExpression(_ hours: OpenHours) -> [CalendarRule] { [hours.rule] }

  /// Takes holidays.
  public static func buildExpression(_ days: ClosedDays) -> [CalendarRule] { [days.rule] }

  /// Takes a break.
  public static func buildExpression(_ hours: BreakHours) -> [CalendarRule] { [hours.rule] }

  /// Takes an adjustment.
  public static func buildExpression(_ hours: AdjustedHours) -> [CalendarRule] { [hours.rule] }

  /// Takes the dates for which the calendar holds.
  public static func buildExpression(_ dates: ValidDates) -> [CalendarRule] { [dates.rule] }

  /// Takes a rule that was made elsewhere.
  public static func buildExpression(_ rule: CalendarRule) -> [CalendarRule] { [rule] }

  /// Joins the rules of a block.
  public static func buildBlock(_ rules: [CalendarRule]...) -> [CalendarRule] {
    rules.flatMap(\.self)
  }

  /// Takes the rules of an `if` without `else`.
  public static func buildOptional(_ rules: [CalendarRule]?) -> [CalendarRule] { rules ?? [] }

  /// Takes the rules of an `if`.
  public static func buildEither(first rules: [CalendarRule]) -> [CalendarRule] { rules }

  /// Takes the rules of an `else`.
  public static func buildEither(second rules: [CalendarRule]) -> [CalendarRule] { rules }

  /// Joins the rules of a loop.
  public static func buildArray(_ rules: [[CalendarRule]]) -> [CalendarRule] {
    rules.flatMap(\.self)
  }
}
