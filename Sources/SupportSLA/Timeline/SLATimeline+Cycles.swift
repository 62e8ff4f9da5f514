// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension SLATimeline {
  /// Every cycle of a metric until an instant, in order, each with all that changed its clock.
  ///
  /// - Complexity: O(changes of the metric's clocks).
  public func cycles(of metric: SLAMetric, at instant: Instant) -> [SLACycle] {
    runs(of: metric, at: instant).map { cycle(of: $0, at: instant) }
  }

  /// How all cycles of a metric stand at an instant, counted.
  ///
  /// Counts of several tickets may be added: what was kept or missed before a merge is counted by
  /// the ticket in which it was, and as merged away by the one that goes on (S12).
  public func attainment(of metric: SLAMetric, at instant: Instant) -> SLAAttainment {
    var attainment = SLAAttainment()
    for cycle in cycles(of: metric, at: instant) { attainment.count(cycle.countsAs) }
    return attainment
  }

  /// A cycle as a comparison of policies needs it.
  package struct Promise: Hashable, Sendable {
    /// What is measured.
    package var metric: SLAMetric
    /// The run of the clock, from 1.
    package var cycle: Int
    /// The rule that made it.
    package var rule: RuleID
    /// When it was due; `nil` where it never is, or ended unbreached while its clock stood still.
    package var dueAt: Instant?
    /// What it counts as.
    package var countsAs: SLAVerdict
  }

  /// Every cycle of every metric until an instant, metric by metric in the order of the policy.
  ///
  /// It says what ``cycles(of:at:)`` says, in less time: most clocks run once.
  ///
  /// - Complexity: O(changes of the clocks).
  package func forEachPromise(at instant: Instant, _ body: (Promise) -> Void) {
    for (metric, slots) in book.slotsByMetric {
      var only: SLAClockState?
      var isPlain = true
      for slot in slots where self.slots[slot].last >= 0 && isPlain {
        guard let state = soleRun(ofSlot: slot, at: instant) else {
          isPlain = false
          break
        }
        if only == nil { only = state } else { isPlain = false }
      }
      if isPlain {
        if let only { body(promise(metric, only, until: instant, knownAt: instant)) }
      } else {
        for run in runs(of: metric, at: instant) {
          body(promise(metric, run.last, until: run.until, knownAt: instant))
        }
      }
    }
  }

  /// The last change of a clock that ran at most once until an instant, at least once in all; `nil`
  /// where that has to be looked at more closely.
  private func soleRun(ofSlot slot: Int, at instant: Instant) -> SLAClockState? {
    let last = Int(slots[slot].last)
    guard log[last].at <= instant else { return nil }
    var position = last
    while true {
      let previous = Int(log[position].previous)
      guard previous >= 0 else { return log[last] }
      if log[previous].cycle != log[position].cycle || log[position].cause == .started {
        return nil
      }
      position = previous
    }
  }

  private func promise(
    _ metric: SLAMetric, _ last: SLAClockState, until: Instant, knownAt: Instant
  ) -> Promise {
    let compiled = target(of: last)
    let state = last.advanced(to: until, compiled, windows)
    var verdict = state.verdict
    if last.origin >= 0, origins[Int(last.origin)].isDecided {
      verdict = .mergedAway
    } else if let breachedAt = state.breachedAt, !adjustments.isEmpty,
      isWaived(metric, breachedAt: breachedAt, at: knownAt)
    {
      verdict = .waived
    }
    return Promise(
      metric: metric, cycle: Int(state.cycle), rule: compiled.rule,
      dueAt: due(of: state, last, compiled), countsAs: verdict)
  }

  /// When a promise is or was due.
  private func due(
    of state: SLAClockState, _ last: SLAClockState, _ compiled: SLACompiledTarget
  ) -> Instant? {
    if state.breachedAt != nil || state.phase == .running { return state.dueAt }
    guard state.phase == .fulfilled else { return nil }
    // Kept while its clock stood still: due as if the clock had gone on then.
    guard last.previous >= 0, log[Int(last.previous)].phase != .running else { return state.dueAt }
    var resumed = last
    resumed.schedule(compiled, windows)
    return resumed.dueAt
  }

  /// The changes of a clock until an instant, in order.
  func changes(ofSlot slot: Int, at instant: Instant) -> [SLAClockState] {
    var changes: [SLAClockState] = []
    var position = Int(slots[slot].last)
    while position >= 0 {
      if log[position].at <= instant { changes.append(log[position]) }
      position = Int(log[position].previous)
    }
    return changes.reversed()
  }

  /// The runs of a metric's clocks until an instant, in order; those that began together in the
  /// order of the policy.
  func runs(of metric: SLAMetric, at instant: Instant) -> [SLARun] {
    book.slots(of: metric).flatMap { runs(ofSlot: $0, at: instant) }.enumerated()
      .sorted { ($0.element.last.startedAt, $0.offset) < ($1.element.last.startedAt, $1.offset) }
      .map(\.element)
  }

  private func runs(ofSlot slot: Int, at instant: Instant) -> [SLARun] {
    let changes = changes(ofSlot: slot, at: instant)
    var runs: [SLARun] = []
    var start = 0
    for (index, change) in changes.enumerated() {
      let isLast = index + 1 == changes.count
      // A promise that matches again after it was taken away is a new one within its cycle.
      guard
        isLast || changes[index + 1].cycle != change.cycle || changes[index + 1].cause == .started
      else { continue }
      let before = runs.last
      runs.append(
        SLARun(
          changes: Array(changes[start...index]), last: change,
          attempt: before.map { $0.last.cycle == change.cycle ? $0.attempt + 1 : 0 } ?? 0,
          until: isLast ? instant : change.at))
      start = index + 1
    }
    return runs
  }

  private func cycle(of run: SLARun, at instant: Instant) -> SLACycle {
    let status = status(run.last, at: run.until, knownAt: instant)
    let isDecided = run.last.origin >= 0 && origins[Int(run.last.origin)].isDecided
    return SLACycle(
      status: status,
      changes: run.changes.map {
        .init(kind: $0.cause, at: $0.at, because: $0.because, elapsedMilliseconds: $0.used)
      },
      endedAt: run.endedAt, countsAs: isDecided ? .mergedAway : status.verdict)
  }
}
