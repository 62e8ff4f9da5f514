// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Condition: CustomStringConvertible {
  /// The condition in signs that every language reads: `priority = high | urgent, 1 h ≤ delay < 24 h`;
  /// a comma means and, `*` is the condition that always holds.
  public var description: String { words(inside: false, isAlternative: false) }

  /// The condition in words: inside, as one of several parts; as an alternative, as one of several of
  /// which one must hold, so that a comma, which means and, needs parentheses around it.
  private func words(inside: Bool, isAlternative: Bool) -> String {
    switch self {
    case .isOneOf(let fact, let values):
      return "\(fact) = \(values.map(\.words).joined(separator: " | "))"
    case .isWithin(let fact, let range): return range.words(fact)
    case .hasFlags(let fact, let test):
      let isSeveral = test.parts.filter { !$0.names.isEmpty }.count > 1
      return isAlternative && isSeveral ? "(\(test.words(fact)))" : test.words(fact)
    case .isKnown(let fact): return "\(fact) = ?!"
    case .not(.isKnown(let fact)): return "\(fact) = ?"
    case .not(.isOneOf(let fact, let values)):
      return "\(fact) ≠ \(values.map(\.words).joined(separator: " | "))"
    case .not(let part): return "¬(\(part))"
    case .all(let parts):
      if parts.isEmpty { return "*" }
      let text = parts.map {
        $0.words(
          inside: inside || parts.count > 1, isAlternative: isAlternative && parts.count == 1)
      }.joined(separator: ", ")
      return inside && parts.count > 1 ? "(\(text))" : text
    case .any(let parts):
      let text = parts.map { $0.words(inside: true, isAlternative: true) }.joined(separator: " ∨ ")
      return inside || parts.count < 2 ? "(\(text))" : text
    }
  }
}

extension FactRange {
  /// `1 h ≤ delay < 24 h`, `delay ≥ 24 h`.
  func words(_ fact: String) -> String {
    switch (lower, upper) {
    case (.unbounded, .unbounded): "\(fact) = *"
    case (.including(let low), .unbounded): "\(fact) ≥ \(low.words)"
    case (.excluding(let low), .unbounded): "\(fact) > \(low.words)"
    case (.unbounded, .including(let high)): "\(fact) ≤ \(high.words)"
    case (.unbounded, .excluding(let high)): "\(fact) < \(high.words)"
    case (.including(let low), .including(let high)): "\(low.words) ≤ \(fact) ≤ \(high.words)"
    case (.including(let low), .excluding(let high)): "\(low.words) ≤ \(fact) < \(high.words)"
    case (.excluding(let low), .including(let high)): "\(low.words) < \(fact) ≤ \(high.words)"
    case (.excluding(let low), .excluding(let high)): "\(low.words) < \(fact) < \(high.words)"
    }
  }
}

extension FlagTest {
  /// `traits ∋ vip + elderly, traits ∌ blocked`.
  func words(_ fact: String) -> String {
    var parts: [String] = []
    if !allOf.isEmpty { parts.append("\(fact) ∋ \(allOf.joined(separator: " + "))") }
    if !anyOf.isEmpty { parts.append("\(fact) ∋ \(anyOf.joined(separator: " | "))") }
    if !noneOf.isEmpty { parts.append("\(fact) ∌ \(noneOf.joined(separator: " | "))") }
    return parts.isEmpty ? "\(fact) = *" : parts.joined(separator: ", ")
  }
}
