// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Amounts of time in which a policy counts: those of elapsed time, and days of 24 hours.
enum ElapsedDays {
  /// The units, the longest first; the second name is that of several.
  private static let units: [(name: String, plural: String, milliseconds: Int64)] =
    [("day", "days", 86_400_000)]
    + ElapsedText.units.map { ($0.name, $0.name, $0.milliseconds) }

  /// The milliseconds of `30 days` or `15 min`, and of a unit alone, such as `h`; `nil` where the
  /// words are no such amount, the count is below 1, or 64 bits do not hold it.
  static func milliseconds(_ words: some BidirectionalCollection<Substring>) -> Int64? {
    guard let name = words.last, words.count <= 2,
      let unit = units.first(where: { $0.name == name || $0.plural == name })
    else { return nil }
    guard words.count == 2, let first = words.first else { return unit.milliseconds }
    guard let count = count(first) else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
    return overflow ? nil : product
  }

  /// A whole number of at least 1 in plain digits.
  static func count(_ word: Substring) -> Int64? {
    guard word.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int64(word), count > 0
    else { return nil }
    return count
  }

  /// The amount in the largest unit that leaves nothing over: `30 days`, `1 h`.
  static func text(milliseconds: Int64) -> String {
    guard let unit = units.first(where: { milliseconds % $0.milliseconds == 0 }) else { return "" }
    let count = milliseconds / unit.milliseconds
    return "\(count) \(count == 1 ? unit.name : unit.plural)"
  }

  /// The same, where one of a unit is the unit alone: `h`, `15 min`.
  static func unitText(milliseconds: Int64) -> String {
    let text = text(milliseconds: milliseconds)
    return text.hasPrefix("1 ") ? String(text.dropFirst(2)) : text
  }

  /// Reads `30 days`.
  ///
  /// - Throws: `TextError` naming what is wrong with the text.
  static func milliseconds(reading text: String) throws(TextError) -> Int64 {
    let words = text.utf8.count > 40 ? [] : text.split(separator: " ")
    guard words.count == 2, let milliseconds = milliseconds(words) else {
      throw TextError(
        expected: "amount of time", text: text,
        reason: "it is a whole number of at least 1 and one of days, h, min, s and ms, such as"
          + " \"30 days\"")
    }
    return milliseconds
  }
}
