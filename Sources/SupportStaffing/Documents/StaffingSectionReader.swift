// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Reads the section `staffing` of a book.
struct StaffingSectionReader {
  let zone: ZoneRules

  func read(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> (StaffingPolicy, SurgePlan)? {
    guard var section = node.object(&problems) else { return nil }
    let model = section.required("model", &problems).flatMap { self.model($0, &problems) }
    let goal = section.required("goal", &problems).flatMap { self.goal($0, &problems) }
    let shrinkage = section.required("shrinkage", &problems).flatMap { node -> Shrinkage? in
      guard let share = rate(node, &problems) else { return nil }
      return Self.make(at: node, &problems) { () throws(StaffingError) in try Shrinkage(share) }
    }
    let surgeNode = section.optional("surges")
    let plan =
      surgeNode.map { surges($0, &problems) }
      ?? (try? SurgePlan(in: zone, combining: .highest, []))
    section.finish(&problems)
    guard let model, let goal, let shrinkage, let plan else { return nil }
    let policy = Self.make(at: node, &problems) { () throws(StaffingError) in
      try StaffingPolicy(model, goal: goal, shrinkage: shrinkage)
    }
    return policy.map { ($0, plan) }
  }

  // MARK: Model and goal

  private func model(_ node: DocumentNode, _ problems: inout Problems) -> QueueModel? {
    if case .string = node.value {
      return node.oneOf([("erlangB", .erlangB), ("erlangC", .erlangC)], &problems)
    }
    guard var object = node.object(&problems) else { return nil }
    let inner = object.required("erlangA", &problems)
    object.finish(&problems)
    guard var terms = inner?.object(&problems) else { return nil }
    let patienceNode = terms.required("patience", &problems)
    let patience = patienceNode.flatMap { double($0, &problems) }
    terms.finish(&problems)
    guard let patience, let patienceNode else { return nil }
    return Self.make(at: patienceNode, &problems) { () throws(StaffingError) in
      var faults = StaffingFaults()
      ErlangA.check(patience, &faults)
      try faults.throwIfAny()
      return .erlangA(patience: patience)
    }
  }

  private func goal(_ node: DocumentNode, _ problems: inout Problems) -> StaffingGoal? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems.all.count
    var conditions: [StaffingGoal.Condition] = []
    if let levels = object.optional("serviceLevel") {
      if case .array = levels.value {
        conditions += levels.values(&problems) { serviceLevel($0, &$1) } ?? []
      } else if let condition = serviceLevel(levels, &problems) {
        conditions.append(condition)
      }
    }
    let figures: [(String, (Double) -> StaffingGoal.Condition)] = [
      ("averageSpeedOfAnswer", { .averageSpeedOfAnswer(atMost: $0) }),
      ("occupancy", { .occupancy(atMost: $0) }),
      ("probabilityOfWaiting", { .probabilityOfWaiting(atMost: $0) }),
      ("abandonment", { .abandonment(atMost: $0) }), ("blocking", { .blocking(atMost: $0) }),
    ]
    for (key, make) in figures {
      guard let bound = object.optional(key) else { continue }
      if let number = double(bound, &problems) { conditions.append(make(number)) }
    }
    object.finish(&problems)
    guard problems.all.count == before else { return nil }
    return Self.make(at: node, &problems) { () throws(StaffingError) in
      try StaffingGoal(conditions)
    }
  }

  private func serviceLevel(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> StaffingGoal.Condition? {
    guard var object = node.object(&problems) else { return nil }
    let share = object.required("atLeast", &problems).flatMap { double($0, &problems) }
    let target = object.required("within", &problems).flatMap { double($0, &problems) }
    let reading =
      object.optional("reading").map { node in
        node.oneOf(ErlangA.Reading.allCases.map { ($0.rawValue, $0) }, &problems)
      } ?? .answeredOfOffered
    object.finish(&problems)
    guard let share, let target, let reading else { return nil }
    return .serviceLevel(atLeast: share, within: target, reading: reading)
  }

  // MARK: Values

  func rate(_ node: DocumentNode, _ problems: inout Problems) -> Rate? {
    node.text(&problems) { text throws(TextError) in try Rate(text) }
  }

  private func double(_ node: DocumentNode, _ problems: inout Problems) -> Double? {
    node.decimal(&problems).flatMap { Double($0.description) }
  }

  /// Makes a value, or reports every fault at the node.
  static func make<Value>(
    at node: DocumentNode, _ problems: inout Problems, _ make: () throws(StaffingError) -> Value
  ) -> Value? {
    do throws(StaffingError) {
      return try make()
    } catch {
      for fault in error.faults { problems.report(fault.description, at: node) }
      return nil
    }
  }
}
