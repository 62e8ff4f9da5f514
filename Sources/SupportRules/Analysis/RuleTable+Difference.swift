// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension RuleTable {
  /// Finds where a table decides otherwise than another: the answer to "what would this change?".
  ///
  /// Both tables are read over the facts of the second one, with those behind them that only the
  /// first declares.
  ///
  /// - Parameters:
  ///   - old: The table as it is.
  ///   - new: The table as it is to be.
  ///   - limits: How many regions are listed, and how long is looked for them.
  /// - Returns: The regions, and whether there may be more.
  /// - Throws: `DocumentError` where rules of the first table do not fit the facts of the second.
  /// - Complexity: O(ways to match × facts asked) before the first step, then bounded by the steps;
  ///   regions in which what is left of both tables is the same are
  ///   not looked into, so that a small change is found quickly in a large table.
  public static func difference(
    from old: Self, to new: Self,
    limits: RuleTableAnalysis.Limits = RuleTableAnalysis.Limits()
  ) throws(DocumentError) -> RuleTableDifference<Outcome> {
    let schema = try FactSchema(
      new.schema.fields + old.schema.fields.filter { new.schema.field($0.name) == nil })
    let (old, new) = (try old.over(schema), try new.over(schema))
    guard let space = RuleSpace([old.matcher.lines, new.matcher.lines], schema: schema) else {
      return RuleTableDifference(regions: [], hasMore: true, isExhausted: true)
    }
    var numbers: [Outcome: Int] = [:]
    let shapes = [old.shape(&numbers), new.shape(&numbers)]
    let writer = RegionWriter(space: space)
    func decisions(_ box: RuleSpace.Box) -> (RuleRegion, before: Decision, after: Decision) {
      let region = writer.region(box)
      return (
        region, old.decide(region.witness, on: region.date),
        new.decide(region.witness, on: region.date)
      )
    }
    var walk = DecisionWalk(shapes, RegionSplitter(space, steps: limits.steps))
    let residue = TableResidue(space, shapes, isSameOrder: old.outcomeOrder == new.outcomeOrder)
    let found = walk.regions(
      in: walk.search.everything(space.terms.indices),
      .init(
        limit: limits.regions,
        accepts: { region, _ in
          let (_, before, after) = decisions(region.box)
          return !before.saysTheSame(as: after, inAnyOrder: new.hitPolicy == .collect)
        },
        prunes: { region, search in residue.isSame(region, &search) },
        prefers: { region, _ in residue.odd(in: region) }))
    var regions: [RuleTableDifference<Outcome>.Region] = []
    for group in Self.grouped(found.regions, decisions) {
      for merged in writer.merged(group) {
        let (region, before, after) = decisions(merged.box)
        regions.append(.init(region: region, before: before, after: after))
      }
    }
    return RuleTableDifference(
      regions: Array(regions.prefix(limits.findings)),
      hasMore: found.hasMore || regions.count > limits.findings,
      isExhausted: walk.search.isExhausted)
  }

  /// Regions that are decided alike, in the order of their first.
  private static func grouped(
    _ regions: [SearchRegion],
    _ decisions: (RuleSpace.Box) -> (RuleRegion, before: Decision, after: Decision)
  ) -> [[SearchRegion]] {
    var groups: [[SearchRegion]] = []
    var places: [[Decision]: Int] = [:]
    for region in regions {
      let (_, before, after) = decisions(region.box)
      if let place = places[[before, after]] {
        groups[place].append(region)
      } else {
        places[[before, after]] = groups.count
        groups.append([region])
      }
    }
    return groups
  }

  /// Proves that this table decides every case as another does, or shows cases that it does not.
  ///
  /// ```swift
  /// try today.equivalence(to: shorter)  // .holds: the new wording changes nothing
  /// ```
  ///
  /// - Throws: `DocumentError` where this table's rules do not fit the facts of the other.
  public func equivalence(
    to other: Self, limits: RuleTableAnalysis.Limits = RuleTableAnalysis.Limits()
  ) throws(DocumentError) -> RuleProof<RuleTableDifference<Outcome>.Region> {
    let difference = try Self.difference(from: self, to: other, limits: limits)
    if let first = difference.regions.first { return .fails(first) }
    return difference.isEmpty ? .holds : .notProved
  }
}

extension RuleTable.Decision {
  /// Whether two decisions have the same consequence, whichever rules they come from.
  func saysTheSame(as other: Self, inAnyOrder: Bool) -> Bool {
    switch (self, other) {
    case (.counted(let left), .counted(let right)): left == right
    case (.notAssessable, .notAssessable): true
    case (.conflict(let left), .conflict(let right)): left.reason == right.reason
    case (.counted, _), (_, .counted), (.notAssessable, _), (_, .notAssessable), (.conflict, _),
      (_, .conflict):
      false
    default:
      inAnyOrder
        ? Self.counts(outcomes) == Self.counts(other.outcomes) : outcomes == other.outcomes
    }
  }

  private static func counts(_ outcomes: [Outcome]) -> [Outcome: Int] {
    outcomes.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
