// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricComparison {
  /// The comparison as JSON text in one line: equal comparisons give equal bytes.
  ///
  /// ```json
  /// { "metric": "meanResponse", "period": "2026-05", "referencePeriod": "2026-04",
  ///   "group": ["refunds"], "figure": { "value": 68000, … }, "reference": { "value": 120000, … },
  ///   "change": { "by": "share", "value": -0.433333333 }, "isBetter": true }
  /// ```
  ///
  /// | key | what it says |
  /// | --- | --- |
  /// | `metric` | the definition's id |
  /// | `period`, `referencePeriod` | the periods of the two figures; `null` for one without |
  /// | `group` | the values by which rows are told apart, in the order of the definition |
  /// | `figure`, `reference` | the two figures, as a report tells them (``MetricReport/json``); `null` where there is none |
  /// | `change` | `points`: the difference of two shares; `share`: the difference as a share of the reference; `null` where they cannot be compared |
  /// | `isBetter` | whether the figure is better; `null` where neither side is, or both are equal |
  public var json: String { form.line }

  /// Comparisons as a JSON list, one a line.
  public static func json(_ comparisons: [Self]) -> String {
    DocumentForm.list(comparisons.map(\.form)).text
  }

  var form: DocumentForm {
    .object([
      .init("metric", .text(definition.rawValue)), .init("period", Self.form(span)),
      .init("referencePeriod", Self.form(referenceSpan)), .init("group", Self.form(group)),
      .init("figure", figure?.form ?? .null), .init("reference", reference?.form ?? .null),
      .init("change", change?.form ?? .null),
      .init("isBetter", isBetter.map(DocumentForm.flag) ?? .null),
    ])
  }

  fileprivate static func form(_ span: MetricSpan?) -> DocumentForm {
    span.map { .text("\($0)") } ?? .null
  }

  fileprivate static func form(_ group: [FactValue?]) -> DocumentForm {
    .list(group.map { $0?.form ?? .null })
  }
}

extension MetricComparison.Change {
  fileprivate var form: DocumentForm {
    switch self {
    case .relative(let value):
      .object([.init("by", .text("share")), .init("value", .fraction(value))])
    case .points(let value):
      .object([.init("by", .text("points")), .init("value", .fraction(value))])
    }
  }
}

extension MetricReport.Difference {
  /// The difference as JSON text in one line: equal differences give equal bytes.
  ///
  /// ```json
  /// { "metric": "reopenRate", "period": "2026-02", "group": [], "before": { "value": 0.08, … },
  ///   "after": { "value": 0.087, … } }
  /// ```
  ///
  /// `before` and `after` are figures as a report tells them (``MetricReport/json``), `null` where there
  /// was none; `group` holds the values by which rows are told apart.
  public var json: String { form.line }

  /// Differences as a JSON list, one a line.
  public static func json(_ differences: [Self]) -> String {
    DocumentForm.list(differences.map(\.form)).text
  }

  var form: DocumentForm {
    .object([
      .init("metric", .text(definition.rawValue)), .init("period", MetricComparison.form(span)),
      .init("group", MetricComparison.form(group)), .init("before", before?.form ?? .null),
      .init("after", after?.form ?? .null),
    ])
  }
}
