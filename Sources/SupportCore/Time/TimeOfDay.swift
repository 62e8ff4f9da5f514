// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A time on the clock, 00:00 ... 24:00, to the millisecond, without date or zone.
///
/// `24:00` is allowed because it ends intervals; no clock ever shows it.
public struct TimeOfDay: Hashable, Sendable {
  /// Milliseconds since midnight, 0 ... 86,400,000.
  public var millisecondsSinceMidnight: Int64 { Int64(storage) }

  private let storage: Int32

  /// Milliseconds in a day of 24 hours.
  public static let millisecondsPerDay: Int64 = 86_400_000

  /// Creates a time from milliseconds since midnight; values out of range become the nearest bound.
  public init(clamping milliseconds: Int64) {
    storage = Int32(min(max(milliseconds, 0), Self.millisecondsPerDay))
  }

  /// Creates a time from hour (0 ... 24), minute and second (0 ... 59).
  ///
  /// - Throws: ``TextError`` naming the part that is out of bounds.
  public init(hour: Int, minute: Int = 0, second: Int = 0) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "time of day", text: "\(hour):\(minute):\(second)", reason: reason)
    }
    guard (0...24).contains(hour) else { throw refuse("hour \(hour) is outside 0 ... 24") }
    guard (0...59).contains(minute) else { throw refuse("minute \(minute) is outside 0 ... 59") }
    guard (0...59).contains(second) else { throw refuse("second \(second) is outside 0 ... 59") }
    let seconds = hour * 3_600 + minute * 60 + second
    guard seconds <= 86_400 else { throw refuse("a day ends at 24:00") }
    self.init(clamping: Int64(seconds) * 1_000)
  }

  /// The start of the day, 00:00.
  public static let midnight = Self(clamping: 0)

  /// The end of the day, 24:00.
  public static let endOfDay = Self(clamping: millisecondsPerDay)
}

extension TimeOfDay: Comparable {
  /// Tells whether the left time is earlier in the day.
  public static func < (left: Self, right: Self) -> Bool {
    left.storage < right.storage
  }
}

// MARK: - Parts

extension TimeOfDay {
  /// The hour, 0 ... 24.
  public var hour: Int { Int(storage) / 3_600_000 }

  /// The minute of the hour, 0 ... 59.
  public var minute: Int { Int(storage) / 60_000 % 60 }

  /// The second of the minute, 0 ... 59.
  public var second: Int { Int(storage) / 1_000 % 60 }
}

// MARK: - Text

extension TimeOfDay: CustomStringConvertible {
  /// Creates a time from text such as `9:00`, `09:00:30` or `24:00`.
  ///
  /// - Throws: ``TextError`` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    var scanner = TextScanner(text, of: "time of day")
    self = try scanner.timeOfDay()
    try scanner.expectEnd()
  }

  /// `09:00`, with seconds and milliseconds only where there are any.
  public var description: String {
    DigitWriter.text(capacity: 12) {
      if storage % 60_000 == 0 { $0.minutes(self) } else { $0.seconds(self) }
    }
  }
}

extension TimeOfDay: Codable {
  /// Decodes text such as `09:00`.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(Self.init(_:))
  }

  /// Encodes text such as `09:00`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
