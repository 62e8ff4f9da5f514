// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension BinaryInteger {
  /// Text with leading zeros up to a width; in lower case where digits are letters.
  package func padded(to width: Int, radix: Int = 10) -> String {
    let text = String(self, radix: radix)
    return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
  }
}

extension BinaryInteger where Magnitude: BinaryInteger {
  /// The number divided by ten to the power of `decimals`, with all of them written: `-12.50`.
  func text(decimals: Int) -> String {
    let digits = magnitude.padded(to: decimals + 1)
    let sign = self < 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    return "\(sign)\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
  }
}
