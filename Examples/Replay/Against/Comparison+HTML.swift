// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk

/// The comparison as a part of the model of the HTML report.
extension Comparison {
  var model: ReportModel.Against {
    ReportModel.Against(
      before: before.title, after: after.title, finding: finding, rules: shifts, sums: sums,
      cases: shownChanges, casesFinding: casesFinding)
  }

  private var finding: String {
    if report.changed == 0 { return sameText }
    let targets = report.targets
    let shares = "\(rate(targets.before)) → \(rate(targets.after))"
    let points = targets.pointsGained.map { " (\($0) points)" } ?? ""
    let only = [(targets.added, "added"), (targets.dropped, "dropped")].filter { $0.0 > 0 }
      .map { ", \(ReportText.count($0.0)) \($0.1)" }.joined()
    return "\(ReportText.count(targets.newlyMet)) promises newly met, "
      + "\(ReportText.count(targets.newlyMissed)) newly missed\(only); met \(shares)\(points)."
  }

  private var shifts: [ReportModel.Shift] {
    let lines = report.byRule.filter(\.hasPromises).sorted { left, right in
      let (one, other) = (Self.weight(left), Self.weight(right))
      return one != other ? one > other : left.name < right.name
    }
    return lines.prefix(12).map { line in
      let targets = line.targets
      return ReportModel.Shift(
        label: line.name, newlyMet: targets.newlyMet, newlyMissed: targets.newlyMissed,
        added: targets.added, dropped: targets.dropped, moved: targets.moved,
        unchanged: targets.unchanged, before: rate(targets.before), after: rate(targets.after))
    }
  }

  private static func weight(_ line: BacktestReport.Line) -> Int {
    let targets = line.targets
    return targets.newlyMet + targets.newlyMissed + targets.added + targets.dropped
  }

  private var sums: [ReportModel.Sum] {
    guard isPaid else { return [] }
    let rules = report.byRule.filter(\.isPaid).prefix(8).map { ("rule \($0.name)", $0.money) }
    let tiers = report.byTier.filter(\.isPaid).map {
      ($0.name.isEmpty ? "without a tier" : "tier \($0.name)", $0.money)
    }
    return ([("all", report.money)] + rules + tiers).map { label, sums in
      ReportModel.Sum(
        label: label, before: sum(sums.before), after: sum(sums.after), minorBefore: sums.before,
        minorAfter: sums.after,
        caption: "\(sum(sums.added)) more, \(sum(sums.saved)) less")
    }
  }

  private var shownChanges: [ReportModel.Case] {
    report.changes.flatMap { change in
      change.promises.prefix(2).map { promise in
        ReportModel.Case(
          label: "\(change.ticket.rawValue) · \(promise.metric)", before: side(promise.before),
          after: side(promise.after))
      }
    }
  }

  private var casesFinding: String {
    "\(ReportText.count(report.changed)) of \(ReportText.count(report.judged)) cases, "
      + "\(ReportText.percent(report.changed, of: report.judged)), would come out otherwise."
  }
}
