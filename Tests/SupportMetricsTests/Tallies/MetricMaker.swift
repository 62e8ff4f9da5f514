// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit

@testable import SupportMetrics

/// Draws rows of contacts and definitions about them, edges more often than chance would.
struct MetricMaker {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
  mutating func oneIn(_ bound: Int) -> Bool { below(bound) == 0 }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  static let durations = ["menu", "wait", "delay", "talk", "hold", "wrapUp"]
  static let names = ["channel", "type", "priority", "queue", "agent", "customer"]
  static let instants = ["arrivedAt", "queuedAt", "answeredAt", "endedAt"]

  mutating func row() -> Facts {
    var row = MetricSubject.contacts.row
    func set(_ fact: String, _ value: FactValue) {
      row.record(value, at: row.schema.position(of: fact) ?? 0)
    }
    let start = 1_762_000_000_000 + Int64(below(90)) * 86_400_000 + Int64(below(5_000)) * 30_000
    for fact in Self.instants where !oneIn(8) {
      set(fact, .instant(Instant(millisecondsSince1970: start + Int64(below(4)) * 600_000)))
    }
    for fact in Self.durations where !oneIn(6) {
      set(fact, .duration(milliseconds: pick([0, 5_000, 20_000, 20_001, Int64(below(90_000))])))
    }
    for fact in Self.names where !oneIn(6) { set(fact, .text("\(fact)\(below(3))")) }
    if !oneIn(6) { set("outcome", .text(pick(Contact.Outcome.allCases).rawValue)) }
    if !oneIn(6) { set("isResolved", .boolean(oneIn(2))) }
    if !oneIn(6) { set("transfers", .integer(Int64(below(4)))) }
    if !oneIn(6) { set("hour", .integer(Int64(below(24)))) }
    return row
  }

  mutating func condition(_ depth: Int = 2) -> Condition {
    switch below(depth > 0 ? 11 : 7) {
    case 0: return .equals("outcome", .text(pick(Contact.Outcome.allCases).rawValue))
    case 1: return .isOneOf("outcome", ["answered", "abandoned", "open"])
    case 2:
      let bound = FactValue.duration(milliseconds: pick([0, 5_000, 20_000, 60_000]))
      let fact = pick(Self.durations)
      return pick([.atMost(fact, bound), .not(.atMost(fact, bound)), .atLeast(fact, bound)])
    case 3: return .equals(pick(["queue", "agent"]), .text(pick(["queue0", "agent1", "none"])))
    case 4: return .isKnown(pick(Self.durations))
    case 5: return .equals("isResolved", true)
    case 6: return .always
    case 7: return .not(condition(depth - 1))
    case 8: return .any([condition(depth - 1), condition(depth - 1)])
    default: return .all([condition(depth - 1), condition(depth - 1)])
    }
  }

  mutating func amount() -> MetricAmount {
    MetricAmount(Array(Self.durations.shuffled(using: &random).prefix(1 + below(3))))
  }

  mutating func measure() -> MetricMeasure {
    let rows = condition(1)
    let share = Rate(Int64(pick([0, 1, 50, 90, 99, 100])), over: 100) ?? .one
    return switch below(14) {
    case 0: .count(where: rows)
    case 1, 2: .share(of: condition(), among: condition())
    case 3: .ratio(of: condition(), to: condition())
    case 4: .balance(of: condition(), against: condition(), among: condition())
    case 5: .sum(amount(), where: rows)
    case 6: .mean(amount(), where: rows)
    case 7: pick([.minimum(amount(), where: rows), .maximum(amount(), where: rows)])
    case 8, 9: .quantile(share, of: amount(), by: pick([.linear, .nearestRank]), where: rows)
    case 10: .quotient(of: amount(), by: .amount(amount()), where: rows)
    case 11: .quotient(of: amount(), by: .distinct(pick(Self.names)), where: rows)
    case 12:
      pick([
        .top(2, of: pick(Self.names), by: .exact, where: rows), .distinct("hour", where: rows),
        .distinct(
          pick(["hour", "customer"]), by: .bounded(precision: pick([6, 9, 14])), where: rows),
      ])
    default:
      .recurrence(
        .init(
          ofSame: pick([["customer"], ["customer", "type"]]), start: "arrivedAt",
          end: pick([nil, "endedAt"]), within: .seconds(pick([600, 86_400, 604_800])),
          followers: pick([.always, .equals("outcome", "answered"), .isKnown("talk")]),
          isNegated: oneIn(2)), where: rows)
    }
  }

  /// A definition that can be counted.
  mutating func definition(_ id: Int) -> MetricDefinition {
    while true {
      let drawn = draw(id)
      if drawn.problems(in: .contacts).isEmpty { return drawn }
    }
  }

  private mutating func draw(_ id: Int) -> MetricDefinition {
    let measure = measure()
    var horizon: MetricHorizon?
    switch measure {
    case .count, .share, .ratio, .balance:
      if oneIn(4) { horizon = .init(.seconds(pick([60, 864_000])), after: "queuedAt") }
    default: break
    }
    return MetricDefinition(
      MetricID(rawValue: "m\(id)"), of: "contacts", measure,
      filter: oneIn(2) ? .always : condition(1),
      grouping: pick([[], [], ["queue"], ["outcome"], ["priority", "hour"]]),
      date: pick([
        nil, .fact("queuedAt"), .event(from: "queuedAt", after: "wait", atMost: .seconds(20)),
      ]), horizon: horizon)
  }
}
