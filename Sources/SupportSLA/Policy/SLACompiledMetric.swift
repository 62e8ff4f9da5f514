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
  private let stageStart: [Ticket.StageEntry]
  private let stageStop: [Ticket.StageEntry]
  private let stageCancel: [Ticket.StageEntry]
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
    func stages(_ triggers: [SLATrigger]) -> [Ticket.StageEntry] {
      triggers.compactMap { if case .stage(let entry) = $0 { entry } else { nil } }
    }
    stageStart = stages(definition.start)
    stageStop = stages(definition.stop)
    stageCancel = stages(definition.cancel)
    repeats = definition.repeats
    afterFirstReply = definition.afterFirstReply
    stopsAtResolution = !masks.stop.isDisjoint(with: [.resolved, .closed])
    isOfGroup = masks.start.contains(.groupAssigned)
    startsAtOpening = masks.start.contains(.opened)
  }

  private static func meets(
    _ moments: SLAMoments, _ mask: SLAMoments, _ stages: [Ticket.StageEntry],
    _ stage: Ticket.StageEntry?
  ) -> Bool {
    let common = mask.intersection(moments)
    if common.isEmpty { return false }
    if common != .stage { return true }
    return stage.map(stages.contains) ?? false
  }

  func stops(at moments: SLAMoments, _ stage: Ticket.StageEntry?, in group: GroupID?) -> Bool {
    guard Self.meets(moments, masks.stop, stageStop, stage) else { return false }
    return isOfGroup || by == nil || by == group
  }

  func cancels(at moments: SLAMoments, _ stage: Ticket.StageEntry?) -> Bool {
    Self.meets(moments, masks.cancel, stageCancel, stage)
  }

  func starts(
    at moments: SLAMoments, _ stage: Ticket.StageEntry?, in group: GroupID?, isReplied: Bool
  ) -> Bool {
    guard Self.meets(moments, masks.start, stageStart, stage) else { return false }
    if afterFirstReply, !isReplied { return false }
    return !isOfGroup || by == nil || by == group
  }
}
