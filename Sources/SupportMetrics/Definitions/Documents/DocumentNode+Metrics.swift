// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads the values of which definitions are made.
extension DocumentNode {
  /// Reads an amount of time, `20 s`.
  func elapsed(_ problems: inout Problems) -> Duration? {
    text(&problems) { text throws(TextError) in
      .milliseconds(try ElapsedText.milliseconds(text))
    }
  }

  /// Reads a share, which is text, so that no program makes a float of it.
  func share(_ problems: inout Problems) -> Rate? {
    if case .number(let number) = value {
      problems.report("a share is text, such as \("\(number)".quoted) or \"92%\"", at: self)
      return nil
    }
    return text(&problems) { text throws(TextError) in try Rate(text) }
  }

  /// Reads the names of facts: a text, or a list of texts.
  func amount(_ problems: inout Problems) -> MetricAmount? {
    if case .string = value { return nonEmptyString(&problems).map { MetricAmount([$0]) } }
    return values(&problems) { $0.nonEmptyString(&$1) }.map { MetricAmount($0) }
  }

  /// Reads a bound in the unit of a metric: `"92%"`, `"90 s"`, `4.8`, `"12.00 EUR"`.
  func quantity(_ problems: inout Problems) -> MetricQuantity? {
    if case .number(let number) = value { return .number(number) }
    return text(&problems) { text throws(TextError) in
      if text.hasSuffix("%") || text.contains("/") { return .share(try Rate(text)) }
      if let milliseconds = try? ElapsedText.milliseconds(text) {
        return .duration(milliseconds: milliseconds)
      }
      if let money = try? Money(text, in: .iso4217) { return .money(money) }
      throw TextError(
        expected: "bound", text: text,
        reason:
          "it is a share (\"92%\"), a time (\"90 s\"), a number (4.8) or money (\"12.00 EUR\")")
    }
  }

  /// Reads a period: `"month"`, `"30 min"`.
  func period(_ problems: inout Problems) -> MetricPeriod? {
    guard let text = string(&problems) else { return nil }
    if let named = MetricPeriod.named.first(where: { $0.description == text }) { return named }
    guard let milliseconds = try? ElapsedText.milliseconds(text), milliseconds > 0,
      milliseconds % 60_000 == 0
    else {
      let names = MetricPeriod.named.map(\.description)
      problems.report(
        "\(text.quoted) is neither one of \(Self.list(names)) nor an interval such as \"30 min\"",
        at: self, suggestion: EditDistance.nearest(to: text, among: names))
      return nil
    }
    let period = MetricPeriod.interval(minutes: Int(milliseconds / 60_000))
    if let objection = period.objection { problems.report(objection, at: self) }
    return period
  }
}

extension MetricPeriod {
  /// The periods that have a name.
  static let named: [Self] = [.whole, .year, .quarter, .month, .week, .day]
}
