// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension CompensationFinding {
  /// The finding in a sentence, with the claims that show it below.
  public var explanation: Explanation {
    func text(_ name: String, _ value: String) -> Explanation.Operand { .init(name, .text(value)) }
    switch self {
    case .table(.gap(let region)):
      return Explanation(
        .checkGap, [text("region", "\(region)")],
        steps: [Explanation(.checkExample, [text("facts", region.witness.words)])])
    case .table(let finding): return finding.explanation
    case .alwaysCapped(let rule, let cap, let award):
      return Explanation(
        .checkAlwaysCapped, [text("rule", rule.rawValue), text("cap", cap.rawValue)],
        steps: [award.step])
    case .sameUnderCap(let first, let second, let cap):
      return Explanation(
        .checkSameUnderCap,
        [text("first", first.rawValue), text("second", second.rawValue), text("cap", cap.rawValue)])
    case .capBites(let rule, let cap, let fact, let last, let award):
      return Explanation(
        award.facts.isAbove(last, fact) ? .checkCapBites : .checkCapBitesBelow,
        [
          text("cap", cap.rawValue), text("rule", rule.rawValue), text("fact", fact),
          text("value", last.words),
        ], steps: [award.step])
    case .paysLess(let fact, let pair):
      return Explanation(.checkPaysLess, [text("fact", fact)], steps: pair.steps)
    case .cliff(let fact, let pair, let isLargest):
      return Explanation(
        isLargest ? .checkCliff : .checkCliffFound,
        [
          text("fact", fact), text("lower", pair.lower.facts[fact]?.words ?? "?"),
          text("upper", pair.upper.facts[fact]?.words ?? "?"),
          .init("before", .money(pair.lower.total)), .init("after", .money(pair.upper.total)),
        ], steps: pair.steps)
    case .orderMatters(let rule, let step, let award, let swapped):
      return Explanation(
        rule == nil ? .checkSettlementOrder : .checkOrder,
        [
          text("rule", rule?.rawValue ?? ""), .init("first", .count(Int64(step) + 1)),
          .init("second", .count(Int64(step) + 2)), .init("total", .money(award.total)),
          .init("swapped", .money(swapped.total)),
        ], steps: [award.step])
    case .protectedInfluence(let fact, let pair):
      return Explanation(.checkProtected, [text("fact", fact)], steps: pair.steps)
    case .more(let kind): return Explanation(.checkMore, [text("kind", kind.rawValue)])
    case .notProved(let kind, let about):
      return Explanation(.checkNotProved, [text("kind", kind.rawValue), text("about", about)])
    }
  }
}

extension AwardPair {
  fileprivate var steps: [Explanation] { [lower.step, upper.step] }
}

extension AwardCase {
  /// The claim and what it is paid, as a step of an explanation.
  fileprivate var step: Explanation {
    let parts = [facts.words] + [date.map { "onDate = \($0)" }].compactMap { $0 }
    return Explanation(
      .checkCase,
      [
        .init("facts", .text(parts.joined(separator: ", "))),
        .init("refund", .money(refund)), .init("compensation", .money(compensation)),
      ])
  }
}

extension Facts {
  fileprivate var words: String { description.isEmpty ? "*" : description }

  /// Whether the value of a fact lies above another.
  fileprivate func isAbove(_ value: FactValue, _ fact: String) -> Bool {
    guard let position = schema.position(of: fact), let code = code(at: position),
      let other = schema.fields[position].domain.code(of: value)
    else { return true }
    return code > other
  }
}
