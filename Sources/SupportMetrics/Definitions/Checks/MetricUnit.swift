// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

/// What the figure of a metric counts in, and so what its objective may be.
public enum MetricUnit: Hashable, Sendable {
  /// A share of one, told in per cent; shares of different things may exceed it, balances lie below.
  case share
  /// A number, as means and sums of whole numbers and decimals are; the decimals are those of the
  /// fact, whose values are whole numbers of its last decimal.
  case number(decimals: Int)
  /// An amount of time in milliseconds.
  case duration
  /// A sum of money in minor units.
  case money(Currency)

  /// Whether a bound is said in this unit.
  public func measures(_ quantity: MetricQuantity) -> Bool {
    switch (self, quantity) {
    case (.share, .share), (.number, .number), (.duration, .duration): true
    case (.money(let currency), .money(let bound)): currency == bound.currency
    default: false
    }
  }

  /// An example of a bound in this unit, as a document writes it.
  var example: String {
    switch self {
    case .share: "\"92%\""
    case .number: "4.8"
    case .duration: "\"90 s\""
    case .money(let currency): "\"\(Money(minorUnits: 1_200, currency: currency))\""
    }
  }

  /// What it is called in messages.
  var name: String {
    switch self {
    case .share: "a share"
    case .number: "a number"
    case .duration: "an amount of time"
    case .money(let currency): "a sum of \(currency)"
    }
  }
}

extension FactField.Domain {
  /// The unit of values that can be added up; `nil` for all others.
  var metricUnit: MetricUnit? {
    switch self {
    case .integer: .number(decimals: 0)
    case .decimal(let decimals, _): .number(decimals: decimals)
    case .duration: .duration
    case .money(let currency, _): .money(currency)
    case .choice, .ordered, .text, .instant, .date, .boolean, .flags: nil
    }
  }
}

extension MetricMeasure {
  /// The unit of the figure.
  ///
  /// - Returns: `nil` where the amount is none: its facts are unknown to the subject, cannot be added
  ///   up, or are of different units.
  public func unit(in subject: MetricSubject) -> MetricUnit? {
    switch self {
    case .count, .distinct, .averagePresent, .presentAtEnd: .number(decimals: 0)
    case .share, .ratio, .balance, .top, .recurrence: .share
    case .sum(let amount, _), .mean(let amount, _), .minimum(let amount, _),
      .maximum(let amount, _), .quantile(_, let amount, _, _):
      amount.unit(in: subject)
    case .quotient(let amount, .distinct, _): amount.unit(in: subject)
    case .quotient(let amount, .amount(let other), _):
      Self.quotient(amount.unit(in: subject), other.unit(in: subject))
    case .ageAtEnd(.shareOlder, _, _, _): .share
    case .ageAtEnd: .duration
    }
  }

  /// Time by time is a share, time by a number is time; time by money is nothing that people measure.
  static func quotient(_ left: MetricUnit?, _ right: MetricUnit?) -> MetricUnit? {
    switch (left, right) {
    case (.duration?, .duration?): .share
    case (.money(let one)?, .money(let other)?): one == other ? .share : nil
    case (.number(let one)?, .number(let other)?) where one == other: .share
    case (let unit?, .number(decimals: 0)?): unit
    default: nil
    }
  }
}

extension MetricAmount {
  /// The one unit of all its facts; `nil` where there is none.
  func unit(in subject: MetricSubject) -> MetricUnit? {
    let units = facts.map { subject.schema.field($0)?.domain.metricUnit }
    guard let first = units.first, units.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}
