// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Collects what is wrong with the parts of a definition.
struct MetricCheck {
  let subject: MetricSubject
  private(set) var problems: Problems

  init(_ subject: MetricSubject, _ problems: Problems) {
    self.subject = subject
    self.problems = problems
  }

  mutating func report(_ message: String, path: String) {
    problems.report(message, path: path)
  }

  // MARK: Facts

  /// The field of a name; reports a name that there is not.
  @discardableResult
  mutating func field(_ name: String, path: String) -> FactField? {
    if let field = subject.schema.field(name) { return field }
    let names = subject.schema.fields.map(\.name)
    problems.report(
      "\(name.quoted) is no fact of \(subject.name)", path: path,
      suggestion: EditDistance.nearest(to: name, among: names))
    return nil
  }

  mutating func instant(_ name: String, path: String) {
    guard let field = field(name, path: path), field.domain != .instant else { return }
    report("\(name) is no instant", path: path)
  }

  /// Names of facts, each once.
  mutating func names(_ names: [String], path: String) {
    var seen: Set<String> = []
    for (place, name) in names.enumerated() {
      field(name, path: "\(path)[\(place)]")
      if !seen.insert(name).inserted {
        report("\(name.quoted) stands twice", path: "\(path)[\(place)]")
      }
    }
  }

  mutating func amount(_ amount: MetricAmount, path: String) {
    if amount.facts.isEmpty { report("an amount needs a fact", path: path) }
    let before = problems.all.count
    names(amount.facts, path: path)
    guard problems.all.count == before else { return }
    var units: [MetricUnit] = []
    for name in amount.facts {
      guard let domain = subject.schema.field(name)?.domain else { continue }
      if let unit = domain.metricUnit {
        units.append(unit)
      } else {
        report("\(name) is \(domain.kindName), which cannot be added up", path: path)
      }
    }
    if let first = units.first, let other = units.first(where: { $0 != first }) {
      report(
        "\(first.name) and \(other.name) cannot be added: \(amount)", path: path)
    }
  }

  mutating func condition(_ condition: Condition, path: String) {
    condition.check(against: subject.schema, path: path, &problems)
  }

  // MARK: Parameters

  /// An amount of time above nothing, in whole milliseconds.
  mutating func positive(_ duration: Duration, path: String) {
    let milliseconds = duration.wholeMilliseconds
    if milliseconds <= 0 {
      report("\(duration) is not more than nothing", path: path)
    } else if Duration.milliseconds(milliseconds) != duration {
      report("\(duration) is no whole number of milliseconds that 64 bits hold", path: path)
    }
  }

  mutating func quantile(_ share: Rate, _ method: MetricQuantileMethod, path: String) {
    if share < .zero || share > .one { report("\(share) is outside 0% ... 100%", path: path) }
    if case .sketch(let error) = method, error < Self.leastError || error > Self.greatestError {
      report("the error \(error) is outside 0.01% ... 50%", path: path)
    }
  }

  private static let leastError = Rate(1, over: 10_000) ?? .zero
  private static let greatestError = Rate(1, over: 2) ?? .one

  mutating func date(_ date: MetricDate, path: String) {
    switch date {
    case .fact(let name):
      guard let field = field(name, path: path) else { return }
      if field.domain != .instant, field.domain != .date {
        report("\(name) is neither an instant nor a date", path: path)
      }
    case .event(let start, let after, let limit):
      instant(start, path: "\(path).event.from")
      if let field = field(after, path: "\(path).event.after"),
        field.domain.metricUnit != .duration
      {
        report("\(after) is no amount of time", path: "\(path).event.after")
      }
      positive(limit, path: "\(path).event.atMost")
    }
  }

  mutating func objective(
    _ objective: MetricObjective, of measure: MetricMeasure, path: String
  ) {
    guard let unit = measure.unit(in: subject), !unit.measures(objective.bound) else { return }
    report(
      "the figure is \(unit.name), and \(objective.bound) is none; write it as \(unit.example)",
      path: "\(path).\(objective.direction.rawValue)")
  }
}

extension FactField.Domain {
  /// What a value is called in messages.
  var kindName: String {
    switch self {
    case .choice, .ordered: "a name"
    case .text: "a text"
    case .integer, .decimal: "a number"
    case .money: "a sum of money"
    case .duration: "an amount of time"
    case .instant: "an instant"
    case .date: "a date"
    case .boolean: "a yes or no"
    case .flags: "a set of flags"
    }
  }
}
