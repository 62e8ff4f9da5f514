// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension SLATimeline {
  /// Every cycle of a metric until an instant, in order, each with all that changed its clock.
  ///
  /// - Complexity: O(changes of the metric's clocks).
  public func cycles(of metric: SLAMetric, at instant: Instant) -> [SLACycle] {
    slots.indices.filter { book.metrics[$0].metric == metric }
      .flatMap { cycles(ofSlot: $0, at: instant) }
      .sorted { $0.status.startedAt < $1.status.startedAt }
  }

  /// How all cycles of a metric stand at an instant, counted.
  public func attainment(of metric: SLAMetric, at instant: Instant) -> SLAAttainment {
    var attainment = SLAAttainment()
    for cycle in cycles(of: metric, at: instant) { attainment.count(cycle.status.verdict) }
    return attainment
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

  private func cycles(ofSlot slot: Int, at instant: Instant) -> [SLACycle] {
    let changes = changes(ofSlot: slot, at: instant)
    var cycles: [SLACycle] = []
    var start = 0
    for (index, change) in changes.enumerated() {
      let isLast = index + 1 == changes.count
      // A promise that matches again after it was taken away is a new one within its cycle.
      guard
        isLast || changes[index + 1].cycle != change.cycle || changes[index + 1].cause == .started
      else { continue }
      let until = isLast ? instant : change.at
      cycles.append(
        SLACycle(
          status: status(change, at: until),
          changes: changes[start...index].map {
            .init(
              kind: $0.cause, at: $0.at, because: $0.because,
              elapsedMilliseconds: $0.used)
          },
          endedAt: change.isOpen ? nil : change.at))
      start = index + 1
    }
    return cycles
  }
}
