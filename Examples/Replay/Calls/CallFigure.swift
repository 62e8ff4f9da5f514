// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportMetrics
import SupportRules

/// A figure as it is told: what stands above and below the line, and what was left out. Figures of
/// groups add up to the figure of the groups together.
struct CallFigure {
  var numerator: Int128 = 0
  var denominator: Int128 = 0
  /// The calls that it rests on.
  var counted = 0
  var leftOut = MetricLeftOut()

  init() {}

  init(_ figure: MetricFigure?) {
    guard let figure else { return }
    numerator = figure.numerator
    denominator = figure.denominator
    counted = figure.counted
    leftOut = figure.leftOut
  }

  /// The figure; `nil` where there is nothing to count.
  var value: Double? { MetricFraction(numerator, over: denominator)?.value }

  /// The figure of two groups together; not for counts and quantiles.
  mutating func add(_ other: Self) {
    numerator += other.numerator
    denominator += other.denominator
    counted += other.counted
    leftOut.merge(other.leftOut)
  }

  // MARK: Told

  /// `81.20 %`, or a dash.
  var percent: String { value.map { "\(($0 * 100).rounded(2)) %" } ?? "–" }

  /// `12,345 of 15,204`.
  var parts: String { "\(numerator.count.grouped) of \(denominator.count.grouped)" }

  /// An amount of time: `14.2 s`, or a dash.
  var span: String { value.span }

  /// A rate.
  var rateJSON: JSONValue {
    .object([
      ("value", .optional(value)), ("numerator", .integer(numerator.count)),
      ("denominator", .integer(denominator.count)), ("apart", .integer(leftOut.apart)),
      ("unknown", .integer(leftOut.unknown)), ("censored", .integer(leftOut.censored)),
    ])
  }

  /// A mean, or one amount, in seconds.
  var secondsJSON: JSONValue {
    .object([
      ("seconds", .optional(value.map { $0 / 1_000 })), ("calls", .integer(counted)),
      ("unknown", .integer(leftOut.unknown)),
    ])
  }

  /// A mean number.
  var meanJSON: JSONValue {
    .object([
      ("value", .optional(value)), ("calls", .integer(counted)),
      ("unknown", .integer(leftOut.unknown)),
    ])
  }
}

extension Int128 {
  /// The number as a count.
  var count: Int { Int(clamping: self) }
}

/// The lines of a report, or of the reports of the parts of a log, by definition.
struct CallTable {
  private let lines: [MetricID: [MetricReport.Line]]

  init(_ reports: [MetricReport]) {
    lines = Dictionary(grouping: reports.flatMap(\.lines), by: \.definition)
  }

  /// The figure of a definition that is not told apart, over all parts.
  subscript(id: MetricID) -> CallFigure {
    lines(id).reduce(into: CallFigure()) { $0.add(CallFigure($1.figure)) }
  }

  /// All lines of a definition.
  func lines(_ id: MetricID) -> [MetricReport.Line] { lines[id] ?? [] }

  /// The figures of a definition by the name in one place of its groups; lines that differ in other
  /// places are added up. No name stands for calls that have none.
  func groups(_ id: MetricID, at place: Int = 0) -> [String?: CallFigure] {
    lines(id).reduce(into: [:]) { groups, line in
      var name: String?
      if line.group.indices.contains(place), case .text(let text)? = line.group[place] {
        name = text
      }
      groups[name, default: CallFigure()].add(CallFigure(line.figure))
    }
  }
}
