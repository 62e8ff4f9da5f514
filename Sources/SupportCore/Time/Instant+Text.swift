// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The text form of an instant: ISO 8601 with a zone offset, as in RFC 3339.
extension Instant {
  /// Creates an instant from ISO 8601 text such as `2025-09-30T08:30:00Z`,
  /// `2025-09-30T16:30+08:00` or `2025-09-30 08:30:00.250Z`.
  ///
  /// The hour may have one digit. Seconds and their fraction may be left out; digits beyond the
  /// millisecond are cut off. An
  /// offset or `Z` must be there: text without one is a wall time, which only zone rules turn
  /// into an instant, with `Instant(_:in:)` of `SupportTime`.
  ///
  /// - Throws: ``TextError`` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    var scanner = TextScanner(text, of: "instant")
    let date = try scanner.date()
    try scanner.expect(anyOf: "T", "t", " ")
    let time = try scanner.timeOfDay()
    let offset = try scanner.offset()
    try scanner.expectEnd()
    let days = Int64(date.daysSince1970) * TimeOfDay.millisecondsPerDay
    let milliseconds = days + time.millisecondsSinceMidnight - Int64(offset) * 1_000
    guard (Self.lowestMilliseconds...Self.highestMilliseconds).contains(milliseconds) else {
      throw scanner.error("it is outside 0001-01-01T00:00:00Z ... 9999-12-31T23:59:59.999Z")
    }
    self.init(millisecondsSince1970: milliseconds)
  }

  /// The wall time that a text names; `nil` where it names an offset as well.
  package static func wallTime(
    of text: some StringProtocol
  ) throws(TextError) -> (date: CivilDate, time: TimeOfDay)? {
    var scanner = TextScanner(text, of: "wall time")
    let date = try scanner.date()
    try scanner.expect(anyOf: "T", "t", " ")
    let time = try scanner.timeOfDay()
    if let next = scanner.peek, [UInt8]("Zz+-".utf8).contains(next) { return nil }
    try scanner.expectEnd()
    return (date, time)
  }

  /// The date and the time of day that a clock shows at this instant, where the clock is
  /// `utcOffset` seconds ahead of UTC (negative west of Greenwich; offsets beyond two days count
  /// as two days).
  ///
  /// Within a day of the ends of the range the date saturates while the time of day goes on.
  public func wallTime(utcOffset: Int) -> (date: CivilDate, time: TimeOfDay) {
    let offset = Swift.min(Swift.max(utcOffset, -172_800), 172_800)
    let local = millisecondsSince1970 + Int64(offset) * 1_000
    let day = local.flooredQuotient(by: TimeOfDay.millisecondsPerDay)
    return (
      CivilDate(daysSince1970: Int(day)),
      TimeOfDay(clamping: local - day * TimeOfDay.millisecondsPerDay)
    )
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC: `2025-09-30T08:30:00Z`, with milliseconds only where there are any.
  public var description: String {
    let (date, time) = wallTime(utcOffset: 0)
    return DigitWriter.text(capacity: 24) {
      $0.date(date)
      $0.sign("T")
      $0.seconds(time)
      $0.sign("Z")
    }
  }
}

extension Instant: Codable {
  /// Decodes ISO 8601 text.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(Self.init(_:))
  }

  /// Encodes ISO 8601 text in UTC.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
