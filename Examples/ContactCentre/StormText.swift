// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportStaffing
import SupportTestKit
import SupportTime

/// The printed report, at most 100 columns wide.
struct StormText {
  private let storm: StormDay

  init(_ storm: StormDay) {
    self.storm = storm
  }

  var lines: [String] {
    let span = CentreScenario.stormSpan
    return head + [""] + table + [""] + summary("THE WHOLE DAY", storm.all) + [""]
      + summary("THE STORM, \(CentreScenario.hours(of: span, " TO "))", span)
  }

  // MARK: What is stated

  private var head: [String] {
    let heads = storm.scenario.cover.total
    let proof = storm.scenario.cover.isProvedMinimal ? "fewer do not cover it" : "8-hour shifts"
    var lines = [
      "A contact centre on \(storm.scenario.date), from \(CentreScenario.hours(of: storm.all)); seed \(storm.seed)",
      "  \(heads) agents in shifts of 8 h (\(proof)), one in five away from the desk, each in turn",
      "  \(count(storm.lines.reduce(0) { $0 + $1.calls })) calls of 5 min, wrap-up included; "
        + "\(count(storm.lines.reduce(0) { $0 + $1.forecast })) were forecast",
      "  goal: 80 % within \(CentreScenario.target) s; "
        + "people hang up after \(CentreScenario.patience) s on average",
    ]
    guard storm.with != nil else { return lines }
    for occurrence in storm.scenario.surges.occurrences(in: storm.scenario.open) {
      let zone = storm.scenario.zone
      let (from, until) = (
        zone.wallTime(at: occurrence.start).time, zone.wallTime(at: occurrence.end).time
      )
      lines.append(
        "Surge plan: \(CentreScenario.responseHeads) more in the response group "
          + "from \(from) to \(until), after \(CentreScenario.responseAfter) s of waiting;")
    }
    lines.append(
      "  a callback in 4 h is offered after \(CentreScenario.longWait) s of waiting "
        + "(\(CentreScenario.callbacks.percent) % say yes)")
    return lines
  }

  // MARK: Half-hours

  private var within: String { "\(CentreScenario.target) s" }

  private var table: [String] {
    var lines = [
      left("", 13) + left("AGENTS NEEDED", 16) + left("WITHOUT THE PLAN", 34)
        + (storm.with == nil ? "" : "WITH THE SURGE PLAN"),
      left("from", 6) + right("calls", 6) + right("Erl. A", 7) + right("Erl. C", 7) + "  "
        + columns("desk", within, "p90", "gone", "busy", nil)
        + (storm.with == nil ? "" : "  " + columns("desk", within, "p90", "gone", "busy", "back")),
    ].map(trimmed)
    for (place, line) in storm.lines.enumerated() {
      var text =
        left(line.time, 6) + right(count(line.calls), 6) + right("\(line.neededA)", 7)
        + right("\(line.neededC)", 7) + "  " + columns(storm.without.figures[place], back: false)
      if let with = storm.with { text += "  " + columns(with.figures[place], back: true) }
      lines.append(trimmed(text))
    }
    lines.append(
      "(agents at the desk; answered within \(within); nine in ten waited at most p90; hung up; busy)"
    )
    return lines
  }

  private func columns(_ figures: StormDay.Figures, back: Bool) -> String {
    columns(
      "\(figures.desk)", percent(figures.counts.serviceLevel), "\(whole(figures.ninth)) s",
      percent(figures.counts.abandonment), percent(figures.occupancy),
      back ? count(figures.counts.callbacks) : nil)
  }

  private func columns(
    _ desk: String, _ level: String, _ wait: String, _ gone: String, _ busy: String,
    _ back: String?
  ) -> String {
    right(desk, 5) + right(level, 7) + right(wait, 6) + right(gone, 7) + right(busy, 7)
      + (back.map { right($0, 5) } ?? "")
  }

  // MARK: Sums

  private func summary(_ title: String, _ span: Range<Int>) -> [String] {
    var rows: [(String, (StormDay.Side) -> String)] = [
      ("answered within \(within)", { tenths($0.counts(in: span).serviceLevel) }),
      ("  as Erlang A says, half-hour by half-hour", { tenths($0.expected(in: span)) }),
      ("hung up", { count($0.counts(in: span).abandoned) }),
    ]
    rows.append(
      (
        "mean wait of those answered",
        { "\(whole($0.counts(in: span).averageSpeedOfAnswer ?? 0)) s" }
      ))
    rows.append(("called back", { count($0.counts(in: span).callbacks) }))
    rows.append(("busy", { tenths($0.day.teamTime(in: span).occupancy) }))
    let head = left(title, 46) + right("without", 10) + (storm.with == nil ? "" : right("with", 10))
    return [head]
      + rows.map { name, figure in
        left("  " + name, 46) + right(figure(storm.without), 10)
          + (storm.with.map { right(figure($0), 10) } ?? "")
      }
  }

  // MARK: Text

  private func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }
}

// MARK: - Numbers

func left(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(width - text.count, 0))
}

func right(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(width - text.count, 0)) + text
}

/// The nearest whole number.
func whole(_ value: Double) -> Int { value.nearestWhole }

/// A whole number with commas between thousands.
func count(_ number: Int) -> String {
  let digits = String(number)
  var text = ""
  for (place, digit) in digits.enumerated() {
    if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}

/// A share in whole per cent; what is not all never reads 100 %.
func percent(_ share: Double) -> String {
  let rounded = whole(share * 100)
  return rounded == 100 && share < 1 ? "99 %" : "\(rounded) %"
}

/// A share in per cent with one decimal.
func tenths(_ share: Double) -> String {
  let perMille = whole(share * 1_000)
  return "\(perMille / 10).\(perMille % 10) %"
}
