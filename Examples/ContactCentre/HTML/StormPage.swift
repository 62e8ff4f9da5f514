// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportStaffing
import SupportTestKit

/// The day as one page of HTML that needs nothing else: no script, no font, no picture.
struct StormPage {
  private let storm: StormDay

  init(_ storm: StormDay) {
    self.storm = storm
  }

  /// The page.
  var html: String {
    let title = "A typhoon at noon: the day of a contact centre"
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>
      \(StormStyle.sheet)
      </style>
      </head>
      <body>
      <header><h1>\(title)</h1>
      <p>\(opening)</p></header>
      <main>
      \(tiles)
      \(StormPanels(storm).markup)
      \(StormTable(storm).markup)
      </main>
      <footer>\(footing)</footer>
      </body>
      </html>

      """
    return page.html
  }

  private var opening: String {
    let calls = count(storm.lines.reduce(0) { $0 + $1.calls })
    let forecast = count(storm.lines.reduce(0) { $0 + $1.forecast })
    return """
      \(storm.scenario.date), \(CentreScenario.hours(of: storm.all)), simulated with seed \(storm.seed). \
      \(storm.scenario.cover.total) agents in shifts of 8 hours, one in five away from the desk at \
      any time. \(calls) calls of 5 minutes come, \(forecast) were forecast; callers hang up after \
      \(CentreScenario.patience) s on average.
      """
  }

  private var footing: String {
    """
    Each call is routed by the library's router; the needed agents are those of Erlang A for 80 % \
    answered within \(CentreScenario.target) s. Waits are of callers who were answered or hung up. \
    Whoever asked for a callback does not count as answered in time.
    """
  }

  private var tiles: Markup {
    guard let with = storm.with else { return "" }
    let span = CentreScenario.stormSpan
    let (before, after) = (storm.without.counts(in: span), with.counts(in: span))
    func wait(_ counts: ContactCentreDay.Counts) -> String {
      "\(whole(counts.averageSpeedOfAnswer ?? 0)) s"
    }
    return """
      <p class="over">\(CentreScenario.hours(of: span)), with the surge plan</p>
      <dl class="tiles">
      \(tile("answered in time", tenths(after.serviceLevel), tenths(before.serviceLevel)))
      \(tile("hung up", count(after.abandoned), count(before.abandoned)))
      \(tile("mean wait of those answered", wait(after), wait(before)))
      \(tile("asked for a callback", count(after.callbacks), count(before.callbacks)))
      </dl>
      """
  }

  private func tile(_ name: String, _ with: String, _ without: String) -> Markup {
    "<div><dt>\(name)</dt><dd><b>\(with)</b><span>without the plan \(without)</span></dd></div>"
  }
}

/// The look of the page, on paper and in the dark.
enum StormStyle {
  static let sheet: Markup = """
    :root{--ground:#fff;--ink:#1b2430;--quiet:#596675;--line:#e3e7eb;--band:#f3f1ea;
    --with:#1f6f9c;--without:#c04a1f;--need:#8a94a0;--area:#e6eaee}
    @media screen and (prefers-color-scheme:dark){
    :root{--ground:#12171d;--ink:#e7ebef;--quiet:#9ba8b5;--line:#27303a;--band:#1f2126;
    --with:#6cb8e6;--without:#f08a5d;--need:#8592a0;--area:#252e38}}
    *{box-sizing:border-box;margin:0;padding:0}
    body{background:var(--ground);color:var(--ink);max-width:1080px;margin:0 auto;
    padding:40px 32px 56px;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
    font-variant-numeric:tabular-nums}
    header{padding-bottom:16px;border-bottom:2px solid var(--ink)}
    h1{font-size:30px;line-height:1.15;font-weight:650;letter-spacing:-.015em;margin-bottom:8px}
    header p,footer{color:var(--quiet)}
    header p{max-width:76ch}
    h2{font-size:19px;line-height:1.3;font-weight:600;margin-bottom:4px;text-wrap:pretty}
    section{margin-top:40px}
    section p{color:var(--quiet);margin-bottom:10px;max-width:96ch}
    .tiles{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:24px 32px;margin-top:8px}
    .tiles dt,.tiles span{font-size:13px;color:var(--quiet)}
    .tiles b{display:block;font-size:30px;line-height:1.2;font-weight:600;letter-spacing:-.02em}
    .over{margin-top:24px;font-weight:600}
    svg{display:block;width:100%;height:auto;overflow:visible}
    svg text{font-size:12.5px;fill:var(--quiet)}
    svg text.name{font-size:13.5px;font-weight:600;paint-order:stroke;stroke:var(--ground);
    stroke-width:4px;stroke-linejoin:round}
    .mid{text-anchor:middle}.end{text-anchor:end}.start{text-anchor:start}
    .grid{stroke:var(--line)}.axis,.tick{stroke:var(--quiet)}
    .storm{fill:var(--band)}
    .goal{stroke:var(--ink);stroke-dasharray:2 4}
    .series{fill:none;stroke-width:2.5;stroke-linejoin:round}
    .series.without{stroke:var(--without)}.series.with{stroke:var(--with)}
    .series.thin{stroke-width:1.5;stroke-dasharray:5 4}
    .area.need{fill:var(--area)}
    rect.came{fill:var(--need)}
    .series.forecast{stroke:var(--ink);stroke-width:1.5}
    text.name.forecast{fill:var(--ink)}
    text.name.without{fill:var(--without)}text.name.with{fill:var(--with)}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:13px}
    th,td{padding:4px 6px;text-align:right;white-space:nowrap;font-weight:400;
    border-bottom:1px solid var(--line)}
    thead th{color:var(--quiet)}
    thead th.with,thead th.without{font-weight:600;text-align:center}
    thead th.with{color:var(--with)}thead th.without{color:var(--without)}
    tbody th,thead th:first-child{text-align:left}
    tr.storm{background:var(--band)}
    th.edge,td.edge{padding-left:20px}
    footer{margin-top:40px;padding-top:12px;border-top:1px solid var(--line);font-size:13px}
    @media screen and (max-width:700px){body{padding:24px 16px 40px}
    .tiles{grid-template-columns:repeat(2,minmax(0,1fr))}.minor{display:none}
    svg text{font-size:20px}svg text.name{font-size:21px}h1{font-size:25px}}
    @media print{section,svg{break-inside:avoid}body{max-width:none;padding:0}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """
}

/// The half-hours as a table.
struct StormTable {
  private let storm: StormDay

  init(_ storm: StormDay) {
    self.storm = storm
  }

  var markup: Markup {
    """
    <section><h2>Every half-hour</h2>
    <p>Agents needed at the desk for the calls that came, by Erlang A and by Erlang C, which believes \
    that nobody hangs up. In brackets what Erlang A expects of the desk; nine in ten waited at most the \
    90th; back: asked for a callback.</p>
    <div class="scroll"><table>
    <thead><tr><th></th><th></th><th colspan="2">needed</th>\
    \(heading("without", "without the plan", 5))\(planHeading)</tr>
    <tr><th>from</th><th>calls</th><th>A</th><th>C</th>\(columns)\(planColumns)</tr></thead>
    <tbody>
    \(storm.all.map(row))
    </tbody></table></div></section>
    """
  }

  private func heading(_ style: String, _ text: String, _ width: Int) -> Markup {
    "<th class=\"edge \(style)\" colspan=\"\(width)\">\(text)</th>"
  }

  private var planHeading: Markup {
    storm.with == nil ? "" : heading("with", "with the surge plan", 6)
  }

  private var planColumns: Markup {
    if storm.with == nil { return "" }
    return "\(columns)<th>back</th>"
  }

  private var columns: Markup {
    "<th class=\"edge\">desk</th><th>in time</th><th>90th</th><th>hung up</th><th>busy</th>"
  }

  private func row(_ place: Int) -> Markup {
    let line = storm.lines[place]
    let style: Markup =
      CentreScenario.stormSpan.contains(place) ? " class=\"storm\"" : ""
    let with: Markup =
      storm.with.map { side in
        "\(cells(side.figures[place]))<td>\(count(side.figures[place].counts.callbacks))</td>"
      } ?? ""
    return """
      <tr\(style)><th>\(line.time)</th><td>\(count(line.calls))</td><td>\(line.neededA)</td>\
      <td>\(line.neededC)</td>\(cells(storm.without.figures[place]))\(with)</tr>
      """
  }

  private func cells(_ figures: StormDay.Figures) -> Markup {
    """
    <td class="edge">\(figures.desk)</td>\
    <td>\(percent(figures.counts.serviceLevel)) (\(percent(figures.expected)))</td>\
    <td>\(whole(figures.ninth)) s</td><td>\(percent(figures.counts.abandonment))</td>\
    <td>\(percent(figures.occupancy))</td>
    """
  }
}
