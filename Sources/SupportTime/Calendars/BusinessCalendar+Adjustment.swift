// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension BusinessCalendar {
  /// A change of the first opening or the last closing of dates: "8th of each month: end 30 min
  /// later", "last Friday: close at 15:00".
  ///
  /// It has no effect on dates without hours. An interval that it empties or inverts vanishes. No
  /// opening moves before the midnight that starts its date, no closing beyond the end of the next
  /// date.
  public struct Adjustment: Hashable, Sendable {
    /// The rule's name in traces and policies, if it has one; no two adjustments share one.
    public let id: String?

    /// The dates to which it applies.
    public let days: CalendarDays

    /// What happens to the first opening of the date.
    public let open: Change?

    /// What happens to the last closing of the date.
    public let close: Change?

    /// Creates an adjustment of the opening, the closing or both.
    public init(
      id: String? = nil, on days: CalendarDays, open: Change? = nil, close: Change? = nil
    ) {
      self.id = id
      self.days = days
      self.open = open
      self.close = close
    }

    /// How an opening or a closing moves.
    public enum Change: Hashable, Sendable {
      /// To a time of that date. Hours before a new opening or after a new closing are cut off.
      case at(TimeOfDay)
      /// By that many milliseconds: later, or earlier where negative; at most 24 hours.
      case by(milliseconds: Int64)

      /// Moves by a duration, to the millisecond below.
      public static func by(_ duration: Duration) -> Self {
        .by(milliseconds: duration.wholeMilliseconds)
      }
    }
  }
}

extension BusinessCalendar.Adjustment.Change: CustomStringConvertible {
  /// Creates a change from text such as `+30 min`, `-1 h` or `15:00`.
  ///
  /// - Throws: `TextError` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "change of hours", text: text, reason: reason)
    }
    guard text.first == "+" || text.first == "-" else {
      guard text.contains(":") else { throw refuse("it is written \"+30 min\" or \"15:00\"") }
      self = .at(try TimeOfDay(text))
      return
    }
    let amount: ServiceDuration
    do {
      amount = try ServiceDuration(String(text.dropFirst()))
    } catch {
      throw refuse(error.reason)
    }
    guard case .elapsed(let size) = amount, size > 0, size <= TimeOfDay.millisecondsPerDay else {
      throw refuse("it is more than nothing and at most 24 h")
    }
    self = .by(milliseconds: text.first == "-" ? -size : size)
  }

  /// `+30 min`, `-1 h`, `15:00`.
  public var description: String {
    switch self {
    case .at(let time): return time.description
    case .by(let milliseconds):
      let size = Int64(clamping: milliseconds.magnitude)
      return (milliseconds < 0 ? "-" : "+")
        + ServiceDuration.elapsed(milliseconds: size).description
    }
  }
}
