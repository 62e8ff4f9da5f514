// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// A section of the report: a heading, the finding in one sentence, and what it rests on.
struct Panel: Sendable {
  /// The heading.
  var title: String
  /// The main finding, or nothing where there is nothing to show.
  var finding: String?
  /// A quiet line below the chart that says how to read it.
  var note = ""
  /// Whether the panel takes the whole width of the page.
  var isWide = false
  /// The chart or the table.
  var body: Markup

  /// The panel as a section of the page.
  var markup: Markup {
    guard let finding else {
      return """
        <section\(width)><h2>\(title)</h2>
        <p class="empty">Nothing to show.</p></section>
        """
    }
    let foot: Markup = note.isEmpty ? "" : "\n<p class=\"note\">\(note)</p>"
    return """
      <section\(width)><h2>\(title)</h2>
      <p class="finding">\(ReportText.unbroken(finding))</p>
      \(body)\(foot)</section>
      """
  }

  private var width: Markup { isWide ? " class=\"wide\"" : "" }
}
