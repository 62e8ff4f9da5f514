// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// What a metric computes from rows: its formula, as data.
///
/// The parts are conditions about a row's facts, so a formula can be read, written, printed, compared
/// and checked like any rule. A row of which a part cannot be told, since a fact is not known, is left
/// out and counted as unknown; it is never taken for a no.
///
/// ```swift
/// .share(of: "outcome" == answered && "wait" ≤ 20 s, among: "outcome" == answered | abandoned)
/// .mean(["talk", "hold", "wrapUp"], where: …)
/// .quantile(0.9, of: "wait", where: …)
/// ```
public enum MetricMeasure: Hashable, Sendable {
  /// How many rows there are for which this holds.
  case count(where: Condition)
  /// How many of some rows something else holds for as well: never more than all, `nil` without rows.
  /// A row counts above the line only where it counts below.
  case share(of: Condition, among: Condition)
  /// How many rows there are of one kind for each of another; the two need not overlap, so it may
  /// exceed one (semantics M4: repeats to the others).
  case ratio(of: Condition, to: Condition)
  /// The share of one kind less the share of the opposite kind, such as promoters and detractors:
  /// −1 ... 1.
  case balance(of: Condition, against: Condition, among: Condition)
  /// The sum of an amount.
  case sum(MetricAmount, where: Condition)
  /// The mean of an amount: the exact sum, divided last.
  case mean(MetricAmount, where: Condition)
  /// The least of an amount.
  case minimum(MetricAmount, where: Condition)
  /// The greatest of an amount.
  case maximum(MetricAmount, where: Condition)
  /// The amount that a share of the rows does not exceed.
  case quantile(Rate, of: MetricAmount, by: MetricQuantileMethod, where: Condition)
  /// One sum by something else that is summed or counted: occupancy, cost for each ticket.
  case quotient(of: MetricAmount, by: MetricDivisor, where: Condition)
  /// The most frequent values of a fact, and the share of all rows that they make up together.
  case top(Int, of: String, by: MetricTopMethod, where: Condition)
  /// How many different values a fact has.
  case distinct(String, by: MetricDistinctMethod = .exact, where: Condition)
  /// How many rows are present on average while a period lasts, each from one instant until another;
  /// a row without an end is still there. Time weighs, not rows.
  case averagePresent(from: String, until: String, where: Condition)
  /// How many rows are present when a period ends: backlog. Each from one instant until another.
  case presentAtEnd(from: String, until: String, where: Condition)
  /// How old the rows are that are present when a period ends: the ageing of the backlog.
  case ageAtEnd(MetricAgeing, from: String, until: String, where: Condition)
  /// The share of rows that another row of the same key follows within a time: repeat contacts. A row
  /// follows when it begins later than the other, and no later than the time after its end.
  ///
  /// A row of which the time is not over when the data end is censored: it is neither a repeat nor
  /// none (semantics M5).
  case recurrence(MetricRecurrence, where: Condition)
}

/// How the amount below which a share of the rows lies is found.
public enum MetricQuantileMethod: Hashable, Sendable {
  /// Linear between the two nearest values: type 7 of Hyndman and Fan, "Sample Quantiles in
  /// Statistical Packages" (1996); the default of R, NumPy and spreadsheets. Keeps every value.
  case linear
  /// The smallest value that at least that share of the values does not exceed. Keeps every value.
  case nearestRank
  /// The nearest rank, within a relative error: keeps counts of logarithmic buckets and so a bounded
  /// memory, however many rows there are. The error is 1/10,000 ... 1/2.
  case sketch(error: Rate)
}

/// How the most frequent values are found.
public enum MetricTopMethod: Hashable, Sendable {
  /// By counting every value; the memory grows with the different values.
  case exact
  /// By keeping this many counters, more than are asked for; each count then comes with its error.
  case bounded(counters: Int)
}

/// How different values are counted.
public enum MetricDistinctMethod: Hashable, Sendable {
  /// By keeping each of them; the memory grows with the different values.
  case exact
  /// By a ``DistinctSketch`` of this precision p, 4 ... 18: exact up to 2ᵖ/16 different values, beyond
  /// that with a standard error of 1.04/√2ᵖ, in 2ᵖ bytes for each period and group.
  case bounded(precision: Int)
}

/// What a sum is divided by.
public enum MetricDivisor: Hashable, Sendable {
  /// The sum of another amount of the same rows.
  case amount(MetricAmount)
  /// The number of different values of a fact, such as tickets.
  case distinct(String)
}

/// When a row counts as followed by another.
public struct MetricRecurrence: Hashable, Sendable {
  /// The facts that two rows must share, such as the customer, or the customer and the subject; rows
  /// in which one is not known are left out.
  public var key: [String]
  /// The instant at which a row happens.
  public var start: String
  /// The instant from which the time runs, such as the end of the call; `nil` for the same.
  public var end: String?
  /// How long after it another row counts, the end included; more than nothing.
  public var within: Duration
  /// Which rows may follow, of those that the definition's filter lets through. They need only their
  /// key and their start.
  public var followers: Condition
  /// Whether the share is of rows that are *not* followed: resolved on first contact.
  public var isNegated: Bool

  /// Creates a window.
  public init(
    ofSame key: [String], start: String, end: String? = nil, within: Duration,
    followers: Condition = .always, isNegated: Bool = false
  ) {
    self.key = key
    self.start = start
    self.end = end
    self.within = within
    self.followers = followers
    self.isNegated = isNegated
  }
}
