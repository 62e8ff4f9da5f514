// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules

/// A figure computed as a book would explain it: row by row, condition by condition, with nothing
/// compiled and nothing shared.
enum NaiveFigure {
  /// The figure of a definition over rows, each as often as said; `nil` where nothing counts.
  static func of(
    _ definition: MetricDefinition, _ rows: [(row: Facts, times: Int128)]
  ) -> MetricFraction? {
    let looked = rows.filter { definition.filter.holds(for: $0.row) == .yes }
    switch definition.measure {
    case .count(let condition): return MetricFraction(count(condition, looked))
    case .share(let part, let whole):
      let told = looked.filter { part.holds(for: $0.row) != .unknown }
      return MetricFraction(
        count(.all([whole, part]), told), over: count(whole, told))
    case .ratio(let left, let right):
      return MetricFraction(count(left, looked), over: count(right, looked))
    case .balance(let left, let right, let whole):
      let told = looked.filter {
        left.holds(for: $0.row) != .unknown && right.holds(for: $0.row) != .unknown
      }
      let balance = count(.all([whole, left]), told) - count(.all([whole, right]), told)
      return MetricFraction(balance, over: count(whole, told))
    case .sum(let amount, let condition):
      return MetricFraction(sum(amount, condition, looked).total)
    case .mean(let amount, let condition):
      let (total, number) = sum(amount, condition, looked)
      return MetricFraction(total, over: number)
    case .quotient(let amount, .amount(let other), let condition):
      let known = looked.filter { value(amount, $0.row) != nil && value(other, $0.row) != nil }
      return MetricFraction(
        sum(amount, condition, known).total, over: sum(other, condition, known).total)
    default: return nil
    }
  }

  private static func count(_ condition: Condition, _ rows: [(row: Facts, times: Int128)]) -> Int128
  {
    rows.reduce(0) { $0 + (condition.holds(for: $1.row) == .yes ? $1.times : 0) }
  }

  private static func sum(
    _ amount: MetricAmount, _ condition: Condition, _ rows: [(row: Facts, times: Int128)]
  ) -> (total: Int128, number: Int128) {
    var (total, number): (Int128, Int128) = (0, 0)
    for (row, times) in rows where condition.holds(for: row) == .yes {
      guard let value = value(amount, row) else { continue }
      total += value * times
      number += times
    }
    return (total, number)
  }

  private static func value(_ amount: MetricAmount, _ row: Facts) -> Int128? {
    var sum: Int128 = 0
    for fact in amount.facts {
      switch row[fact] {
      case .duration(let milliseconds): sum += Int128(milliseconds)
      case .integer(let number): sum += Int128(number)
      default: return nil
      }
    }
    return sum
  }
}
