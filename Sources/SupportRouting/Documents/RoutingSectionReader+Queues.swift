// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Reads queues: who serves them, and what happens when they cannot.
extension RoutingSectionReader {
  func queue(_ node: DocumentNode, _ problems: inout Problems) -> WorkQueue? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let id = parts.name(object.required("id", &problems), &problems)
    var queue = WorkQueue(QueueID(id ?? ""))
    set(&queue.pools, object.optional("pools")) { node in
      node.values(&problems) { pool($0, &$1) }
    }
    set(&queue.requirements, object.optional("requirements")) {
      parts.requirements($0, &problems)
    }
    set(&queue.overflow, object.optional("overflow")) { node in
      node.values(&problems) { overflow($0, &$1) }
    }
    set(&queue.hours, object.optional("hours")) { parts.name($0, &problems) }
    set(&queue.delay, object.optional("delay")) { parts.duration($0, &problems) }
    set(&queue.offers, object.optional("offers")) { offers($0, &problems) }
    set(&queue.agentOrder, object.optional("agentOrder")) { agentOrder($0, &problems) }
    set(&queue.priority, object.optional("priority")) { priorityName($0, &problems) }
    set(&queue.isGivenByCommand, object.optional("givenByCommand")) { $0.boolean(&problems) }
    set(&queue.limitPerAgent, object.optional("limitPerAgent")) { parts.number($0, &problems) }
    set(&queue.announcements, object.optional("announcements")) { announcements($0, &problems) }
    object.finish(&problems)
    return problems == before ? queue : nil
  }

  private func pool(_ node: DocumentNode, _ problems: inout Problems) -> AgentPool? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let group = parts.name(object.required("group", &problems), &problems)
    var pool = AgentPool(GroupID(group ?? ""))
    set(&pool.after, object.optional("after")) { parts.duration($0, &problems) }
    set(&pool.penalty, object.optional("penalty")) { parts.number($0, &problems) }
    set(&pool.hours, object.optional("hours")) { parts.name($0, &problems) }
    object.finish(&problems)
    return problems == before ? pool : nil
  }

  private func announcements(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> AnnouncementRules? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    var rules = AnnouncementRules()
    set(&rules.onArrival, object.optional("onArrival")) { $0.boolean(&problems) }
    set(&rules.every, object.optional("every")) { parts.duration($0, &problems) }
    object.finish(&problems)
    return problems == before ? rules : nil
  }

  // MARK: Overflow

  private func overflow(_ node: DocumentNode, _ problems: inout Problems) -> OverflowRule? {
    guard var object = node.object(&problems) else { return nil }
    let trigger = object.required("when", &problems).flatMap { self.trigger($0, &problems) }
    let action = object.required("then", &problems).flatMap { self.action($0, &problems) }
    object.finish(&problems)
    guard let trigger, let action else { return nil }
    return OverflowRule(when: trigger, then: action)
  }

  /// Reads `closed`, or an object with one of `waited`, `length`, `staffingBelow`, `freeBelow`,
  /// `closingWithin` and `expectedWaitAbove`.
  private func trigger(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> OverflowRule.Trigger? {
    if case .string = node.value { return node.oneOf([("closed", .closed)], &problems) }
    guard var object = node.object(&problems) else { return nil }
    let keys = [
      "waited", "length", "staffingBelow", "freeBelow", "closingWithin", "expectedWaitAbove",
    ]
    guard let (key, value) = parts.onlyKey(of: keys, in: &object, &problems) else { return nil }
    object.finish(&problems)
    return switch key {
    case "waited": parts.duration(value, &problems).map { .waited($0) }
    case "length": parts.number(value, &problems).map { .length(atLeast: $0) }
    case "staffingBelow": parts.number(value, &problems).map { .staffing(below: $0) }
    case "freeBelow": parts.number(value, &problems).map { .free(below: $0) }
    case "closingWithin": parts.duration(value, &problems).map { .closing(within: $0) }
    default: parts.duration(value, &problems).map { .expectedWait(above: $0) }
    }
  }

  /// Reads `offerCallback`, `message`, `refuse`, `{"queue": "spare"}`, `{"raise": "gold"}`,
  /// `{"outside": "+44 20 7946 0000"}` or `{"duty": "nights", "role": "secondary"}`.
  private func action(_ node: DocumentNode, _ problems: inout Problems) -> OverflowRule.Action? {
    if case .string = node.value {
      return node.oneOf(
        [("offerCallback", .offerCallback), ("message", .message), ("refuse", .refuse)], &problems)
    }
    guard var object = node.object(&problems) else { return nil }
    guard
      let (key, value) = parts.onlyKey(
        of: ["queue", "duty", "raise", "outside"], in: &object, &problems)
    else {
      return nil
    }
    let role =
      key == "duty"
      ? object.optional("role").map { parts.name($0, &problems) }
        ?? DutyRoster.Role.primary.rawValue : ""
    object.finish(&problems)
    switch key {
    case "queue": return queueName(value, &problems).map { .queue($0) }
    case "raise": return priorityName(value, &problems).map { .raise(to: $0) }
    case "outside": return parts.name(value, &problems).map { .outside($0) }
    default:
      guard let roster = parts.name(value, &problems), let role else { return nil }
      return .duty(roster: roster, role: DutyRoster.Role(rawValue: role))
    }
  }
}
