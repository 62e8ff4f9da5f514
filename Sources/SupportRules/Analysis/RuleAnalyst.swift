// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Looks for what is true of a table for all cases; works on conditions and numbers of outcomes, and
/// asks the table itself only where outcomes are added up or compared.
struct RuleAnalyst {
  /// The table, as far as it is asked about the cases of regions.
  struct Decider {
    /// Whether two cases have different consequences.
    var differ: (RuleRegion, RuleRegion) -> Bool
    /// Whether two rules that match together give no outcome, since their outcomes do not mix.
    var contradict: (Int, Int) -> Bool
    /// The rule without which a case cannot be assessed; `nil` where it can.
    var blocking: (RuleRegion) -> Int?
  }

  let lines: [RuleLine]
  let schema: FactSchema
  let factsAsked: [String]
  let shape: TableShape
  let decider: Decider
  let limits: RuleTableAnalysis.Limits
  let space: RuleSpace?
  private(set) var findings: [RuleFinding] = []
  private(set) var completeness = RuleProof<RuleRegion>.notProved
  /// Rules that never match or never decide: told once, and left out of further questions.
  private(set) var idle: Set<Int> = []

  init(
    _ lines: [RuleLine], _ schema: FactSchema, factsAsked: [String], _ shape: TableShape,
    _ decider: Decider, _ limits: RuleTableAnalysis.Limits
  ) {
    self.lines = lines
    self.schema = schema
    self.factsAsked = factsAsked
    self.shape = shape
    self.decider = decider
    self.limits = limits
    space = RuleSpace([lines], schema: schema)
  }

  mutating func run() {
    guard let space else {
      findUnusedFacts()
      findNeverValid()
      if shape.otherwise >= 0 { completeness = .holds }
      for kind in RuleFinding.Kind.allCases where needsProof(kind) {
        findings.append(.notProved(kind))
      }
      return
    }
    let writer = RegionWriter(space: space)
    findGaps(space, writer)
    findOverlaps(space, writer)
    findUnreachable(space)
    findRedundant(space)
    findConstantConditions()
    findUnusedFacts()
    findNeverValid()
    findMergeable(space, writer)
    findNotAssessable(space, writer)
    findProtectedInfluence(space, writer)
  }

  /// Answers only whether some rule matches every case.
  mutating func runCompleteness() {
    if let space {
      findGaps(space, RegionWriter(space: space))
    } else if shape.otherwise >= 0 {
      completeness = .holds
    }
  }

  /// Whether findings of a kind are only found by looking at the space of all cases.
  private func needsProof(_ kind: RuleFinding.Kind) -> Bool {
    switch kind {
    case .unusedFact, .neverValid: false
    case .gap: shape.otherwise < 0
    case .overlap: canContradict
    case .redundant: shape.hitPolicy.isSingle
    case .notAssessable: asks(about: \.isOptional)
    case .protectedInfluence: asks(about: \.isProtected)
    case .unreachable, .constantCondition, .mergeable: true
    }
  }

  private func asks(about kind: KeyPath<FactField, Bool>) -> Bool {
    let asked = Set(factsAsked)
    return schema.fields.contains { $0[keyPath: kind] && asked.contains($0.name) }
  }

  /// Whether two rules can contradict each other, with the order to settle it or without.
  private var canContradict: Bool {
    switch shape.hitPolicy {
    case .first, .priority, .unique, .any: true
    // Outcomes that mix with those of the first rule mix with one another.
    case .collectSum, .collectMin, .collectMax:
      lines.indices.contains { decider.contradict(0, $0) }
    case .ruleOrder, .outputOrder, .collect, .collectCount: false
    }
  }

  /// Whether two rules contradict each other wherever both match.
  private func contradict(_ first: Int, _ second: Int) -> Bool {
    switch shape.hitPolicy {
    case .unique: true
    case .collectSum, .collectMin, .collectMax: decider.contradict(first, second)
    default: shape.outcomes[first] != shape.outcomes[second]
    }
  }

  /// Takes findings of a kind, as many as are asked for.
  mutating func report(
    _ kind: RuleFinding.Kind, _ found: [RuleFinding], hasMore: Bool, isExhausted: Bool
  ) {
    findings += found.prefix(limits.findings)
    if found.count > limits.findings || (hasMore && !isExhausted) { findings.append(.more(kind)) }
    if isExhausted { findings.append(.notProved(kind)) }
  }

  // MARK: Gaps

  private mutating func findGaps(_ space: RuleSpace, _ writer: RegionWriter) {
    if shape.otherwise >= 0 {
      completeness = .holds
      return
    }
    var search = RegionSplitter(space, steps: limits.steps)
    let goal = RegionSplitter.CoverGoal(limit: limits.regions, doubtCovers: true)
    let found = search.uncovered(search.everything(space.terms.indices), goal)
    let regions = writer.merged(found.regions).map { writer.region($0.box) }
    if let first = regions.first {
      completeness = .fails(first)
    } else {
      completeness = search.isExhausted ? .notProved : .holds
    }
    report(
      .gap, regions.map(RuleFinding.gap), hasMore: found.hasMore, isExhausted: search.isExhausted)
  }

  // MARK: Overlaps

  private mutating func findOverlaps(_ space: RuleSpace, _ writer: RegionWriter) {
    guard canContradict else { return }
    let isResolved = shape.hitPolicy == .first || shape.hitPolicy == .priority
    let starts = RuleStarts(space, count: lines.count)
    var stepsLeft = limits.steps
    var found: [RuleFinding] = []
    pairs: for first in lines.indices {
      for second in lines.indices.dropFirst(first + 1) {
        guard contradict(first, second) else { continue }
        stepsLeft -= 1
        if stepsLeft <= 0 { break pairs }
        guard let box = overlap(space, starts.terms(first), starts.terms(second), &stepsLeft)
        else { continue }
        found.append(
          .overlap(lines[first].id, lines[second].id, writer.region(box), isResolved: isResolved))
        if found.count > limits.findings { break pairs }
      }
    }
    report(.overlap, found, hasMore: false, isExhausted: stepsLeft <= 0)
  }

  /// A box in which two rules both match; `nil` also where the steps do not suffice.
  private func overlap(
    _ space: RuleSpace, _ first: Range<Int>, _ second: Range<Int>, _ steps: inout Int
  ) -> RuleSpace.Box? {
    for left in first {
      for right in second {
        steps -= 1
        if let box = space.overlap(left, right) { return box }
        if steps <= 0 { return nil }
      }
    }
    return nil
  }

  // MARK: Rules that never decide

  private mutating func findUnreachable(_ space: RuleSpace) {
    let starts = RuleStarts(space, count: lines.count)
    var search = RegionSplitter(space, steps: limits.steps)
    var found: [RuleFinding] = []
    var isExhausted = false
    for (rule, line) in lines.enumerated() {
      let terms = starts.terms(rule).filter { space.terms[$0].canHold }
      if terms.isEmpty {
        idle.insert(rule)
        found.append(.unreachable(line.id, coveredBy: []))
        continue
      }
      let rivals = lines.indices.filter { $0 != rule && shape.settles($0, against: rule) }
      if rivals.isEmpty { continue }
      guard let covering = covering(terms, rivals, starts, &search) else {
        if search.isExhausted {
          isExhausted = true
          break
        }
        continue
      }
      idle.insert(rule)
      let others = smallest(covering, for: terms, starts, &search)
      found.append(.unreachable(line.id, coveredBy: others.map { lines[$0].id }))
    }
    report(.unreachable, found, hasMore: false, isExhausted: isExhausted)
  }

  /// The rules that together match wherever some terms do; `nil` where they do not, or the steps do
  /// not suffice.
  private func covering(
    _ terms: [Int], _ rivals: [Int], _ starts: RuleStarts, _ search: inout RegionSplitter
  ) -> [Int]? {
    var rules: Set<Int> = []
    for term in terms {
      let region = search.region(of: term, with: rivals.flatMap { starts.terms($0) })
      let found = search.uncovered(region, .init(limit: 1, doubtCovers: true))
      if !found.regions.isEmpty || found.hasMore || search.isExhausted { return nil }
      for term in found.covering { rules.insert(search.space.terms[Int(term)].rule) }
    }
    return rules.sorted()
  }

  /// A set of covering rules from which none can be left out.
  private func smallest(
    _ rules: [Int], for terms: [Int], _ starts: RuleStarts, _ search: inout RegionSplitter
  ) -> [Int] {
    var kept = rules
    for rule in rules.reversed() where kept.count > 1 {
      let fewer = kept.filter { $0 != rule }
      if covering(terms, fewer, starts, &search) != nil { kept = fewer }
    }
    return kept
  }

  // MARK: Rules that change nothing

  private mutating func findRedundant(_ space: RuleSpace) {
    guard shape.hitPolicy.isSingle else { return }
    let starts = RuleStarts(space, count: lines.count)
    var search = RegionSplitter(space, steps: limits.steps)
    var found: [RuleFinding] = []
    let counts = shape.outcomes.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    for (rule, line) in lines.enumerated() where !idle.contains(rule) {
      let isAlone = counts[shape.outcomes[rule]] == 1
      // Where rules contradict one another, one more that does changes nothing either.
      let canConflict = shape.hitPolicy == .any || shape.hitPolicy == .unique
      if !canConflict, isAlone, shape.otherwise != shape.outcomes[rule] { continue }
      let isRedundant = changesNothing(rule, starts.terms(rule), &search)
      if search.isExhausted { break }
      if isRedundant { found.append(.redundant(line.id)) }
    }
    report(.redundant, found, hasMore: false, isExhausted: search.isExhausted)
  }

  /// Whether the table says the same without a rule, wherever that matches or cannot be told.
  private func changesNothing(
    _ rule: Int, _ terms: Range<Int>, _ search: inout RegionSplitter
  ) -> Bool {
    let space = search.space
    let shape = shape
    var walk = DecisionWalk([shape], search)
    let found = walk.regions(
      in: search.everything(space.terms.indices),
      .init(
        limit: 1,
        accepts: { region, search in
          let others = region.alive.filter { !terms.contains(Int($0.term)) }
          return !DecisionWalk.answer(of: 0, shape, region.alive, search.space)
            .saysTheSame(as: DecisionWalk.answer(of: 0, shape, others, search.space))
        },
        prunes: { region, _ in
          // Once another rule is settled before this one, leaving this one out changes nothing.
          !region.alive.contains { terms.contains(Int($0.term)) }
        }, keeps: rule,
        prefers: { region, search in
          region.alive.first { alive in
            terms.contains(Int(alive.term)) && !search.isDecided(alive, region)
          }?.term
        }))
    search = walk.search
    return found.regions.isEmpty && !found.hasMore
  }

  // MARK: Facts and dates

  private mutating func findNeverValid() {
    for line in lines where line.days.isEmpty { findings.append(.neverValid(line.id)) }
  }

  private mutating func findUnusedFacts() {
    let asked = Set(factsAsked)
    for field in schema.fields where !asked.contains(field.name) {
      findings.append(.unusedFact(field.name))
    }
  }
}
