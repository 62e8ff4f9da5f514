// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

@testable import SupportMetrics

/// Figures row by row, straight from the meaning of the words: no masks, no columns, no cells.
struct NaiveMetrics {
  var rows: [Facts]
  var definition: MetricDefinition
  var end: Instant?

  struct Answer: Equatable {
    var numerator: Int128 = 0
    var denominator: Int128 = 0
    var leftOut = MetricLeftOut()
  }

  /// The figure over the rows of one period and group.
  func answer(of members: [Facts]) -> Answer {
    var answer = Answer()
    var amounts: [(Int128, Int128)] = []
    var values: [FactValue] = []
    for row in members {
      switch definition.filter.holds(for: row) {
      case .no: continue
      case .unknown:
        answer.leftOut.unknown += 1
        continue
      case .yes: break
      }
      take(row, &answer, &amounts, &values)
    }
    finish(&answer, amounts, values)
    return answer
  }

  private func take(
    _ row: Facts, _ answer: inout Answer, _ amounts: inout [(Int128, Int128)],
    _ values: inout [FactValue]
  ) {
    switch definition.measure {
    case .count(let rows):
      switch rows.holds(for: row) {
      case .yes: judged(row, &answer) { $0.numerator += 1 }
      case .no: answer.leftOut.apart += 1
      case .unknown: answer.leftOut.unknown += 1
      }
    case .share(let part, let whole):
      switch (whole.holds(for: row), part.holds(for: row)) {
      case (.no, _): answer.leftOut.apart += 1
      case (.yes, .yes):
        judged(row, &answer) {
          $0.numerator += 1
          $0.denominator += 1
        }
      case (.yes, .no): judged(row, &answer) { $0.denominator += 1 }
      default: answer.leftOut.unknown += 1
      }
    case .ratio(let left, let right):
      let (one, other) = (left.holds(for: row), right.holds(for: row))
      if one == .unknown || other == .unknown {
        answer.leftOut.unknown += 1
      } else if one == .no, other == .no {
        answer.leftOut.apart += 1
      } else {
        judged(row, &answer) {
          if one == .yes { $0.numerator += 1 }
          if other == .yes { $0.denominator += 1 }
        }
      }
    case .balance(let part, let opposite, let whole):
      let (one, other) = (part.holds(for: row), opposite.holds(for: row))
      if whole.holds(for: row) == .no {
        answer.leftOut.apart += 1
      } else if whole.holds(for: row) == .unknown || one == .unknown || other == .unknown {
        answer.leftOut.unknown += 1
      } else {
        judged(row, &answer) {
          $0.denominator += 1
          if one == .yes { $0.numerator += 1 }
          if other == .yes { $0.numerator -= 1 }
        }
      }
    case .sum(let amount, let rows), .mean(let amount, let rows), .minimum(let amount, let rows),
      .maximum(let amount, let rows), .quantile(_, let amount, _, let rows):
      guard chosen(rows, row, &answer) else { return }
      guard let sum = sum(amount, row) else {
        answer.leftOut.unknown += 1
        return
      }
      amounts.append((sum, 0))
    case .quotient(let amount, let divisor, let rows):
      guard chosen(rows, row, &answer) else { return }
      switch divisor {
      case .amount(let other):
        guard let one = sum(amount, row), let two = sum(other, row) else {
          answer.leftOut.unknown += 1
          return
        }
        amounts.append((one, two))
      case .distinct(let fact):
        guard let one = sum(amount, row), let value = row[fact] else {
          answer.leftOut.unknown += 1
          return
        }
        amounts.append((one, 0))
        values.append(value)
      }
    case .top(_, let fact, _, let rows), .distinct(let fact, _, let rows):
      guard chosen(rows, row, &answer) else { return }
      guard let value = row[fact] else {
        answer.leftOut.unknown += 1
        return
      }
      values.append(value)
    case .recurrence(let window, let rows):
      guard chosen(rows, row, &answer) else { return }
      guard Self.isJudged(window, row) else {
        answer.leftOut.unknown += 1
        return
      }
      let (start, stop) = Self.times(window, row)
      let followers = self.rows.filter { other in
        definition.filter.holds(for: other) == .yes && Self.key(window, other) != nil
          && window.followers.holds(for: other) == .yes
      }
      let others = followers.filter { Self.key(window, $0) == Self.key(window, row) }
      let judged = self.rows.filter { other in
        definition.filter.holds(for: other) == .yes && rows.holds(for: other) == .yes
          && Self.isJudged(window, other)
      }
      let latest = (followers + judged).map { Self.times(window, $0).0 }.max() ?? 0
      let due = stop + window.within.wholeMilliseconds
      guard due <= end?.millisecondsSince1970 ?? latest else {
        answer.leftOut.censored += 1
        return
      }
      let isFollowed = others.contains {
        let other = Self.times(window, $0).0
        return other > start && other <= due
      }
      answer.denominator += 1
      if isFollowed != window.isNegated { answer.numerator += 1 }
    case .averagePresent, .presentAtEnd, .ageAtEnd: break
    }
  }

  private static func key(_ window: MetricRecurrence, _ row: Facts) -> [FactValue]? {
    let values = window.key.map { row[$0] }
    guard values.allSatisfy({ $0 != nil }), row[window.start] != nil else { return nil }
    return values.compactMap(\.self)
  }

  private static func isJudged(_ window: MetricRecurrence, _ row: Facts) -> Bool {
    guard key(window, row) != nil, row[window.end ?? window.start] != nil else { return false }
    return times(window, row).1 >= times(window, row).0
  }

  private static func times(_ window: MetricRecurrence, _ row: Facts) -> (Int64, Int64) {
    func milliseconds(_ fact: String) -> Int64 {
      if case .instant(let instant) = row[fact] { instant.millisecondsSince1970 } else { 0 }
    }
    return (milliseconds(window.start), milliseconds(window.end ?? window.start))
  }

  private func chosen(_ rows: Condition, _ row: Facts, _ answer: inout Answer) -> Bool {
    switch rows.holds(for: row) {
    case .yes: return true
    case .no: answer.leftOut.apart += 1
    case .unknown: answer.leftOut.unknown += 1
    }
    return false
  }

  private func judged(_ row: Facts, _ answer: inout Answer, _ count: (inout Answer) -> Void) {
    guard let horizon = definition.horizon else {
      count(&answer)
      return
    }
    guard case .instant(let start) = row[horizon.start] else {
      answer.leftOut.unknown += 1
      return
    }
    let reach = end?.millisecondsSince1970 ?? latestJudged(horizon.start)
    if start.millisecondsSince1970 + horizon.length.wholeMilliseconds > reach {
      answer.leftOut.censored += 1
    } else {
      count(&answer)
    }
  }

  /// The latest instant from which the time of a row runs that is counted on either side of the line.
  private func latestJudged(_ start: String) -> Int64 {
    rows.compactMap { row -> Int64? in
      guard definition.filter.holds(for: row) == .yes, case .instant(let instant) = row[start]
      else { return nil }
      let truths: [Truth] =
        switch definition.measure {
        case .count(let rows): [rows.holds(for: row)]
        case .share(let part, let whole):
          [whole.holds(for: row) == .yes && part.holds(for: row) != .unknown ? .yes : .no]
        case .ratio(let left, let right):
          [
            [left, right].contains { $0.holds(for: row) == .unknown }
              ? .no : max(left.holds(for: row), right.holds(for: row))
          ]
        case .balance(let left, let right, let whole):
          [
            whole.holds(for: row) == .yes && left.holds(for: row) != .unknown
              && right.holds(for: row) != .unknown ? .yes : .no
          ]
        default: [.no]
        }
      return truths == [.yes] ? instant.millisecondsSince1970 : nil
    }.max() ?? 0
  }

  private func sum(_ amount: MetricAmount, _ row: Facts) -> Int128? {
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

  private func finish(
    _ answer: inout Answer, _ amounts: [(Int128, Int128)], _ values: [FactValue]
  ) {
    let ones = amounts.map(\.0).sorted()
    let total = ones.reduce(0, +)
    switch definition.measure {
    case .count: answer.denominator = 1
    case .sum: (answer.numerator, answer.denominator) = (total, 1)
    case .mean: (answer.numerator, answer.denominator) = (total, Int128(ones.count))
    case .minimum: (answer.numerator, answer.denominator) = (ones.first ?? 0, ones.isEmpty ? 0 : 1)
    case .maximum: (answer.numerator, answer.denominator) = (ones.last ?? 0, ones.isEmpty ? 0 : 1)
    case .quotient(_, .amount, _):
      (answer.numerator, answer.denominator) = (total, amounts.map(\.1).reduce(0, +))
    case .quotient(_, .distinct, _):
      (answer.numerator, answer.denominator) = (total, Int128(Set(values).count))
    case .distinct: (answer.numerator, answer.denominator) = (Int128(Set(values).count), 1)
    case .top(let limit, _, _, _):
      let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +).values.sorted(by: >)
      answer.numerator = Int128(counts.prefix(limit).reduce(0, +))
      answer.denominator = Int128(values.count)
    case .quantile(let share, _, let method, _):
      guard !ones.isEmpty else { return }
      answer.denominator = Int128(share.denominator)
      switch method {
      case .linear:
        // Type 7: the place (n - 1) p among the ordered values, counted from 0.
        let place = Int128(ones.count - 1) * Int128(share.numerator)
        let (low, rest) = place.quotientAndRemainder(dividingBy: answer.denominator)
        let above = rest == 0 ? ones[Int(low)] : ones[Int(low) + 1]
        answer.numerator = ones[Int(low)] * (answer.denominator - rest) + above * rest
      case .nearestRank, .sketch:
        let found = ones.enumerated().first { place, _ in
          Int128(place + 1) * answer.denominator >= Int128(ones.count) * Int128(share.numerator)
        }
        answer.numerator = found?.element ?? 0
        answer.denominator = 1
      }
    default: break
    }
  }
}
