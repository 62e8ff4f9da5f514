// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MetricFigure {
  /// Reads a figure that people wrote, such as the mean of an industry, to compare with.
  ///
  /// ```swift
  /// let industry = try MetricFigure("6 min 15 s", in: .duration)
  /// MetricComparison(of: "meanResponse", ours, with: industry).change    // -28.5%
  /// ```
  ///
  /// - Parameters:
  ///   - text: The figure: a share as `85%` or `1/3`, time as `6 min 15 s`, a number as `4.8`, money as
  ///     `12.00 EUR`.
  ///   - unit: What the metric is counted in; see ``MetricBook/unit(of:)``.
  /// - Throws: `TextError` where the text is no figure of the unit.
  public init(_ text: String, in unit: MetricUnit) throws(TextError) {
    let quantity: MetricQuantity =
      switch unit {
      case .share: try .share(Self.share(text))
      case .duration: try .duration(milliseconds: Self.duration(text))
      case .number: try .number(ExactDecimal(text))
      case .money: try .money(Money(text, in: .iso4217))
      }
    guard unit.measures(quantity), let value = quantity.fraction(in: unit) else {
      throw TextError(
        expected: "figure", text: text,
        reason: "the metric is \(unit.name), such as \(unit.example)")
    }
    self.init(unit, value)
  }

  /// Time in one unit or in several, the largest first: `375 s`, `6 min 15 s`.
  private static func duration(_ text: String) throws(TextError) -> Int64 {
    let words = text.split(separator: " ")
    guard words.count > 2, words.count.isMultiple(of: 2) else {
      return try ElapsedText.milliseconds(text)
    }
    var sum: Int64 = 0
    var last = Int64.max
    for place in stride(from: 0, to: words.count, by: 2) {
      let part = try ElapsedText.milliseconds("\(words[place]) \(words[place + 1])")
      let unit = try ElapsedText.milliseconds("1 \(words[place + 1])")
      let (next, overflow) = sum.addingReportingOverflow(part)
      guard unit < last, !overflow else {
        throw TextError(
          expected: "time", text: text, reason: "its units go from the largest to the smallest")
      }
      (sum, last) = (next, unit)
    }
    return sum
  }

  /// A share says that it is one: 85 could be meant as 85 % or as 85 times as much.
  private static func share(_ text: String) throws(TextError) -> Rate {
    if text.hasSuffix("%") || text.contains("/") { return try Rate(text) }
    throw TextError(
      expected: "share", text: text, reason: "it is written as \(MetricUnit.share.example)")
  }
}

extension MetricBook {
  /// What the figure of a definition is counted in; `nil` for a definition that the book does not have.
  ///
  /// - Complexity: O(definitions + subjects).
  public func unit(of id: MetricID) -> MetricUnit? {
    guard let definition = definitions.first(where: { $0.id == id }),
      let subject = (MetricSubject.all + subjects).last(where: { $0.name == definition.subject })
    else { return nil }
    return definition.measure.unit(in: subject)
  }
}
