// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension RegionSplitter {
  /// What a search for cases that no term matches is to find.
  struct CoverGoal {
    /// How many regions are asked for at most.
    var limit: Int
    /// Whether a term that cannot be told covers a region as one that matches does: then the answer
    /// there is "not assessable" and not "nothing".
    var doubtCovers: Bool
  }

  /// What lies in a region and is matched by no term.
  struct Uncovered {
    /// Disjoint regions in which no term matches.
    var regions: [SearchRegion] = []
    /// Whether there may be more than these.
    var hasMore = false
    /// The terms that covered a part of the region.
    var covering: Set<Int32> = []
  }

  /// Finds parts of a region that no term alive matches: an exact proof where none is found and
  /// ``isExhausted`` is false.
  ///
  /// Regions that leave the same terms alive are looked into once.
  mutating func uncovered(_ region: SearchRegion, _ goal: CoverGoal) -> Uncovered {
    var result = Uncovered()
    var covered: Set<SearchRegion.Key> = []
    collect(region, goal, &result, &covered)
    return result
  }

  /// - Returns: Whether the region is covered.
  @discardableResult
  private mutating func collect(
    _ region: SearchRegion, _ goal: CoverGoal, _ result: inout Uncovered,
    _ covered: inout Set<SearchRegion.Key>
  ) -> Bool {
    if isExhausted {
      result.hasMore = true
      return false
    }
    var region = region
    if let first = firstDecided(region, goal.doubtCovers) {
      result.covering.insert(first)
      return true
    }
    if !goal.doubtCovers {
      // A term that cannot be told anywhere in the region covers nothing of it.
      let search = self
      let whole = region
      region.alive.removeAll { $0.isDoubtful && search.isDecided($0, whole) }
    }
    guard let axis = busiestAxis(region, where: { _ in true }) else {
      if result.regions.count >= goal.limit {
        result.hasMore = true
      } else {
        result.regions.append(region)
      }
      return false
    }
    let key = region.key
    if covered.contains(key) { return true }
    var isCovered = true
    for child in split(region, on: axis) {
      if !collect(child, goal, &result, &covered) { isCovered = false }
      if result.hasMore { return false }
    }
    if isCovered { covered.insert(key) }
    return isCovered
  }

  private func firstDecided(_ region: SearchRegion, _ doubtCovers: Bool) -> Int32? {
    region.alive.first { (doubtCovers || !$0.isDoubtful) && isDecided($0, region) }?.term
  }
}
