// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension RuleAnalyst {
  // MARK: Parts that always or never hold

  mutating func findConstantConditions() {
    var stepsLeft = limits.steps
    var found: [RuleFinding] = []
    for (number, line) in lines.enumerated() {
      inspect(line.when, "rules[\(number)].when", line.id, &stepsLeft, &found)
    }
    report(.constantCondition, found, hasMore: false, isExhausted: stepsLeft <= 0)
  }

  /// Looks at a condition and, where it is neither always nor never true, at its parts.
  private func inspect(
    _ condition: Condition, _ path: String, _ rule: RuleID, _ steps: inout Int,
    _ found: inout [RuleFinding]
  ) {
    // A rule without a condition is meant to hold always.
    if condition == .always || steps <= 0 { return }
    let place = path + condition.pathStep
    switch constancy(of: condition, &steps) {
    case .some(true): found.append(.alwaysTrue(rule, path: place, condition))
    case .some(false): found.append(.neverTrue(rule, path: place, condition))
    case nil:
      switch condition {
      case .all(let parts), .any(let parts):
        let list = condition.listKey
        for (number, part) in parts.enumerated() {
          let inner = list.map { "\(path).\($0)[\(number)]" } ?? path
          inspect(part, inner, rule, &steps, &found)
        }
      case .not(let part): inspect(part, "\(path).not", rule, &steps, &found)
      default: break
      }
    }
  }

  /// Whether a condition always or never holds; `nil` where it depends.
  private func constancy(of condition: Condition, _ steps: inout Int) -> Bool? {
    let line = RuleLine(id: "", when: condition)
    guard let space = RuleSpace([[line]], schema: schema) else { return nil }
    if !space.terms.contains(where: \.canHold) { return false }
    var search = RegionSplitter(space, steps: steps)
    search.spend(space.terms.count)
    let found = search.uncovered(
      search.everything(space.terms.indices), .init(limit: 1, doubtCovers: false))
    steps = search.stepsLeft
    return found.regions.isEmpty && !found.hasMore ? true : nil
  }

  // MARK: Rules that could be one

  mutating func findMergeable(_ space: RuleSpace, _ writer: RegionWriter) {
    let starts = RuleStarts(space, count: lines.count)
    var found: [RuleFinding] = []
    for (first, second) in zip(lines.indices, lines.indices.dropFirst()) {
      guard shape.outcomes[first] == shape.outcomes[second],
        !idle.contains(first), !idle.contains(second),
        lines[first].from == lines[second].from, lines[first].until == lines[second].until,
        let left = starts.terms(first).only, let right = starts.terms(second).only,
        let box = joined(left, right, space)
      else { continue }
      found.append(
        .mergeable(lines[first].id, lines[second].id, into: writer.region(box).condition))
    }
    report(.mergeable, found, hasMore: false, isExhausted: false)
  }

  /// The box of two terms that differ on one axis only.
  private func joined(_ left: Int, _ right: Int, _ space: RuleSpace) -> RuleSpace.Box? {
    guard space.terms[left].doubts == space.terms[right].doubts else { return nil }
    var box = space.axes.indices.map(space.allClasses)
    var differing: Int?
    for axis in space.axes.indices {
      let mine = space.box(left, axis)
      let theirs = space.box(right, axis)
      box[axis] = mine
      if mine == theirs { continue }
      guard differing == nil else { return nil }
      differing = axis
      // Collected outcomes count each rule, so that only rules that never match together are one.
      let overlaps = mine.contains { one in theirs.contains { $0.overlaps(one) } }
      if overlaps, !shape.hitPolicy.isSingle || shape.hitPolicy == .unique { return nil }
      box[axis] = RegionWriter.union(mine, theirs)
      // "Any value" asks nothing any more, and so is not unknown where the fact is.
      let known = Int32(space.axes[axis].unknownClass ?? 0) - 1
      if space.terms[left].doubts.contains(axis), box[axis] == [0...max(0, known)] { return nil }
    }
    return differing == nil ? nil : box
  }

  // MARK: Cases that cannot be assessed

  mutating func findNotAssessable(_ space: RuleSpace, _ writer: RegionWriter) {
    guard space.axes.contains(where: { $0.unknownClass != nil }) else { return }
    let (shape, decider) = (shape, decider)
    var walk = DecisionWalk([shape], RegionSplitter(space, steps: limits.steps))
    let result = walk.regions(
      in: walk.search.everything(space.terms.indices),
      .init(
        limit: limits.regions,
        accepts: { region, search in
          DecisionWalk.answer(of: 0, shape, region.alive, search.space).isNotAssessable
            && decider.blocking(writer.region(region.box)) != nil
        }, prunes: { region, search in !region.mayBeDoubted(search) }))
    var regions: [Int: [SearchRegion]] = [:]
    for region in result.regions {
      if let rule = decider.blocking(writer.region(region.box)) {
        regions[rule, default: []].append(region)
      }
    }
    let found = regions.keys.sorted().flatMap { rule in
      writer.merged(regions[rule] ?? []).map {
        RuleFinding.notAssessable(lines[rule].id, writer.region($0.box))
      }
    }
    report(
      .notAssessable, found, hasMore: result.hasMore, isExhausted: walk.search.isExhausted)
  }

  // MARK: Facts that must not decide

  mutating func findProtectedInfluence(_ space: RuleSpace, _ writer: RegionWriter) {
    let asked = Set(factsAsked)
    for (position, field) in schema.fields.enumerated()
    where field.isProtected && asked.contains(field.name) {
      let sweep = FactSweep(space, shape, at: position)
      let decider = decider
      let found = sweep.firstDifference(
        steps: limits.steps, isAssessable: { decider.blocking(writer.region($0)) == nil },
        differ: { decider.differ(writer.region($0), writer.region($1)) })
      let findings = found.finding.map { region, other in
        let shown = writer.region(region)
        return [
          RuleFinding.protectedInfluence(
            field.name, shown, other: writer.region(other).witness[position])
        ]
      }
      report(
        .protectedInfluence, findings ?? [], hasMore: false,
        isExhausted: found.finding == nil && found.isExhausted)
    }
  }
}

extension SearchRegion {
  /// Whether a term cannot be told here, or may not be in a part of the region.
  fileprivate func mayBeDoubted(_ search: RegionSplitter) -> Bool {
    alive.contains { alive in
      alive.isDoubtful
        || !search.space.terms[Int(alive.term)].doubts.subtracting(done).isEmpty
    }
  }
}

extension Range<Int> {
  fileprivate var only: Int? { count == 1 ? lowerBound : nil }
}

extension Condition {
  /// The last step of the path to this condition in a document.
  fileprivate var pathStep: String {
    switch self {
    case .isOneOf(let fact, _), .isWithin(let fact, _), .hasFlags(let fact, _), .isKnown(let fact),
      .not(.isKnown(let fact)):
      ".\(fact)"
    case .all, .any: listKey.map { ".\($0)" } ?? ""
    case .not: ".not"
    }
  }
}
