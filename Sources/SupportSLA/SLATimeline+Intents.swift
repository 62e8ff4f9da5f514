// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension Intent.Action {
  /// Tell the desk that a promise was broken.
  public static let reportBreach = Self(rawValue: "reportBreach")
  /// Tell a level of a ladder, `level`, that a promise was broken.
  public static let tellLevel = Self(rawValue: "tellLevel")
  /// Tell the desk that nobody covers a level of a ladder.
  public static let reportGap = Self(rawValue: "reportGap")
}

extension SLATimeline {
  /// What has to be done outside for what became due after one instant, up to and with another:
  /// reminders, breaches and the steps of ladders, in the order of time.
  ///
  /// Ask with the instant of the last call and the present. A late call loses nothing, and each
  /// intent keeps its key, made of ticket, metric, cycle and step, so that doing it twice does it
  /// once.
  ///
  /// - Parameters:
  ///   - ticket: The ticket's name, for the keys.
  ///   - start: The instant up to which everything was asked for before; `.min` the first time.
  ///   - end: The present.
  ///   - coverage: Who covers which level of a ladder.
  /// - Returns: The intents, each with the instant at which it became due.
  public func intents(
    for ticket: TicketID, after start: Instant, through end: Instant,
    coverage: Ladder.Coverage = .all
  ) -> [Intent] {
    var intents: [(at: Instant, intent: Intent)] = []
    for reminder in remindersReached(until: end) where reminder.at > start {
      intents.append((reminder.at, Self.intent(reminder, ticket)))
    }
    for metric in policyMetrics {
      for cycle in cycles(of: metric, at: end) where cycle.status.verdict == .missed {
        guard let at = cycle.status.breachedAt, at > start, at <= end else { continue }
        intents.append((at, Self.breach(cycle.status, at, ticket)))
      }
      for escalation in escalations(of: metric, at: end, coverage: coverage) {
        for (ordinal, step) in escalation.steps.enumerated() where step.at > start {
          guard let intent = Self.intent(escalation, step, ordinal, ticket) else { continue }
          intents.append((step.at, intent))
        }
      }
    }
    return intents.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element.intent)
  }

  /// The next instant at which something becomes due if nothing happens: a deadline, a reminder or
  /// a step of a ladder. Ask for ``intents(for:after:through:coverage:)`` then. A breach is told a
  /// millisecond after its deadline, since exactly then the promise can still be kept.
  ///
  /// - Returns: `nil` when nothing is left to wait for.
  public func nextWakeUp(after instant: Instant, coverage: Ladder.Coverage = .all) -> Instant? {
    var candidates: [Instant] = reminders(at: instant).map(\.at)
    if let due = nextDeadline(after: instant.adding(milliseconds: -1)) {
      candidates.append(due.adding(milliseconds: 1))
    }
    for metric in policyMetrics {
      candidates += escalations(of: metric, at: instant, coverage: coverage).compactMap(\.nextAt)
    }
    return candidates.filter { $0 > instant }.min()
  }

  /// The metrics of every version.
  var policyMetrics: [SLAMetric] {
    book.metrics.reduce(into: []) { if !$0.contains($1.metric) { $0.append($1.metric) } }
  }

  // MARK: Steps

  private static func key(
    _ ticket: TicketID, _ metric: SLAMetric, _ cycle: Int, _ what: String
  ) -> IdempotencyKey {
    IdempotencyKey("\(ticket)/\(metric)/\(cycle)/\(what)")
  }

  private static func operands(
    _ ticket: TicketID, _ metric: SLAMetric, _ more: [Explanation.Operand]
  ) -> [Explanation.Operand] {
    [.init("ticket", .text(ticket.rawValue)), .init("metric", .text(metric.rawValue))] + more
  }

  private static func intent(_ reminder: SLAPlannedReminder, _ ticket: TicketID) -> Intent {
    Intent(
      key: key(
        ticket, reminder.metric, reminder.cycle,
        "remind/\(reminder.rule)/\(reminder.ordinal)"),
      action: .remind, notBefore: reminder.at,
      operands: operands(
        ticket, reminder.metric,
        [
          .init("rule", .text("\(reminder.rule)")),
          .init("reminder", .text("\(reminder.reminder)")),
        ]))
  }

  private static func breach(
    _ status: SLAStatus, _ at: Instant, _ ticket: TicketID
  ) -> Intent {
    Intent(
      key: key(ticket, status.target.metric, status.cycle, "breach"), action: .reportBreach,
      notBefore: at,
      operands: operands(
        ticket, status.target.metric,
        [
          .init("rule", .text("\(status.rule)")),
          .init("within", .text("\(status.target.within)")),
        ]))
  }

  private static func intent(
    _ escalation: SLAEscalation, _ step: Ladder.Step, _ ordinal: Int, _ ticket: TicketID
  ) -> Intent? {
    let action: Intent.Action
    let level: Ladder.LevelID
    switch step.kind {
    case .notified(let told), .repeated(let told, _): (action, level) = (.tellLevel, told)
    case .passedOn(let passed): (action, level) = (.reportGap, passed)
    case .acknowledged, .exhausted: return nil
    }
    return Intent(
      key: key(ticket, escalation.metric, escalation.cycle, "ladder/\(ordinal)"),
      action: action, notBefore: step.at,
      operands: operands(
        ticket, escalation.metric,
        [
          .init("ladder", .text(escalation.ladder)), .init("level", .text("\(level)")),
          .init("round", .count(Int64(step.round))),
        ]))
  }
}
