// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension AccrualUnits {
  /// Creates a way to count from its text: `started h`, `exact 365 days`, `full working day`,
  /// `full 10`.
  ///
  /// - Parameters:
  ///   - text: One of `started`, `full` and `exact`, then what a unit is. A day is 24 h, a
  ///     `calendar day` and a `working day` are dates, and a number alone counts a number.
  ///   - source: What is counted.
  ///   - calendar: The calendar whose working days count; for those it has to be there.
  /// - Throws: `TextError` naming what is wrong with the text.
  public init(
    _ text: some StringProtocol, of source: Source = .delay, calendar: String? = nil
  ) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "way to count", text: text, reason: reason)
    }
    let words = text.utf8.count > 60 ? [] : String(text).split(separator: " ")
    guard let first = words.first, let counting = Counting(rawValue: String(first)) else {
      throw refuse("it starts with started, full or exact, such as \"started h\"")
    }
    let rest = words.dropFirst()
    if rest.elementsEqual(["calendar", "day"]) {
      self.init(counting, .calendarDay, of: source)
    } else if rest.elementsEqual(["working", "day"]) {
      guard let calendar else { throw refuse("working days count in a calendar: name one") }
      self.init(counting, .workingDay(calendar: calendar), of: source)
    } else if rest.count == 1, let word = rest.first, let count = ElapsedDays.count(word) {
      self.init(counting, .number(count), of: source)
    } else if let milliseconds = ElapsedDays.milliseconds(rest) {
      self.init(counting, .elapsed(milliseconds: milliseconds), of: source)
    } else {
      throw refuse(
        "a unit is ms, s, min, h, day, 15 min and the like, calendar day, working day, or a number")
    }
  }

  /// The text that a document gives it: `started h`, `exact 365 days`, `full 10`; the source, the
  /// calendar, the wait and the bound stand beside it.
  public var text: String {
    let unit =
      switch unit {
      case .elapsed(let milliseconds): ElapsedDays.unitText(milliseconds: milliseconds)
      case .calendarDay: "calendar day"
      case .workingDay: "working day"
      case .number(let count): "\(count)"
      }
    return "\(counting.rawValue) \(unit)"
  }
}
