// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Combines the rules that hold in one interval.
struct SurgeTally {
  private let plan: SurgePlan
  private let base: Int
  private let span: Range<Instant>
  private let held: [(rule: SurgeRule, occurrence: SurgeOccurrence)]

  init(
    _ plan: SurgePlan, base: Int, _ span: Range<Instant>,
    _ held: [(rule: SurgeRule, occurrence: SurgeOccurrence)]
  ) {
    self.plan = plan
    self.base = base
    self.span = span
    self.held = held
  }

  var demand: SurgeDemand {
    let factor = factor
    let raised = Self.raised(base, by: factor.product ?? factor.highest)
    let added = Int.saturatingSum(raised, combined(additions))
    let heads = max(added, floors.map(\.heads).max() ?? 0)
    let sums = Sums(
      isHighestRaiseAlone: factor.product == nil, raised: raised, added: added, heads: heads)
    return SurgeDemand(
      start: span.lowerBound, end: span.upperBound, base: base, heads: heads, groups: groups,
      applied: held.enumerated().map { index, held in
        .init(rule: held.rule, occurrence: held.occurrence, counts: counts(index, sums))
      })
  }

  // MARK: Figures

  /// The heads after each step.
  private struct Sums {
    let isHighestRaiseAlone: Bool
    let raised: Int
    let added: Int
    let heads: Int
  }

  private typealias Numbered = [(index: Int, heads: Int)]

  private var raises: [(index: Int, share: Rate)] {
    held.enumerated().compactMap { index, held in
      if case .raise(let share) = held.rule.effect { (index, share) } else { nil }
    }
  }

  private var additions: Numbered {
    held.enumerated().compactMap { index, held in
      if case .add(let heads) = held.rule.effect { (index, heads) } else { nil }
    }
  }

  private var floors: Numbered {
    held.enumerated().compactMap { index, held in
      if case .atLeast(let heads) = held.rule.effect { (index, heads) } else { nil }
    }
  }

  /// What the base is multiplied by: all shares together, or `nil` where the highest alone counts,
  /// by the plan or since no exact rate holds all of them.
  private var factor: (product: Rate?, highest: Rate) {
    let shares = raises.map(\.share)
    let product: Rate? =
      switch plan.combination {
      case .highest: nil
      case .sum: shares.reduce(Optional(Rate.one)) { total, share in total?.sum(with: share) }
      case .product:
        shares.reduce(Optional(Rate.one)) { total, share in
          share.sum(with: .one).flatMap { total?.product(with: $0) }
        }
      }
    return (product, (shares.max() ?? .zero).sum(with: .one) ?? .one)
  }

  private func combined(_ heads: Numbered) -> Int {
    plan.combination == .highest
      ? heads.map(\.heads).max() ?? 0
      : heads.reduce(0) { Int.saturatingSum($0, $1.heads) }
  }

  private static func raised(_ base: Int, by factor: Rate) -> Int {
    let product = Int128(base) * Int128(factor.numerator)
    let bottom = Int128(factor.denominator)
    return Int(clamping: (product + bottom - 1) / bottom)
  }

  private var groups: [SurgeDemand.Group] {
    var groups: [SurgeDemand.Group] = []
    for case .group(let name, let heads) in held.map(\.rule.effect) {
      if let index = groups.firstIndex(where: { $0.name == name }) {
        let known = groups[index].heads
        let both =
          plan.combination == .highest ? max(known, heads) : Int.saturatingSum(known, heads)
        groups[index] = .init(name: name, heads: both)
      } else {
        groups.append(.init(name: name, heads: heads))
      }
    }
    return groups.sorted { $0.name < $1.name }
  }

  // MARK: What counts

  /// Whether a rule changes the outcome: of equal ones the first does, and none of what a higher floor
  /// covers.
  private func counts(_ index: Int, _ sums: Sums) -> Bool {
    let isUnderFloor = sums.added < sums.heads
    func isHighest(_ all: Numbered) -> Bool {
      let highest = all.map(\.heads).max()
      return all.first { $0.heads == highest }?.index == index
    }
    switch held[index].rule.effect {
    case .raise:
      guard sums.raised > base, !isUnderFloor else { return false }
      let highest = raises.map(\.share).max()
      return !sums.isHighestRaiseAlone || raises.first { $0.share == highest }?.index == index
    case .add:
      guard sums.added > sums.raised, !isUnderFloor else { return false }
      return plan.combination != .highest || isHighest(additions)
    case .atLeast: return isUnderFloor && isHighest(floors)
    case .group(let name, _):
      let same: Numbered = held.enumerated().compactMap { index, held in
        if case .group(name, let heads) = held.rule.effect { (index, heads) } else { nil }
      }
      return plan.combination != .highest || isHighest(same)
    }
  }
}
