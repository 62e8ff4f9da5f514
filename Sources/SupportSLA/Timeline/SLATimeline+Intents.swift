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
  /// What has to be done outside for what became known after one instant, up to and with another:
  /// reminders, breaches and the steps of ladders, in that order.
  ///
  /// Ask with the instant of the last call and the present, behind the events of the present (S15). A
  /// late call loses nothing and pieces add up to the whole. Each intent keeps its key, made of the ticket whose clock it was, metric,
  /// group, the start of the clock and the step, so that doing it twice does it once, also after
  /// tickets were merged.
  ///
  /// ```swift
  /// var last = opened
  /// while let next = timeline.nextWakeUp(after: last) {
  ///   for intent in timeline.intents(for: "T-1", after: last, through: next) { … }
  ///   last = next
  /// }
  /// ```
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
    guard mayTell(after: start, through: end) else { return [] }
    var found: [(knownAt: Instant, at: Instant, intent: Intent)] = []
    for reminder in remindersReached(until: end) {
      found.append((reminder.at, reminder.at, Self.intent(reminder, ticket)))
    }
    for metric in book.metricNames {
      for (knownAt, breach, within) in breaches(of: metric, ticket, at: end)
      where !breach.isWaived {
        found.append((knownAt, breach.breachedAt, Self.intent(breach, ticket, within: within)))
      }
      for escalation in escalations(of: metric, at: end, coverage: coverage) {
        for (ordinal, step) in escalation.steps.enumerated() {
          guard let intent = Self.intent(escalation, step, ordinal, ticket) else { continue }
          found.append((max(step.at, escalation.knownAt), step.at, intent))
        }
      }
    }
    return found.filter { $0.knownAt > start && $0.knownAt <= end }.enumerated()
      .sorted {
        ($0.element.knownAt, $0.element.at, $0.offset)
          < ($1.element.knownAt, $1.element.at, $1.offset)
      }
      .map(\.element.intent)
  }

  /// The next instant at which something becomes due if nothing happens: a deadline, a reminder or
  /// a step of a ladder. Ask for ``intents(for:after:through:coverage:)`` then. A breach is told a
  /// millisecond after its deadline, since exactly then the promise can still be kept.
  ///
  /// - Parameters:
  ///   - instant: The present; an event of that very instant is taken into account.
  ///   - coverage: Who covers which level of a ladder.
  /// - Returns: `nil` when nothing is left to wait for.
  public func nextWakeUp(after instant: Instant, coverage: Ladder.Coverage = .all) -> Instant? {
    var next = Instant.max
    var isFound = false
    func consider(_ candidate: Instant?) {
      guard let candidate, candidate > instant, candidate < next || !isFound else { return }
      next = candidate
      isFound = true
    }
    for slot in slots.indices {
      guard let state = change(ofSlot: slot, at: instant), state.phase == .running else { continue }
      let compiled = target(of: state)
      for reminder in compiled.target.reminders {
        consider(self.instant(of: reminder, state, compiled))
      }
    }
    if let due = deadline(at: instant, where: { $0 >= instant }) {
      consider(due.adding(milliseconds: 1))
    }
    if book.hasLadders {
      for metric in book.metricNames {
        for escalation in escalations(of: metric, at: instant, coverage: coverage) {
          consider(escalation.nextAt)
        }
      }
    }
    return isFound ? next : nil
  }

  /// Whether anything can have become known between two instants, so that it is worth looking: cheap,
  /// and never wrong where it says no.
  private func mayTell(after start: Instant, through end: Instant) -> Bool {
    if book.hasLadders { return true }
    for slot in slots.indices {
      var position = Int(slots[slot].last)
      while position >= 0 {
        let state = log[position]
        position = Int(state.previous)
        if state.at > end { continue }
        if let breachedAt = state.breachedAt,
          max(breachedAt.adding(milliseconds: 1), state.at) > start
        {
          return true
        }
        if state.phase == .running {
          if let dueAt = state.dueAt, dueAt < end, dueAt.adding(milliseconds: 1) > start {
            return true
          }
          let compiled = target(of: state)
          for reminder in compiled.target.reminders {
            if let at = instant(of: reminder, state, compiled), at <= end, max(at, state.at) > start
            {
              return true
            }
          }
        }
        if state.at <= start { break }
      }
    }
    return false
  }

  // MARK: Steps

  private static func operands(
    _ ticket: TicketID, _ metric: SLAMetric, _ more: [Explanation.Operand]
  ) -> [Explanation.Operand] {
    [.init("ticket", .text(ticket.rawValue)), .init("metric", .text(metric.rawValue))] + more
  }

  private static func intent(_ reminder: SLAPlannedReminder, _ ticket: TicketID) -> Intent {
    Intent(
      key: reminder.promise.key(
        ticket, ["remind", reminder.rule.rawValue, "\(reminder.ordinal)"]),
      action: .remind, notBefore: reminder.at,
      operands: operands(
        ticket, reminder.metric,
        [
          .init("rule", .text("\(reminder.rule)")),
          .init("reminder", .text("\(reminder.reminder)")),
        ]))
  }

  private static func intent(
    _ breach: SLABreach, _ ticket: TicketID, within: ServiceDuration
  ) -> Intent {
    Intent(
      key: breach.key, action: .reportBreach, notBefore: breach.breachedAt,
      operands: operands(
        ticket, breach.metric,
        [.init("rule", .text("\(breach.rule)")), .init("within", .text("\(within)"))]))
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
    let again = escalation.attempt == 0 ? [] : ["\(escalation.attempt)"]
    return Intent(
      key: escalation.promise.key(
        ticket, ["ladder", escalation.ladder, escalation.from.rawValue, "\(ordinal)"] + again),
      action: action, notBefore: step.at,
      operands: operands(
        ticket, escalation.metric,
        [
          .init("ladder", .text(escalation.ladder)), .init("level", .text("\(level)")),
          .init("round", .count(Int64(step.round))),
        ]))
  }
}
