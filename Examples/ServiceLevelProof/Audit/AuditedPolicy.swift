// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
package import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime

/// Promises as the auditor and as the library write them, made from a seed.
package struct AuditedPolicy {
  package static let priorities = ["urgent", "high", "normal"]
  /// Compiling calendars takes long, so that many tickets share a policy, and all policies their
  /// calendars.
  package static let all: [AuditedPolicy?] = CompilationMemo.during {
    (0..<20).map { try? AuditedPolicy(seed: $0) }
  }

  /// On a grid of hours events often fall on openings, closings and due times.
  package let grid: Int
  package private(set) var promises: [String: [Auditor.Promise]] = [:]
  package let onReopen: SLAPolicyOptions.Reopening
  package let policy: SLAPolicy

  package init(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    grid = random.oneIn(2) ? 60 : 1
    onReopen = SLAPolicyOptions.Reopening.allCases[Int.random(in: 0..<9, using: &random) / 3]
    let reasons: [Ticket.WaitReasons] = [[], .customer, .vendor, [.customer, .vendor]]
    for priority in Self.priorities where !random.oneIn(6) {
      var list: [Auditor.Promise] = []
      for metric in Auditor.metrics where !random.oneIn(3) {
        var promise = Auditor.Promise(
          metric: metric, minutes: grid * Int.random(in: 1...1_200 / grid, using: &random),
          hours: [nil, "office", "office", "late", "night", "daily"]
            .randomElement(using: &random) ?? nil,
          pauseWhile: reasons.randomElement(using: &random) ?? [])
        // A night belongs to the date on which it opens, which the auditor does not know.
        if random.oneIn(5), let hours = promise.hours, hours != "night" {
          promise.days = Int.random(in: 1...4, using: &random)
        }
        list.append(promise)
      }
      promises[priority] = list
    }
    let rules = promises.sorted { $0.key < $1.key }.map { priority, list in
      Rule(
        RuleID(priority), when: .equals("priority", .text(priority)),
        then: list.map { Self.target($0, seed % 2 == 0 ? .breach : .start) })
    }
    policy = try SLAPolicy(
      "audited", calendars: AuditedHours.calendars(), rules: rules,
      ladders: [
        "late": Ladder(levels: [
          .init("lead", after: .elapsed(milliseconds: 0)),
          .init("board", after: .elapsed(milliseconds: 5_400_000)),
        ])
      ],
      options: SLAPolicyOptions(onReopen: onReopen))
  }

  private static func target(
    _ promise: Auditor.Promise, _ from: SLATarget.Escalation.Start
  ) -> SLATarget {
    let milliseconds = Int64(promise.minutes) * 60_000
    var within: ServiceDuration =
      promise.hours == nil
      ? .elapsed(milliseconds: milliseconds) : .business(milliseconds: milliseconds)
    if let days = promise.days { within = .workingDays(days, landing: .endOfDay) }
    return SLATarget(
      promise.metric, within: within, calendar: promise.hours,
      pauseWhile: SLAPauses(promise.pauseWhile),
      reminders: [.percent(50), .percent(100), .offset(.elapsed(milliseconds: -1_800_000))],
      escalation: .init("late", from: from))
  }
}
