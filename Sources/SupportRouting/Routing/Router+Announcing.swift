// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What customers who wait are told.
extension Router {
  mutating func announce(at now: Int64) {
    if !step.arrived.isEmpty { announceArrivals(at: now) }
    if step.rounds.isEmpty { return }
    for number in step.rounds.sorted() { announceRound(of: Int(number), at: now) }
  }

  /// Each arrival once, in the order of the last arrivals.
  private mutating func announceArrivals(at now: Int64) {
    var seen = Set<Int32>()
    var last: [StepState.Visit] = []
    for visit in step.arrived.reversed() where seen.insert(visit.work).inserted {
      last.append(visit)
    }
    let isMany = last.count > 8
    var positions: [Int32: [Int: Int]] = [:]
    for visit in last.reversed() {
      let place = Int(visit.work)
      guard workRows[place].queue == visit.queue, isUnserved(place) else { continue }
      if isMany, positions[visit.queue] == nil {
        positions[visit.queue] = Dictionary(
          self.positions(in: Int(visit.queue)), uniquingKeysWith: { first, _ in first })
      }
      let position = positions[visit.queue]?[place] ?? position(of: place)
      announce(place, position: position, at: now)
    }
  }

  private func isUnserved(_ place: Int) -> Bool {
    if workRows[place].isCallback { return false }
    return workRows[place].state == .waiting || workRows[place].state == .resting
  }

  private mutating func announceRound(of queue: Int, at now: Int64) {
    guard let every = core.plans[queue].announcesEvery, queueStates[queue].length > 0 else {
      return
    }
    for (place, position) in positions(in: queue) where !workRows[place].isCallback {
      announce(place, position: position, at: now)
    }
    if queueStates[queue].roundAt == .max, let due = nextRound(queue, every, at: now) {
      startRound(queue, at: due)
    }
  }

  /// The next round after an instant, in the rhythm that began when the queue ceased to be empty.
  private func nextRound(_ queue: Int, _ every: Int64, at now: Int64) -> Int64? {
    let last = queueStates[queue].lastRound
    let passed = Int64.saturatingDifference(now, last) / every
    let (span, overflow) = (passed + 1).multipliedReportingOverflow(by: every)
    return overflow ? nil : Int64.saturatingSum(last, span)
  }

  private mutating func announce(_ place: Int, position: Int, at now: Int64) {
    let queue = Int(workRows[place].queue)
    step.directives.append(
      .announce(
        workNames[place], position: position,
        wait: waitEstimate(queue, position: position, at: now)))
  }

  /// The work of a queue that rests, waits or is offered, in the order of keys.
  func queued(in queue: Int) -> [Int] {
    workRows.indices.filter { isQueued($0, in: queue) }
      .sorted { entry($0) < entry($1) }
  }

  private func isQueued(_ place: Int, in queue: Int) -> Bool {
    guard Int(workRows[place].queue) == queue else { return false }
    switch workRows[place].state {
    case .resting, .waiting, .offered: return true
    case .free, .held, .onHold, .wrappingUp, .abandoned, .handedOver: return false
    }
  }

  /// The work of a queue in the order of keys, each with its position.
  private func positions(in queue: Int) -> [(place: Int, position: Int)] {
    var ahead = 0
    return queued(in: queue).map { place in
      let position = ahead + 1
      if workRows[place].state != .resting { ahead += 1 }
      return (place, position)
    }
  }

  /// One more than the number of pieces of the same queue with a smaller key that wait or are offered;
  /// what rests is in nobody's way.
  func position(of place: Int) -> Int {
    let queue = Int(workRows[place].queue)
    let mine = entry(place)
    var ahead = 0
    for other in workRows.indices
    where isQueued(other, in: queue) && workRows[other].state != .resting {
      if entry(other) < mine { ahead += 1 }
    }
    return ahead + 1
  }

  // MARK: Expected waits

  /// How long a position in a queue will wait, see ``WaitEstimate``.
  func waitEstimate(_ queue: Int, position: Int, at now: Int64) -> WaitEstimate? {
    let earliest = Int64.saturatingDifference(now, 1_800_000)
    var (count, oldest): (Int64, Int64) = (0, .max)
    for start in queueStates[queue].starts where start > earliest {
      count += 1
      oldest = min(oldest, start)
    }
    guard count >= 8 else { return nil }
    let span = max(1, Int64.saturatingDifference(now, oldest))
    let place = Int64(position)
    let (product, overflow) = place.multipliedReportingOverflow(by: span)
    if overflow { return nil }
    let middle = product / count
    let spread = relativeSpread(place, count)
    let (share, tooMuch) = middle.multipliedReportingOverflow(by: spread)
    if tooMuch { return nil }
    let width = share / 1_000_000
    return WaitEstimate(
      atLeast: .milliseconds(max(0, middle - width)), expected: .milliseconds(middle),
      atMost: .milliseconds(Int64.saturatingSum(middle, width)))
  }

  /// 1.645 · √(1/p + 1/n) in millionths, by whole numbers.
  private func relativeSpread(_ place: Int64, _ count: Int64) -> Int64 {
    let scale: Int64 = 1_000_000_000_000
    let variance = scale / place + scale / count
    let squared = variance / 1_000_000 * 2_706_025
    return Self.root(squared)
  }

  /// The whole part of a square root, by Newton's steps.
  static func root(_ value: Int64) -> Int64 {
    if value < 2 { return max(0, value) }
    var guess = value / 2
    while true {
      let next = (guess + value / guess) / 2
      if next >= guess { return guess }
      guess = next
    }
  }
}
