// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricDefinition {
  /// The formula in signs that every language reads: `#` counts rows, `Σ` adds up, `p90` is a
  /// quantile, `/` divides and `:` sets two counts against one another that need not overlap; what
  /// stands behind a semicolon holds for the rows, what stands in braces for every row looked at.
  ///
  /// ```
  /// #(outcome = answered, wait ≤ 20 s) / #(outcome = answered | abandoned)
  /// mean(talk + hold + wrapUp; outcome = answered) {queue = sales}
  /// ```
  public var formula: String {
    filter == .always ? measure.formula : "\(measure.formula) {\(filter)}"
  }
}

extension MetricDefinition: CustomStringConvertible {
  /// The name, the formula, what it is told apart by and what it has to reach:
  /// `CM-43: #(isRepeat = true) / #(kind = complaint) by group ≤ 8%`.
  public var description: String {
    let groups = grouping.isEmpty ? "" : " by \(grouping.joined(separator: ", "))"
    return "\(id): \(formula)\(groups)" + (objective.map { " \($0)" } ?? "")
  }
}

extension MetricMeasure {
  /// The formula in signs; see ``MetricDefinition/formula``.
  public var formula: String {
    func count(_ rows: Condition) -> String { "#(\(rows))" }
    func of(_ what: some CustomStringConvertible, _ rows: Condition) -> String {
      rows == .always ? "(\(what))" : "(\(what); \(rows))"
    }
    switch self {
    case .count(let rows): return count(rows)
    case .share(let part, let whole): return "\(count(part)) / \(count(whole))"
    case .ratio(let left, let right): return "\(count(left)) : \(count(right))"
    case .balance(let left, let right, let whole):
      return "(\(count(left)) − \(count(right))) / \(count(whole))"
    case .sum(let amount, let rows): return "Σ\(of(amount, rows))"
    case .mean(let amount, let rows): return "mean\(of(amount, rows))"
    case .minimum(let amount, let rows): return "min\(of(amount, rows))"
    case .maximum(let amount, let rows): return "max\(of(amount, rows))"
    case .quantile(let share, let amount, let method, let rows):
      return "\(Self.quantile(share, method))\(of(amount, rows))"
    case .quotient(let amount, .amount(let other), let rows):
      return "Σ\(of(amount, rows)) / Σ\(of(other, rows))"
    case .quotient(let amount, .distinct(let fact), let rows):
      return "Σ\(of(amount, rows)) / distinct\(of(fact, rows))"
    case .top(let number, let fact, let method, let rows):
      let bound = if case .bounded(let counters) = method { "~\(counters)" } else { "" }
      return "top\(number)\(bound)\(of(fact, rows))"
    case .distinct(let fact, let method, let rows):
      let bound = if case .bounded(let precision) = method { "~\(precision)" } else { "" }
      return "distinct\(bound)\(of(fact, rows))"
    case .averagePresent(let from, let until, let rows):
      return "mean #\(of("\(from) … \(until)", rows))"
    case .presentAtEnd(let from, let until, let rows): return "#\(of("\(from) … \(until)", rows))"
    case .ageAtEnd(let ageing, let from, let until, let rows):
      return "\(Self.ageing(ageing))\(of("\(from) … \(until)", rows))"
    case .recurrence(let window, let rows):
      let start = window.end ?? window.start
      let key = window.key.joined(separator: " + ")
      let followers = window.followers == .always ? "" : "; \(window.followers)"
      let again = "again(\(key); \(start) + \(Self.text(window.within))\(followers))"
      return "#(\(window.isNegated ? "¬" : "")\(again)) / \(count(rows))"
    }
  }

  private static func ageing(_ ageing: MetricAgeing) -> String {
    switch ageing {
    case .mean: "mean age"
    case .quantile(let share, let method): "\(quantile(share, method)) age"
    case .shareOlder(let bound): "#(age > \(text(bound))) / #"
    }
  }

  /// `p90`, `p99.9`, `p90↑` by nearest rank, `p90~1%` within an error.
  private static func quantile(_ share: Rate, _ method: MetricQuantileMethod) -> String {
    let percent = MetricFraction(share).percentText.dropLast()
    switch method {
    case .linear: return "p\(percent)"
    case .nearestRank: return "p\(percent)↑"
    case .sketch(let error): return "p\(percent)~\(error)"
    }
  }

  /// `20 s`, `168 h`.
  static func text(_ duration: Duration) -> String {
    ElapsedText.text(milliseconds: duration.wholeMilliseconds)
  }
}
