// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// An interval of opening hours within a day, as people write it: `09:00-17:00`.
///
/// The end is not included. `24:00` may end an interval. An end before the start is on the next
/// day: `22:00-06:00` belongs to the day on which it opens.
public struct DayInterval: Hashable, Sendable {
  /// The time at which the interval opens, before 24:00.
  public let start: TimeOfDay

  /// The time at which it closes; before ``start`` it is meant on the next day.
  public let end: TimeOfDay

  /// Creates an interval.
  ///
  /// An end at 00:00 is the midnight that ends the day, 24:00.
  ///
  /// - Throws: `TextError` where the interval starts at 24:00 or ends when it starts.
  public init(from start: TimeOfDay, to end: TimeOfDay) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "interval of hours", text: "\(start)-\(end)", reason: reason)
    }
    guard start < .endOfDay else { throw refuse("it cannot open at 24:00") }
    guard start != end else {
      throw refuse("it ends when it starts; the whole day is 00:00-24:00")
    }
    self.start = start
    self.end = end == .midnight ? .endOfDay : end
  }

  private init(whole: Void) {
    start = .midnight
    end = .endOfDay
  }

  /// The whole day, `00:00-24:00`.
  public static let wholeDay = Self(whole: ())

  /// Tells whether the interval ends on the day after it opens.
  public var isOvernight: Bool { end < start }

  /// The end in milliseconds since the midnight before the opening, up to 48 hours.
  var endMilliseconds: Int64 {
    end.millisecondsSinceMidnight + (isOvernight ? TimeOfDay.millisecondsPerDay : 0)
  }
}

extension DayInterval: Comparable {
  /// Orders by start, then by end.
  public static func < (left: Self, right: Self) -> Bool {
    left.start != right.start
      ? left.start < right.start : left.endMilliseconds < right.endMilliseconds
  }
}

// MARK: - Text

extension DayInterval: CustomStringConvertible {
  /// Creates an interval from text such as `09:00-17:00`, `22:00-06:00` or `9:00 – 12:30`.
  ///
  /// - Throws: `TextError` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "interval of hours", text: text, reason: reason)
    }
    let parts = text.split(
      maxSplits: 2, omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "–" })
    guard parts.count == 2 else { throw refuse("it is written \"09:00-17:00\"") }
    do {
      self = try Self(
        from: TimeOfDay(Self.trimmed(parts[0])), to: TimeOfDay(Self.trimmed(parts[1])))
    } catch {
      throw refuse(error.reason)
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// `09:00-17:00`.
  public var description: String { "\(start)-\(end)" }
}

extension DayInterval: Codable {
  /// Decodes text such as `09:00-17:00`.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(Self.init(_:))
  }

  /// Encodes text such as `09:00-17:00`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
