// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The lines of a report to read in a terminal.
struct TextLines {
  var lines: [String] = []

  mutating func section(_ title: String) {
    lines += ["", title.uppercased()]
  }

  mutating func row(_ label: String, _ value: String, _ detail: String = "") {
    let line =
      "  " + label.shown.padded(28) + value.leftPadded(12) + (detail.isEmpty ? "" : "  \(detail)")
    lines.append(line)
  }

  /// A table under its head; the first column begins at the left, and so does the last where it is
  /// text, the others end at the right.
  mutating func table(_ head: [String], _ rows: [[String]], endsInText: Bool = false) {
    guard !rows.isEmpty else { return }
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    for row in [head] + rows {
      let cells = row.indices.map { column in
        if endsInText, column == row.count - 1 { return row[column] }
        return column == 0
          ? row[column].padded(widths[column]) : row[column].leftPadded(widths[column])
      }
      lines.append("  " + cells.joined(separator: "   "))
    }
  }

  /// The text, with a newline at its end.
  var text: String { lines.joined(separator: "\n") + "\n" }
}
