// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics

/// What one thread counts of a log of calls, and what all of them together.
struct CallTally {
  private(set) var whole: MetricTally
  private(set) var clock: MetricTally
  /// Rows that are no calls, by reason.
  private(set) var rejected = OddRows()
  /// Calls in which something cannot be true, by kind.
  private(set) var odd = OddRows()
  /// Rows by the outcome that the map does not list.
  private(set) var unlisted: [String: Int] = [:]
  /// Rows of the log, those that were rejected included.
  private(set) var rows = 0
  private(set) var calls = 0
  private(set) var outbound = 0
  private(set) var firstAt: Instant?
  private(set) var lastAt: Instant?
  /// Until when the log tells of anything.
  private(set) var until: Instant?
  /// The line ends of each chunk, by its number.
  private(set) var lines: [Int: Int] = [:]

  /// A tally of one of some parts of a log, from 0.
  init(_ plans: CallPlans, part: Int, of count: Int) {
    let shard = count == 1 ? .whole : MetricShard(part: part, of: count) ?? .whole
    whole = MetricTally(plans.whole, shard: shard)
    clock = MetricTally(plans.clock, shard: shard)
  }

  mutating func count(_ columns: MetricColumns) {
    whole.count(columns)
    clock.count(columns)
  }

  /// Notes a call beside its row in the columns.
  mutating func note(_ call: Contact) {
    calls += 1
    if call.direction == .outbound { outbound += 1 }
    firstAt = min(firstAt ?? call.arrivedAt, call.arrivedAt)
    lastAt = max(lastAt ?? call.arrivedAt, call.arrivedAt)
    let end = max(call.arrivedAt, call.endedAt ?? call.arrivedAt)
    until = max(until ?? end, end)
  }

  mutating func countRow() { rows += 1 }

  mutating func reject(_ reason: String, at place: OddRows.Place, _ text: @autoclosure () -> String)
  {
    rejected.count(reason, at: place, text())
  }

  mutating func countOdd(
    _ kind: ContactFault.Kind, at place: OddRows.Place, _ text: @autoclosure () -> String
  ) {
    odd.count(kind.rawValue, at: place, text())
  }

  mutating func end(chunk: Int, lines count: Int) { lines[chunk] = count }

  mutating func countUnlisted(_ names: [String: Int]) {
    unlisted.merge(names) { $0 + $1 }
  }

  /// Adds what another thread counted; in whatever order, the figures are the same.
  mutating func merge(_ other: Self) throws(MetricMergeError) {
    try whole.merge(other.whole)
    try clock.merge(other.clock)
    rejected.merge(other.rejected)
    odd.merge(other.odd)
    countUnlisted(other.unlisted)
    rows += other.rows
    calls += other.calls
    outbound += other.outbound
    if let at = other.firstAt { firstAt = min(firstAt ?? at, at) }
    if let at = other.lastAt { lastAt = max(lastAt ?? at, at) }
    if let at = other.until { until = max(until ?? at, at) }
    lines.merge(other.lines) { own, _ in own }
  }
}
