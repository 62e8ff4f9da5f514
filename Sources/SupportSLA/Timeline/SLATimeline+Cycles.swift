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

  /// Every cycle of every metric until an instant, metric by metric in the order of the policy, with
  /// what it counts as.
  package func forEachCycle(
    at instant: Instant, _ body: (_ status: SLAStatus, _ countsAs: SLAVerdict) -> Void
  ) {
    for metric in book.metricNames {
      for run in runs(of: metric, at: instant) {
        let status = status(run.last, at: run.until, knownAt: instant)
        let isDecided = run.last.origin >= 0 && origins[Int(run.last.origin)].isDecided
        body(status, isDecided ? .mergedAway : status.verdict)
      }
    }
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
