// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore

/// Numbers, durations and dates as the report writes them, the same on every machine.
enum ReportText {
  /// What stands where there is no number to give.
  static let none = "–"

  private static let space = "\u{202F}"

  /// A sentence in which no line breaks before a per cent sign.
  static func unbroken(_ text: String) -> String { text.replacing(" %", with: "\(space)%") }

  /// A whole number with commas between thousands.
  static func count(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A number of tickets in words: `1 ticket`, `24,918 tickets`.
  static func tickets(_ number: Int) -> String { things(number, "ticket") }

  /// A number of things in words: `1 call`, `24,918 calls`.
  static func things(_ number: Int, _ thing: String) -> String {
    number == 1 ? "1 \(thing)" : "\(count(number)) \(thing)s"
  }

  /// A part of a whole in percent with one decimal.
  ///
  /// Of nothing there is no rate. What is not all never reads 100 %, what is not none never 0 %.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return none }
    let perMille = Self.whole(Double(part) * 1_000 / Double(whole))
    if part > 0, perMille == 0 { return "<\(space)0.1\(space)%" }
    if part < whole, perMille >= 1_000 { return ">\(space)99.9\(space)%" }
    return tenths(perMille)
  }

  /// A share (0 ... 1) in percent with one decimal.
  static func percent(_ share: Double) -> String {
    share.isFinite ? tenths(whole(share * 1_000)) : none
  }

  /// A share of a whole in percent without decimals, for places where room is short.
  static func shortPercent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return none }
    let percent = Self.whole(Double(part) * 100 / Double(whole))
    if part > 0, percent == 0 { return "<1\(space)%" }
    if part < whole, percent >= 100 { return ">99\(space)%" }
    return "\(percent)\(space)%"
  }

  /// The change from one count to another: `+12.5 %`, `new` from nothing, `±0` without a change.
  static func change(from before: Int, to after: Int) -> String {
    if before == after { return "±0" }
    guard before > 0 else { return before == 0 ? "new" : none }
    let perMille = whole((Double(after) - Double(before)) * 1_000 / Double(before))
    return perMille > 0 ? "+\(tenths(perMille))" : tenths(perMille)
  }

  private static func tenths(_ perMille: Int) -> String {
    let size = Int(clamping: perMille.magnitude)
    return "\(perMille < 0 ? "−" : "")\(count(size / 10)).\(size % 10)\(space)%"
  }

  /// A duration in its two largest units, rounded to the smaller: `13 h 53 min`.
  static func span(_ milliseconds: Int64) -> String {
    if milliseconds == 0 { return "0" }
    let sign = milliseconds < 0 ? "−" : ""
    let size = milliseconds.magnitude
    for (large, small) in [(day, hour), (hour, minute), (minute, second)] {
      let parts = (size / small.size) + (size % small.size >= small.size / 2 ? 1 : 0)
      let each = large.size / small.size
      guard parts >= each else { continue }
      let wholeUnits = "\(sign)\(count(Int(clamping: parts / each)))\(space)\(large.name)"
      let rest = parts % each
      return rest == 0 ? wholeUnits : "\(wholeUnits)\u{00A0}\(rest)\(space)\(small.name)"
    }
    return size < second.size
      ? "\(sign)\(size)\(space)ms" : "\(sign)\(size / second.size)\(space)s"
  }

  private static let day = (size: UInt64(86_400_000), name: "d")
  private static let hour = (size: UInt64(3_600_000), name: "h")
  private static let minute = (size: UInt64(60_000), name: "min")
  private static let second = (size: UInt64(1_000), name: "s")

  /// The UTC date of an instant.
  static func date(_ instant: Instant) -> CivilDate {
    let milliseconds = instant.millisecondsSince1970
    let days = milliseconds / 86_400_000 - (milliseconds % 86_400_000 < 0 ? 1 : 0)
    return CivilDate(daysSince1970: Int(clamping: days))
  }

  /// The months in short.
  static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// A day of a year on one line: `3 Mar`.
  static func dayName(_ date: CivilDate) -> String {
    "\(date.day)\u{00A0}\(monthNames[date.month - 1])"
  }

  /// A day in full on one line: `3 Mar 2016`.
  static func fullDayName(_ instant: Instant) -> String {
    let date = date(instant)
    return "\(dayName(date))\u{00A0}\(date.year)"
  }

  /// A stranger's label, or a word for one that is blank.
  static func label(_ text: String, blank: String = "(blank)") -> String {
    text.allSatisfy(\.isWhitespace) ? blank : text
  }

  /// Text of at most so many characters; a cut is marked by an ellipsis.
  static func cut(_ text: String, to limit: Int) -> String {
    // A single character may carry thousands of combining marks, so scalars are bounded too.
    var scalars = 0
    for (index, position) in text.indices.enumerated() {
      scalars += text[position].unicodeScalars.count
      guard index < limit, scalars <= limit * 4 else {
        return String(text[..<position]) + "…"
      }
    }
    return text
  }

  /// The nearest whole number; what is no number becomes 0, what is out of range the nearest bound.
  static func whole(_ value: Double) -> Int { value.nearestWhole }

  /// The sum of counts, at most the largest there is.
  static func sum(_ counts: some Sequence<Int>) -> Int {
    counts.reduce(0) { total, count in
      let (sum, overflow) = total.addingReportingOverflow(count)
      return overflow ? (count < 0 ? .min : .max) : sum
    }
  }
}
