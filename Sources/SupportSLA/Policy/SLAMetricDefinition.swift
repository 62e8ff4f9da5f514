// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
package import SupportTickets

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
  package static func stage(named name: String) -> Ticket.StageEntry? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return Ticket.StageEntry(Ticket.Stage(parts[1]), of: Ticket.Procedure(parts[0]))
  }
}
