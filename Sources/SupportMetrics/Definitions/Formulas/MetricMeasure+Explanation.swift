// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricMeasure {
  /// What is computed, as a phrase.
  func phrase(of subject: String) -> Explanation.Operand.Value {
    let rows = Explanation.Operand("rows", MetricWords.rows(of: subject))
    func phrase(_ name: String, _ others: [Explanation.Operand] = []) -> Explanation.Operand.Value {
      .phrase(MetricWords.code("measure.\(name)"), [rows] + others)
    }
    func amount(_ amount: MetricAmount) -> Explanation.Operand {
      .init("amount", .text(amount.description))
    }
    func span(_ from: String, _ until: String) -> [Explanation.Operand] {
      [.init("from", .text(from)), .init("until", .text(until))]
    }
    switch self {
    case .count, .share, .ratio, .balance: return phrase(kind.rawValue)
    case .sum(let value, _), .mean(let value, _), .minimum(let value, _), .maximum(let value, _):
      return phrase(kind.rawValue, [amount(value)])
    case .quantile(let share, let value, let method, _):
      return phrase(
        kind.rawValue, [amount(value), .init("share", .rate(share)), .init("method", method.word)])
    case .quotient(let value, .amount(let other), _):
      return phrase(kind.rawValue, [amount(value), .init("divisor", .text("Σ(\(other))"))])
    case .quotient(let value, .distinct(let fact), _):
      return phrase(kind.rawValue, [amount(value), .init("divisor", .text("distinct(\(fact))"))])
    case .top(let count, let fact, _, _):
      return phrase(
        kind.rawValue, [.init("count", .count(Int64(count))), .init("fact", .text(fact))])
    case .distinct(let fact, .exact, _):
      return phrase(kind.rawValue, [.init("fact", .text(fact))])
    case .distinct(let fact, .bounded(let precision), _):
      return phrase(
        "distinct.bounded",
        [.init("fact", .text(fact)), .init("registers", .count(1 << Int64(clamping: precision)))])
    case .averagePresent(let from, let until, _), .presentAtEnd(let from, let until, _):
      return phrase(kind.rawValue, span(from, until))
    case .ageAtEnd(.mean, let from, let until, _):
      return phrase("age.mean", span(from, until))
    case .ageAtEnd(.quantile(let share, let method), let from, let until, _):
      return phrase(
        "age.quantile",
        span(from, until) + [.init("share", .rate(share)), .init("method", method.word)])
    case .ageAtEnd(.shareOlder(let bound), let from, let until, _):
      return phrase(
        "age.older",
        span(from, until) + [.init("bound", .duration(milliseconds: bound.wholeMilliseconds))])
    case .recurrence(let window, _):
      return phrase(window.isNegated ? "recurrence.negated" : "recurrence")
    }
  }

  /// What counts above and below the line, or at all.
  var conditionSteps: [Explanation] {
    func step(_ name: String, _ condition: Condition) -> Explanation {
      let words =
        condition == .always ? MetricWords.word("always") : .text("\(condition)")
      return Explanation(MetricWords.code(name), [.init("condition", words)])
    }
    switch self {
    case .count(let rows): return [step("counted", rows)]
    case .share(let part, let whole): return [step("numerator", part), step("denominator", whole)]
    case .ratio(let left, let right):
      return [step("numerator.alone", left), step("denominator", right)]
    case .balance(let left, let right, let whole):
      return [
        step("numerator", left), step("numerator.less", right), step("denominator", whole),
      ]
    case .recurrence(let window, let rows):
      let again = Explanation(
        MetricWords.code(window.isNegated ? "numerator.notAgain" : "numerator.again"),
        [
          .init("key", .list(window.key.map { .text($0) })),
          .init("time", .duration(milliseconds: window.within.wholeMilliseconds)),
          .init("start", .text(window.end ?? window.start)),
        ])
      let followers =
        window.followers == .always ? [] : [step("numerator.followers", window.followers)]
      return [again] + followers + [step("denominator", rows)]
    default: return parts.map { step("counted", $0.condition) }
    }
  }

  /// The facts without which a row cannot be told, in the order of the formula, each once.
  var factsNeeded: [String] {
    var names: [String] = []
    let all = amounts.flatMap(\.facts) + parts.flatMap { $0.condition.factsNeeded }
    for name in all where !names.contains(name) { names.append(name) }
    return names
  }
}

extension MetricQuantileMethod {
  /// The method in a sentence.
  var word: Explanation.Operand.Value {
    switch self {
    case .linear: MetricWords.word("linear")
    case .nearestRank: MetricWords.word("nearestRank")
    case .sketch: MetricWords.word("sketch")
    }
  }
}
