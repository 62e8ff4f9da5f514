// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// A promise about one metric: within how long, by which calendar, and when its clock stands still.
public struct SLATarget: Hashable, Sendable {
  /// What is measured.
  public var metric: SLAMetric
  /// How long it may take; exactly that long is in time.
  public var within: ServiceDuration
  /// The calendar in whose time business hours and working days are counted, by its name in the
  /// policy; `nil` for time that runs around the clock.
  public var calendar: String?
  /// For what the clock stands still. A pause is counted in the target's own calendar: one outside
  /// hours moves nothing.
  public var pauseWhile: SLAPauses
  /// The group that has to keep the promise: only what happens while it holds the ticket stops the
  /// clock. `nil`: anybody may. Two groups' promises about one metric are two clocks.
  public var by: GroupID?
  /// The share of promises that has to be kept; `nil` where the policy does not say.
  public var objective: SLAObjective?
  /// When somebody is reminded, in order.
  public var reminders: [SLAReminder]
  /// Who is told when it is not kept; `nil`: nobody.
  public var escalation: Escalation?

  /// Which ladder is climbed, and from when.
  public struct Escalation: Hashable, Sendable {
    /// The instant from which the ladder's first level counts.
    public enum Start: String, Hashable, Sendable, Codable, CaseIterable {
      /// The breach.
      case breach
      /// The start of the clock: "48 h unresolved".
      case start
    }

    /// The name of the ladder in the policy.
    public var ladder: String
    /// From when it counts.
    public var from: Start

    /// Creates an escalation.
    public init(_ ladder: String, from: Start = .breach) {
      self.ladder = ladder
      self.from = from
    }
  }

  /// Creates a target.
  public init(
    _ metric: SLAMetric, within: ServiceDuration, calendar: String? = nil,
    pauseWhile: SLAPauses = [], by: GroupID? = nil, objective: SLAObjective? = nil,
    reminders: [SLAReminder] = [], escalation: Escalation? = nil
  ) {
    self.metric = metric
    self.within = within
    self.calendar = calendar
    self.pauseWhile = pauseWhile
    self.by = by
    self.objective = objective
    self.reminders = reminders
    self.escalation = escalation
  }
}
