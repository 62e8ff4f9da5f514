// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What the report shows, already counted; it computes no figure beyond scales and bins.
///
/// Texts may come from strangers' exports: they are escaped and cut when the page is written.
struct ReportModel: Sendable {
  /// The heading of the page.
  var title: String
  /// The name of the log the figures come from.
  var source: String
  /// The first and the last day of the log, with the zone.
  var period: String
  /// The zone that dates and hours are told in.
  var zone: String
  /// Whom to credit for the data; may be empty.
  var credit: String
  /// The headline tiles, best six to ten.
  var figures: [Figure]
  /// The promises, each with its kept and missed tickets by priority.
  var attainment: [Attainment]
  /// The rules that are missed, most often first.
  var breaches: [Breach]
  /// Why promises are missed, by metric, most often first.
  var causes: [Cause]
  /// How long tickets take.
  var distribution: Distribution
  /// Open tickets over time, one series per meaning of open.
  var backlog: [Series]
  /// New tickets by weekday (7 rows, Monday first) and hour (24 columns).
  var arrivals: [[Int]]
  /// The largest categories, largest first.
  var categories: [Category]
  /// The tickets in those categories of all tickets.
  var categoryCoverage: Share
  /// The reopened tickets of all tickets, by priority or category.
  var reopens: [Share]
  /// What grew and what shrank, in the order to be shown.
  var growth: [Growth]
  /// How each figure is defined.
  var definitions: [Definition]
  /// The rows that could not be read, by reason.
  var rejected: [Rejected]
  /// Oddities of the histories.
  var anomalies: [Count]
  /// What another policy would change; `nil` where none is tried.
  var against: Against?

  /// A headline number with its name and a line of context.
  struct Figure: Sendable {
    var label: String
    var value: String
    var detail: String
  }

  /// A part of a whole; `excluded` tickets count in neither.
  struct Share: Sendable {
    var label: String
    var numerator: Int
    var denominator: Int
    var excluded: Int
  }

  /// A promise and how often it was kept, row by row.
  struct Attainment: Sendable {
    var title: String
    var detail: String
    var rows: [Share]
  }

  /// A rule and how often it was missed.
  struct Breach: Sendable {
    var label: String
    var detail: String
    var count: Int
    var of: Int
  }

  /// A reason for which cycles of a metric were missed.
  struct Cause: Sendable {
    var metric: String
    var reason: String
    var count: Int
    /// All cycles of the metric.
    var cycles: Int
  }

  /// Durations in ascending order and the places to mark among them.
  struct Distribution: Sendable {
    var title: String
    var detail: String
    var milliseconds: [Int64]
    var markers: [Marker]
  }

  /// A named place on the axis of durations, such as a percentile.
  struct Marker: Sendable {
    var label: String
    var milliseconds: Int64
  }

  /// A line over time.
  struct Series: Sendable {
    var label: String
    var points: [Point]
  }

  /// A value that holds from an instant on.
  struct Point: Sendable {
    var at: Instant
    var value: Int
  }

  /// A category with its tickets and their share (0 ... 1) of all.
  struct Category: Sendable {
    var label: String
    var count: Int
    var share: Double
  }

  /// A count in one period and in the period after it.
  struct Growth: Sendable {
    var label: String
    var before: Int
    var after: Int
    var detail: String
  }

  /// A term of the report and its meaning.
  struct Definition: Sendable {
    var term: String
    var text: String
  }

  /// A reason for which rows were refused, with the line and the text of the first.
  struct Rejected: Sendable {
    var reason: String
    var count: Int
    var line: Int
    var sample: String
  }

  /// What another policy would change.
  struct Against: Sendable {
    /// The names of both policies.
    var before: String
    var after: String
    var finding: String
    /// By rule, what changes most first.
    var rules: [Shift]
    /// All that is paid, then by rule and tier; empty where nothing is.
    var sums: [Sum]
    var cases: [Case]
    var casesFinding: String
  }

  /// What becomes of the promises of a rule.
  struct Shift: Sendable {
    var label: String
    var newlyMet: Int
    var newlyMissed: Int
    var added: Int
    var dropped: Int
    var moved: Int
    var unchanged: Int
    /// The shares kept under both policies, in words.
    var before: String
    var after: String
  }

  /// A sum under both policies, in words and to draw.
  struct Sum: Sendable {
    var label: String
    var before: String
    var after: String
    var minorBefore: Int64
    var minorAfter: Int64
    var caption: String
  }

  /// A promise to a case under both policies.
  struct Case: Sendable {
    var label: String
    var before: String
    var after: String
  }

  /// Something that was counted.
  struct Count: Sendable {
    var label: String
    var count: Int
  }
}
