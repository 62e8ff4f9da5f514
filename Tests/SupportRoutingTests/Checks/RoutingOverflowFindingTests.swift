// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTestKit
import SupportTime
import Testing

/// What is found about overflow.
extension RoutingFindingTests {
  @Test("work that goes round by waiting is found, and not where it may end")
  func circles() throws {
    func move(_ target: QueueID, _ seconds: Int = 60) -> OverflowRule {
      .init(when: .waited(.seconds(seconds)), then: .queue(target))
    }
    let round = try policy([
      WorkQueue("x", overflow: [move("c")]), WorkQueue("b", overflow: [move("c")]),
      WorkQueue(
        "c", overflow: [.init(when: .waited(.seconds(5)), then: .offerCallback), move("b", 90)]),
    ])
    #expect(round.findings() == [.overflowCircle([.init("b", rule: 0), .init("c", rule: 1)])])
    #expect(
      sentences(round.findings()) == [
        "work that nobody takes goes round for ever: b by overflow rule 1, c by overflow rule 2"
      ])
    for end in [
      OverflowRule(when: .waited(.seconds(60)), then: .message),
      .init(when: .waited(.seconds(30)), then: .duty(roster: "nights", role: .primary)),
      .init(when: .closed, then: .refuse),
      .init(when: .closing(within: .seconds(60)), then: .refuse),
    ] {
      let ending = try policy([
        WorkQueue("b", overflow: [end, move("c", 61)], hours: "day"),
        WorkQueue("c", overflow: [move("b")]),
      ])
      #expect(ending.findings().allSatisfy { $0.kind != .overflowCircle }, "\(end)")
    }
  }

  @Test("a rule by closing time, or by who is free, hides one that holds less often")
  func hiddenByClosing() throws {
    func isHidden(
      behind first: OverflowRule.Trigger, _ action: OverflowRule.Action,
      _ second: OverflowRule.Trigger, _ other: OverflowRule.Action
    ) throws -> Bool {
      let rules = [
        OverflowRule(when: first, then: action), OverflowRule(when: second, then: other),
      ]
      let policy = try policy(
        [WorkQueue("a", overflow: rules, hours: "day"), WorkQueue("b")],
        priorities: [PriorityClass("gold")])
      return policy.findings().contains { $0.kind == .hiddenOverflow }
    }
    let early = OverflowRule.Trigger.closing(within: .seconds(900))
    let late = OverflowRule.Trigger.closing(within: .seconds(60))
    #expect(try isHidden(behind: early, .message, late, .queue("b")))
    #expect(try isHidden(behind: early, .offerCallback, late, .offerCallback))
    #expect(try !isHidden(behind: late, .message, early, .queue("b")))
    // Passed over early, these may be carried out late.
    for action: OverflowRule.Action in [
      .queue("b"), .raise(to: "gold"), .duty(roster: "nights", role: .primary),
    ] {
      #expect(try !isHidden(behind: early, action, late, action), "\(action)")
    }
    #expect(try isHidden(behind: .free(below: 3), .message, .free(below: 1), .queue("b")))
    #expect(try !isHidden(behind: .free(below: 1), .message, .free(below: 3), .queue("b")))
  }

  @Test("a rule behind one that holds wherever it does is found")
  func hidden() throws {
    func findings(_ rules: [OverflowRule]) throws -> [RoutingFinding] {
      try policy(
        [WorkQueue("a", overflow: rules), WorkQueue("b")], priorities: [PriorityClass("gold")]
      ).findings()
    }
    let hiding: [(OverflowRule, OverflowRule)] = [
      (.init(when: .closed, then: .message), .init(when: .closed, then: .queue("b"))),
      (
        .init(when: .length(atLeast: 3), then: .refuse),
        .init(when: .length(atLeast: 3), then: .offerCallback)
      ),
      (
        .init(when: .staffing(below: 5), then: .message),
        .init(when: .staffing(below: 2), then: .queue("b"))
      ),
      (
        .init(when: .expectedWait(above: .seconds(60)), then: .message),
        .init(when: .expectedWait(above: .seconds(90)), then: .refuse)
      ),
      (
        .init(when: .waited(.seconds(60)), then: .refuse),
        .init(when: .waited(.seconds(90)), then: .offerCallback)
      ),
      (
        .init(when: .waited(.seconds(60)), then: .queue("b")),
        .init(when: .waited(.seconds(60)), then: .message)
      ),
      (
        .init(when: .waited(.seconds(60)), then: .offerCallback),
        .init(when: .waited(.seconds(90)), then: .offerCallback)
      ),
      (
        .init(when: .closed, then: .outside("partner")), .init(when: .closed, then: .message)
      ),
      (
        .init(when: .length(atLeast: 1), then: .raise(to: "gold")),
        .init(when: .length(atLeast: 2), then: .raise(to: "gold"))
      ),
      (
        .init(when: .length(atLeast: 1), then: .queue("b")),
        .init(when: .length(atLeast: 2), then: .queue("b"))
      ),
    ]
    for (first, second) in hiding {
      #expect(
        try findings([first, second]) == [.hiddenOverflow(.init("a", rule: 1), behind: 0)],
        "\(first) \(second)")
    }
    #expect(
      try sentences(findings([hiding[0].0, hiding[0].1])) == [
        "overflow rule 2 of a is never carried out: rule 1 comes first"
      ])
    let open: [(OverflowRule, OverflowRule)] = [
      // Where somebody on duty does not take the work, the rules behind are asked.
      (
        .init(when: .closed, then: .duty(roster: "nights", role: .primary)),
        .init(when: .closed, then: .duty(roster: "nights", role: .primary))
      ),
      (
        .init(when: .waited(.seconds(60)), then: .raise(to: "gold")),
        .init(when: .waited(.seconds(90)), then: .raise(to: "gold"))
      ),
      (
        .init(when: .waited(.seconds(60)), then: .duty(roster: "nights", role: .primary)),
        .init(when: .waited(.seconds(90)), then: .duty(roster: "nights", role: .primary))
      ),
      (
        .init(when: .closed, then: .duty(roster: "nights", role: .primary)),
        .init(when: .closed, then: .message)
      ),
      // Work that came from there is not sent back in the same step.
      (.init(when: .closed, then: .queue("b")), .init(when: .closed, then: .message)),
      (
        .init(when: .length(atLeast: 4), then: .message),
        .init(when: .length(atLeast: 3), then: .queue("b"))
      ),
      (
        .init(when: .staffing(below: 1), then: .message),
        .init(when: .staffing(below: 2), then: .queue("b"))
      ),
      // A tick that comes late carries out the first whose age has come, in the order of the rules.
      (
        .init(when: .waited(.seconds(90)), then: .message),
        .init(when: .waited(.seconds(60)), then: .queue("b"))
      ),
      (.init(when: .closed, then: .message), .init(when: .length(atLeast: 1), then: .message)),
    ]
    for (first, second) in open {
      #expect(try findings([first, second]).isEmpty, "\(first) \(second)")
    }
  }

  @Test("a ring that work never lives to see is found, unless empty levels are skipped")
  func unreachedPools() throws {
    let queue = WorkQueue(
      "a",
      pools: [.init("x"), .init("y", after: .seconds(59)), .init("z", after: .seconds(60))],
      overflow: [
        .init(when: .waited(.seconds(10)), then: .offerCallback),
        .init(when: .waited(.seconds(60)), then: .message),
      ])
    let findings = try policy([queue], options: .init(skipsEmptyLevels: false)).findings()
    #expect(findings == [.unreachedPool("a", pool: 2, rule: 1)])
    #expect(
      sentences(findings) == [
        "work of a never reaches pool 3: overflow rule 2 sends it away before"
      ])
    #expect(try policy([queue]).findings().isEmpty)
  }
}
