// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore
import SupportRules

extension MetricReport {
  /// The report as JSON text: the same report gives the same bytes.
  ///
  /// ```json
  /// { "subject": "contacts", "period": "month", "zone": "Asia/Shanghai", "rows": 1200, "metrics": [
  ///   { "id": "serviceLevel.F1", "unit": "share", "formula": "…", "figures": [
  ///     { "period": "2026-05", "group": { "queue": "refunds" }, "value": 0.9412, "numerator": 16,
  ///       "denominator": 17, "counted": 17, "leftOut": { "apart": 2, "unknown": 0, "censored": 0 } } ] } ] }
  /// ```
  ///
  /// `value` is rounded to nine decimals, halves away from zero, and `null` where there is nothing to
  /// count; the exact figure is `numerator` by `denominator`. Durations are milliseconds. A period that
  /// is `null` holds the rows without a date. Of a share, `interval` is Wilson's at 95 %; a value that is
  /// bounded or estimated tells its `relativeError` or `standardError`.
  public var json: String { form.text }

  package var form: DocumentForm {
    .object([
      .init("subject", .text(subject)), .init("period", .text("\(period)")),
      .init("zone", .text(zone)), .init("rows", .integer(Int64(rows))),
      .init("part", shard.isWhole ? .null : .text("\(shard)")),
      .init("metrics", .list(definitions.map(form))),
    ])
  }

  private func form(_ definition: MetricDefinition) -> DocumentForm {
    let lines = lines(of: definition.id)
    var members: [DocumentForm.Member] = [.init("id", .text(definition.id.rawValue))]
    if !definition.title.english.isEmpty {
      members.append(.init("title", .text(definition.title.english)))
    }
    if !definition.title.simplifiedChinese.isEmpty {
      members.append(.init("titleZh", .text(definition.title.simplifiedChinese)))
    }
    if let family = definition.family { members.append(.init("family", .text(family))) }
    if let source = definition.source { members.append(.init("source", .text(source))) }
    members.append(.init("formula", .text(definition.formula)))
    if let objective = definition.objective {
      members.append(.init("objective", .text("\(objective)")))
    }
    members.append(.init("figures", .list(lines.map { form($0, definition) })))
    return .object(members)
  }

  private func form(_ line: Line, _ definition: MetricDefinition) -> DocumentForm {
    var members: [DocumentForm.Member] = [
      .init("period", line.span.map { .text("\($0)") } ?? .null)
    ]
    if !definition.grouping.isEmpty {
      members.append(
        .init(
          "group",
          .object(
            zip(definition.grouping, line.group).map { .init($0, $1?.form ?? .null) })))
    }
    members += line.figure.members
    if let isMet = isMet(line) {
      members.append(.init("isMet", .flag(isMet)))
    }
    return .object(members)
  }
}
