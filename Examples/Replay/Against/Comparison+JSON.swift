// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportDesk
import SupportSLA

/// The comparison as JSON; the README lists every key.
extension Comparison {
  var json: JSONValue {
    .object([
      ("from", Self.json(before)), ("to", Self.json(after)),
      ("judgedAt", .text(end.description)),
      ("judged", .integer(report.judged)), ("changed", .integer(report.changed)),
      (
        "withoutPromise",
        .object([
          ("before", .integer(report.unpromised.before)),
          ("after", .integer(report.unpromised.after)),
        ])
      ),
      ("promises", Self.json(report.targets)),
      ("promisesByMetric", Self.promises(report.byMetric)),
      ("promisesByRule", Self.promises(report.byRule)),
      ("currency", report.currency.map(JSONValue.text) ?? .null),
      ("money", json(report.money)),
      ("moneyByRule", money(report.byRule)),
      ("moneyByTier", money(report.byTier)),
      (
        "setAside",
        .object([
          ("count", .integer(report.setAsideCount)),
          (
            "reasons",
            .object(report.setAsideBy.map { ($0.because.rawValue, .integer($0.count)) })
          ),
          ("first", .list(report.setAside.map { .text($0.ticket.rawValue) })),
        ])
      ),
      ("firstChanges", .list(report.changes.map(json))),
    ])
  }

  private static func json(_ book: ReplayBook) -> JSONValue {
    .object([("id", .text(book.id)), ("version", .text(book.version))])
  }

  private static func json(_ targets: BacktestReport.Targets) -> JSONValue {
    func kept(_ kept: BacktestReport.Targets.Kept) -> JSONValue {
      let all = kept.met + kept.missed
      return .object([
        ("met", .integer(kept.met)), ("missed", .integer(kept.missed)),
        ("value", all == 0 ? .null : .number(Double(kept.met) / Double(all))),
      ])
    }
    return .object([
      ("newlyMet", .integer(targets.newlyMet)), ("newlyMissed", .integer(targets.newlyMissed)),
      ("added", .integer(targets.added)), ("dropped", .integer(targets.dropped)),
      ("moved", .integer(targets.moved)), ("unchanged", .integer(targets.unchanged)),
      ("before", kept(targets.before)), ("after", kept(targets.after)),
      ("pointsGained", targets.pointsGained.map(decimal) ?? .null),
    ])
  }

  /// A number with a sign before it as JSON writes it.
  private static func decimal(_ text: String) -> JSONValue {
    .decimal(String(text.drop { $0 == "+" || $0 == "±" }))
  }

  private static func promises(_ lines: [BacktestReport.Line]) -> JSONValue {
    .object(lines.filter(\.hasPromises).map { ($0.name, json($0.targets)) })
  }

  private func money(_ lines: [BacktestReport.Line]) -> JSONValue {
    .object(lines.filter(\.isPaid).map { ($0.name, json($0.money)) })
  }

  /// Sums in minor units of the currency.
  private func json(_ sums: BacktestReport.Sums) -> JSONValue {
    .object([
      ("before", .integer(Int(sums.before))), ("after", .integer(Int(sums.after))),
      ("added", .integer(Int(sums.added))), ("saved", .integer(Int(sums.saved))),
    ])
  }

  private func json(_ change: BacktestReport.Change) -> JSONValue {
    .object([
      ("case", .text(change.ticket.rawValue)),
      (
        "promises",
        .list(
          change.promises.map { promise in
            .object([
              ("metric", .text(promise.metric)), ("cycle", .integer(promise.cycle)),
              ("before", json(promise.before)), ("after", json(promise.after)),
            ])
          })
      ),
      ("paidBefore", .integer(Int(change.paidBefore))),
      ("paidAfter", .integer(Int(change.paidAfter))),
    ])
  }

  private func json(_ side: BacktestReport.Change.Side?) -> JSONValue {
    guard let side else { return .null }
    return .object([
      ("rule", .text(side.rule.rawValue)),
      ("dueAt", side.dueAt.map { .text($0.description) } ?? .null),
      ("verdict", .text(side.verdict.rawValue)),
    ])
  }
}
