// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets

/// What a metric reacts to, as bits: asked for every event.
struct SLAMasks: Sendable {
  var start: SLAMoments
  var stop: SLAMoments
  var cancel: SLAMoments
}

/// A metric ready for folding, of one group's promise where `by` names it.
final class SLACompiledMetric: Sendable {
  let metric: SLAMetric
  let by: GroupID?
  let masks: SLAMasks
  private let namedStart: [SLATrigger]
  private let namedStop: [SLATrigger]
  private let namedCancel: [SLATrigger]
  let repeats: Bool
  private let afterFirstReply: Bool
  /// Whether solving the ticket fulfils it, so that S5 decides about a reopening.
  let stopsAtResolution: Bool
  /// Whether the promise is about the time in a group, so that `by` restricts its start.
  let isOfGroup: Bool
  /// Whether the opening starts it.
  let startsAtOpening: Bool

  init(_ definition: SLAMetricDefinition, by group: GroupID?) {
    metric = definition.metric
    by = group
    var masks = SLAMasks(
      start: SLAMoments(definition.start), stop: SLAMoments(definition.stop),
      cancel: SLAMoments(definition.cancel))
    // Who has to own it, owns it once the group does.
    if group != nil, definition.metric == .ownership { masks.stop.formUnion(.groupAssigned) }
    self.masks = masks
    func named(_ triggers: [SLATrigger]) -> [SLATrigger] {
      triggers.filter { !$0.moment.isDisjoint(with: .named) }
    }
    namedStart = named(definition.start)
    namedStop = named(definition.stop)
    namedCancel = named(definition.cancel)
    repeats = definition.repeats
    afterFirstReply = definition.afterFirstReply
    stopsAtResolution = !masks.stop.isDisjoint(with: [.resolved, .closed])
    isOfGroup = masks.start.contains(.groupAssigned)
    startsAtOpening = masks.start.contains(.opened)
  }

  private static func meets(
    _ moments: SLAMoments, _ mask: SLAMoments, _ triggers: [SLATrigger], _ name: SLATrigger?
  ) -> Bool {
    let common = mask.intersection(moments)
    if common.isEmpty { return false }
    if !common.isSubset(of: .named) { return true }
    return name.map(triggers.contains) ?? false
  }

  func stops(at moments: SLAMoments, _ name: SLATrigger?, in group: GroupID?) -> Bool {
    guard Self.meets(moments, masks.stop, namedStop, name) else { return false }
    return isOfGroup || by == nil || by == group
  }

  func cancels(at moments: SLAMoments, _ name: SLATrigger?) -> Bool {
    Self.meets(moments, masks.cancel, namedCancel, name)
  }

  func starts(
    at moments: SLAMoments, _ name: SLATrigger?, in group: GroupID?, isReplied: Bool
  ) -> Bool {
    guard Self.meets(moments, masks.start, namedStart, name) else { return false }
    if afterFirstReply, !isReplied { return false }
    return !isOfGroup || by == nil || by == group
  }
}
