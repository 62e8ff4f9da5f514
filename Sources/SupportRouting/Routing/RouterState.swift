// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What the router keeps of a queue.
struct QueueState: Sendable {
  /// The pieces that rest, wait or are offered.
  var length: Int32 = 0
  /// What was said when it was closed; `nil` while it takes work.
  var closing: Router.QueueClosing?
  /// When the last pieces were begun, at most 64, the oldest overwritten first.
  var starts: [Int64] = []
  var nextStart = 0
  /// When the next round of announcements is due.
  var roundAt: Int64 = .max
  /// When the last round was due, or the queue ceased to be empty.
  var lastRound: Int64 = 0

  static let rememberedStarts = 64

  mutating func began(at now: Int64) {
    if starts.count < Self.rememberedStarts {
      starts.append(now)
    } else {
      starts[nextStart] = now
      nextStart = (nextStart + 1) % Self.rememberedStarts
    }
  }
}

/// When an agent was last given work, as far as a fair share asks for it.
struct FairShareTimes: Sendable {
  private var times: [Int64] = []
  private var head = 0

  /// How many of them are less than a window ago; those that are not are forgotten.
  mutating func count(window: Int64, at now: Int64) -> Int {
    while head < times.count, Int64.saturatingDifference(now, times[head]) >= window { head += 1 }
    if head > 32, head * 2 > times.count {
      times.removeFirst(head)
      head = 0
    }
    return times.count - head
  }

  mutating func append(_ now: Int64) { times.append(now) }

  /// The oldest that counts.
  var oldest: Int64? { head < times.count ? times[head] : nil }

  /// How many are less than a window ago, without forgetting any.
  func current(window: Int64, at now: Int64) -> Int {
    times[head...].count { Int64.saturatingDifference(now, $0) < window }
  }
}

/// What a step collects on its way; empty between steps.
struct StepState: Sendable {
  var directives: [Router.Directive] = []
  /// Work whose queue and level have to be looked at.
  var unsettled: ContiguousArray<Int32> = []
  /// Work for which somebody may be found now.
  var open: ContiguousArray<Int32> = []
  /// Agents for whom work may be found now.
  var free: ContiguousArray<Int32> = []
  /// Agents who have to be seated on their benches.
  var unseated: ContiguousArray<Int32> = []
  /// The queues in which work has been in this step.
  var visits: ContiguousArray<Visit> = []
  /// The first of the visits, where there are many.
  var visitSet: Set<Visit> = []
  var listed = 0
  /// Work that arrived in this step where arrivals are announced.
  var arrived: ContiguousArray<Visit> = []
  var dutyChanged = false
  /// The work before whose offer the step stops, for questions about the state before it.
  var stopsBefore: WorkID?
  var isStopped = false
  var rounds: ContiguousArray<Int32> = []
  /// The work that was handed on in this step, and who did, -1 for none.
  var handedOn: (work: Int32, by: Int32) = (-1, -1)
  /// The agents to whom the work at hand was just offered.
  var offeredNow: ContiguousArray<Int32> = []

  struct Visit: Hashable, Sendable {
    var work: Int32
    var queue: Int32
  }

  /// Empties a list and keeps its memory; mostly there are one or two entries.
  @inline(__always)
  private static func empty<Entry>(_ list: inout ContiguousArray<Entry>) {
    if list.count > 8 {
      list.removeAll(keepingCapacity: true)
    } else {
      while !list.isEmpty { list.removeLast() }
    }
  }

  /// Whether work has been in a queue in this step.
  mutating func hasVisited(_ visit: Visit) -> Bool {
    if visits.count <= 32 { return visits.contains(visit) }
    while listed < visits.count {
      visitSet.insert(visits[listed])
      listed += 1
    }
    return visitSet.contains(visit)
  }

  mutating func clear() {
    if listed > 0 {
      visitSet = []
      listed = 0
    }
    if !directives.isEmpty { directives = [] }
    Self.empty(&unsettled)
    Self.empty(&open)
    Self.empty(&free)
    Self.empty(&unseated)
    Self.empty(&visits)
    Self.empty(&arrived)
    Self.empty(&rounds)
    Self.empty(&offeredNow)
    dutyChanged = false
    handedOn = (-1, -1)
    stopsBefore = nil
    isStopped = false
  }
}
