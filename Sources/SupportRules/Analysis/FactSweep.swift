// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Looks at what one fact changes while all others stay: every other axis is split first, so that
/// what is left of the rules asks about this fact only.
struct FactSweep {
  private let space: RuleSpace
  private let shape: TableShape
  private let axes: AxisSet

  init(_ space: RuleSpace, _ shape: TableShape, at position: Int) {
    self.space = space
    self.shape = shape
    axes = space.axes(at: position)
  }

  /// One stretch of values of the fact with what the table says there.
  typealias Answer = (box: RuleSpace.Box, answer: TableShape.Answer)

  /// Two cases that differ in the fact only and have different outcomes; a case that cannot be
  /// assessed, because the fact is not known, is not compared.
  ///
  /// Where some rule cannot be told it is asked whether the table answers all the same. Two boxes are
  /// also asked whether they differ, since unlike answers may still come to the same, such as sums.
  func firstDifference(
    steps: Int, isAssessable: @escaping (RuleSpace.Box) -> Bool,
    differ: @escaping (_ left: RuleSpace.Box, _ right: RuleSpace.Box) -> Bool
  ) -> (finding: (RuleSpace.Box, RuleSpace.Box)?, isExhausted: Bool) {
    first(steps: steps) { answers in
      let told = answers.filter { !$0.answer.isNotAssessable || isAssessable($0.box) }
      guard let first = told.first else { return nil }
      // An answer in doubt does not tell the outcome, so that two alike may differ.
      let other = told.dropFirst().first {
        (first.answer.isNotAssessable || $0.answer != first.answer) && differ(first.box, $0.box)
      }
      return other.map { (first.box, $0.box) }
    }
  }

  /// The first finding of a test among the answers along the fact, in the order of its values; the
  /// answers include those that cannot be told.
  func first<Finding>(
    steps: Int, _ test: @escaping ([Answer]) -> Finding?
  ) -> (finding: Finding?, isExhausted: Bool) {
    var walk = DecisionWalk([shape], RegionSplitter(space, steps: steps))
    let (shape, axes, space) = (shape, axes, space)
    var finding: Finding?
    _ = walk.regions(
      in: walk.search.everything(space.terms.indices),
      .init(
        limit: 1, last: axes,
        accepts: { region, search in
          var answers: [Answer] = []
          Self.collect(region, shape, &search, &answers)
          finding = test(answers)
          return finding != nil
        },
        prunes: { region, _ in
          // One is enough, and nothing changes where nothing that is left asks about the fact.
          finding != nil
            || region.alive.allSatisfy { space.terms[Int($0.term)].mask.isDisjoint(with: axes) }
        }))
    return (finding, walk.search.isExhausted)
  }

  private static func collect(
    _ region: SearchRegion, _ shape: TableShape, _ search: inout RegionSplitter,
    _ answers: inout [Answer]
  ) {
    guard let axis = search.busiestAxis(region, where: { _ in true }) else {
      answers.append(
        (region.box, DecisionWalk.answer(of: 0, shape, region.alive, search.space)))
      return
    }
    for child in search.split(region, on: axis) { collect(child, shape, &search, &answers) }
  }
}
