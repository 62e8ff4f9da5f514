// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

/// Which claims get another award under a new policy than under an old one.
///
/// ```swift
/// let difference = try CompensationPolicy.difference(from: today, to: proposed)
/// difference.changes.map(\.money)     // what each kind of claim gets more, or less
/// ```
public struct AwardDifference: Hashable, Sendable {
  /// Claims of one kind, by the rules that decide, that are paid otherwise.
  public struct Change: Hashable, Sendable {
    /// A claim as the old policy pays it.
    public var before: AwardCase
    /// The same claim as the new policy pays it.
    public var after: AwardCase

    /// How much more is paid and given back, negative where it is less; `nil` where 64 bits do not
    /// hold it.
    public var money: Money? { try? after.total - before.total }
  }

  /// A change for each pair of rules that decided before and decide now, and pay some claim otherwise,
  /// in the order in which they are found.
  public let changes: [Change]
  /// Whether there may be more than these.
  public let hasMore: Bool

  /// Whether the two policies are proved to pay every claim alike.
  public var isEmpty: Bool { changes.isEmpty && !hasMore }
}

extension CompensationPolicy {
  /// Finds which claims get another award: the answer to "what would this change?".
  ///
  /// Both policies are read over the facts of the new one, with those behind them that only the old one
  /// declares. Claims are those of a customer who was paid nothing before; those of which one policy
  /// cannot tell a sum are not compared, and leave ``AwardDifference/hasMore`` open.
  ///
  /// - Parameters:
  ///   - old: The policy as it is.
  ///   - new: The policy as it is to be.
  ///   - limits: How many changes are listed, and how long is looked for them.
  /// - Returns: The changes, each with a claim and what both pay for it.
  /// - Throws: `DocumentError` where the old policy does not fit the facts of the new one, or the two
  ///   pay in different currencies.
  /// - Complexity: Bounded by the steps.
  public static func difference(
    from old: Self, to new: Self,
    limits: CompensationAnalysis.Limits = CompensationAnalysis.Limits()
  ) throws(DocumentError) -> AwardDifference {
    if old.currency != new.currency {
      throw DocumentError(
        Problem(
          path: "currency",
          message: "the old policy pays in \(old.currency), the new one in \(new.currency)"))
    }
    let own = Set(new.core.draft.facts.map(\.name))
    let facts =
      new.core.draft.facts + old.core.draft.facts.filter { !own.contains($0.name) }
    var (draft, oldDraft) = (new.core.draft, old.core.draft)
    (draft.facts, oldDraft.facts) = (facts, facts)
    let space = AwardSpace(
      try CompensationPolicyCore(draft), limits,
      comparedWith: try CompensationPolicyCore(oldDraft))
    var search = DifferenceSearch(space)
    return search.difference()
  }
}

/// Looks for claims that two policies pay otherwise.
private struct DifferenceSearch {
  let space: AwardSpace
  private var stepsLeft: Int
  private var changes: [AwardDifference.Change] = []
  private var hasMore = false

  private struct Rules: Hashable {
    var before: RuleID?
    var after: RuleID?
  }

  init(_ space: AwardSpace) {
    self.space = space
    stepsLeft = space.limits.steps
  }

  mutating func difference() -> AwardDifference {
    let (strips, isComplete) = space.strips(along: nil)
    hasMore = !isComplete
    var seen: Set<Rules> = []
    let isSettledAlike = space.isSettledAlike
    for strip in strips {
      guard let part = strip.parts.first, let other = space.other else { continue }
      let rules = Rules(
        before: part.otherChain.first.map { other.core.programs[$0].rule },
        after: part.chain.first.map { space.core.programs[$0].rule })
      if seen.contains(rules) { continue }
      if isSettledAlike, space.formulas(part.chain) == space.formulas(ofOther: part.otherChain) {
        continue
      }
      guard let change = change(in: strip, part) else { continue }
      seen.insert(rules)
      if changes.count >= space.limits.findings {
        hasMore = true
        break
      }
      changes.append(change)
    }
    return AwardDifference(changes: changes, hasMore: hasMore)
  }

  private mutating func change(
    in strip: AwardStrip, _ part: AwardStrip.Part
  ) -> AwardDifference.Change? {
    guard let other = space.other else { return nil }
    if part.chain.isEmpty, part.otherChain.isEmpty { return nil }
    var points = AwardPoints(space, strip, space.core.draft.amounts + other.core.draft.amounts)
    for point in points.all(&stepsLeft) {
      if stepsLeft <= 0 { break }
      stepsLeft -= 2
      let facts = space.facts(AwardPlace(part: 0, code: 0, others: point), strip)
      guard let after = space.probe.awardCase(facts, on: part.date),
        let before = other.probe.awardCase(facts, on: part.date)
      else {
        hasMore = true
        continue
      }
      if before.refund != after.refund || before.compensation != after.compensation {
        return AwardDifference.Change(before: before, after: after)
      }
    }
    if stepsLeft <= 0 || !points.isThorough { hasMore = true }
    return nil
  }
}

extension AwardSpace {
  /// Whether both policies make the same of equal sums.
  fileprivate var isSettledAlike: Bool {
    guard let other else { return false }
    return core.draft.settlement == other.core.draft.settlement
      && core.draft.caps == other.core.draft.caps
  }

  fileprivate func formulas(_ chain: [Int]) -> [AwardFormula] {
    chain.map { core.programs[$0].formula }
  }

  fileprivate func formulas(ofOther chain: [Int]) -> [AwardFormula] {
    chain.compactMap { other?.core.programs[$0].formula }
  }
}
