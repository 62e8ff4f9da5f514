// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportSLA

extension BacktestReport.Change.Side {
  init(_ promise: CaseJudge.Promise) {
    self.init(rule: promise.rule, dueAt: promise.dueAt, verdict: promise.verdict)
  }
}

extension BacktestReport.Targets {
  /// What became of a promise.
  enum Outcome {
    case newlyMet, newlyMissed, added, dropped, moved, unchanged

    init(of pair: CaseComparison.Pair) {
      switch (pair.before?.verdict, pair.after?.verdict) {
      case (nil, _): self = .added
      case (_, nil): self = .dropped
      case (.missed, .met): self = .newlyMet
      case (.met, .missed), (.running, .missed), (.cancelled, .missed): self = .newlyMissed
      default: self = CaseComparison.differ(pair) ? .moved : .unchanged
      }
    }
  }

  mutating func count(_ pair: CaseComparison.Pair, _ outcome: Outcome) {
    before.count(pair.before?.verdict)
    after.count(pair.after?.verdict)
    switch outcome {
    case .newlyMet: newlyMet += 1
    case .newlyMissed: newlyMissed += 1
    case .added: added += 1
    case .dropped: dropped += 1
    case .moved: moved += 1
    case .unchanged: unchanged += 1
    }
  }

  mutating func add(_ other: Self) {
    newlyMet += other.newlyMet
    newlyMissed += other.newlyMissed
    added += other.added
    dropped += other.dropped
    moved += other.moved
    unchanged += other.unchanged
    before.met += other.before.met
    before.missed += other.before.missed
    after.met += other.after.met
    after.missed += other.after.missed
  }
}

extension BacktestReport.Targets.Kept {
  mutating func count(_ verdict: SLAVerdict?) {
    switch verdict {
    case .met: met += 1
    case .missed: missed += 1
    default: break
    }
  }
}

extension BacktestReport.Sums {
  mutating func count(_ one: Int64, _ other: Int64) {
    before = Self.sum(before, one)
    after = Self.sum(after, other)
    let (difference, overflow) = other.subtractingReportingOverflow(one)
    guard !overflow else { return }
    if difference > 0 { added = Self.sum(added, difference) }
    if difference < 0 { saved = Self.sum(saved, difference == .min ? .max : -difference) }
  }

  mutating func add(_ other: Self) {
    before = Self.sum(before, other.before)
    after = Self.sum(after, other.after)
    added = Self.sum(added, other.added)
    saved = Self.sum(saved, other.saved)
  }

  /// Sums of more than 64 bits stay at the bound.
  static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right > 0 ? .max : .min) : sum
  }
}

extension [CaseJudge.Payment] {
  var total: Int64 {
    reduce(0) {
      BacktestReport.Sums.sum(BacktestReport.Sums.sum($0, $1.refund), $1.compensation)
    }
  }
}
