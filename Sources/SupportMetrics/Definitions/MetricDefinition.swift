// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportRules

/// A metric as data: what it is about, its formula, and how it is cut, dated and judged.
///
/// On one and the same log a "service level" varies by ten points with the formula alone. So a
/// definition is a value that prints its formula, travels as JSON, and is checked against the subject's
/// facts before anything is counted; ``MetricCatalogue`` holds those that the field uses, each with its
/// source and its variants beside it.
///
/// ```swift
/// let definition = MetricDefinition(
///   "CM-41", of: "contacts", .share(of: resolved, among: answered),
///   grouping: ["queue"], objective: .atLeast(.share(ninetyTwoPercent)))
/// definition.formula      // #(isResolved = true) / #(outcome = answered)
/// ```
public struct MetricDefinition: Hashable, Sendable {
  /// The name of the metric.
  public var id: MetricID
  /// The name of the subject whose rows it counts.
  public var subject: String
  /// The formula.
  public var measure: MetricMeasure
  /// Which rows it looks at at all; others are not even left out. A row of which that cannot be told
  /// is left out as unknown.
  public var filter: Condition
  /// The facts by whose values it is told apart, in this order; a row without a value is a group of
  /// its own.
  public var grouping: [String]
  /// What puts a row into a period; `nil` for the subject's own date.
  public var date: MetricDate?
  /// Over what it is told and its objective is judged; `nil` for whatever a report asks for.
  public var period: MetricPeriod?
  /// How far behind a row the data must reach before it is judged; `nil` where nothing can still
  /// change.
  public var horizon: MetricHorizon?
  /// What it has to reach; `nil` where it is only reported.
  public var objective: MetricObjective?
  /// What it is called, in the languages of its readers; empty for the id alone.
  public var title: MetricTitle
  /// Where the definition comes from: a manual, a standard, a contract.
  public var source: String?
  /// The name that variants of one notion share, such as `serviceLevel`, so that they are shown side
  /// by side.
  public var family: String?

  /// Creates a definition.
  public init(
    _ id: MetricID, of subject: String, _ measure: MetricMeasure, filter: Condition = .always,
    grouping: [String] = [], date: MetricDate? = nil, period: MetricPeriod? = nil,
    horizon: MetricHorizon? = nil, objective: MetricObjective? = nil,
    title: MetricTitle = .init(), source: String? = nil, family: String? = nil
  ) {
    self.id = id
    self.subject = subject
    self.measure = measure
    self.filter = filter
    self.grouping = grouping
    self.date = date
    self.period = period
    self.horizon = horizon
    self.objective = objective
    self.title = title
    self.source = source
    self.family = family
  }
}

/// What a metric is called.
public struct MetricTitle: Hashable, Sendable {
  /// In English; empty for none.
  public var english: String
  /// In Simplified Chinese; empty for none.
  public var simplifiedChinese: String

  /// Creates a title.
  public init(_ english: String = "", simplifiedChinese: String = "") {
    self.english = english
    self.simplifiedChinese = simplifiedChinese
  }
}
