// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Checks the formula.
extension MetricCheck {
  mutating func measure(_ measure: MetricMeasure, path: String) {
    let path = "\(path).\(measure.kind.rawValue)"
    for part in measure.parts {
      condition(part.condition, path: part.key.isEmpty ? path : "\(path).\(part.key)")
    }
    switch measure {
    case .count, .share, .ratio, .balance: break
    case .sum(let amount, _), .mean(let amount, _), .minimum(let amount, _),
      .maximum(let amount, _):
      self.amount(amount, path: "\(path).of")
    case .quantile(let share, let amount, let method, _):
      self.amount(amount, path: "\(path).of")
      quantile(share, method, path: "\(path).share")
    case .quotient(let amount, let divisor, _): quotient(amount, divisor, path: path)
    case .top(let count, let fact, let method, _): top(count, fact, method, path: path)
    case .distinct(let fact, let method, _): distinct(fact, method, path: path)
    case .averagePresent(let from, let until, _), .presentAtEnd(let from, let until, _):
      presence(from, until, path: path)
    case .ageAtEnd(let ageing, let from, let until, _):
      presence(from, until, path: path)
      switch ageing {
      case .mean: break
      case .quantile(let share, let method): quantile(share, method, path: "\(path).share")
      case .shareOlder(let bound): positive(bound, path: "\(path).olderThan")
      }
    case .recurrence(let window, _): recurrence(window, path: path)
    }
  }

  private mutating func quotient(_ amount: MetricAmount, _ divisor: MetricDivisor, path: String) {
    let before = problems.all.count
    self.amount(amount, path: "\(path).of")
    switch divisor {
    case .distinct(let fact): field(fact, path: "\(path).by.distinct")
    case .amount(let other):
      self.amount(other, path: "\(path).by")
      guard problems.all.count == before else { return }
      if MetricMeasure.quotient(amount.unit(in: subject), other.unit(in: subject)) == nil {
        report(
          "\(amount) cannot be divided by \(other): their units do not go together", path: path)
      }
    }
  }

  private mutating func top(
    _ count: Int, _ fact: String, _ method: MetricTopMethod, path: String
  ) {
    field(fact, path: "\(path).of")
    if !(1...1_000_000).contains(count) {
      report("\(count) is outside 1 ... 1000000", path: "\(path).count")
    }
    guard case .bounded(let counters) = method else { return }
    if counters <= count || !FrequentItems.capacities.contains(counters) {
      report(
        "\(counters) counters are not more than the \(count) values that are asked for, and at most"
          + " \(FrequentItems.capacities.upperBound)", path: "\(path).counters")
    }
  }

  private mutating func distinct(
    _ fact: String, _ method: MetricDistinctMethod, path: String
  ) {
    field(fact, path: "\(path).of")
    guard case .bounded(let precision) = method else { return }
    let bounds = DistinctSketch.precisions
    if !bounds.contains(precision) {
      report(
        "\(precision) is outside \(bounds.lowerBound) ... \(bounds.upperBound)",
        path: "\(path).precision")
    }
  }

  private mutating func presence(_ from: String, _ until: String, path: String) {
    instant(from, path: "\(path).from")
    instant(until, path: "\(path).until")
    if from == until {
      report("nothing is present from \(from) until \(until)", path: "\(path).until")
    }
  }

  private mutating func recurrence(_ window: MetricRecurrence, path: String) {
    if window.key.isEmpty {
      report("a recurrence needs a fact to be the same", path: "\(path).ofSame")
    }
    names(window.key, path: "\(path).ofSame")
    instant(window.start, path: "\(path).start")
    if let end = window.end { instant(end, path: "\(path).end") }
    positive(window.within, path: "\(path).within")
    condition(window.followers, path: "\(path).followers")
  }
}
