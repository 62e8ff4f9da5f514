// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Claims of one kind: wherever they lie along a fact, the same formulas decide, and all that can
/// differ besides is in the box.
struct AwardStrip {
  /// A stretch along the fact in which one chain of formulas decides.
  struct Part {
    /// The codes of the fact.
    var codes: ClosedRange<Int64>
    /// The programs that decide: a rule's, then what it asks to be otherwise due; empty where nothing
    /// is paid.
    var chain: [Int]
    /// The programs by which another policy decides that is compared.
    var otherChain: [Int] = []
    /// A claim's facts, but for those of the box and the fact itself.
    var base: Facts
    var date: CivilDate?
  }

  /// The fact; `nil` where no fact is singled out, and each part has one code.
  var along: Int?
  /// What can differ besides.
  var box: AwardBox
  var parts: [Part]
}

/// A place in a strip.
struct AwardPlace {
  var part: Int
  /// The code of the fact.
  var code: Int64
  /// The codes of the box.
  var others: [Int64]
}

/// All claims there are, cut into strips.
struct AwardSpace {
  let core: CompensationPolicyCore
  let probe: AwardProbe
  let needs: [FormulaProgram.Needs]
  let limits: CompensationAnalysis.Limits
  /// A policy over the same facts that is compared with this one.
  let other: Other?

  /// What a comparison knows of the other policy.
  struct Other {
    var core: CompensationPolicyCore
    var probe: AwardProbe
    var needs: [FormulaProgram.Needs]

    init(_ core: CompensationPolicyCore) {
      self.core = core
      probe = AwardProbe(core)
      needs = core.programs.map { $0.needs(core) }
    }
  }

  init(
    _ core: CompensationPolicyCore, _ limits: CompensationAnalysis.Limits,
    comparedWith other: CompensationPolicyCore? = nil
  ) {
    self.core = core
    self.limits = limits
    probe = AwardProbe(core)
    needs = core.programs.map { $0.needs(core) }
    self.other = other.map { Other($0) }
  }

  /// The strips along a fact, and whether they are all and claims outside them are of no matter.
  func strips(along position: Int?) -> (strips: [AwardStrip], isComplete: Bool) {
    let found = RuleTable<Int>.strips(
      of: core.allTables + (other?.core.allTables ?? []), along: position,
      steps: limits.tableSteps, limit: limits.strips)
    var isComplete = found.isComplete
    var result: [AwardStrip] = []
    for strip in found.strips {
      var parts: [AwardStrip.Part] = []
      for stretch in strip.stretches {
        guard let chain = Self.chain(stretch.region, core, needs),
          Self.isKnown(chain, needs, strip, position)
        else {
          if other != nil { isComplete = false }
          continue
        }
        var otherChain: [Int] = []
        if let other {
          guard let chain = Self.chain(stretch.region, other.core, other.needs),
            Self.isKnown(chain, other.needs, strip, position)
          else {
            isComplete = false
            continue
          }
          otherChain = chain
          if chain.contains(where: { other.needs[$0].dependsOnCalendar }) { isComplete = false }
        }
        // Where formulas go by the calendar, the facts do not tell all.
        if chain.contains(where: { needs[$0].dependsOnCalendar }) { isComplete = false }
        for codes in cut(stretch.codes, position, chain) {
          parts.append(
            .init(
              codes: codes, chain: chain, otherChain: otherChain, base: stretch.region.witness,
              date: stretch.region.date))
        }
      }
      guard !parts.isEmpty else { continue }
      for box in boxes(strip, parts, position, &isComplete) {
        let parts = parts.filter { !isBelowZero($0, in: box) }
        if !parts.isEmpty { result.append(AwardStrip(along: position, box: box, parts: parts)) }
      }
    }
    return (result, isComplete)
  }

  /// The programs that decide in a region; `nil` where nothing can be told.
  private static func chain(
    _ region: RuleRegion, _ core: CompensationPolicyCore, _ needs: [FormulaProgram.Needs]
  ) -> [Int]? {
    var chain: [Int] = []
    var table: RuleTable<Int>? = core.table
    while let current = table {
      switch current.decide(region.witness, on: region.date) {
      case .matched(_, let number), .otherwise(let number), .aggregated(_, let number):
        if needs[number].isNotStated { return nil }
        chain.append(number)
        table = core.programs[number].asksOtherwise ? core.tails[number] : nil
      case .noMatch, .collected, .counted: return chain
      case .notAssessable, .conflict: return nil
      }
    }
    return chain
  }

  /// Whether all that formulas ask about can be known in a strip.
  private static func isKnown(
    _ chain: [Int], _ needs: [FormulaProgram.Needs], _ strip: RuleStrip, _ position: Int?
  ) -> Bool {
    chain.allSatisfy { number in
      needs[number].positions.allSatisfy { $0 == position || strip.codes[$0] != [] }
    }
  }

  /// The stretches between the rows of scales; none where a sum would be below zero.
  private func cut(
    _ codes: ClosedRange<Int64>, _ position: Int?, _ chain: [Int]
  ) -> [ClosedRange<Int64>] {
    guard let position else { return [codes] }
    var low = codes.lowerBound
    if chain.contains(where: { needs[$0].amounts.contains(position) }) { low = Swift.max(low, 0) }
    guard low <= codes.upperBound else { return [] }
    var result: [ClosedRange<Int64>] = []
    for start in starts(of: position, chain) where start > low && start <= codes.upperBound {
      result.append(low...(start - 1))
      low = start
    }
    return result + [low...codes.upperBound]
  }

  /// Where the rows of the scales of a fact start.
  func starts(of position: Int, _ chain: [Int]) -> [Int64] {
    var starts: Set<Int64> = []
    for number in chain {
      for bands in core.programs[number].scales where bands.fact == position {
        starts.formUnion(bands.starts)
      }
    }
    return starts.sorted()
  }

  /// All combinations of what can differ besides the fact, for the formulas of a strip.
  private func boxes(
    _ strip: RuleStrip, _ parts: [AwardStrip.Part], _ position: Int?, _ isComplete: inout Bool
  ) -> [AwardBox] {
    var asked = parts.flatMap(\.chain).map { needs[$0] }
    if let other { asked += parts.flatMap(\.otherChain).map { other.needs[$0] } }
    let positions = asked.reduce(into: Set<Int>()) { $0.formUnion($1.positions) }
      .filter { $0 != position }.sorted()
    var boxes = [AwardBox(positions: positions, ranges: [])]
    for position in positions {
      let ranges = (strip.codes[position] ?? [core.schema.fields[position].domain.codes])
        .flatMap(\.aboveAndBelowZero)
      boxes = boxes.flatMap { box in
        ranges.map { AwardBox(positions: positions, ranges: box.ranges + [$0]) }
      }
      if boxes.count > limits.strips {
        isComplete = false
        boxes = Array(boxes.prefix(limits.strips))
      }
    }
    return boxes
  }

  /// Whether a formula of a part would take a sum or a number below zero, which no claim may have.
  private func isBelowZero(_ part: AwardStrip.Part, in box: AwardBox) -> Bool {
    let asked = part.chain.map { needs[$0] }
    let askedByOther = part.otherChain.compactMap { self.other?.needs[$0] }
    return zip(box.positions, box.ranges).contains { position, range in
      range.upperBound < 0 && (asked + askedByOther).contains { $0.amounts.contains(position) }
    }
  }

  // MARK: Places

  func facts(_ place: AwardPlace, _ strip: AwardStrip) -> Facts {
    var facts = strip.parts[place.part].base
    for (position, code) in zip(strip.box.positions, place.others) {
      facts.record(core.schema.fields[position].domain.value(of: code), at: position)
    }
    if let along = strip.along {
      facts.record(core.schema.fields[along].domain.value(of: place.code), at: along)
    }
    return facts
  }

  func reading(_ place: AwardPlace, _ strip: AwardStrip) -> AwardProbe.Reading? {
    probe.reading(facts(place, strip), on: strip.parts[place.part].date)
  }

  func awardCase(_ place: AwardPlace, _ strip: AwardStrip) -> AwardCase? {
    probe.awardCase(facts(place, strip), on: strip.parts[place.part].date)
  }

  /// The box of a part with some of its codes.
  func box(
    _ strip: AwardStrip, _ ranges: [ClosedRange<Int64>], _ codes: ClosedRange<Int64>?
  ) -> AwardBox {
    guard let along = strip.along, let codes else {
      return AwardBox(positions: strip.box.positions, ranges: ranges)
    }
    return AwardBox(positions: strip.box.positions + [along], ranges: ranges + [codes])
  }

  /// How what is paid in a part follows a fact.
  func slope(
    of position: Int, _ strip: AwardStrip, _ part: Int, _ box: AwardBox
  ) -> SlopeRange {
    let chain = strip.parts[part].chain
    guard chain.contains(where: { needs[$0].positions.contains(position) }) else { return .none }
    return FormulaSlopes(core: core, box: box, position: position).total(chain)
  }
}

extension ClosedRange<Int64> {
  /// The range, in two where it reaches from below zero to above.
  fileprivate var aboveAndBelowZero: [Self] {
    lowerBound < 0 && upperBound >= 0 ? [0...upperBound, lowerBound...(-1)] : [self]
  }
}

extension CompensationPolicyCore {
  /// The table of the rules, and those of what would otherwise be due.
  fileprivate var allTables: [RuleTable<Int>] {
    [table] + tails.keys.sorted().compactMap { tails[$0] }
  }
}
