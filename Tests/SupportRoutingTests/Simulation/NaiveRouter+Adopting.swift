// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// Another policy is in force from now on.
extension NaiveRouter {
  mutating func adopt(_ next: RoutingPolicy) throws(Router.Rejection) {
    let missing = partsInUse(notIn: next)
    if !missing.isEmpty { throw .stillInUse(missing) }
    let old = policy
    policy = next
    func place(_ queue: Int) -> Int? {
      next.queues.firstIndex { $0.id == old.queues[queue].id }
    }
    closedQueues = Set(closedQueues.compactMap(place))
    begun = Dictionary(
      begun.compactMap { queue, times in place(queue).map { ($0, times) } },
      uniquingKeysWith: { first, _ in first })
    var rounds: [Int: Instant] = [:]
    for (queue, round) in nextRound {
      guard let number = place(queue) else { continue }
      let every = next.queues[number].announcements?.every
      if every == old.queues[queue].announcements?.every { rounds[number] = round }
    }
    nextRound = rounds
    for index in works.indices {
      let before = old.queues[works[index].queue].overflow
      works[index].queue = place(works[index].queue) ?? 0
      works[index].visited = [works[index].queue]
      let after = next.queues[works[index].queue].overflow
      works[index].asked = Set(
        works[index].asked.compactMap { Self.place(of: $0, of: before, in: after) })
      var isOnDuty = false
      if case .handedOver = works[index].place { isOnDuty = true }
      works[index].dutyRule = works[index].dutyRule.flatMap {
        isOnDuty ? Self.place(of: $0, of: before, in: after) : nil
      }
      classify(index)
    }
    works.removeAll { work in
      guard case .abandoned(let since) = work.place else { return false }
      return since + next.options.returnWindow <= now
    }
    open = openPools(at: now)
    staffChanged = true
    noteEmptiness()
  }

  /// The first of equal rules is the first of them there, and so on.
  private static func place(
    of number: Int, of rules: [OverflowRule], in next: [OverflowRule]
  ) -> Int? {
    var before = rules[..<number].filter { $0 == rules[number] }.count
    for (place, rule) in next.enumerated() where rule == rules[number] {
      if before == 0 { return place }
      before -= 1
    }
    return nil
  }

  private func partsInUse(notIn next: RoutingPolicy) -> [Router.PartInUse] {
    var all: [Router.PartInUse] = []
    for (index, queue) in policy.queues.enumerated()
    where !next.queues.contains(where: { $0.id == queue.id }) {
      all.append(.init(.queue(queue.id), work: works.count { $0.queue == index }))
    }
    for channel in policy.channels where !next.channels.contains(where: { $0.id == channel.id }) {
      all.append(.init(.channel(channel.id), work: works.count { $0.item.channel == channel.id }))
    }
    for priority in policy.priorities.map(\.id)
    where !next.priorities.contains(where: { $0.id == priority }) {
      let count = works.count { work in
        [work.item.priority, work.raised, work.choice?.priority].contains(priority)
      }
      all.append(.init(.priority(priority), work: count))
    }
    return all.filter { $0.work > 0 }
  }
}
