// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Looks at what one fact changes while all others stay: every other axis is split first, so that
/// what is left of the rules asks about this fact only.
struct LastAxes {
  private let space: RuleSpace
  private let shape: TableShape
  private let axes: AxisSet

  init(_ space: RuleSpace, _ shape: TableShape, at position: Int) {
    self.space = space
    self.shape = shape
    axes = space.axes(at: position)
  }

  /// Two boxes that differ in the fact only.
  struct Found {
    var pair: ([[ClosedRange<Int32>]], [[ClosedRange<Int32>]])?
    var isExhausted: Bool
  }

  /// Two cases that differ in the fact only and have different outcomes; a case that cannot be
  /// assessed, because the fact is not known, is not compared.
  ///
  /// Two boxes are also asked whether they differ, since unlike answers may still come to the same,
  /// such as sums.
  mutating func firstDifference(
    steps: Int,
    _ differ: @escaping (_ left: [[ClosedRange<Int32>]], _ right: [[ClosedRange<Int32>]]) -> Bool
  ) -> Found {
    first(steps: steps) { answers in
      guard let (firstBox, first) = answers.first,
        let other = answers.first(where: { $0.answer != first && differ(firstBox, $0.box) })
      else { return nil }
      return (firstBox, other.box)
    }
  }

  /// One stretch of values of the fact with what the table says there.
  typealias Answer = (box: [[ClosedRange<Int32>]], answer: TableShape.Answer)

  /// The first pair that a test finds among the answers along the fact, in the order of its values.
  mutating func first(
    steps: Int,
    _ test: @escaping ([Answer]) -> ([[ClosedRange<Int32>]], [[ClosedRange<Int32>]])?
  ) -> Found {
    var walk = DecisionWalk([shape], RegionSearch(space, steps: steps))
    let shape = shape
    let axes = axes
    let space = space
    var pair: ([[ClosedRange<Int32>]], [[ClosedRange<Int32>]])?
    let found = walk.regions(
      in: walk.search.everything(space.terms.indices),
      .init(
        limit: 1, last: axes,
        accepts: { region, search in
          var answers: [Answer] = []
          Self.collect(region, shape, &search, &answers)
          guard let found = test(answers) else { return false }
          pair = found
          return true
        },
        prunes: { region, _ in
          // One pair is enough, and nothing changes where nothing that is left asks about the fact.
          pair != nil
            || region.alive.allSatisfy { space.terms[Int($0.term)].mask.isDisjoint(with: axes) }
        }))
    return Found(pair: found.regions.isEmpty ? nil : pair, isExhausted: walk.search.isExhausted)
  }

  private static func collect(
    _ region: SearchRegion, _ shape: TableShape, _ search: inout RegionSearch,
    _ answers: inout [Answer]
  ) {
    guard let axis = search.busiestAxis(region, where: { _ in true }) else {
      let answer = DecisionWalk.answer(of: 0, shape, region.alive, search.space)
      if case .notAssessable = answer { return }
      answers.append((region.box, answer))
      return
    }
    for child in search.split(region, on: axis) { collect(child, shape, &search, &answers) }
  }
}
