// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportPresets
import SupportSLA
import SupportTime

/// What another policy would change, to read in a terminal.
extension Comparison {
  func write(to page: inout TextLines) {
    page.section("What \(after.title) would change of \(before.title)")
    page.row("cases judged", report.judged.grouped, "as of \(told(end)), zone \(zone.identifier)")
    page.row(
      "of which otherwise", report.changed.grouped,
      ReportText.percent(report.changed, of: report.judged))
    page.row(
      "without any promise", report.unpromised.after.grouped,
      "before \(report.unpromised.before.grouped)")
    for obstacles in report.setAsideBy {
      let reason = Explanation(obstacles.because.code).text()
      page.row("set aside", obstacles.count.grouped, reason)
    }
    if report.changed == 0 { page.lines.append("  " + sameText) }
    promises(to: &page)
    money(to: &page)
    cases(to: &page)
  }

  /// What to say where the policies agree of every case.
  var sameText: String {
    if report.judged == 0 { return "No case could be judged." }
    if report.targets.unchanged == 0, !isPaid {
      return
        "Neither policy promises anything to these cases: do their rules ask for a kind, a channel "
        + "or a priority that the map does not tell?"
    }
    let others = Preset.allCases.map(\.rawValue).filter { $0 != before.id }
    return before.title == after.title
      ? "Both are the same policy; try another one, such as \(others.prefix(3).joined(separator: ", "))."
      : "Both policies say the same of every case: each promise is due and ends alike."
  }

  private func promises(to page: inout TextLines) {
    guard !report.targets.isEmpty else { return }
    let points = report.targets.pointsGained.map { "\($0) points" } ?? ""
    page.row("promises met", rate(report.targets.before), "before")
    page.row("", rate(report.targets.after), points.isEmpty ? "after" : "after, \(points)")
    page.lines.append("")
    page.table(Self.promiseHead("metric"), report.byMetric.filter(\.hasPromises).map(promiseRow))
    page.lines.append("")
    page.table(
      Self.promiseHead("rule"),
      report.byRule.filter(\.hasPromises).prefix(40).map(promiseRow))
  }

  private static func promiseHead(_ name: String) -> [String] {
    [
      name, "newly met", "newly missed", "added", "dropped", "moved", "as before", "met before",
      "met after",
    ]
  }

  private func promiseRow(_ line: BacktestReport.Line) -> [String] {
    let targets = line.targets
    return [
      line.name.shown, targets.newlyMet.grouped, targets.newlyMissed.grouped, targets.added.grouped,
      targets.dropped.grouped, targets.moved.grouped, targets.unchanged.grouped,
      rate(targets.before), rate(targets.after),
    ]
  }

  /// `86.37 %`, or a dash where nothing was kept or missed.
  func rate(_ kept: BacktestReport.Targets.Kept) -> String {
    let all = kept.met + kept.missed
    return all == 0 ? ReportText.none : "\((Double(kept.met) * 100 / Double(all)).rounded(2)) %"
  }

  private func money(to page: inout TextLines) {
    guard isPaid else { return }
    page.lines.append("")
    let head = ["paid", "before", "after", "added", "saved"]
    let rules = report.byRule.filter(\.isPaid).prefix(40).map { row("rule \($0.name)", $0.money) }
    let tiers = report.byTier.filter(\.isPaid).map {
      row($0.name.isEmpty ? "without a tier" : "tier \($0.name)", $0.money)
    }
    page.table(head, [row("all", report.money)] + rules + tiers)
  }

  private func row(_ name: String, _ sums: BacktestReport.Sums) -> [String] {
    [name.shown] + [sums.before, sums.after, sums.added, sums.saved].map(sum)
  }

  private func cases(to page: inout TextLines) {
    guard !report.changes.isEmpty else { return }
    let rest = report.changed - report.changes.count
    page.lines += [
      "", "  the first cases that change" + (rest > 0 ? " (\(rest.grouped) more)" : ""),
    ]
    for change in report.changes {
      page.lines.append("  case \(change.ticket.rawValue.shown)")
      for promise in change.promises.prefix(6) {
        let cycle = promise.cycle > 1 ? " \(promise.cycle)" : ""
        page.lines.append(
          "    \(promise.metric.shown)\(cycle): \(side(promise.before)) → \(side(promise.after))")
      }
      if change.paidBefore != change.paidAfter {
        page.lines.append("    paid: \(sum(change.paidBefore)) → \(sum(change.paidAfter))")
      }
    }
  }

  /// `P3, due 2016-03-04 10:23, missed`.
  func side(_ side: BacktestReport.Change.Side?) -> String {
    guard let side else { return "no promise" }
    let due = side.dueAt.map { "due \(told($0))" } ?? "not due"
    return "\(side.rule.rawValue.shown), \(due), \(side.verdict.rawValue)"
  }
}

extension BacktestReport.Line {
  /// Whether it says anything of promises.
  var hasPromises: Bool { !targets.isEmpty }

  /// Whether it says anything of sums.
  var isPaid: Bool { !money.isEmpty }
}
