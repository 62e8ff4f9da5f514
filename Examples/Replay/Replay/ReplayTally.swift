// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportSLA
import SupportTickets
import SupportTime

/// Everything that a replay counts. Tallies of parts of a log, cut between cases, merge into the
/// tally of the whole.
struct ReplayTally {
  /// What is counted for all tickets and again for each priority.
  struct Group {
    var tickets = TicketTally()
    var recordedSLA = MetricRate()
    var reassignments = 0
    var reassignmentsKnown = 0
    var groupChanges = 0
    var groupChangesBetweenKnown = 0
    /// No reassignment and no reopening, of resolved tickets.
    var firstContactResolution = MetricRate()
    var firstResolution = DurationTally()
    var lastResolution = DurationTally()
    var promises: [SLAMetric: AttainmentTally] = [:]
  }

  /// How often something odd was met.
  struct Oddity {
    var events = 0
    var tickets = 0
  }

  private(set) var all = Group()
  private(set) var byPriority: [String: Group] = [:]
  /// Verdicts by metric and rule.
  private(set) var byRule: [SLAMetric: [RuleID: AttainmentTally]] = [:]
  /// Every cycle by metric, those that repeat included.
  private(set) var cycles: [SLAMetric: CycleTally] = [:]
  private(set) var businessTime = DurationTally()
  var backlog = BacklogTally()
  /// Openings by weekday, Monday first, and hour.
  private(set) var arrivals = Array(repeating: Array(repeating: 0, count: 24), count: 7)
  private(set) var categories = FrequencyTally()
  /// Openings by month and category.
  private(set) var monthly: [Month: FrequencyTally] = [:]
  private(set) var oddities: [String: Oddity] = [:]
  private(set) var firstAt: Instant?
  private(set) var lastAt: Instant?

  /// A month of a calendar.
  struct Month: Hashable, Comparable {
    var year: Int
    var month: Int

    init(of date: CivilDate) {
      (year, month, _) = date.components
    }

    /// The month before.
    var previous: Month {
      var result = self
      (result.year, result.month) = month == 1 ? (year - 1, 12) : (year, month - 1)
      return result
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.year, left.month) < (right.year, right.month)
    }
  }

  /// What stands in a report where the log is silent.
  static let unknown = "(none)"

  /// Counts a case.
  ///
  /// - Parameters:
  ///   - record: The case.
  ///   - zone: The zone of the report.
  ///   - business: The clock for business time; `nil` where the policy has no calendar.
  ///   - asOf: When to look at promises that may still run.
  mutating func count(
    _ record: CaseRecord, zone: ZoneRules, business: BusinessClock?, asOf: Instant
  ) {
    let ticket = record.history.ticket
    let rows = record.rows
    let priority = TicketDimension.priority.value(of: ticket) ?? Self.unknown
    let metrics = record.timeline.policy.metrics
    let verdicts = metrics.map { ($0, record.timeline.status(of: $0, at: asOf)) }
    for metric in metrics {
      cycles[metric, default: CycleTally()].count(record.timeline.cycles(of: metric, at: asOf))
    }
    all.count(record, verdicts)
    byPriority[priority, default: Group()].count(record, verdicts)
    for case (let metric, let status?) in verdicts {
      byRule[metric, default: [:]][status.rule, default: AttainmentTally()].count(status.verdict)
    }
    if let business {
      businessTime.add(
        milliseconds: business.milliseconds(between: rows.firstRowAt, and: rows.lastRowAt))
    }
    let category = ticket.classification.category ?? Self.unknown
    let (date, time) = zone.wallTime(at: rows.openedAt)
    arrivals[date.weekday.rawValue - 1][min(time.hour, 23)] += 1
    categories.count(category)
    monthly[Month(of: date), default: FrequencyTally()].count(category)
    note(record)
    firstAt = min(firstAt ?? rows.openedAt, rows.openedAt)
    lastAt = max(lastAt ?? rows.lastRowAt, rows.lastRowAt)
  }

  private mutating func note(_ record: CaseRecord) {
    func add(_ name: String, _ events: Int) {
      oddities[name, default: Oddity()].events += events
      oddities[name, default: Oddity()].tickets += 1
    }
    for entry in record.history.anomalies.entries where entry.anomaly != .timeRunsBackwards {
      add(entry.anomaly.rawValue, entry.count)
    }
    if record.rows.rowsBackInTime > 0 { add("timeGoesBack", record.rows.rowsBackInTime) }
    if record.rows.beginsBeforeOpening { add("firstRowBeforeOpening", 1) }
  }
}

extension ReplayTally.Group {
  mutating func count(_ record: CaseRecord, _ verdicts: [(SLAMetric, SLAStatus?)]) {
    let ticket = record.history.ticket
    let rows = record.rows
    tickets.count(ticket)
    recordedSLA.count(rows.isRecordedMet)
    if let count = rows.reassignments {
      reassignments += count
      reassignmentsKnown += 1
    }
    let handedOn = ticket.isResolved ? rows.reassignments : nil
    firstContactResolution.count(handedOn.map { $0 == 0 && ticket.reopenCount == 0 })
    groupChanges += rows.groupChanges
    groupChangesBetweenKnown += rows.groupChangesBetweenKnown
    if let first = rows.firstResolvedAt {
      firstResolution.add(milliseconds: rows.openedAt.milliseconds(to: first))
    }
    if let last = rows.lastResolvedAt {
      lastResolution.add(milliseconds: rows.openedAt.milliseconds(to: last))
    }
    for (metric, status) in verdicts {
      promises[metric, default: AttainmentTally()].count(status?.verdict)
    }
  }
}
