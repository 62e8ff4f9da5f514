// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension AssignmentCost {
  /// The batch of some tasks and agents at an instant.
  ///
  /// What begins after the instant has waited, or been idle, for no time; seconds are whole ones.
  ///
  /// - Throws: ``AssignmentError`` with each weight, level, penalty, capacity and load outside its
  ///   bounds, each name that is there twice, and where there are more tasks, slots or pairs of
  ///   signatures than ``BatchAssignment/mostTasks``, ``BatchAssignment/mostSlots`` and
  ///   ``CostMatrix/mostEntries``. No agent has more slots than there are tasks.
  /// - Complexity: O(tasks + slots + pairs of signatures), each times their skills.
  public func batch(_ work: [Work], for candidates: [Candidate], at now: Instant)
    throws(AssignmentError) -> BatchAssignment
  {
    var mistakes = AssignmentMistakes()
    checkWeights(&mistakes)
    Self.check(work, &mistakes)
    Self.check(candidates, most: work.count, &mistakes)
    try mistakes.throwIfAny()
    let asked = Kinds(work.map(\.skills))
    let offered = Kinds(candidates.map(\.skills))
    let fit = try CostMatrix(rows: asked.all.count, columns: offered.all.count) {
      fitCost(asked.all[$0], offered.all[$1])
    }
    let tasks = zip(work, asked.numbers).map { work, signature in
      BatchAssignment.Task(
        work.id, signature: signature,
        cost: -Self.product(waitingSecond, Self.seconds(work.since, now)), penalty: work.penalty)
    }
    let agents = zip(candidates, offered.numbers).map { candidate, signature in
      BatchAssignment.Agent(
        candidate.id, signature: signature,
        slotCosts: slotCosts(candidate, most: work.count, at: now))
    }
    return try BatchAssignment(tasks: tasks, agents: agents, fit: fit)
  }

  private func fitCost(_ asked: [SkillID: Int], _ offered: [SkillID: Int]) -> Int64? {
    var above: Int64 = 0
    var unasked = Int64(offered.count)
    for (skill, level) in asked {
      let own = offered[skill]
      guard own ?? 0 >= level else { return nil }
      above += Int64((own ?? 0) - level)
      if own != nil { unasked -= 1 }
    }
    return Self.bounded(
      .saturatingSum(Self.product(levelAbove, above), Self.product(unaskedSkill, unasked)))
  }

  private func slotCosts(_ candidate: Candidate, most: Int, at now: Instant) -> [Int64] {
    let idle = candidate.idleSince.map { Self.product(idleSecond, Self.seconds($0, now)) } ?? 0
    return (0..<Self.freeSlots(candidate, most: most)).map { slot in
      // Less than the capacity.
      let load = Self.product(inHand, Int64(candidate.inHand + slot))
      return slot == 0 ? load - idle : load
    }
  }

  /// Numbers below 0, which are mistakes, count as 0.
  private static func freeSlots(_ candidate: Candidate, most: Int) -> Int {
    min(max(max(candidate.capacity, 0) - max(candidate.inHand, 0), 0), most)
  }

  static func seconds(_ start: Instant, _ end: Instant) -> Int64 {
    max(start.milliseconds(to: end) / 1_000, 0)
  }

  static func product(_ weight: Int64, _ count: Int64) -> Int64 {
    let (product, overflow) = weight.multipliedReportingOverflow(by: count)
    return bounded(overflow ? (weight < 0 ? .min : .max) : product)
  }

  static func bounded(_ cost: Int64) -> Int64 {
    min(max(cost, CostMatrix.costBounds.lowerBound), CostMatrix.costBounds.upperBound)
  }

  func checkWeights(_ mistakes: inout AssignmentMistakes) {
    let (all, natural) = (CostMatrix.costBounds, 0...CostMatrix.greatestCost)
    mistakes.check(waitingSecond, in: natural, at: "waitingSecond")
    mistakes.check(levelAbove, in: all, at: "levelAbove")
    mistakes.check(unaskedSkill, in: all, at: "unaskedSkill")
    mistakes.check(inHand, in: natural, at: "inHand")
    mistakes.check(idleSecond, in: natural, at: "idleSecond")
  }

  private static func check(_ work: [Work], _ mistakes: inout AssignmentMistakes) {
    mistakes.check(
      Int64(work.count), in: 0...Int64(BatchAssignment.mostTasks), at: "tasks.count")
    mistakes.check(names: work, \.id, of: "tasks")
    for (place, work) in work.enumerated() {
      if let penalty = work.penalty {
        mistakes.check(cost: penalty, at: "tasks[\(place)].penalty")
      }
      check(work.skills, at: "tasks[\(place)]", &mistakes)
    }
  }

  private static func check(
    _ candidates: [Candidate], most: Int, _ mistakes: inout AssignmentMistakes
  ) {
    mistakes.check(names: candidates, \.id, of: "agents")
    var slots: Int64 = 0
    for (place, candidate) in candidates.enumerated() {
      check(candidate.skills, at: "agents[\(place)]", &mistakes)
      mistakes.check(
        Int64(candidate.capacity), in: 0...Int64.max, at: "agents[\(place)].capacity")
      mistakes.check(Int64(candidate.inHand), in: 0...Int64.max, at: "agents[\(place)].inHand")
      slots.add(saturating: Int64(freeSlots(candidate, most: most)))
    }
    mistakes.check(slots, in: 0...Int64(BatchAssignment.mostSlots), at: "agents.slotCosts.count")
  }

  private static func check(
    _ skills: [SkillID: Int], at place: @autoclosure () -> String,
    _ mistakes: inout AssignmentMistakes
  ) {
    let levels = 0...highestLevel
    if skills.values.allSatisfy({ levels.contains($0) }) { return }
    for (skill, level) in skills.sorted(by: { $0.key < $1.key }) {
      mistakes.check(
        Int64(level), in: 0...Int64(highestLevel), at: "\(place()).skills[\(skill.rawValue.quoted)]"
      )
    }
  }
}
