// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The bounds of what the queueing models answer.
public enum StaffingBounds {
  /// The number of agents that a model takes at most.
  public static let maximumAgents = 20_000

  /// The offered load, in erlangs.
  public static let loads: ClosedRange<Double> = 0...1e9

  /// Handling times and patience, in seconds.
  public static let times: ClosedRange<Double> = 1e-6...1e9

  /// Times within which contacts are to be answered, in seconds.
  public static let targets: ClosedRange<Double> = 0...1e9

  /// Arrivals an hour.
  public static let arrivals: ClosedRange<Double> = 0...1e12
}
