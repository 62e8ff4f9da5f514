// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Proves that facts which must not decide never change an award, or shows two claims that differ in
/// such a fact only.
struct ProtectedChecks {
  let space: AwardSpace
  /// The findings about formulas, and about who may go to arbitration.
  private(set) var findings: [CompensationFinding] = []
  private var hasDoubt = false

  init(_ space: AwardSpace) {
    self.space = space
  }

  private var core: CompensationPolicyCore { space.core }

  /// The proof, from what was found about the rules.
  mutating func proof(_ ofRules: [RuleFinding]) -> RuleProof<CompensationFinding> {
    let protected = core.schema.fields.indices.filter { core.schema.fields[$0].isProtected }
    if protected.isEmpty { return .holds }
    for position in protected { checkFormulas(position) }
    var ofTables = ofRules
    if let arbitration = core.arbitration {
      ofTables += arbitration.analysis(limits: space.limits.table).findings(of: .protectedInfluence)
    }
    if let first = findings.first { return .fails(first) }
    for finding in ofTables {
      if case .protectedInfluence = finding { return .fails(.table(finding)) }
    }
    return hasDoubt || !ofTables.isEmpty ? .notProved : .holds
  }

  private mutating func checkFormulas(_ position: Int) {
    let name = core.schema.fields[position].name
    let doesTailAsk = core.tails.values.contains { $0.factsAsked.contains(name) }
    let doFormulasAsk = space.needs.contains { $0.positions.contains(position) }
    guard doesTailAsk || doFormulasAsk else { return }
    if core.schema.fields[position].domain.isOrdered {
      checkOrdered(position)
    } else {
      // Only what would otherwise be due can ask about it without the rules doing so.
      checkNames(position)
    }
  }

  /// Two claims whose sums differ, side by side along the fact.
  private mutating func checkOrdered(_ position: Int) {
    var stepsLeft = space.limits.steps
    let (strips, isComplete) = space.strips(along: position)
    if !isComplete { hasDoubt = true }
    for strip in strips {
      let isFlat = strip.parts.indices.allSatisfy { number in
        space.slope(
          of: position, strip, number,
          space.box(strip, strip.box.ranges, strip.parts[number].codes)
        ).isNone
      }
      if isFlat, Set(strip.parts.map(\.chain)).count <= 1, strip.parts.count <= 1 { continue }
      var points = AwardPoints(space, strip, [])
      for others in points.all(&stepsLeft) {
        var first: (AwardProbe.Reading, AwardPlace)?
        for (number, part) in strip.parts.enumerated() {
          for code in Self.codes(part.codes) {
            if stepsLeft <= 0 {
              hasDoubt = true
              return
            }
            stepsLeft -= 1
            let place = AwardPlace(part: number, code: code, others: others)
            guard let reading = space.reading(place, strip) else { continue }
            if let first,
              first.0.refund != reading.refund || first.0.compensation != reading.compensation
            {
              if let lower = space.awardCase(first.1, strip),
                let upper = space.awardCase(place, strip)
              {
                findings.append(
                  .protectedInfluence(
                    fact: core.schema.fields[position].name,
                    AwardPair(lower: lower, upper: upper)))
              }
              return
            }
            if first == nil { first = (reading, place) }
          }
        }
      }
      if !isFlat || !points.isThorough {
        hasDoubt = hasDoubt || !isSmall(strip) || !points.isThorough
      }
    }
  }

  private func isSmall(_ strip: AwardStrip) -> Bool {
    strip.parts.allSatisfy { $0.codes.width < 256 }
  }

  /// All values where they are few; else some.
  private static func codes(_ range: ClosedRange<Int64>) -> [Int64] {
    if range.width < 256 { return Array(range) }
    var codes: Set<Int64> = [range.lowerBound, range.upperBound]
    for power in 0..<62 where range.contains(1 << Int64(power)) { codes.insert(1 << Int64(power)) }
    return codes.sorted()
  }

  private mutating func checkNames(_ position: Int) {
    let field = core.schema.fields[position]
    let (strips, isComplete) = space.strips(along: nil)
    if !isComplete { hasDoubt = true }
    var stepsLeft = space.limits.steps
    let values = core.values(at: position)
    if values.isEmpty { hasDoubt = true }
    for strip in strips {
      var points = AwardPoints(space, strip, [])
      for others in points.all(&stepsLeft) {
        if stepsLeft <= 0 {
          hasDoubt = true
          return
        }
        let place = AwardPlace(part: 0, code: 0, others: others)
        var facts = space.facts(place, strip)
        guard let mine = space.probe.reading(facts, on: strip.parts[0].date),
          let lower = space.probe.awardCase(facts, on: strip.parts[0].date)
        else { continue }
        for value in values {
          stepsLeft -= 1
          facts.record(value, at: position)
          guard let theirs = space.probe.reading(facts, on: strip.parts[0].date),
            theirs.refund != mine.refund || theirs.compensation != mine.compensation,
            let upper = space.probe.awardCase(facts, on: strip.parts[0].date)
          else { continue }
          findings.append(
            .protectedInfluence(fact: field.name, AwardPair(lower: lower, upper: upper)))
          return
        }
      }
      if !points.isThorough { hasDoubt = true }
    }
  }
}

extension CompensationPolicyCore {
  /// The values of a fact whose values have no order, as far as conditions tell them apart; none where
  /// there are too many.
  fileprivate func values(at position: Int) -> [FactValue] {
    switch schema.fields[position].domain {
    case .choice(let names): names.map { .text($0) }
    case .boolean: [.boolean(false), .boolean(true)]
    default: []
    }
  }
}
