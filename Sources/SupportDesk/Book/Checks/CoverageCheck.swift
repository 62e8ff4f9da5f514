// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Looks for hours in which nobody is there although a book claims it.
struct CoverageCheck {
  private let book: PolicyBook
  private let start: Instant
  private let days: Int

  init(_ book: PolicyBook, days: Int) {
    self.book = book
    start = book.effectiveFrom
    self.days = days
  }

  var findings: [BookFinding] { book.coverage.flatMap(findings) }

  private func findings(of rule: CoverageRule) -> [BookFinding] {
    let clocks = (rule.by + [rule.during].compactMap { $0 }).compactMap { book.clocks[$0] }
    let wanted = book.zone.date(at: start).adding(days: days)
    let last = min(wanted, clocks.compactMap(\.unpublished).min() ?? wanted)
    let end = book.zone.instant(date: last, time: .midnight)
    guard start < end else { return [] }
    let path = "coverage.\(rule.id)"
    let gaps = claimed(rule, end).subtracting(rule.by.flatMap { covered($0, end) }.joined)
    var findings: [BookFinding] = []
    if let first = gaps.first {
      let table = GapTable(gaps, start..<end, book.zone, clocks)
      findings.append(
        BookFinding(
          .uncovered, .warning, at: path,
          Explanation(
            .bookUncovered, [.init("gaps", table.words)],
            steps: [BookWords.first(first.lowerBound, book.zone)])))
    }
    if last < wanted {
      findings.append(
        BookFinding(
          .notProved, .note, at: path,
          Explanation(.bookUnpublished, [.init("date", .date(last.adding(days: -1)))])))
    }
    return findings
  }

  /// When somebody is claimed to be there.
  private func claimed(_ rule: CoverageRule, _ end: Instant) -> [Range<Instant>] {
    guard let during = rule.during else { return [start..<end] }
    return (book.clocks[during].map { Array($0.periods(from: start, until: end)) } ?? []).joined
  }

  /// When somebody is there by a calendar or a roster.
  private func covered(_ name: String, _ end: Instant) -> [Range<Instant>] {
    if let clock = book.clocks[name] { return Array(clock.periods(from: start, until: end)) }
    guard let roster = book.rosters[name] else { return [] }
    return roster.roster.roles.flatMap { role in
      roster.stretches(of: role, from: start, until: end).filter { $0.duty != nil }.map(\.range)
    }
  }
}

extension BusinessClock {
  /// The first date of which nothing is published yet; `nil` where the calendar goes on, or ends as
  /// somebody wrote.
  fileprivate var unpublished: CivilDate? {
    do throws(NoOpening) {
      _ = try require(Instant?.none)
      return nil
    } catch {
      return error.isUnpublished ? error.validity.upperBound.adding(days: 1) : nil
    }
  }
}

extension [Range<Instant>] {
  /// The same time in ranges that neither meet nor overlap, in order.
  fileprivate var joined: Self {
    var result: Self = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  /// What of these ranges lies in none of the others; both joined.
  fileprivate func subtracting(_ others: Self) -> Self {
    var result: Self = []
    var next = 0
    for range in self {
      var from = range.lowerBound
      while next < others.count, others[next].upperBound <= from { next += 1 }
      var place = next
      while place < others.count, others[place].lowerBound < range.upperBound {
        let other = others[place]
        if from < other.lowerBound { result.append(from..<other.lowerBound) }
        from = Swift.max(from, Swift.min(other.upperBound, range.upperBound))
        place += 1
      }
      if from < range.upperBound { result.append(from..<range.upperBound) }
    }
    return result
  }
}
