// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules

/// One metric in two windows or of two organisations, and how far they lie apart.
///
/// Amounts are compared relatively, shares in percentage points: 68 s against 120 s is −43 %, 96.3 %
/// against 85 % is +11.3 points. A relative change of a share would read as something that it is not.
///
/// ```swift
/// let industry = MetricFigure(.duration, MetricFraction(375_000))     // 6 min 15 s
/// MetricComparison(of: "meanResponse", ours, with: industry).change    // -28.5%
/// ```
public struct MetricComparison: Hashable, Sendable {
  /// How far two figures lie apart.
  public enum Change: Hashable, Sendable {
    /// By a part of the reference: −0.43.
    case relative(MetricFraction)
    /// By percentage points, as a difference of shares: 0.113.
    case points(MetricFraction)
  }

  /// The metric.
  public var definition: MetricID
  /// The values of the facts by which rows are told apart.
  public var group: [FactValue?]
  /// The figure that is compared with: the window before, the industry.
  public var reference: MetricFigure?
  /// The figure that is compared.
  public var figure: MetricFigure?
  /// The period of the figure, where it has one.
  public var span: MetricSpan?
  /// The period of the reference, where it has one.
  public var referenceSpan: MetricSpan?
  /// On which side of its bound the metric has to lie; `nil` where neither side is better.
  public var direction: MetricObjective.Direction?

  /// Compares a figure with a reference.
  public init(
    of definition: MetricID, group: [FactValue?] = [], _ figure: MetricFigure?,
    with reference: MetricFigure?, direction: MetricObjective.Direction? = nil
  ) {
    self.definition = definition
    self.group = group
    self.figure = figure
    self.reference = reference
    self.direction = direction
  }

  /// How far the figure lies from the reference; `nil` where one has no value, where they are counted
  /// in different units, and relatively to nothing.
  public var change: Change? {
    guard let figure, let reference, figure.unit == reference.unit, let value = figure.value,
      let base = reference.value, let difference = value.minus(base)
    else { return nil }
    if figure.unit == .share { return .points(difference) }
    guard base.numerator > 0 else { return nil }
    return difference.divided(by: base).map(Change.relative)
  }

  /// Whether the figure is better than the reference; `nil` where neither side is better, where they
  /// are equal, and where one has no value.
  public var isBetter: Bool? {
    guard let direction, let value = figure?.value, let base = reference?.value,
      figure?.unit == reference?.unit, value != base
    else { return nil }
    return switch direction {
    case .atLeast, .above: value > base
    case .atMost, .below: value < base
    }
  }
}

extension MetricComparison.Change: CustomStringConvertible {
  /// `-43.3%`, `+11.3 points`.
  public var description: String {
    switch self {
    case .relative(let fraction): Self.signed(fraction) + "%"
    case .points(let fraction): Self.signed(fraction) + " points"
    }
  }

  private static func signed(_ fraction: MetricFraction) -> String {
    let text = fraction.times(100)?.text(decimals: 1) ?? "\(fraction.value * 100)"
    return fraction.numerator > 0 ? "+\(text)" : text
  }
}

extension MetricReport {
  /// Compares the figures of this report with those of another: of the window before, or of another
  /// organisation.
  ///
  /// Lines of one definition and group belong together; where the reports tell several periods, those
  /// that lie as far from the first period of their report: Wednesday with Wednesday, also where a day
  /// between has no rows. What only one has stands alone. Rows of no period are compared with each other.
  ///
  /// - Complexity: O(lines).
  public func compared(with reference: Self) -> [MetricComparison] {
    let (own, other) = (firstNumbers, reference.firstNumbers)
    let known = Dictionary(
      reference.lines.map { (Place($0, other), $0) }, uniquingKeysWith: { first, _ in first })
    let here = Set(lines.map { Place($0, own) })
    var result = lines.map { line in
      let match = known[Place(line, own)]
      return comparison(line, line.figure, match?.figure, line.span, match?.span)
    }
    for line in reference.lines where !here.contains(Place(line, other)) {
      result.append(comparison(line, nil, line.figure, nil, line.span))
    }
    return result
  }

  /// Per period the number of its first span.
  private var firstNumbers: [MetricPeriod: Int64] {
    lines.compactMap(\.span).reduce(into: [:]) { first, span in
      first[span.period] = Swift.min(first[span.period] ?? span.number, span.number)
    }
  }

  private struct Place: Hashable {
    var definition: MetricID
    var group: [FactValue?]
    var distance: Int64?

    init(_ line: Line, _ first: [MetricPeriod: Int64]) {
      definition = line.definition
      group = line.group
      distance = line.span.map { .saturatingSum($0.number, -(first[$0.period] ?? 0)) }
    }
  }

  private func comparison(
    _ line: Line, _ figure: MetricFigure?, _ reference: MetricFigure?, _ span: MetricSpan?,
    _ referenceSpan: MetricSpan?
  ) -> MetricComparison {
    var comparison = MetricComparison(
      of: line.definition, group: line.group, figure, with: reference,
      direction: definition(line.definition)?.objective?.direction)
    comparison.span = span
    comparison.referenceSpan = referenceSpan
    return comparison
  }

  /// The figures that differ from those of an earlier report of the same metrics: what a correction
  /// changed. Lines are matched by definition, period and group.
  ///
  /// - Complexity: O(lines).
  public func changes(since earlier: Self) -> [Difference] {
    let before = Dictionary(
      earlier.lines.map { (LinePlace($0), $0.figure) }, uniquingKeysWith: { first, _ in first })
    let after = Set(lines.map { LinePlace($0) })
    var result = lines.compactMap { line -> Difference? in
      let old = before[LinePlace(line)]
      return old == line.figure
        ? nil
        : Difference(
          definition: line.definition, span: line.span, group: line.group, before: old,
          after: line.figure)
    }
    for line in earlier.lines where !after.contains(LinePlace(line)) {
      result.append(
        Difference(
          definition: line.definition, span: line.span, group: line.group, before: line.figure,
          after: nil))
    }
    return result
  }

  /// A figure that differs between two reports.
  public struct Difference: Hashable, Sendable {
    /// The metric.
    public var definition: MetricID
    /// The period.
    public var span: MetricSpan?
    /// The values of the facts by which rows are told apart.
    public var group: [FactValue?]
    /// The figure as it was known; `nil` where there was none.
    public var before: MetricFigure?
    /// The figure as it is known now; `nil` where there is none any more.
    public var after: MetricFigure?
  }

  private struct LinePlace: Hashable {
    var definition: MetricID
    var span: MetricSpan?
    var group: [FactValue?]

    init(_ line: Line) {
      definition = line.definition
      span = line.span
      group = line.group
    }
  }
}
