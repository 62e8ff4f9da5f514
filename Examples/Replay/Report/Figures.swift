// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTime

/// The figures of a replay, ready to be printed, drawn and written.
struct Figures {
  let run: ReplayRun
  let tally: ReplayTally
  /// The name of the log, without its folder.
  let source: String
  /// The priorities in the map's order, then the others by name.
  let priorities: [String]
  /// Instants at which the backlog is told: the first of each month of the log, the last 1,200.
  let months: [Instant]
  let firstResolution: DurationTally
  let lastResolution: DurationTally
  /// States and activities that the map does not list, most frequent first.
  let unlisted: [(name: String, count: Int)]
  /// What another policy would change; `nil` where none is tried.
  let comparison: Comparison?

  init(_ run: ReplayRun, path: String, comparison: Comparison? = nil) {
    self.run = run
    self.comparison = comparison
    tally = run.tally
    source = URL(fileURLWithPath: path).lastPathComponent
    let names = run.tally.byPriority.keys.sorted()
    priorities =
      run.map.priorities.filter(names.contains)
      + names.filter { !run.map.priorities.contains($0) }
    months = Self.months(of: run)
    var first = run.tally.all.firstResolution
    var last = run.tally.all.lastResolution
    first.sort()
    last.sort()
    firstResolution = first
    unlisted = run.log.unlisted(run.map)
    lastResolution = last
  }

  private static func months(of run: ReplayRun) -> [Instant] {
    guard let firstAt = run.tally.firstAt, let lastAt = run.tally.lastAt else { return [] }
    let zone = run.map.zone
    let first = zone.date(at: firstAt)
    let last = zone.date(at: lastAt)
    let count = (last.year - first.year) * 12 + last.month - first.month
    guard count >= 1 else { return [] }
    return (max(1, count - 1_199)...count).compactMap { step in
      let index = first.year * 12 + first.month - 1 + step
      let date = try? CivilDate(year: index / 12, month: index % 12 + 1, day: 1)
      return date.map { zone.instant(date: $0, time: .midnight) }
    }
  }

  // MARK: Definitions

  /// The name of the calendar that business time is told in.
  var calendarName: String { run.businessCalendar?.name ?? "none" }

  /// How each figure is defined.
  var definitions: [(term: String, text: String)] {
    [
      ("opening", "the column openedAt of the first row, else the instant of the first row"),
      ("row", "its instant is the column time; rows of a case in \(order) order"),
      (
        "reopen",
        "a row neither resolved nor closed after one that was; an unchanged row keeps the state"
      ),
      ("reassignments", hasCounter ? "the stored counter of the last row" : "changes of the agent"),
      (
        "group changes",
        "rows whose group differs from the row before; a missing group counts as one"
      ),
      ("first-contact resolution", "no reassignment and no reopen, of resolved tickets"),
      ("recorded SLA", "the recorded flag of the last row"),
      (
        "resolution, first and last",
        "from opening to the first and to the last row in a resolved state"
      ),
      ("business time", "from the first to the last row, in the calendar \"\(calendarName)\""),
      (
        "backlog", "tickets whose last row recorded by then is not closed; unresolved: nor resolved"
      ),
      ("priority, category", "those of the last row"),
      ("arrivals", "openings by hour of the map's zone, \(run.map.zone.identifier)"),
      (
        "policy attainment",
        "met of met and missed at the last instant of the log; running, cancelled "
          + "and tickets without the promise are left out"
      ),
      (
        "cycles",
        "every run of a clock at the last instant of the log; breaches by what came before them"
      ),
      ("ownership", "from opening to the first assignment to an agent"),
      ("quantiles", "linear between the two nearest values (type 7)"),
    ]
  }

  /// Whether the log keeps a count of reassignments.
  var hasCounter: Bool { run.map.columns[.reassignments] != nil }

  private var order: String { run.map.ordersByTime ? "time" : "file" }

  /// The promises that the policy makes at all.
  var promisedMetrics: [SLAMetric] {
    let metrics = run.book.versions.versions.flatMap(\.policy.metrics)
    let known = SLAMetric.standard.filter(metrics.contains)
    return metrics.reduce(into: known) { if !$0.contains($1) { $0.append($1) } }
  }
}
