// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

extension FormulaCompiler {
  /// Checks what is not a formula: caps, settlement, approvals, payment, signs.
  mutating func checkPolicy() {
    if draft.id.isEmpty { problems.report("a policy needs a name", path: "id") }
    checkCaps()
    checkSettlement()
    checkApprovals()
    checkPayment()
    for (number, rule) in draft.options.serialClaims.enumerated() {
      let place = "serialClaims[\(number)]"
      if rule.claims < 2 {
        problems.report("\(rule.claims) claims are no sign of many; at least 2", path: place)
      }
      if rule.withinMilliseconds < 1 {
        problems.report("claims within \(rule.withinMilliseconds) ms are none", path: place)
      }
    }
  }

  private mutating func checkCaps() {
    var seen: Set<RuleID> = []
    for (number, cap) in draft.caps.enumerated() {
      let place = "caps[\(number)]"
      if !seen.insert(cap.id).inserted {
        problems.report("the cap \(cap.id) stands twice", path: place)
      }
      check(cap.amount, "\(place).amount")
      if cap.counts.isEmpty { problems.report("it counts nothing", path: "\(place).counts") }
      if case .rolling(let months) = cap.window, !(1...1_200).contains(months) {
        problems.report("\(months) months are outside 1 ... 1200", path: "\(place).window")
      }
      let uses = draft.settlement.steps.filter { $0 == .cap(cap.id) }.count
      if uses != 1 {
        problems.report(
          "the settlement names the cap \(cap.id) \(uses) times, not once", path: place)
      }
    }
  }

  private mutating func checkSettlement() {
    let known = Set(draft.caps.map(\.id))
    for (number, step) in draft.settlement.steps.enumerated() {
      let place = "settle[\(number)]"
      switch step {
      case .stack(let stacking):
        if number > 0 { problems.report("causes are stacked first, and once", path: place) }
        if case .sumUpTo(let most) = stacking.mode { check(most, place) }
        let groups = Set(
          (draft.rules.map(\.then) + [draft.otherwise].compactMap { $0 })
            .compactMap(\.group))
        for group in stacking.adding.sorted() where !groups.contains(group) {
          problems.report(
            "no rule is of the group \(group.quoted)", path: place,
            suggestion: EditDistance.nearest(to: group, among: groups.sorted()))
        }
      case .cap(let id):
        if !known.contains(id) {
          problems.report(
            "no cap is named \(id.rawValue.quoted)", path: place,
            suggestion: EditDistance.nearest(
              to: id.rawValue, among: known.map(\.rawValue).sorted()))
        }
      case .minimum(let money): check(money, place)
      case .round: break
      }
    }
    if case .stack = draft.settlement.steps.first { return }
    problems.report("the first step has to say how causes are stacked", path: "settle")
  }

  private mutating func checkApprovals() {
    let levels = draft.options.approvals
    var seen: Set<ApprovalLevel.ID> = []
    for (number, level) in levels.enumerated() {
      let place = "approvals[\(number)]"
      if !seen.insert(level.id).inserted {
        problems.report("the level \(level.id) stands twice", path: place)
      }
      check(level.above, "\(place).above")
      if number > 0, level.above.minorUnits <= levels[number - 1].above.minorUnits {
        problems.report("its limit is not above that of the level before", path: "\(place).above")
      }
      if level.people < 1 {
        problems.report("\(level.people) people cannot agree", path: "\(place).people")
      }
      for other in level.orBy where !levels.contains(where: { $0.id == other }) {
        problems.report(
          "no level is named \(other.rawValue.quoted)", path: "\(place).orBy",
          suggestion: EditDistance.nearest(
            to: other.rawValue, among: levels.map(\.id.rawValue)))
      }
    }
    for (number, level) in levels.enumerated() {
      guard let circle = circle(from: level.id, levels) else { continue }
      problems.report(
        "levels stand in for one another in a circle: \(circle.joined(separator: " → "))",
        path: "approvals[\(number)].orBy")
      return
    }
  }

  /// The way from a level back to itself, if there is one.
  private func circle(from start: ApprovalLevel.ID, _ levels: [ApprovalLevel]) -> [String]? {
    var pending: [[ApprovalLevel.ID]] = [[start]]
    var seen: Set<ApprovalLevel.ID> = []
    while let way = pending.popLast(), let last = way.last {
      for next in levels.first(where: { $0.id == last })?.orBy ?? [] {
        if next == start { return (way + [next]).map(\.rawValue) }
        if seen.insert(next).inserted { pending.append(way + [next]) }
      }
    }
    return nil
  }

  private mutating func checkPayment() {
    let payment = draft.options.payment
    if let within = payment.within {
      if within.isNegative {
        problems.report("\(within) is no time to pay", path: "payment.within")
      }
      if let calendar = payment.calendar {
        _ = clock(named: calendar, "payment.calendar")
      } else if within.countsOpenings {
        problems.report("\"\(within)\" needs a calendar", path: "payment.within")
      }
    } else if payment.penalty != nil {
      problems.report("nothing is late where no time is promised", path: "payment.penalty")
    }
    if let below = payment.carriedBelow { check(below, "payment.carriedBelow") }
  }
}
