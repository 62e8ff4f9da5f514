// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit

/// Draws traces of clocks as a picture for an article: one bar a trace, on one scale of time.
enum DeadlineDrawing {
  private static let width: Int64 = 720
  private static let left: Int64 = 96
  private static let row: Int64 = 64

  static func svg(_ title: String, _ bars: [(name: String, trace: SLATrace)]) -> String {
    let start = bars.map(\.trace.start).min() ?? .epoch
    let end = bars.map(\.trace.end).max() ?? .epoch
    let height = row * Int64(bars.count) + 76
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"img\""
        + " aria-label=\"\(title)\">",
      "<style>text{font:12px system-ui,sans-serif;fill:#24292f}.c{fill:#2da44e}.p{fill:#d4a72c}"
        + ".k{fill:#d0d7de}.r{fill:#54aeff}.e{fill:#c297ff}.d{stroke:#cf222e;stroke-width:2}"
        + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.k{fill:#424a53}}</style>",
      "<text x=\"8\" y=\"18\" font-weight=\"600\">\(title)</text>",
    ]
    func x(_ instant: Instant) -> Int64 {
      let whole = max(start.milliseconds(to: end), 1)
      return left + start.milliseconds(to: instant) * (width - left - 24) / whole
    }
    for (index, bar) in bars.enumerated() {
      lines += draw(bar.name, bar.trace, at: 34 + Int64(index) * row, x)
    }
    lines += legend(at: height - 16)
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  private static func draw(
    _ name: String, _ trace: SLATrace, at y: Int64, _ x: (Instant) -> Int64
  ) -> [String] {
    var lines = ["<text x=\"8\" y=\"\(y + 16)\">\(name)</text>"]
    for segment in trace.segments {
      let (from, to) = (x(segment.start), x(segment.end))
      lines.append(
        "<rect class=\"\(style(segment.stretch))\" x=\"\(from)\" y=\"\(y)\""
          + " width=\"\(max(to - from, 1))\" height=\"22\"><title>"
          + "\(words(segment, trace))</title></rect>")
    }
    let end = trace.dueAt ?? trace.end
    lines.append(
      "<line class=\"d\" x1=\"\(x(end))\" x2=\"\(x(end))\" y1=\"\(y - 4)\" y2=\"\(y + 26)\"/>")
    lines.append("<text x=\"\(left)\" y=\"\(y + 40)\">\(told(trace.start, trace))</text>")
    let due = trace.dueAt == nil ? "until" : "due"
    lines.append(
      "<text x=\"\(width - 24)\" y=\"\(y + 40)\" text-anchor=\"end\">\(due)"
        + " \(told(end, trace)), \(trace.counted / 60_000) min counted</text>")
    return lines
  }

  private static func style(_ stretch: SLATrace.Stretch) -> String {
    switch stretch {
    case .counted: "c"
    case .paused: "p"
    case .closed: "k"
    case .resolved: "r"
    case .excluded, .ended: "e"
    }
  }

  private static func words(_ segment: SLATrace.Segment, _ trace: SLATrace) -> String {
    let kind =
      switch segment.stretch {
      case .counted: "counted \(segment.counted / 60_000) min"
      case .paused(let pauses): "paused: \(pauses.names.joined(separator: ", "))"
      case .closed: "closed"
      case .resolved: "resolved"
      case .excluded: "excluded"
      case .ended: "no promise"
      }
    return "\(told(segment.start, trace)) – \(told(segment.end, trace)): \(kind)"
  }

  /// `Fri 06-06 16:00` by the clocks of the trace's zone.
  private static func told(_ instant: Instant, _ trace: SLATrace) -> String {
    let (date, time) = trace.zone.wallTime(at: instant)
    let day = "\(date.weekday)".prefix(3)
    let name = day.prefix(1).uppercased() + day.dropFirst()
    return "\(name) \("\(date)".suffix(5)) \("\(time)".prefix(5))"
  }

  private static func legend(at y: Int64) -> [String] {
    let kinds = [
      ("c", "counted"), ("p", "paused"), ("k", "closed"), ("r", "resolved"), ("e", "excluded"),
    ]
    return kinds.enumerated().map { index, kind in
      let x = left + Int64(index) * 104
      return "<rect class=\"\(kind.0)\" x=\"\(x)\" y=\"\(y - 10)\" width=\"12\" height=\"12\"/>"
        + "<text x=\"\(x + 18)\" y=\"\(y)\">\(kind.1)</text>"
    }
  }
}
