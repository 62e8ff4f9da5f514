// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What is told of the ages of rows that are present: how old the backlog is.
///
/// An age runs from the instant at which a row came until the end of the period, in elapsed time.
public enum MetricAgeing: Hashable, Sendable {
  /// Their mean: the exact sum, divided last.
  case mean
  /// The age that a share of the rows does not exceed.
  case quantile(Rate, by: MetricQuantileMethod)
  /// The share of the rows that are older than this; exactly as old is not older.
  case shareOlder(than: Duration)
}
