// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

extension Markup {
  /// A label on one line, cut when it is long; the whole label is in the tooltip.
  static func name(_ text: String, blank: String = "(blank)", limit: Int = 60) -> Markup {
    let label = ReportText.label(text, blank: blank)
    let short = ReportText.cut(label, to: limit)
    guard label.unicodeScalars.count > 20 else { return "<span class=\"name\">\(short)</span>" }
    return "<span class=\"name\" title=\"\(label)\">\(short)</span>"
  }

  /// A text that may wrap, cut when it is very long; the whole text is in the tooltip.
  static func text(_ text: String, limit: Int = 160) -> Markup {
    let short = ReportText.cut(text, to: limit)
    guard short != text else { return "\(short)" }
    return "<span title=\"\(text)\">\(short)</span>"
  }
}
