// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A part of a ``RuleSpace``, with the terms that can still match in it.
struct SearchRegion {
  /// A term that is not refuted, and whether it cannot be told on an axis that is decided.
  struct Alive: Hashable {
    private let bits: Int32

    init(term: Int32, isDoubtful: Bool) {
      bits = term << 1 | (isDoubtful ? 1 : 0)
    }

    var term: Int32 { bits >> 1 }
    var isDoubtful: Bool { bits & 1 != 0 }
  }

  /// All that decides what is found in a region: regions with equal keys hold the same.
  struct Key: Hashable {
    var alive: [Alive]
    var done = AxisSet()

    func hash(into hasher: inout Hasher) {
      alive.withUnsafeBytes { hasher.combine(bytes: $0) }
      hasher.combine(done)
    }
  }

  var key: Key { Key(alive: alive, done: done) }

  /// Per axis the classes of the region.
  var box: RuleSpace.Box
  /// The axes on which all terms alive accept the whole region, or doubt it.
  var done: AxisSet
  var alive: [Alive]
}

/// Splits regions where rules differ, counting every step.
struct RegionSplitter {
  let space: RuleSpace
  private(set) var stepsLeft: Int

  /// Whether the steps did not suffice: what was not found may still be there.
  var isExhausted: Bool { stepsLeft <= 0 }

  init(_ space: RuleSpace, steps: Int) {
    self.space = space
    stepsLeft = steps
  }

  mutating func spend(_ steps: Int) { stepsLeft -= steps }

  // MARK: Regions

  /// The whole space, with some terms.
  func everything(_ terms: some Sequence<Int>) -> SearchRegion {
    SearchRegion(
      box: space.axes.indices.map(space.allClasses), done: AxisSet(),
      alive: terms.map { .init(term: Int32($0), isDoubtful: false) })
  }

  /// The box of one term, with those of some other terms that reach into it.
  mutating func region(of term: Int, with others: some Sequence<Int>) -> SearchRegion {
    var region = everything(others)
    let mask = space.terms[term].mask
    var unknownFlags = AxisSet()
    mask.forEach { axis in
      region.box[axis] = Array(space.classes(term, axis))
      // Where flags must not be known, single flags mean nothing.
      if case .known = space.axes[axis].kind, region.box[axis] == [1...1] {
        unknownFlags = unknownFlags.union(
          space.bitsOfPosition[space.axes[axis].position] ?? AxisSet())
      }
    }
    region.done = unknownFlags
    let axes = mask.subtracting(unknownFlags)
    region.alive.removeAll { alive in !reaches(Int(alive.term), into: region.box, axes) }
    spend(others.underestimatedCount)
    return region
  }

  /// Whether a term accepts, or doubts, some class of a box on each of some axes.
  private func reaches(_ term: Int, into box: RuleSpace.Box, _ axes: AxisSet) -> Bool {
    var reaches = true
    axes.forEach { axis in
      guard reaches, space.terms[term].mask.contains(axis) else { return }
      if space.terms[term].doubts.contains(axis), let unknown = space.axes[axis].unknownClass,
        box[axis].contains(where: { $0.contains(Int32(unknown)) })
      {
        return
      }
      reaches = space.classes(term, axis).contains { mine in
        box[axis].contains { $0.overlaps(mine) }
      }
    }
    return reaches
  }

  // MARK: Splitting

  /// The axes on which a term that is alive is not decided.
  func open(_ alive: SearchRegion.Alive, _ region: SearchRegion) -> AxisSet {
    space.terms[Int(alive.term)].mask.subtracting(region.done)
  }

  /// Whether a term matches, or is doubtful, in the whole region.
  func isDecided(_ alive: SearchRegion.Alive, _ region: SearchRegion) -> Bool {
    open(alive, region).isEmpty
  }

  /// The axis on which most of the terms alive are open, among those allowed; `nil` where none is.
  mutating func busiestAxis(_ region: SearchRegion, where allowed: (Int) -> Bool) -> Int? {
    var counts = [Int](repeating: 0, count: space.axes.count)
    for alive in region.alive { open(alive, region).forEach { counts[$0] += 1 } }
    spend(region.alive.count)
    var best: Int?
    for (axis, count) in counts.enumerated() where count > 0 && allowed(axis) {
      if let found = best, counts[found] >= count { continue }
      best = axis
    }
    // Whether flags are known at all comes before the flags.
    guard let axis = best, case let known = space.knownAxis[axis], known >= 0,
      !region.done.contains(known)
    else { return best }
    return known
  }

  /// Splits a region on an axis into parts in which the same terms are alive; once the steps are
  /// spent, into the first of them only.
  mutating func split(_ region: SearchRegion, on axis: Int) -> [SearchRegion] {
    var children: [SearchRegion] = []
    var places: [SearchRegion.Key: Int] = [:]
    let isKnownAxis = if case .known = space.axes[axis].kind { true } else { false }
    // A region tells its dates as one stretch.
    let isDate = space.axes[axis].position == space.datePosition
    for segment in segments(region, axis) {
      if isExhausted, !children.isEmpty { break }
      let alive = survivors(region, axis, segment.lowerBound)
      if !isKnownAxis, let place = places[SearchRegion.Key(alive: alive)],
        !isDate || Self.joined(children[place].box[axis], segment).count == 1
      {
        children[place].box[axis] = Self.joined(children[place].box[axis], segment)
        continue
      }
      places[SearchRegion.Key(alive: alive)] = children.count
      var child = region
      child.alive = alive
      child.box[axis] = [segment]
      child.done.insert(axis)
      if isKnownAxis, segment.lowerBound == 1 {
        let bits = space.bitsOfPosition[space.axes[axis].position]
        child.done = child.done.union(bits ?? AxisSet())
      }
      children.append(child)
    }
    return children
  }

  private static func joined(
    _ ranges: RuleSpace.Classes, _ next: ClosedRange<Int32>
  ) -> RuleSpace.Classes {
    guard let last = ranges.last, last.upperBound + 1 == next.lowerBound else {
      return ranges + [next]
    }
    return ranges.dropLast() + [last.lowerBound...next.upperBound]
  }

  /// The terms that still can match in a class of an axis.
  private mutating func survivors(
    _ region: SearchRegion, _ axis: Int, _ number: Int32
  ) -> [SearchRegion.Alive] {
    spend(region.alive.count)
    let isUnknown = space.axes[axis].unknownClass.map { Int32($0) == number } ?? false
    return region.alive.compactMap { alive in
      let term = Int(alive.term)
      guard space.terms[term].mask.contains(axis) else { return alive }
      if space.accepts(term, axis, number) { return alive }
      guard isUnknown, space.terms[term].doubts.contains(axis) else { return nil }
      return SearchRegion.Alive(term: alive.term, isDoubtful: true)
    }
  }

  /// The stretches of classes in a region's box that no term alive divides.
  private mutating func segments(_ region: SearchRegion, _ axis: Int) -> RuleSpace.Classes {
    var starts: Set<Int32> = []
    for alive in region.alive where space.terms[Int(alive.term)].mask.contains(axis) {
      for range in space.classes(Int(alive.term), axis) {
        starts.insert(range.lowerBound)
        starts.insert(range.upperBound + 1)
      }
    }
    if let unknown = space.axes[axis].unknownClass { starts.insert(Int32(unknown)) }
    let sorted = starts.sorted()
    spend(sorted.count)
    var segments: RuleSpace.Classes = []
    for range in region.box[axis] {
      var low = range.lowerBound
      for start in sorted where start > low && start <= range.upperBound {
        segments.append(low...(start - 1))
        low = start
      }
      segments.append(low...range.upperBound)
    }
    return segments
  }
}
