// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics

extension MetricRate {
  /// `63.42 %`, or a dash where nothing was counted.
  var percent: String {
    value.map { "\(($0 * 100).rounded(2)) %" } ?? "–"
  }
}

extension Int {
  /// The number with a comma between thousands.
  var grouped: String { ReportText.count(self) }
}

extension Double {
  /// The number with that many decimals, halves away from zero.
  func rounded(_ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    guard isFinite, magnitude < 1e15 else { return "\(self)" }
    let scaled = Int64((magnitude * scale).rounded())
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// Milliseconds in the unit that a person would use: `13.9 h`, `6.8 d`.
  var span: String {
    let units: [(Double, String)] = [
      (31_557_600_000, "yr"), (86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1_000, "s"),
    ]
    for (size, name) in units where magnitude >= size {
      return "\((self / size).rounded(1)) \(name)"
    }
    return self == 0 ? "0 s" : "\((self / 1_000).rounded(3)) s"
  }
}

extension Double? {
  /// Milliseconds in the unit that a person would use, or a dash.
  var span: String { map(\.span) ?? "–" }
}

extension String {
  /// The text as a label: control characters made visible, cut after 40 characters.
  var shown: String {
    let text = printable
    return text.count > 40 ? text.prefix(39) + "…" : text
  }

  /// The text with blanks behind it up to a width.
  func padded(_ width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }

  /// The text with blanks before it up to a width.
  func leftPadded(_ width: Int) -> String {
    count >= width ? self : String(repeating: " ", count: width - count) + self
  }
}
