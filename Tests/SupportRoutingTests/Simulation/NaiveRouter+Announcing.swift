// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// What customers are told.
extension NaiveRouter {
  mutating func announce() {
    let arrived = works.filter { work in
      guard work.arrival != nil, work.isInQueue, work.place != .offered, !work.isCallback
      else { return false }
      return policy.queues[work.queue].announcements?.onArrival ?? false
    }
    for work in arrived.sorted(by: { ($0.arrival ?? 0) < ($1.arrival ?? 0) }) { announce(work) }
    for (index, queue) in policy.queues.enumerated() {
      guard let every = queue.announcements?.every, let next = nextRound[index], next <= now
      else { continue }
      let everybody = works.filter { $0.queue == index && $0.isInQueue && !$0.isCallback }
      for work in everybody.sorted(by: { $0.comes(before: $1) }) { announce(work) }
      let step = every.wholeMilliseconds
      let missed = next.milliseconds(to: now) / step
      nextRound[index] = next.adding(milliseconds: (missed + 1) * step)
    }
  }

  private mutating func announce(_ work: NaiveWork) {
    let position = position(of: work)
    tell(.announce(work.id, position: position, wait: estimate(position, in: work.queue)))
  }

  func position(of work: NaiveWork) -> Int {
    1
      + works.count {
        $0.queue == work.queue && $0.isInQueue && !$0.place.rests && $0.comes(before: work)
      }
  }

  /// From the last 64 pieces of the queue that were begun in the last half hour; nothing below 8.
  func estimate(_ position: Int, in queue: Int) -> WaitEstimate? {
    let half: Int64 = 1_800_000
    let recent = (begun[queue] ?? []).suffix(64).filter { $0.milliseconds(to: now) < half }
    guard recent.count >= 8, let oldest = recent.min() else { return nil }
    let count = Double(recent.count)
    let middle = Double(position) * Double(oldest.milliseconds(to: now)) / count
    let spread = 1.645 * (1 / Double(position) + 1 / count).squareRoot()
    return WaitEstimate(
      atLeast: .milliseconds(Int64(max(0, middle * (1 - spread)))),
      expected: .milliseconds(Int64(middle)),
      atMost: .milliseconds(Int64(middle * (1 + spread))))
  }
}
