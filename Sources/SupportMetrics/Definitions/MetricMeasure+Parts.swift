// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportRules

extension MetricMeasure {
  /// What kind of formula it is, by the word that documents use.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``MetricMeasure/count(where:)``.
    case count
    /// See ``MetricMeasure/share(of:among:)``.
    case share
    /// See ``MetricMeasure/ratio(of:to:)``.
    case ratio
    /// See ``MetricMeasure/balance(of:against:among:)``.
    case balance
    /// See ``MetricMeasure/sum(_:where:)``.
    case sum
    /// See ``MetricMeasure/mean(_:where:)``.
    case mean
    /// See ``MetricMeasure/minimum(_:where:)``.
    case minimum
    /// See ``MetricMeasure/maximum(_:where:)``.
    case maximum
    /// See ``MetricMeasure/quantile(_:of:by:where:)``.
    case quantile
    /// See ``MetricMeasure/quotient(of:by:where:)``.
    case quotient
    /// See ``MetricMeasure/top(_:of:by:where:)``.
    case top
    /// See ``MetricMeasure/distinct(_:by:where:)``.
    case distinct
    /// See ``MetricMeasure/averagePresent(from:until:where:)``.
    case averagePresent
    /// See ``MetricMeasure/presentAtEnd(from:until:where:)``.
    case presentAtEnd
    /// See ``MetricMeasure/ageAtEnd(_:from:until:where:)``.
    case ageAtEnd
    /// See ``MetricMeasure/recurrence(_:where:)``.
    case recurrence
  }

  /// What kind of formula it is.
  public var kind: Kind {
    switch self {
    case .count: .count
    case .share: .share
    case .ratio: .ratio
    case .balance: .balance
    case .sum: .sum
    case .mean: .mean
    case .minimum: .minimum
    case .maximum: .maximum
    case .quantile: .quantile
    case .quotient: .quotient
    case .top: .top
    case .distinct: .distinct
    case .averagePresent: .averagePresent
    case .presentAtEnd: .presentAtEnd
    case .ageAtEnd: .ageAtEnd
    case .recurrence: .recurrence
    }
  }

  /// A condition of a formula, with the key that a document has it under; a count has none.
  struct Part {
    var key: String
    var condition: Condition
  }

  /// The conditions, in the order of a document.
  var parts: [Part] {
    switch self {
    case .count(let rows): [Part(key: "", condition: rows)]
    case .share(let part, let whole):
      [Part(key: "of", condition: part), Part(key: "among", condition: whole)]
    case .ratio(let left, let right):
      [Part(key: "of", condition: left), Part(key: "to", condition: right)]
    case .balance(let left, let right, let whole):
      [
        Part(key: "of", condition: left), Part(key: "against", condition: right),
        Part(key: "among", condition: whole),
      ]
    case .sum(_, let rows), .mean(_, let rows), .minimum(_, let rows), .maximum(_, let rows),
      .quantile(_, _, _, let rows), .quotient(_, _, let rows), .top(_, _, _, let rows),
      .distinct(_, _, let rows), .averagePresent(_, _, let rows), .presentAtEnd(_, _, let rows),
      .ageAtEnd(_, _, _, let rows), .recurrence(_, let rows):
      [Part(key: "where", condition: rows)]
    }
  }

  /// What stands above the line, with all that stand below it: only for shares.
  var shares: [(key: String, of: Condition, among: Condition)] {
    switch self {
    case .share(let part, let whole): [("of", part, whole)]
    case .balance(let left, let right, let whole):
      [("of", left, whole), ("against", right, whole)]
    default: []
    }
  }

  /// The amounts that must be known of a row.
  var amounts: [MetricAmount] {
    switch self {
    case .sum(let amount, _), .mean(let amount, _), .minimum(let amount, _),
      .maximum(let amount, _), .quantile(_, let amount, _, _):
      [amount]
    case .quotient(let amount, .amount(let other), _): [amount, other]
    case .quotient(let amount, .distinct(let fact), _): [amount, MetricAmount([fact])]
    case .top(_, let fact, _, _), .distinct(let fact, _, _): [MetricAmount([fact])]
    case .averagePresent(let from, _, _), .presentAtEnd(let from, _, _),
      .ageAtEnd(_, let from, _, _):
      [MetricAmount([from])]
    case .recurrence(let window, _):
      [MetricAmount(window.key + [window.start] + (window.end.map { [$0] } ?? []))]
    case .count, .share, .ratio, .balance: []
    }
  }
}
