// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What overflow rules do to one another and to rings.
///
/// Rules go by `Documentation/routing.md`: on arrival the first whose trigger holds is carried out, by
/// waiting those whose age has come, in the order of the rules.
struct OverflowCheck {
  private let policy: RoutingPolicy

  init(_ policy: RoutingPolicy) {
    self.policy = policy
  }

  // MARK: Hidden rules

  /// Rules that an earlier one hides.
  var hidden: [RoutingFinding] {
    policy.queues.flatMap { queue in
      queue.overflow.indices.compactMap { number -> RoutingFinding? in
        let earlier = Self.hiding(number, in: queue.overflow)
        return earlier.map { .hiddenOverflow(.init(queue.id, rule: number), behind: $0) }
      }
    }
  }

  private static func hiding(_ number: Int, in rules: [OverflowRule]) -> Int? {
    let rule = rules[number]
    return rules[..<number].indices.first { place in
      let other = rules[place]
      guard other.trigger.holds(wherever: rule.trigger) else { return false }
      // Where somebody on duty did not take work, the rules behind that one are asked alone, and those
      // of its trigger whether it holds or not.
      let isAskedAlone = rules[..<number].indices.contains { duty in
        guard case .duty = rules[duty].action else { return false }
        return duty >= place
          || (rules[duty].trigger == rule.trigger && other.trigger != rule.trigger)
      }
      return !isAskedAlone && (other.isFinal || other.passesOver(with: rule))
    }
  }

  // MARK: Circles

  /// Circles in which work that nobody takes goes round by waiting alone.
  var circles: [RoutingFinding] {
    let places = Dictionary(policy.queues.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let next = policy.queues.map { queue in
      Self.certainMove(of: queue).flatMap { move in
        places[move.target].map { (rule: move.rule, queue: $0) }
      }
    }
    var findings: [RoutingFinding] = []
    // 0: not seen; otherwise the walk that saw it.
    var seenBy = [Int](repeating: 0, count: next.count)
    for start in next.indices where seenBy[start] == 0 {
      var path: [Int] = []
      var queue = start
      while seenBy[queue] == 0, let step = next[queue] {
        seenBy[queue] = start + 1
        path.append(queue)
        queue = step.queue
      }
      guard let first = path.firstIndex(of: queue) else { continue }
      let circle = path[first...]
      let least = circle.indices.min { circle[$0] < circle[$1] } ?? first
      let ordered = Array(circle[least...]) + Array(circle[..<least])
      findings.append(
        .overflowCircle(
          ordered.map { .init(policy.queues[$0].id, rule: next[$0]?.rule ?? 0) }))
    }
    return findings
  }

  /// The rule by which work that nobody takes goes on for certain; `nil` where it ends, stays, or may be
  /// handed to somebody on duty or away at closing time before.
  private static func certainMove(of queue: WorkQueue) -> (rule: Int, target: QueueID)? {
    let waits = queue.overflow.enumerated().compactMap { number, rule in
      rule.trigger.age.map { (age: $0, number: number, action: rule.action) }
    }
    let leaving = waits.filter { !$0.action.letsStay }
    let first = leaving.min { ($0.age, $0.number) < ($1.age, $1.number) }
    guard let first, case .queue(let target) = first.action else { return nil }
    let mayEndAtClosing =
      queue.hours != nil
      && queue.overflow.contains { rule in
        (rule.trigger == .closed || rule.trigger.closingMargin != nil) && !rule.action.letsStay
      }
    return mayEndAtClosing ? nil : (first.number, target)
  }

  // MARK: Rings

  /// Pools that work is always gone from before it reaches them. Where levels without anybody on duty
  /// are skipped, work reaches every ring at once, and nothing is said.
  var unreachedPools: [RoutingFinding] {
    if policy.options.skipsEmptyLevels { return [] }
    return policy.queues.flatMap { queue -> [RoutingFinding] in
      let waits = queue.overflow.indices.filter { queue.overflow[$0].trigger.age != nil }
      let leaving = waits.filter { queue.overflow[$0].isFinal }
      guard !queue.isGivenByCommand,
        let rule = leaving.min(by: { age(queue, $0) < age(queue, $1) })
      else { return [] }
      return queue.pools.indices.filter {
        queue.pools[$0].after.wholeMilliseconds >= age(queue, rule)
      }.map { .unreachedPool(queue.id, pool: $0, rule: rule) }
    }
  }

  private func age(_ queue: WorkQueue, _ rule: Int) -> Int64 {
    queue.overflow[rule].trigger.age ?? .max
  }
}

extension OverflowRule.Trigger {
  /// The age in milliseconds of a trigger that goes by waiting.
  var age: Int64? {
    if case .waited(let age) = self { age.wholeMilliseconds } else { nil }
  }

  /// How many milliseconds before the end of the hours a trigger that goes by it holds.
  var closingMargin: Int64? {
    if case .closing(let margin) = self { margin.wholeMilliseconds } else { nil }
  }

  /// Whether it comes to hold by time alone, while work waits.
  var goesByTime: Bool { age != nil || closingMargin != nil }

  /// Whether this holds whenever another does, at the same asking.
  fileprivate func holds(wherever other: Self) -> Bool {
    switch (self, other) {
    case (.waited(let age), .waited(let otherAge)):
      age.wholeMilliseconds <= otherAge.wholeMilliseconds
    case (.length(let count), .length(let otherCount)): count <= otherCount
    case (.closed, .closed): true
    case (.staffing(let count), .staffing(let otherCount)): count >= otherCount
    case (.free(let count), .free(let otherCount)): count >= otherCount
    case (.closing(let margin), .closing(let otherMargin)):
      margin.wholeMilliseconds >= otherMargin.wholeMilliseconds
    case (.expectedWait(let wait), .expectedWait(let otherWait)): wait <= otherWait
    default: false
    }
  }
}

extension OverflowRule {
  /// Whether the rule, once its trigger holds, is carried out for certain and leaves nothing to later
  /// ones. A move on arrival is passed over for work that has been in the other queue in the same step;
  /// one by waiting never is, since the work was in its queue before.
  fileprivate var isFinal: Bool {
    switch action {
    case .message, .refuse, .outside: true
    case .queue: trigger.age != nil
    case .duty, .offerCallback, .raise: false
    }
  }

  /// Whether a rule that is asked after this one is passed over wherever this one is. Work that has waited
  /// longer may have been raised to another class meanwhile, and so may work that rested by a rule between
  /// the two; and work may go where it had just come from.
  fileprivate func passesOver(with later: Self) -> Bool {
    guard action == later.action else { return false }
    switch action {
    case .raise: return !trigger.goesByTime && trigger != .closed
    case .queue: return trigger.closingMargin == nil
    case .duty, .offerCallback, .outside, .message, .refuse: return true
    }
  }
}

extension OverflowRule.Action {
  /// Whether the work goes on waiting in its queue.
  var letsStay: Bool {
    switch self {
    case .offerCallback, .raise: true
    case .queue, .duty, .outside, .message, .refuse: false
    }
  }
}
