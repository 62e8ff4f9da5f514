// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

extension SLATimeline {
  /// Explains where the clock of a metric stands at an instant: the rule that set the target and those
  /// that did not, then each start, pause and end of its latest cycle with the time used until then.
  ///
  /// - Returns: `nil` when the metric has no target then; ``match(at:)`` tells why.
  public func explanation(of metric: SLAMetric, at instant: Instant) -> Explanation? {
    guard let change = change(of: metric, at: instant) else { return nil }
    let compiled = target(of: change)
    let state = change.advanced(to: instant, compiled, windows)
    let zone = compiled.clock.zone
    func told(_ instant: Instant) -> Explanation.Operand.Value {
      .instant(instant, utcOffset: zone.offset(at: instant))
    }
    let changes = changes(ofSlot: Int(change.slot), at: instant)
    let steps = changes.filter { $0.cycle == change.cycle }.map { change in
      Explanation(
        change.cause.code,
        [
          .init("at", told(change.at)), .init("used", .duration(milliseconds: change.used)),
          .init("because", change.because.operand),
        ])
    }
    let basis = basis(at: instant)
    let core = book.editions[basis.edition].core
    let promise: [Explanation.Operand] = [
      .init("metric", metric.operand), .init("within", compiled.target.within.phrase),
      .init("rule", .text("\(compiled.rule)")), .init("policy", .text(core.draft.id)),
      .init("version", .text("\(core.draft.version)")),
      .init("used", .duration(milliseconds: state.used)),
      .init("paused", .duration(milliseconds: state.paused)),
    ]
    let isSetAside =
      state.breachedAt.map { isWaived(metric, breachedAt: $0, at: instant) } ?? false
    return Explanation(
      isSetAside ? .slaWaived : code(of: state), promise + outcome(of: state, told),
      steps: core.explanation(of: basis.facts, about: metric) + steps
        + decisions(metric, at: instant, told))
  }

  /// What people decided about the metric, each with who and why.
  private func decisions(
    _ metric: SLAMetric, at instant: Instant, _ told: (Instant) -> Explanation.Operand.Value
  ) -> [Explanation] {
    adjustments.filter { $0.at <= instant && $0.concerns(metric) }.map { adjustment in
      Explanation(
        adjustment.kind.code,
        [
          .init("at", told(adjustment.at)), .init("by", .confidential("\(adjustment.by)")),
          .init("reason", .confidential(adjustment.reason)),
        ])
    }
  }

  private func code(of state: SLAClockState) -> Explanation.Code {
    if state.breachedAt != nil { return .slaMissed }
    switch state.phase {
    case .running: return state.dueAt == nil ? .slaNeverDue : .slaDue
    case .paused: return .slaPaused
    case .fulfilled: return .slaMet
    case .suspended, .cancelled, .mergedAway: return .slaCancelled
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

extension SLAAdjustment {
  func concerns(_ metric: SLAMetric) -> Bool {
    switch kind {
    case .waived(let waived, _, _): waived == nil || waived == metric
    case .extended(let extended, _): extended == metric
    case .acknowledged(let acknowledged): acknowledged == metric
    case .excluded: true
    }
  }
}
