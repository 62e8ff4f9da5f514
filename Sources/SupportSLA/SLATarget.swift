// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTickets
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
  /// The reasons to wait for which the clock stands still. A pause is counted in the target's own
  /// calendar: one outside hours moves nothing.
  public var pauseWhile: Ticket.PauseReasons

  /// Creates a target.
  public init(
    _ metric: SLAMetric, within: ServiceDuration, calendar: String? = nil,
    pauseWhile: Ticket.PauseReasons = []
  ) {
    self.metric = metric
    self.within = within
    self.calendar = calendar
    self.pauseWhile = pauseWhile
  }
}
