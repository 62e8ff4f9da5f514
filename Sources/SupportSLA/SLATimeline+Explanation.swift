// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

extension SLATimeline {
  /// Explains where the clock of a metric stands at an instant: the rule that set the target, then
  /// each start, pause and end with the time used until then.
  ///
  /// - Returns: `nil` when the metric has no target then.
  public func explanation(of metric: SLAMetric, at instant: Instant) -> Explanation? {
    guard let state = state(of: metric, at: instant) else { return nil }
    let compiled = policy.targets[state.target]
    let zone = compiled.clock.zone
    func told(_ instant: Instant) -> Explanation.Operand.Value {
      .instant(instant, utcOffset: zone.offset(at: instant))
    }
    let changes = states[metric].prefix { $0.at <= instant }
    let steps = changes.map { change in
      Explanation(
        change.cause.code,
        [.init("at", told(change.at)), .init("used", .duration(milliseconds: change.used))])
    }
    let promise: [Explanation.Operand] = [
      .init("metric", .text(metric.rawValue)), .init("within", .text("\(compiled.target.within)")),
      .init("rule", .text("\(compiled.rule)")), .init("policy", .text(policy.id)),
      .init("version", .text("\(policy.version)")),
      .init("used", .duration(milliseconds: state.used)),
      .init("paused", .duration(milliseconds: state.paused)),
    ]
    return Explanation(
      code(of: state), promise + outcome(of: state, told),
      steps: [rules.explanation(of: facts(at: instant), others: .ahead)] + steps)
  }

  private var rules: RuleTable<[SLATarget]> { policy.rules }

  private func code(of state: SLAClockState) -> Explanation.Code {
    if state.breachedAt != nil { return .slaMissed }
    switch state.phase {
    case .running: return state.dueAt == nil ? .slaNeverDue : .slaDue
    case .paused: return .slaPaused
    case .fulfilled: return .slaMet
    case .suspended, .cancelled: return .slaCancelled
    }
  }

  private func outcome(
    of state: SLAClockState, _ told: (Instant) -> Explanation.Operand.Value
  ) -> [Explanation.Operand] {
    var operands: [Explanation.Operand] = []
    if let due = state.dueAt { operands.append(.init("due", told(due))) }
    if let breached = state.breachedAt { operands.append(.init("breached", told(breached))) }
    if let fulfilled = state.fulfilledAt { operands.append(.init("fulfilled", told(fulfilled))) }
    return operands
  }
}
