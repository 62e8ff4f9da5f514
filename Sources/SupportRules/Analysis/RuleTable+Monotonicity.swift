// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension RuleTable {
  /// Two cases that differ in one fact only and are decided the wrong way round.
  public struct Reversal: Hashable, Sendable {
    /// The case with the smaller value of the fact.
    public var lower: RuleRegion
    /// What it gets.
    public var lowerOutcome: Outcome
    /// The case with the greater value of the fact.
    public var upper: RuleRegion
    /// What it gets.
    public var upperOutcome: Outcome
  }

  /// How an outcome may follow a fact.
  public enum Growth: Hashable, Sendable {
    /// A greater value never gives a smaller outcome.
    case neverLess
    /// A greater value never gives a greater outcome.
    case neverMore
  }
}

extension RuleTable where Outcome: RuleQuantity {
  /// Proves that a fact moves the outcome one way only, such as "a longer delay never pays less", or
  /// shows two cases that differ in the fact alone and refute it.
  ///
  /// Cases without an outcome, and pairs whose outcomes cannot be compared, refute nothing. Tables
  /// that give lists or counts cannot be asked, and rules that ask about too many facts cannot be
  /// told: the answer is then ``RuleProof/notProved``.
  ///
  /// - Parameters:
  ///   - fact: The name of a fact whose values have an order.
  ///   - growth: The way in which the outcome may follow it.
  ///   - limits: How long is looked for a refutation.
  /// - Returns: The proof, or two cases.
  /// - Throws: ``FactError`` when the schema does not declare the fact, or its values have no order.
  public func monotonicity(
    in fact: String, _ growth: Growth,
    limits: RuleTableAnalysis.Limits = RuleTableAnalysis.Limits()
  ) throws(FactError) -> RuleProof<Reversal> {
    guard let position = schema.position(of: fact) else { throw schema.undeclared(fact) }
    guard schema.fields[position].domain.isOrdered else { throw .unordered(fact) }
    guard hitPolicy.isSingle || hitPolicy.needsQuantity,
      let space = RuleSpace([matcher.lines], schema: schema)
    else { return .notProved }
    var numbers: [Outcome: Int] = [:]
    var leaves = LastAxes(space, shape(&numbers), at: position)
    let axis = space.axes.firstIndex { $0.position == position }
    let writer = RegionWriter(space: space)
    var reversal: Reversal?
    let found = leaves.first(steps: limits.steps) { answers in
      guard let axis else { return nil }
      reversal = self.reversal(answers, axis, growth, writer)
      return reversal == nil ? nil : answers.first.map { ($0.box, $0.box) }
    }
    if let reversal { return .fails(reversal) }
    return found.isExhausted ? .notProved : .holds
  }

  /// The first two answers along the fact that stand the wrong way round.
  private func reversal(
    _ answers: [LastAxes.Answer], _ axis: Int, _ growth: Growth, _ writer: RegionWriter
  ) -> Reversal? {
    let unknown = writer.space.axes[axis].unknownClass.map { Int32($0) }
    let stretches = answers.flatMap { answer in
      answer.box[axis].map { range -> (range: ClosedRange<Int32>, region: RuleRegion) in
        var box = answer.box
        box[axis] = [range]
        return (range, writer.region(box))
      }
    }.filter { $0.range.lowerBound != unknown }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    // The extreme outcome so far is the one that the next may violate.
    var extreme: (region: RuleRegion, outcome: Outcome)?
    for (_, region) in stretches {
      guard let outcome = decide(region.witness, on: region.date).outcome else { continue }
      if let found = extreme {
        let isWrong = Self.isLess(outcome, found.outcome, growth)
        if isWrong {
          return Reversal(
            lower: found.region, lowerOutcome: found.outcome, upper: region, upperOutcome: outcome)
        }
        guard Self.isLess(found.outcome, outcome, growth) else { continue }
      }
      extreme = (region, outcome)
    }
    return nil
  }

  private static func isLess(_ left: Outcome, _ right: Outcome, _ growth: Growth) -> Bool {
    do throws(RuleConflict.Reason) {
      return growth == .neverLess ? try left.isLess(than: right) : try right.isLess(than: left)
    } catch {
      return false
    }
  }
}
