// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportMetrics

/// Which figures a report holds, and for which period it is made: a monthly supervision report, a
/// quarterly white paper.
///
/// ```json
/// "reports": [
///   { "id": "supervision", "period": "month", "metrics": ["CM-41", "CM-43"], "for": "supervisor",
///     "references": [ { "metric": "CM-42", "name": "industry", "value": "6 min 15 s" } ] } ]
/// ```
///
/// A reference is a figure in the unit of its metric, and anything else is a mistake of the book;
/// ``compare(_:)`` sets a report beside it.
///
/// All reports are made of the same tallies, so the same figure is the same in each of them.
public struct ReportPlan: Hashable, Sendable {
  /// A figure of somebody else, to compare with.
  public struct Reference: Hashable, Sendable {
    /// The metric.
    public let metric: MetricID
    /// Whose figure it is, such as `industry`.
    public let name: String
    /// The figure in words, as the definition's unit writes it: `6 min 15 s`, `85%`.
    public let value: String
    /// The figure, in the unit of the metric.
    public let figure: MetricFigure
  }

  /// A figure of a report beside one of somebody else.
  public struct Comparison: Hashable, Sendable {
    /// Whose figure it is compared with.
    public var reference: Reference
    /// Both figures, and how far they lie apart.
    public var comparison: MetricComparison
  }

  /// The name of the report.
  public var id: String
  /// For which period it is made.
  public var period: MetricPeriod
  /// The metrics, in order.
  public var metrics: [MetricID]
  /// For whom; `nil` where it does not say.
  public var reader: String?
  /// What figures are compared with.
  public var references: [Reference]
}

extension ReportPlan {
  /// Compares the figures of a report with those of others.
  ///
  /// - Parameter report: A report of the plan's metrics.
  /// - Returns: For each reference, in order, a comparison for each line of its metric; one without a
  ///   figure where the report has none.
  /// - Complexity: O(references × lines).
  public func compare(_ report: MetricReport) -> [Comparison] {
    references.flatMap { reference in
      let direction = report.definition(reference.metric)?.objective?.direction
      func comparison(_ line: MetricReport.Line?) -> Comparison {
        var comparison = MetricComparison(
          of: reference.metric, group: line?.group ?? [], line?.figure, with: reference.figure,
          direction: direction)
        comparison.span = line?.span
        return Comparison(reference: reference, comparison: comparison)
      }
      let lines = report.lines(of: reference.metric)
      return lines.isEmpty ? [comparison(nil)] : lines.map(comparison)
    }
  }

  init?(reading node: DocumentNode, _ metrics: MetricBook?, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let cuts: [(String, MetricPeriod)] = [
      ("whole", .whole), ("year", .year), ("quarter", .quarter), ("month", .month),
      ("week", .week), ("day", .day),
    ]
    let period = object.required("period", &problems)?.oneOf(cuts, &problems)
    let names = object.required("metrics", &problems)?.values(&problems) {
      Self.metric($0, metrics, &$1)
    }
    let reader = object.optional("for").flatMap { $0.nonEmptyString(&problems) }
    let references = object.optional("references").map { list in
      list.values(&problems) { Reference(reading: $0, metrics, &$1) }
    }
    object.finish(&problems)
    guard problems == before, let id, let period, let names else { return nil }
    self.id = id
    self.period = period
    self.metrics = names
    self.reader = reader
    self.references = (references ?? []) ?? []
  }

  fileprivate static func metric(
    _ node: DocumentNode, _ book: MetricBook?, _ problems: inout Problems
  ) -> MetricID? {
    guard let text = node.nonEmptyString(&problems) else { return nil }
    let known = book?.definitions.map(\.id.rawValue) ?? []
    guard known.contains(text) else {
      problems.report(
        "there is no metric \(text.quoted)", at: node,
        suggestion: EditDistance.nearest(to: text, among: known))
      return nil
    }
    return MetricID(rawValue: text)
  }
}

extension ReportPlan.Reference {
  fileprivate init?(reading node: DocumentNode, _ book: MetricBook?, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let metric = object.required("metric", &problems)
      .flatMap { ReportPlan.metric($0, book, &problems) }
    let name = object.required("name", &problems)?.nonEmptyString(&problems)
    let node = object.required("value", &problems)
    let value = node?.nonEmptyString(&problems)
    object.finish(&problems)
    guard let metric, let name, let node, let value, let unit = book?.unit(of: metric) else {
      return nil
    }
    let figure = node.text(&problems) { text throws(TextError) in
      try MetricFigure(text, in: unit)
    }
    guard let figure else { return nil }
    self.init(metric: metric, name: name, value: value, figure: figure)
  }
}
