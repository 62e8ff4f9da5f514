// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// One page of HTML that needs nothing else: no script, no font, no picture.
///
/// The same contents give the same bytes. Texts are escaped wherever they appear, and the page forbids
/// scripts besides.
struct HTMLPage: Sendable {
  /// The heading.
  var title: String
  /// When the log is from, and the name of its file.
  var period: String
  var source: String
  /// The headline numbers.
  var figures: [ReportModel.Figure]
  var panels: [Panel]
  /// How each figure is defined.
  var definitions: [ReportModel.Definition]
  /// Whom to credit for the data; may be empty.
  var credit: String

  /// Writes the page.
  func render() -> String {
    let title = ReportText.cut(ReportText.label(title), to: 120)
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
      <p>\(Markup.text(period, limit: 80))<br>\(Markup.text(source, limit: 120))</p>
      </header>
      <main>
      \(tiles)
      \(panels.map(\.markup))
      \(terms)
      </main>
      \(footer)
      </body>
      </html>

      """
    return page.html
  }

  private var tiles: Markup {
    let tiles: [Markup] = figures.map { figure in
      let value = Markup.text(ReportText.unbroken(figure.value), limit: 24)
      let detail = Markup.text(ReportText.unbroken(figure.detail), limit: 120)
      return """
        <div><dt>\(Markup.text(figure.label, limit: 60))</dt>\
        <dd><b\(figure.value.count > 14 ? " class=\"long\"" : "")>\(value)</b>\
        <span>\(detail)</span></dd></div>
        """
    }
    return tiles.isEmpty ? "" : "<dl class=\"tiles\">\n\(tiles)\n</dl>"
  }

  private var terms: Markup {
    if definitions.isEmpty { return "" }
    let terms: [Markup] = definitions.map { item in
      "<div><dt>\(item.term)</dt><dd>\(item.text)</dd></div>"
    }
    return """
      <section class="wide"><h2>How it is counted</h2>
      <dl>
      \(terms)
      </dl></section>
      """
  }

  private var footer: Markup {
    credit.isEmpty ? "" : "<footer>\(Markup.text(credit, limit: 600))</footer>"
  }
}

/// The report about tickets as a page.
struct HTMLReport: Sendable {
  private let model: ReportModel

  init(_ model: ReportModel) {
    self.model = model
  }

  /// Writes the page.
  ///
  /// - Complexity: O(*n*) for ascending durations and series.
  func render() -> String {
    HTMLPage(
      title: model.title, period: model.period, source: model.source, figures: model.figures,
      panels: panels, definitions: model.definitions, credit: model.credit
    ).render()
  }

  private var panels: [Panel] {
    let notes = ReportNotes(model: model)
    let against = model.against.map { AgainstChart(model: $0).panels } ?? []
    return [
      AttainmentChart(groups: model.attainment).panel,
      BreachChart(breaches: model.breaches).panel,
      CauseChart(causes: model.causes).panel,
    ] + against + [
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
}
