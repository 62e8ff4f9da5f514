// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The values of an entry's parameters, each of the right kind: what was said, else the fallback, else
/// the example.
struct MetricArguments {
  private let values: [String: MetricArgument]

  init(_ values: [String: MetricArgument]) {
    self.values = values
  }

  private func value(_ parameter: MetricParameter) -> MetricArgument {
    values[parameter.name] ?? parameter.fallback ?? parameter.example
  }

  func duration(_ parameter: MetricParameter) -> Duration {
    if case .duration(let duration) = value(parameter) { duration } else { .zero }
  }

  func duration(ifSaid parameter: MetricParameter) -> Duration? {
    if case .duration(let duration) = values[parameter.name] { duration } else { nil }
  }

  func share(_ parameter: MetricParameter) -> Rate {
    if case .share(let share) = value(parameter) { share } else { .one }
  }

  func share(ifSaid parameter: MetricParameter) -> Rate? {
    if case .share(let share) = values[parameter.name] { share } else { nil }
  }

  func number(_ parameter: MetricParameter) -> Int64 {
    if case .number(let number) = value(parameter) { number } else { 1 }
  }

  func text(_ parameter: MetricParameter) -> String {
    if case .text(let text) = value(parameter) { text } else { "" }
  }

  func flag(_ parameter: MetricParameter) -> Bool {
    if case .flag(let flag) = value(parameter) { flag } else { false }
  }
}
