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
  /// ```swift
  /// try table.monotonicity(in: "delay", .neverLess)  // .holds, or .fails with a longer delay that pays less
  /// ```
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
    // Rules that do not ask about the fact cannot tell its values apart.
    guard let axis = space.axes.firstIndex(where: { $0.position == position }) else {
      return .holds
    }
    let sweep = FactSweep(space, shape(&numbers), at: position)
    let writer = RegionWriter(space: space)
    let found = sweep.first(steps: limits.steps) { self.reversal($0, axis, growth, writer) }
    if let reversal = found.finding { return .fails(reversal) }
    return found.isExhausted ? .notProved : .holds
  }

  /// The first two answers along the fact that stand the wrong way round.
  private func reversal(
    _ answers: [FactSweep.Answer], _ axis: Int, _ growth: Growth, _ writer: RegionWriter
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
    // Of each kind of outcomes, such as sums of one currency, the extreme so far is the one that the
    // next may violate.
    var extremes: [(region: RuleRegion, outcome: Outcome)] = []
    for (_, region) in stretches {
      guard let outcome = decide(region.witness, on: region.date).outcome else { continue }
      if let found = extremes.first(where: { Self.isLess(outcome, $0.outcome, growth) }) {
        return Reversal(
          lower: found.region, lowerOutcome: found.outcome, upper: region, upperOutcome: outcome)
      }
      if let place = extremes.firstIndex(where: { Self.isLess($0.outcome, outcome, growth) }) {
        extremes[place] = (region, outcome)
      } else if !extremes.contains(where: { $0.outcome == outcome }) {
        extremes.append((region, outcome))
      }
    }
    return nil
  }

  private static func isLess(_ left: Outcome, _ right: Outcome, _ growth: Growth) -> Bool {
    do throws(RuleConflict.Reason) {
      return growth == .neverLess
        ? try left.isLessByRule(than: right) : try right.isLessByRule(than: left)
    } catch {
      return false
    }
  }
}
