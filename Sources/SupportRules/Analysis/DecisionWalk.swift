// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Walks through the regions in which tables give one answer each, splitting only where the answer
/// is not settled.
struct DecisionWalk {
  /// What a walk looks for.
  struct Goal {
    /// How many regions are asked for at most.
    var limit: Int
    /// Axes that are split last; the test of a leaf looks at what is left of them.
    var last = AxisSet()
    /// Whether a region in which all that is left is settled is one that is looked for.
    var accepts: (_ region: SearchRegion, _ search: inout RegionSplitter) -> Bool
    /// Whether a region cannot hold what is looked for, so that it is left alone.
    var prunes: (_ region: SearchRegion, _ search: inout RegionSplitter) -> Bool
    /// A rule that must not settle anything against others, since the test asks what they say
    /// without it.
    var keeps: Int?
    /// The term whose axes are to be split first; `nil` for the first that is not decided.
    var prefers: (_ region: SearchRegion, _ search: inout RegionSplitter) -> Int32? = { _, _ in nil
    }
  }

  /// What a walk found.
  struct Result {
    var regions: [SearchRegion] = []
    /// Whether there may be more than these.
    var hasMore = false
  }

  let shapes: [TableShape]
  var search: RegionSplitter

  init(_ shapes: [TableShape], _ search: RegionSplitter) {
    self.shapes = shapes
    self.search = search
  }

  mutating func regions(in region: SearchRegion, _ goal: Goal) -> Result {
    var result = Result()
    var empty: Set<SearchRegion.Key> = []
    walk(region, goal, &result, &empty)
    return result
  }

  /// - Returns: Whether nothing was found.
  @discardableResult
  private mutating func walk(
    _ region: SearchRegion, _ goal: Goal, _ result: inout Result,
    _ empty: inout Set<SearchRegion.Key>
  ) -> Bool {
    if search.isExhausted {
      result.hasMore = true
      return false
    }
    let region = settled(region, goal.keeps)
    if goal.prunes(region, &search) { return true }
    let key = region.key
    if empty.contains(key) { return true }
    let last = goal.last
    guard let axis = nextAxis(region, last, goal.prefers(region, &search)) else {
      guard goal.accepts(region, &search) else {
        empty.insert(key)
        return true
      }
      if result.regions.count >= goal.limit {
        result.hasMore = true
      } else {
        result.regions.append(region)
      }
      return false
    }
    var isEmpty = true
    for child in search.split(region, on: axis) {
      if !walk(child, goal, &result, &empty) { isEmpty = false }
      if result.hasMore { return false }
    }
    if isEmpty { empty.insert(key) }
    return isEmpty
  }

  /// The axis to split next: one of the first term that is not decided, so that lists of rules are
  /// worked off from the top; of these the one on which most terms are open.
  private mutating func nextAxis(
    _ region: SearchRegion, _ last: AxisSet, _ preferred: Int32?
  ) -> Int? {
    let first = region.alive.filter { $0.term == preferred }
    for alive in first + region.alive {
      let open = search.open(alive, region).subtracting(last)
      if open.isEmpty { continue }
      return search.busiestAxis(region) { open.contains($0) }
    }
    return nil
  }

  /// The region without the terms that can no longer change an answer.
  private func settled(_ region: SearchRegion, _ kept: Int?) -> SearchRegion {
    var region = region
    for (table, shape) in shapes.enumerated() {
      guard shape.hitPolicy == .first || shape.hitPolicy == .priority else { continue }
      var best: Int?
      for alive in region.alive where !alive.isDoubtful {
        let term = search.space.terms[Int(alive.term)]
        guard term.table == table, term.rule != kept, search.isDecided(alive, region)
        else { continue }
        if let found = best, !shape.settles(term.rule, against: found) { continue }
        best = term.rule
      }
      guard let best else { continue }
      let whole = region
      region.alive.removeAll { alive in
        let term = search.space.terms[Int(alive.term)]
        guard term.table == table else { return false }
        return term.rule == best
          ? !search.isDecided(alive, whole) : shape.settles(best, against: term.rule)
      }
    }
    return region
  }

  // MARK: Answers

  /// What a table says where these terms are alive and all decided.
  static func answer(
    of table: Int, _ shape: TableShape, _ alive: [SearchRegion.Alive], _ space: RuleSpace
  ) -> TableShape.Answer {
    var certain: [Int] = []
    var doubtful: [Int] = []
    for alive in alive {
      let term = space.terms[Int(alive.term)]
      guard term.table == table else { continue }
      if !alive.isDoubtful {
        if certain.last != term.rule { certain.append(term.rule) }
      } else if doubtful.last != term.rule {
        doubtful.append(term.rule)
      }
    }
    doubtful.removeAll { certain.contains($0) }
    return shape.answer(certain, doubtful: doubtful)
  }
}
