// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// Rows of a label, a number and a drawing below both.
///
/// The texts are HTML, so that they wrap, can be selected and are read aloud; all drawings are one
/// picture behind them, with its finding as the label.
struct BarRows: Sendable {
  /// A row and the shapes of its drawing, which lies between 0 and ``barHeight`` downwards.
  struct Row: Sendable {
    var label: String
    var number: String
    var detail: String
    var drawing: Markup
    /// A quiet line below the drawing; where one row has it, all rows leave room for it.
    var caption = ""
  }

  /// The height of a bar in pixels.
  static let barHeight = 8

  private static let barTop = 25

  /// What the picture tells, for those who cannot see it.
  var finding: String
  var rows: [Row]

  private var hasCaptions: Bool { rows.contains { !$0.caption.isEmpty } }
  private var pitch: Int { hasCaptions ? 64 : 42 }

  /// The rows as markup.
  var markup: Markup {
    let drawings: [Markup] = rows.enumerated().map { index, row in
      """
      <svg y="\(index * pitch + Self.barTop)" height="\(Self.barHeight)">\(row.drawing)</svg>
      """
    }
    let texts: [Markup] = rows.map { row in
      let detail: Markup = row.detail.isEmpty ? "" : " <i>\(row.detail)</i>"
      let caption: Markup =
        hasCaptions ? "<small>\(Markup.name(row.caption, blank: ""))</small>" : ""
      return """
        <li><div>\(Markup.name(row.label))<span class="number"><b>\(row.number)</b>\(detail)</span>\
        </div>\(caption)</li>
        """
    }
    return """
      <div class="bars\(hasCaptions ? " captions" : "")">
      <svg role="img" aria-label="\(finding)" width="100%" height="\(rows.count * pitch)">
      \(drawings)
      </svg>
      <ol>
      \(texts)
      </ol></div>
      """
  }

  /// A bar from the left over a part (0 ... 1) of a quiet track.
  static func bar(_ part: Double, style: Markup, title: String) -> Markup {
    let part = part.isFinite ? min(max(part, 0), 1) : 0
    let bar: Markup =
      part > 0
      ? "<rect class=\"\(style)\" width=\"\(max(part * 100, 0.3))%\" height=\"8\" rx=\"1\"/>" : ""
    return """
      <g><title>\(title)</title><rect class="track" width="100%" height="8" rx="1"/>\(bar)</g>
      """
  }
}
