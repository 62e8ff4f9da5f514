// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// The report as one page of HTML that needs nothing else: no script, no font, no picture.
///
/// The same model gives the same bytes. Texts are escaped wherever they appear, and the page
/// forbids scripts besides.
struct HTMLReport: Sendable {
  private let model: ReportModel

  init(_ model: ReportModel) {
    self.model = model
  }

  /// Writes the page.
  ///
  /// - Complexity: O(*n*) for ascending durations and series.
  func render() -> String {
    let title = ReportText.cut(ReportText.label(model.title), to: 120)
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
      \(ReportStyle.sheet)
      </style>
      </head>
      <body>
      <header><h1>\(title)</h1>
      <p>\(Markup.text(model.period, limit: 80))<br>\(Markup.text(model.source, limit: 120))</p>
      </header>
      <main>
      \(tiles)
      \(panels.map(\.markup))
      \(ReportNotes(model: model).definitions)
      </main>
      \(footer)
      </body>
      </html>

      """
    return page.html
  }

  private var panels: [Panel] {
    let notes = ReportNotes(model: model)
    return [
      AttainmentChart(groups: model.attainment).panel,
      BreachChart(breaches: model.breaches).panel,
      CauseChart(causes: model.causes).panel,
      DistributionChart(model.distribution).panel,
      BacklogChart(model.backlog).panel,
      ArrivalsChart(counts: model.arrivals, zone: model.zone).panel,
      GrowthChart(growth: model.growth).panel,
      CategoryChart(
        categories: model.categories, coverage: model.categoryCoverage
      ).panel,
      ReopenChart(shares: model.reopens).panel,
      notes.anomalies,
      notes.rejected,
    ]
  }

  private var tiles: Markup {
    let tiles: [Markup] = model.figures.map { figure in
      """
      <div><dt>\(Markup.text(figure.label, limit: 60))</dt>\
      <dd><b\(figure.value.count > 14 ? " class=\"long\"" : "")>\(Markup.text(figure.value, limit: 24))</b>\
      <span>\(Markup.text(figure.detail, limit: 120))</span></dd></div>
      """
    }
    return tiles.isEmpty ? "" : "<dl class=\"tiles\">\n\(tiles)\n</dl>"
  }

  private var footer: Markup {
    let credit = model.credit
    return credit.isEmpty ? "" : "<footer>\(Markup.text(credit, limit: 600))</footer>"
  }
}
