// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportMetrics

extension CallReport {
  /// How long they wait: answered by then, gave up by then, waiting still.
  var waits: Panel {
    let offered = figures.offered
    let (half, most) = (
      table[CallPlans.quantileID("wait", 50)], table[CallPlans.quantileID("wait", 90)]
    )
    return StackChart(
      title: "Who waits, and who gives up",
      finding: """
        Half wait no longer than \(half.span), nine in ten no longer than \(most.span); \
        \(table["abandonment.offered"].percent) give up.
        """,
      note: "What has become of answered and abandoned calls after so many seconds of waiting.",
      series: [
        .init(name: "answered", style: "good"), .init(name: "gave up", style: "bad"),
        .init(name: "still waiting", style: "track"),
      ],
      columns: offered == 0
        ? []
        : CallPlans.waits.enumerated().map { place, seconds in
          let answered = table[MetricID("answered.\(seconds)")].numerator.count
          let abandoned = table[MetricID("abandoned.\(seconds)")].numerator.count
          let name = seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min"
          return .init(
            tick: name, isMinor: place % 2 == 1,
            title: """
              after \(name): \(ReportText.percent(answered, of: offered)) answered, \
              \(ReportText.percent(abandoned, of: offered)) gave up
              """, parts: [answered, abandoned, max(offered - answered - abandoned, 0)])
        }
    ).panel
  }

  /// The groups of a dimension: bars of the service level, of agents bars of the handling time.
  func group(_ groups: CallFigures.Groups) -> Panel {
    let isAgents = groups.dimension == .agent
    var shown = groups.shown.map { ($0.name ?? "", $0) }
    if groups.others > 0 {
      shown.append(("\(ReportText.count(groups.others)) others together", groups.rest))
    }
    if let unknown = groups.unknown, !isAgents, unknown[.serviceLevel].denominator > 0 {
      shown.append(("(none)", unknown))
    }
    let longest = shown.compactMap { $0.1[.averageHandlingTime].value }.max() ?? 1
    let rows = shown.map { name, group in
      isAgents ? agent(name, group, longest) : row(name, group, groups.dimension)
    }
    let finding = isAgents ? agentFinding(groups) : levelFinding(groups)
    return Panel(
      title: isAgents ? "Agents" : "By \(groups.dimension.name)",
      finding: shown.isEmpty ? nil : finding,
      note: isAgents
        ? "Bars: average handling time." : "Bars: answered within \(threshold), F1.",
      body: BarRows(finding: finding, rows: rows).markup)
  }

  private func row(
    _ name: String, _ group: CallFigures.Group, _ dimension: CallMap.Column
  ) -> BarRows.Row {
    let level = group[.serviceLevel]
    return BarRows.Row(
      label: Figures.label(dimension.name, name), number: level.percent,
      detail: ReportText.things(group.calls, "call"),
      drawing: BarRows.bar(
        level.value ?? 0, style: "good", title: "\(name): \(level.percent), \(level.parts)"),
      caption: """
        gave up \(group[.abandonment].percent) · handling \(group[.averageHandlingTime].span) · again \
        in 7 d \(group[.week].percent)
        """)
  }

  private func agent(
    _ name: String, _ group: CallFigures.Group, _ longest: Double
  ) -> BarRows.Row {
    let handling = group[.averageHandlingTime]
    return BarRows.Row(
      label: Figures.label("agent", name), number: handling.span,
      detail: "\(group[.answered].numerator.count.grouped) answered",
      drawing: BarRows.bar(
        (handling.value ?? 0) / max(longest, 1), style: "accent",
        title: "\(name): \(handling.span), \(group[.answered].numerator.count.grouped) answered"),
      caption: "again in 24 h \(group[.day].percent) · in 7 d \(group[.week].percent)")
  }

  private func levelFinding(_ groups: CallFigures.Groups) -> String {
    let lowest = groups.shown.filter { $0[.serviceLevel].value != nil }
      .min { ($0[.serviceLevel].value ?? 0) < ($1[.serviceLevel].value ?? 0) }
    guard let lowest else { return "No call was offered." }
    let name = ReportText.cut(Figures.label(groups.dimension.name, lowest.name ?? ""), to: 40)
    return "Waits longest: \(name), \(lowest[.serviceLevel].percent) within \(threshold)."
  }

  private func agentFinding(_ groups: CallFigures.Groups) -> String {
    let known = groups.shown.filter { $0[.averageHandlingTime].value != nil }
    func value(_ group: CallFigures.Group) -> Double { group[.averageHandlingTime].value ?? 0 }
    guard let quick = known.min(by: { value($0) < value($1) }),
      let slow = known.max(by: { value($0) < value($1) })
    else { return "Nobody is named." }
    let all = ReportText.things(groups.shown.count + groups.others, "agent")
    return """
      \(all); of the busiest the quickest takes \(quick[.averageHandlingTime].span) a call, the slowest \
      \(slow[.averageHandlingTime].span).
      """
  }

  /// Who comes back, by what it is about.
  var returns: Panel {
    let groups = figures.groups.first { $0.dimension == .type } ?? figures.groups.first
    var shown = [("all calls", figures.returns.map(\.figure))]
    for group in groups?.shown ?? [] {
      shown.append(
        (
          Figures.label(groups?.dimension.name ?? "", group.name ?? ""),
          CallPlans.Window.allCases.map { group[$0] }
        ))
    }
    let most = shown.dropFirst().filter { $0.1[1].value != nil }
      .max { ($0.1[1].value ?? 0) < ($1.1[1].value ?? 0) }
    let censored = figures.returns.last?.figure.leftOut.censored ?? 0
    let finding = """
      \(figures.returns[1].figure.percent) call again within 7 days\(most.map { ", most after \(ReportText.cut($0.0, to: 40)): \($0.1[1].percent)" } ?? "").
      """
    let highest = shown.compactMap { $0.1[1].value }.max() ?? 1
    return Panel(
      title: "Who comes back",
      finding: (figures.returns.last?.figure.denominator ?? 0) > 0 ? finding : nil,
      note: """
        Ring: within 24 h. Dot: within 7 d. \(ReportText.things(censored, "call")) whose 7 days reach \
        beyond the log do not count.
        """,
      body: BarRows(finding: finding, rows: shown.map { Self.returning($0.0, $0.1, highest) })
        .markup)
  }

  private static func returning(
    _ name: String, _ rates: [CallFigure], _ highest: Double
  ) -> BarRows.Row {
    func place(_ rate: CallFigure) -> Double { (rate.value ?? 0) / max(highest, 0.001) * 98 + 1 }
    return BarRows.Row(
      label: name, number: rates[1].percent, detail: "24 h \(rates[0].percent)",
      drawing: """
        <g class="more"><title>\(name): \(rates[0].percent) within 24 h, \(rates[1].percent) within 7 d, \
        \(rates[1].parts)</title><line class="track" x1="0" x2="100%" y1="4" y2="4"/>\
        <line x1="\(place(rates[0]))%" x2="\(place(rates[1]))%" y1="4" y2="4"/>\
        <circle class="ring" cx="\(place(rates[0]))%" cy="4" r="3.5"/>\
        <circle cx="\(place(rates[1]))%" cy="4" r="4.5"/></g>
        """)
  }

  // MARK: What is odd

  var odd: Panel {
    let calls = table["unsound"].numerator.count
    return Self.list(
      figures.counts.odd, title: "Calls that cannot be, and calls that are none",
      finding: calls == 0
        ? "Nothing in the log contradicts itself."
        : """
        \(ReportText.things(calls, "call")), \(ReportText.percent(calls, of: figures.calls)): told \
        apart, what is doubtful left out.
        """)
  }

  var rejected: Panel {
    let total = figures.counts.tally.rejected.total
    return Self.list(
      figures.counts.rejected, title: "Rows that are no calls",
      finding: total == 0
        ? "Every row of the log was read." : "\(ReportText.things(total, "row")) could not be read."
    )
  }

  private static func list(_ rows: [CallCounts.Odd], title: String, finding: String) -> Panel {
    let lines: [Markup] = rows.prefix(40).map { row in
      """
      <tr><th scope="row">\(Markup.text(row.kind))\
      <code>\(Markup.text("line \(row.line): \(row.text)"))</code></th>\
      <td>\(ReportText.count(row.count))</td></tr>
      """
    }
    return Panel(
      title: title, finding: finding, body: lines.isEmpty ? "" : "<table>\(lines)</table>")
  }
}
