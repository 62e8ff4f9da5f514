// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Amounts of elapsed time as people write them: `15 min`, `48 h`, `30 s`.
package enum ElapsedText {
  /// The units of elapsed time, longest first.
  package static let units: [(name: String, chineseName: String, milliseconds: Int64)] = [
    ("h", "小时", 3_600_000), ("min", "分钟", 60_000), ("s", "秒", 1_000), ("ms", "毫秒", 1),
  ]

  /// Reads a whole number and a unit, such as `-90 min`.
  ///
  /// - Returns: The milliseconds.
  /// - Throws: ``TextError`` when it is no such amount, or more than 64 bits of milliseconds.
  package static func milliseconds(_ text: some StringProtocol) throws(TextError) -> Int64 {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "amount of time", text: text, reason: reason)
    }
    let words = text.utf8.count > 40 ? [] : text.split(separator: " ")
    guard words.count == 2, words[0].first != "+", let count = Int64(words[0]),
      let unit = units.first(where: { $0.name == words[1] })
    else { throw refuse("it is a whole number and one of h, min, s and ms, such as \"15 min\"") }
    let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
    guard !overflow else { throw refuse("it is more than 64 bits of milliseconds hold") }
    return milliseconds
  }

  /// The amount in the largest unit that leaves nothing over: `48 h`, `90 min`.
  package static func text(milliseconds: Int64, inChinese: Bool = false) -> String {
    let unit = units.first { milliseconds % $0.milliseconds == 0 } ?? ("ms", "毫秒", 1)
    return "\(milliseconds / unit.milliseconds) \(inChinese ? unit.chineseName : unit.name)"
  }
}
