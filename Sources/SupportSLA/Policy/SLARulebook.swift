// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTickets

/// One or several versions of a policy, side by side: what a timeline needs to fold events.
final class SLARulebook: Sendable {
  /// A version and the instant from which it is in force.
  struct Edition: Sendable {
    var effectiveFrom: Instant
    var core: SLAPolicyCore
    /// Where its targets begin in `targets`.
    var offset: Int
  }

  let editions: [Edition]
  let inForce: SLAPolicyVersions.InForce
  /// The targets of all versions.
  let targets: [SLACompiledTarget]
  /// Which clock each target sets.
  let slotOfTarget: [Int]
  /// The clocks that targets can set, each once.
  let metrics: [SLACompiledMetric]
  /// What each clock reacts to.
  let masks: [SLAMasks]
  /// A ticket's clocks before anything happened.
  let slots: [SLASlot]
  /// What any clock reacts to.
  let interest: SLAMoments
  let factPositions: TicketFactPositions
  let unknownFacts: Facts
  /// Whether anything depends on the group that holds a ticket.
  let needsGroup: Bool
  /// The metrics that targets measure, each once, in the order in which targets name them first.
  let metricNames: [SLAMetric]
  /// The clocks of each of these.
  let slotsOfMetric: [[Int]]
  /// Whether any target names a ladder.
  let hasLadders: Bool
  /// The versions by themselves; empty for a policy of one version.
  let policies: [SLAPolicy]

  init(
    schema: FactSchema, _ list: [(effectiveFrom: Instant, core: SLAPolicyCore)],
    inForce: SLAPolicyVersions.InForce = .atOpening, policies: [SLAPolicy] = []
  ) {
    var editions: [Edition] = []
    var targets: [SLACompiledTarget] = []
    var slotOfTarget: [Int] = []
    var metrics: [SLACompiledMetric] = []
    for (effectiveFrom, core) in list {
      editions.append(Edition(effectiveFrom: effectiveFrom, core: core, offset: targets.count))
      for target in core.targets {
        let metric = SLACompiledMetric(target.definition, by: target.target.by)
        let slot = metrics.firstIndex { $0.metric == metric.metric && $0.by == metric.by }
        slotOfTarget.append(slot ?? metrics.count)
        if slot == nil { metrics.append(metric) }
        targets.append(target)
      }
    }
    self.editions = editions
    self.inForce = inForce
    self.targets = targets
    self.slotOfTarget = slotOfTarget
    self.metrics = metrics
    self.policies = policies
    slots = Array(repeating: SLASlot(), count: metrics.count)
    let reacts = metrics.reduce(into: SLAMoments()) {
      $0.formUnion($1.masks.start.union($1.masks.stop).union($1.masks.cancel))
    }
    masks = metrics.map(\.masks)
    let names: [SLAMetric] = metrics.reduce(into: []) {
      if !$0.contains($1.metric) { $0.append($1.metric) }
    }
    metricNames = names
    slotsOfMetric = names.map { name in
      metrics.indices.filter { metrics[$0].metric == name }
    }
    hasLadders = targets.contains { $0.target.escalation != nil }
    interest = reacts
    unknownFacts = Facts(schema)
    factPositions = TicketFactPositions(schema, asked: list.flatMap { $0.core.factsAsked })
    let ofGroups: SLAMoments = [.groupAssigned, .groupLeft]
    needsGroup = !reacts.isDisjoint(with: ofGroups) || metrics.contains { $0.by != nil }
  }

  /// The last version in force at an instant; before the first it is the first.
  func edition(at instant: Instant) -> Int {
    editions.lastIndex { $0.effectiveFrom <= instant } ?? 0
  }

  /// The version that a target belongs to.
  func edition(ofTarget position: Int) -> Edition? {
    editions.last { $0.offset <= position }
  }

  /// The clocks of a metric, one for each group that promises it.
  func slots(of metric: SLAMetric) -> [Int] {
    metricNames.firstIndex(of: metric).map { slotsOfMetric[$0] } ?? []
  }
}
