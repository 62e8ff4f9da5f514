// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTestKit
import Testing

/// Small policies, of which every claim is listed and looked at.
@Suite("What the checks say is true of every claim")
struct CheckLawTests {
  /// A few in every run, many more where the environment sets `SUPPORTKIT_LONG`.
  static var seeds: Range<UInt64> {
    0..<(ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] == nil ? 3 : 600)
  }
  static let facts = ["number": 1, "paid": 2, "late": 3]
  static let limits = CompensationAnalysis.Limits(steps: 60_000, findings: 100)

  private struct Sample {
    let random: CheckRandomPolicy
    let policy: CompensationPolicy
    let census: CheckCensus

    init?(_ seed: UInt64) throws {
      random = try CheckRandomPolicy(seed: seed)
      // Some drawn policies are none, such as a rounding that nothing follows.
      guard let policy = try? random.policy() else { return nil }
      self.policy = policy
      census = try CheckCensus(policy)
    }

    /// Whether a claim is paid as the finding says.
    func isTrue(_ award: AwardCase) throws -> Bool {
      // A fact that is not in the claim does not matter to it.
      let row = try CheckCensus.row(policy, award.facts)
      return row?.refund == award.refund && row?.compensation == award.compensation
        && row?.rule == award.rule
    }

    func differInOnly(_ fact: String, _ pair: AwardPair) -> Bool {
      policy.schema.fields.allSatisfy {
        ($0.name == fact) == (pair.lower.facts[$0.name] != pair.upper.facts[$0.name])
      }
    }
  }

  @Test("most of what is drawn is a policy, so that the laws look at something")
  func drawn() throws {
    let drawn = try Self.seeds.filter { try Sample($0) != nil }
    let wide = Self.seeds.filter { seed in
      (try? CheckRandomPolicy(seed: seed, isWide: true).policy()) != nil
    }
    #expect(drawn.count * 2 >= Self.seeds.count && wide.count * 2 >= Self.seeds.count)
  }

  @Test("a proof of growth holds for every pair of claims; a refutation is one", arguments: seeds)
  func growth(seed: UInt64) throws {
    guard let sample = try Sample(seed) else { return }
    for (fact, axis) in Self.facts.sorted(by: { $0.key < $1.key }) {
      for growth in [RuleTable<AwardFormula>.Growth.neverLess, .neverMore] {
        let isRising = growth == .neverLess
        let isRefuted = sample.census.pairs(axis).contains {
          isRising ? $1.total < $0.total : $1.total > $0.total
        }
        let proof = try sample.policy.monotonicity(in: fact, growth, limits: Self.limits)
        switch proof {
        case .holds: #expect(!isRefuted, "\(fact) \(growth) \(sample.random.rules)")
        case .notProved: Issue.record("not proved: \(fact) \(growth)")
        case .fails(let pair):
          #expect(isRefuted)
          #expect(try sample.isTrue(pair.lower) && sample.isTrue(pair.upper))
          #expect(sample.differInOnly(fact, pair))
          let (lower, upper) = (pair.lower.total.minorUnits, pair.upper.total.minorUnits)
          #expect(isRising ? upper < lower : upper > lower)
        }
      }
    }
  }

  @Test("the largest cliff is the largest step there is", arguments: seeds)
  func cliffs(seed: UInt64) throws {
    guard let sample = try Sample(seed) else { return }
    let analysis = sample.policy.analysis(limits: Self.limits)
    for (fact, axis) in Self.facts {
      let largest =
        sample.census.pairs(axis, areNeighbours: true).map { abs($1.total - $0.total) }.max() ?? 0
      let found = analysis.findings.first {
        if case .cliff(fact, _, _) = $0 { true } else { false }
      }
      guard case .cliff(_, let pair, let isLargest) = found else {
        #expect(largest <= 16, "\(fact) \(largest)")
        continue
      }
      #expect(isLargest)
      #expect(try sample.isTrue(pair.lower) && sample.isTrue(pair.upper))
      #expect(sample.differInOnly(fact, pair))
      #expect(abs(pair.upper.total.minorUnits - pair.lower.total.minorUnits) == largest)
    }
  }

  @Test("a cap bites exactly from where it is said to", arguments: seeds)
  func caps(seed: UInt64) throws {
    guard let sample = try Sample(seed) else { return }
    let analysis = sample.policy.analysis(limits: Self.limits)
    let unproved = analysis.findings.compactMap { finding -> String? in
      if case .notProved(.capBites, let about) = finding { about } else { nil }
    }
    for cap in sample.policy.caps.map(\.id) {
      for rule in sample.policy.rules.map(\.id) + ["otherwise"] {
        let rows = sample.census.rows.values.filter { $0.rule == rule }
        let cut = rows.filter { $0.limitedBy.contains(cap) }
        let isDead = analysis.findings.contains {
          if case .alwaysCapped(rule, cap, _) = $0 { true } else { false }
        }
        #expect(!isDead || (cut.count == rows.count && !rows.isEmpty))
        if !rows.isEmpty, cut.count == rows.count, !unproved.contains(rule.rawValue) {
          #expect(isDead)
        }
        for case .capBites(rule, cap, let fact, let last, let award) in analysis.findings {
          #expect(try sample.isTrue(award))
          #expect(try CheckCensus.row(sample.policy, award.facts)?.limitedBy.contains(cap) == true)
          var facts = award.facts
          try facts.set(fact, to: last)
          #expect(try CheckCensus.row(sample.policy, facts)?.limitedBy.contains(cap) == false)
        }
      }
    }
  }

  @Test("steps whose order matters are those whose swap some claim shows", arguments: seeds)
  func order(seed: UInt64) throws {
    guard let sample = try Sample(seed) else { return }
    let analysis = sample.policy.analysis(limits: Self.limits)
    for (number, rule) in sample.random.rules.enumerated() {
      for place in rule.then.steps.indices.dropLast() {
        var other = sample.random
        other.rules[number].then.steps.swapAt(place, place + 1)
        let found = analysis.findings.first {
          if case .orderMatters(rule.id, place, _, _) = $0 { true } else { false }
        }
        guard let swapped = try? other.policy() else {
          #expect(found == nil)
          continue
        }
        if case .orderMatters(_, _, let award, let changed) = found {
          #expect(try sample.isTrue(award))
          let row = try CheckCensus.row(swapped, award.facts)
          #expect(row?.refund == changed.refund && row?.compensation == changed.compensation)
          #expect(award.refund != changed.refund || award.compensation != changed.compensation)
        } else if Self.isAsked(rule.then.steps[place], rule.then.steps[place + 1]) {
          let census = try CheckCensus(swapped)
          for (key, row) in sample.census.rows {
            guard let changed = census.rows[key] else { continue }
            #expect(
              row.refund == changed.refund && row.compensation == changed.compensation,
              "\(rule.then.steps) \(place)")
          }
        }
      }
    }
  }

  /// Whether the two are a limit or a rounding next to one another or to a multiplier.
  private static func isAsked(_ one: AwardFormula.Step, _ other: AwardFormula.Step) -> Bool {
    func kind(_ step: AwardFormula.Step) -> Int {
      switch step {
      case .atLeast, .atMost, .round: 2
      case .times: 1
      default: 0
      }
    }
    return kind(one) * kind(other) >= 2
  }

  @Test("protected facts are proved to change nothing, or shown to", arguments: seeds)
  func protected(seed: UInt64) throws {
    guard let sample = try Sample(seed), sample.random.fields[1].isProtected else { return }
    let analysis = sample.policy.analysis(limits: Self.limits)
    let changes = sample.census.pairs(1).contains {
      $0.refund != $1.refund || $0.compensation != $1.compensation
    }
    switch analysis.protectedFacts {
    case .holds: #expect(!changes)
    case .notProved: Issue.record("not proved")
    case .fails(.protectedInfluence(let fact, let pair)):
      #expect(changes)
      #expect(sample.differInOnly(fact, pair))
      #expect(try sample.isTrue(pair.lower) && sample.isTrue(pair.upper))
    case .fails(let finding): #expect(finding.kind == .table)
    }
  }

  @Test(
    "what a change tells is paid otherwise; where it tells nothing, nothing is", arguments: seeds)
  func difference(seed: UInt64) throws {
    guard let sample = try Sample(seed) else { return }
    var changed = sample.random
    let others = try CheckRandomPolicy(seed: seed &+ 100_000)
    switch seed % 3 {
    case 0: changed.rules[0].then = others.rules[others.rules.count - 1].then
    case 1: (changed.settlement, changed.caps) = (others.settlement, others.caps)
    default: changed.rules = others.rules
    }
    guard let new = try? changed.policy() else { return }
    let census = try CheckCensus(new)
    let difference = try CompensationPolicy.difference(
      from: sample.policy, to: new, limits: Self.limits)
    func rules(_ key: [Int]) -> [RuleID?] {
      [sample.census.rows[key]?.rule, census.rows[key]?.rule]
    }
    var expected: Set<[RuleID?]> = []
    for (key, row) in sample.census.rows {
      guard let other = census.rows[key] else { continue }
      if row.refund != other.refund || row.compensation != other.compensation {
        expected.insert(rules(key))
      }
    }
    let found = difference.changes.map { [$0.before.rule, $0.after.rule] }
    #expect(Set(found) == expected)
    #expect(!difference.hasMore)
    for change in difference.changes {
      #expect(try sample.isTrue(change.before))
      let row = try CheckCensus.row(new, change.after.facts)
      #expect(
        row?.refund == change.after.refund && row?.compensation == change.after.compensation)
    }
  }

  /// Policies with too many claims to be listed, looked at here and there.
  @Test("what is proved of wide facts holds for claims picked by chance", arguments: seeds)
  func wide(seed: UInt64) throws {
    var random = try CheckRandomPolicy(seed: seed, isWide: true)
    guard let policy = try? random.policy() else { return }
    let limits = CompensationAnalysis.Limits(steps: 3_000)
    let analysis = policy.analysis(limits: limits)
    let sizes: [Int64] = [
      1, 4 * random.scale.number, 9 * random.scale.money, 4 * random.scale.time,
    ]
    for (fact, axis) in Self.facts.sorted(by: { $0.key < $1.key }) {
      let rising = try policy.monotonicity(in: fact, .neverLess, limits: limits)
      let falling = try policy.monotonicity(in: fact, .neverMore, limits: limits)
      if case .fails(let pair) = rising {
        #expect(pair.upper.total.minorUnits < pair.lower.total.minorUnits)
      }
      var largest: Int64?
      for case .cliff(fact, let pair, isLargest: true) in analysis.findings {
        largest = abs(pair.upper.total.minorUnits - pair.lower.total.minorUnits)
      }
      let isTold = analysis.findings.contains { finding in
        switch finding {
        case .cliff(fact, _, _), .notProved(.cliff, about: fact): true
        default: false
        }
      }
      for _ in 0..<40 {
        var key = sizes.map { Int(Int64.random(in: 0...$0, using: &random.random)) }
        // Near a round value, where scales and units have their edges, or anywhere.
        let step = sizes[axis] / [4, 9, 4][axis - 1]
        if random.random.oneIn(2) { key[axis] = Int(Int64(key[axis]) / step * step) }
        guard key[axis] < Int(sizes[axis]) else { continue }
        var next = key
        next[axis] += random.random.oneIn(2) ? 1 : Swift.min(7, Int(sizes[axis]) - key[axis])
        guard
          let one = try CheckCensus.row(policy, CheckCensus.facts(policy, key)),
          let other = try CheckCensus.row(policy, CheckCensus.facts(policy, next))
        else { continue }
        if rising == .holds { #expect(other.total >= one.total, "\(fact) \(key) \(next)") }
        if falling == .holds { #expect(other.total <= one.total, "\(fact) \(key) \(next)") }
        guard next[axis] == key[axis] + 1 else { continue }
        if let largest { #expect(abs(other.total - one.total) <= largest, "\(fact) \(key)") }
        if !isTold { #expect(abs(other.total - one.total) <= 16, "\(fact) \(key)") }
      }
    }
  }
}
