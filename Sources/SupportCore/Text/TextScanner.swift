// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Reads dates, times and offsets from text, byte by byte, with reasons for what it refuses.
struct TextScanner {
  private let source: String
  private let bytes: [UInt8]
  private let expected: String
  private var position = 0

  init(_ text: some StringProtocol, of expected: String) {
    source = String(text)
    bytes = Array(text.utf8.prefix(65))
    self.expected = expected
  }

  func error(_ reason: String) -> TextError {
    TextError(expected: expected, text: source, reason: reason)
  }

  // MARK: Pieces

  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skip(_ character: Character) -> Bool {
    guard let byte = peek, byte == character.asciiValue else { return false }
    position += 1
    return true
  }

  mutating func expect(anyOf characters: Character...) throws(TextError) {
    for character in characters where skip(character) { return }
    throw error("\"\(characters[0])\" is expected at character \(position + 1)")
  }

  func expectEnd() throws(TextError) {
    if position < bytes.count { throw error("nothing may follow character \(position)") }
  }

  mutating func digits(_ count: ClosedRange<Int>, _ name: String) throws(TextError) -> Int {
    var value = 0
    var read = 0
    while read < count.upperBound, let byte = peek, byte.isDigit {
      value = value * 10 + Int(byte - 48)
      read += 1
      position += 1
    }
    if read < count.lowerBound {
      throw error("\(name) needs \(count.lowerBound) digits at character \(position - read + 1)")
    }
    return value
  }

  private mutating func number(
    _ digitCount: ClosedRange<Int>, _ name: String, in bounds: ClosedRange<Int>
  ) throws(TextError) -> Int {
    let value = try digits(digitCount, name)
    guard bounds.contains(value) else {
      throw error("\(name) \(value) is outside \(bounds.lowerBound) ... \(bounds.upperBound)")
    }
    return value
  }

  // MARK: Values

  mutating func date() throws(TextError) -> CivilDate {
    let year = try digits(4...4, "year")
    if let byte = peek, byte.isDigit { throw error("a year has four digits") }
    try expect(anyOf: "-")
    let month = try digits(2...2, "month")
    try expect(anyOf: "-")
    let day = try digits(2...2, "day")
    do {
      return try CivilDate(year: year, month: month, day: day)
    } catch {
      throw self.error(error.reason)
    }
  }

  mutating func timeOfDay() throws(TextError) -> TimeOfDay {
    let hour = try number(1...2, "hour", in: 0...24)
    try expect(anyOf: ":")
    let minute = try number(2...2, "minute", in: 0...59)
    var milliseconds = Int64(hour * 60 + minute) * 60_000
    if skip(":") {
      milliseconds += Int64(try number(2...2, "second", in: 0...59)) * 1_000
      if skip(".") { milliseconds += try fraction() }
    }
    guard milliseconds <= TimeOfDay.millisecondsPerDay else {
      throw error("a day ends at 24:00")
    }
    return TimeOfDay(clamping: milliseconds)
  }

  private mutating func fraction() throws(TextError) -> Int64 {
    let start = position
    var value: Int64 = 0
    while let byte = peek, byte.isDigit {
      if position - start < 3 { value = value * 10 + Int64(byte - 48) }
      position += 1
    }
    let count = position - start
    guard count > 0 else { throw error("digits are expected after the decimal point") }
    return count >= 3 ? value : (count == 2 ? value * 10 : value * 100)
  }

  /// Seconds ahead of UTC.
  mutating func offset() throws(TextError) -> Int {
    if skip("Z") || skip("z") { return 0 }
    let sign: Int
    if skip("+") {
      sign = 1
    } else if skip("-") {
      sign = -1
    } else {
      throw error("it needs a zone offset, \"Z\" or \"+08:00\"")
    }
    let hour = try number(2...2, "offset hour", in: 0...23)
    let hasColon = skip(":")
    let minute =
      peek == nil && !hasColon ? 0 : try number(2...2, "offset minute", in: 0...59)
    return sign * (hour * 3_600 + minute * 60)
  }
}
