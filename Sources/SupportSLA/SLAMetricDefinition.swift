// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets

/// When the clock of a metric starts, pauses, stops and is cancelled, as data.
///
/// Where several hold together, stop beats pause beats start. The standard metrics are defined the
/// same way; a desk adds its own:
///
/// ```swift
/// // From the moment its vouchers are filed, a specialist has 48 h.
/// SLAMetricDefinition("review", start: [.documentFiled], stop: [.stage(reviewed)])
/// ```
public struct SLAMetricDefinition: Hashable, Sendable {
  /// The metric that is defined.
  public var metric: SLAMetric
  /// What starts a cycle while none runs.
  public var start: [SLATrigger]
  /// What fulfils it.
  public var stop: [SLATrigger]
  /// What ends it unfulfilled, neither met nor missed.
  public var cancel: [SLATrigger]
  /// For what it always stands still, beside what a target says.
  public var pauseWhile: SLAPauses
  /// Whether another cycle may follow the first; the trigger that ends one may start the next.
  public var repeats: Bool
  /// Whether a cycle starts only after the first public answer by a person.
  public var afterFirstReply: Bool

  /// Creates a definition.
  public init(
    _ metric: SLAMetric, start: [SLATrigger], stop: [SLATrigger], cancel: [SLATrigger] = [],
    pauseWhile: SLAPauses = [], repeats: Bool = false, afterFirstReply: Bool = false
  ) {
    self.metric = metric
    self.start = start
    self.stop = stop
    self.cancel = cancel
    self.pauseWhile = pauseWhile
    self.repeats = repeats
    self.afterFirstReply = afterFirstReply
  }

  /// The definition of a standard metric or of a stage such as `complaint/assessed`; `nil` for any
  /// other name.
  public static func standard(_ metric: SLAMetric) -> Self? {
    if let known = standards.first(where: { $0.metric == metric }) { return known }
    guard let entry = stage(named: metric.rawValue) else { return nil }
    return Self(metric, start: [.opened], stop: [.stage(entry)])
  }

  private static let standards: [Self] = [
    Self(.pickup, start: [.opened], stop: [.workStarted, .reply]),
    Self(.firstReply, start: [.opened], stop: [.reply]),
    Self(.reply, start: [.opened, .customerMessage], stop: [.reply], repeats: true),
    Self(
      .nextReply, start: [.customerMessage], stop: [.reply], repeats: true,
      afterFirstReply: true),
    Self(
      .periodicUpdate, start: [.reply], stop: [.reply], cancel: [.customerMessage],
      repeats: true),
    Self(
      .anyContactUpdate, start: [.opened, .customerMessage, .reply],
      stop: [.customerMessage, .reply], repeats: true),
    Self(.ownership, start: [.opened], stop: [.agentAssigned]),
    Self(.groupTime, start: [.groupAssigned], stop: [.groupLeft, .resolved], repeats: true),
    Self(.requesterWait, start: [.opened], stop: [.resolved], pauseWhile: .customer),
    Self(.agentWork, start: [.opened], stop: [.resolved], pauseWhile: .waiting),
    Self(.resolution, start: [.opened], stop: [.resolved]),
  ]

  /// Reads `complaint/assessed`.
  static func stage(named name: String) -> Ticket.StageEntry? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return Ticket.StageEntry(Ticket.Stage(parts[1]), of: Ticket.Procedure(parts[0]))
  }
}

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
