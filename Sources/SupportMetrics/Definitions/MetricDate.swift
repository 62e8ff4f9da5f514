// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What puts a row into a period (semantics M5): an instant or a date of the row.
///
/// The same tickets give other months by the day on which they were opened, solved or closed; a report
/// says which it is.
public enum MetricDate: Hashable, Sendable {
  /// The instant or date that a fact holds; a row in which it is not known belongs to no period.
  case fact(String)
  /// An instant and a duration of the row behind it, but no longer than a limit: the moment at which
  /// a call is answered, given up, or has waited for the limit, whichever comes first. Cisco's
  /// service-level event.
  case event(from: String, after: String, atMost: Duration)
}

/// A row that may not be judged yet: how long after an instant of it the data must reach.
///
/// "Reopened within 7 days" of what was solved yesterday is not known; the row is then counted as
/// censored (semantics M5).
public struct MetricHorizon: Hashable, Sendable {
  /// The instant from which the time runs; rows in which it is not known are left out.
  public var start: String
  /// How long the data must reach behind it.
  public var length: Duration

  /// Creates a horizon.
  public init(_ length: Duration, after start: String) {
    self.start = start
    self.length = length
  }
}
