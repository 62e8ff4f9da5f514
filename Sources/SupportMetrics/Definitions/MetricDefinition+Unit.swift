// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricDefinition {
  /// What figures of the definition are counted in.
  func unit(in subject: MetricSubject) -> MetricFigure.Unit {
    switch measure {
    case .count, .distinct, .averagePresent, .presentAtEnd: .number
    case .share, .ratio, .balance, .recurrence, .top: .share
    case .sum(let amount, _), .mean(let amount, _), .minimum(let amount, _),
      .maximum(let amount, _), .quantile(_, let amount, _, _),
      .quotient(let amount, .distinct, _):
      amount.unit(in: subject)
    case .quotient(let amount, .amount(let other), _):
      amount.unit(in: subject) == other.unit(in: subject) ? .share : amount.unit(in: subject)
    }
  }
}

extension MetricAmount {
  /// What the amount is counted in; facts of a definition that passed its checks are of one kind.
  func unit(in subject: MetricSubject) -> MetricFigure.Unit {
    switch facts.first.flatMap(subject.schema.field)?.domain {
    case .duration: .duration
    case .decimal(let decimals, _): .decimal(decimals)
    case .money(let currency, _): .money(currency)
    default: .number
    }
  }
}
