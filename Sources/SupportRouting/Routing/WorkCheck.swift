// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Looks for every mistake of a piece of work at once.
struct WorkCheck {
  private let core: RoutingPolicyCore

  init(_ core: RoutingPolicyCore) { self.core = core }

  /// Whether there is nothing in the work that could be out of bounds.
  static func isPlain(_ item: WorkItem) -> Bool {
    let parts = item.storage.parts
    guard parts.preferred.isEmpty, parts.excluded.isEmpty, parts.firstOwner == nil,
      parts.requirements.count <= 8
    else { return false }
    if let after = parts.language?.translationAfter, after != .zero { return false }
    if let only = parts.region?.only, only != .zero { return false }
    for requirement in parts.requirements {
      guard requirement.steps.isEmpty, requirement.until == nil, requirement.tests.count == 1,
        0...1_000_000 ~= requirement.tests[0].level, requirement.from == .zero
      else { return false }
    }
    return true
  }

  /// The mistakes of a piece of work; `nil` where there is none.
  func error(of item: WorkItem) -> DocumentError? {
    var problems = Problems()
    collect(item, &problems)
    do throws(DocumentError) {
      try problems.throwIfAny()
      return nil
    } catch {
      return error
    }
  }

  /// The mistakes of work whose channel is not there.
  func problems(of item: WorkItem) -> DocumentError {
    error(of: item) ?? DocumentError(Problem(path: "channel", message: missingChannel(item)))
  }

  private func missingChannel(_ item: WorkItem) -> String {
    "there is no channel \(item.channel.rawValue.quoted)"
  }

  private func collect(_ item: WorkItem, _ problems: inout Problems) {
    if core.channelNumbers[item.channel] == nil {
      problems.report(missingChannel(item), path: "channel")
    }
    if let queue = item.queue, core.queueNumbers[queue] == nil {
      problems.report("there is no queue \(queue.rawValue.quoted)", path: "queue")
    }
    if let priority = item.priority, core.priorityNumbers[priority] == nil {
      problems.report("there is no priority \(priority.rawValue.quoted)", path: "priority")
    }
    RoutingPolicyCheck.check(item.requirements, "requirements", &problems)
    if item.preferred.count > 64 {
      problems.report("\(item.preferred.count) agents are more than 64", path: "preferred")
    }
    if item.excluded.count > 256 {
      problems.report("\(item.excluded.count) agents are more than 256", path: "excluded")
    }
    if let wait = item.firstOwner?.waitAtMost {
      RoutingPolicyCheck.duration(wait, atLeast: 0, "firstOwner.waitAtMost", &problems)
    }
    if let after = item.language?.translationAfter {
      RoutingPolicyCheck.duration(after, atLeast: 0, "language.translationAfter", &problems)
    }
    if let only = item.region?.only {
      RoutingPolicyCheck.duration(only, atLeast: 0, "region.only", &problems)
    }
  }
}
