// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportTestKit

/// Definitions about a subject with a fact of every kind, sound or not.
struct RandomDefinition {
  var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  static let subject: MetricSubject? = {
    guard let euro = try? Currency("EUR") else { return nil }
    return try? MetricSubject(
      "rows",
      [
        FactField("name", .text), FactField("shop", .text, isPersonal: true),
        FactField("kind", .choice(["a", "b", "c"])),
        FactField("tier", .ordered(["low", "mid", "high"]), isOptional: true),
        FactField("traits", .flags(["x", "y", "z"])), FactField("yes", .boolean),
        FactField("count", .integer(-9...9)), FactField("weight", .decimal(decimals: 2)),
        FactField("paid", .money(euro)),
        FactField("wait", .duration(milliseconds: 0...86_400_000)),
        FactField("talk", .duration(milliseconds: 0...86_400_000)),
        FactField("from", .instant), FactField("until", .instant), FactField("day", .date),
      ], date: "from")
  }()

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
  mutating func flip() -> Bool { Bool.random(using: &random) }
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  mutating func rate() -> Rate {
    Rate(Int64(below(1_000)), over: one(of: [1_000, 999, 10_000])) ?? .one
  }

  mutating func time() -> Duration {
    .milliseconds(one(of: [1, 999, 20_000, 60_000, 3_600_000, 604_800_000]) * (1 + below(3)))
  }

  // MARK: Conditions

  mutating func condition(_ depth: Int = 0) -> Condition {
    guard let fields = Self.subject?.schema.fields else { return .always }
    switch below(depth < 3 ? 9 : 5) {
    case 5: return .all((0..<below(4)).map { _ in condition(depth + 1) })
    case 6: return .any((0..<1 + below(3)).map { _ in condition(depth + 1) })
    case 7: return .not(condition(depth + 1))
    case 8: return .always
    default: return test(one(of: fields))
    }
  }

  private mutating func test(_ field: FactField) -> Condition {
    if below(6) == 0 { return .isKnown(field.name) }
    if case .flags(let names) = field.domain {
      return .hasFlags(field.name, FlagTest(allOf: [one(of: names)], noneOf: flip() ? ["z"] : []))
    }
    if field.domain.isOrdered, flip() {
      switch below(4) {
      case 0: return .atLeast(field.name, value(field))
      case 1: return .above(field.name, value(field))
      case 2: return .atMost(field.name, value(field))
      default: return .below(field.name, value(field))
      }
    }
    return .isOneOf(field.name, (0..<1 + below(3)).map { _ in value(field) })
  }

  private mutating func value(_ field: FactField) -> FactValue {
    switch field.domain {
    case .choice(let names), .ordered(let names): .text(one(of: names))
    case .text, .flags: .text(one(of: ["Lübeck", "a \"b\"", "上海", "", "x"]))
    case .integer: .integer(Int64(below(19) - 9))
    case .decimal: .decimal(ExactDecimal(significand: Int128(below(900)) - 450, scale: 2) ?? .zero)
    case .money(let currency, _):
      .money(Money(minorUnits: Int64(below(9_000)) - 500, currency: currency))
    case .duration: .duration(milliseconds: Int64(below(86_400)) * 1_000)
    case .instant: .instant(Instant(millisecondsSince1970: Int64(below(1 << 40))))
    case .date:
      .date(Instant(millisecondsSince1970: Int64(below(1 << 40))).wallTime(utcOffset: 0).date)
    case .boolean: .boolean(flip())
    }
  }

  // MARK: Formulas

  private mutating func amount() -> MetricAmount {
    one(of: [["wait"], ["wait", "talk"], ["count"], ["weight"], ["paid"], ["talk"]])
  }

  private mutating func method() -> MetricQuantileMethod {
    one(of: [.linear, .nearestRank, .sketch(error: Rate(1, over: 100) ?? .one)])
  }

  mutating func measure() -> MetricMeasure {
    let rows = flip() ? Condition.always : condition()
    switch one(of: MetricMeasure.Kind.allCases) {
    case .count: return .count(where: rows)
    case .share: return .share(of: condition(), among: rows)
    case .ratio: return .ratio(of: condition(), to: rows)
    case .balance: return .balance(of: condition(), against: condition(), among: rows)
    case .sum: return .sum(amount(), where: rows)
    case .mean: return .mean(amount(), where: rows)
    case .minimum: return .minimum(amount(), where: rows)
    case .maximum: return .maximum(amount(), where: rows)
    case .quantile: return .quantile(rate(), of: amount(), by: method(), where: rows)
    case .quotient:
      let divisor: MetricDivisor = flip() ? .distinct("name") : .amount(amount())
      return .quotient(of: amount(), by: divisor, where: rows)
    case .top:
      let count = 1 + below(20)
      return .top(
        count, of: "kind", by: flip() ? .exact : .bounded(counters: count + 1 + below(100)),
        where: rows)
    case .distinct:
      return .distinct(
        "shop", by: flip() ? .exact : .bounded(precision: 4 + below(15)), where: rows)
    case .averagePresent: return .averagePresent(from: "from", until: "until", where: rows)
    case .presentAtEnd: return .presentAtEnd(from: "from", until: "until", where: rows)
    case .ageAtEnd:
      let ageing: MetricAgeing = one(of: [
        .mean, .quantile(rate(), by: method()), .shareOlder(than: time()),
      ])
      return .ageAtEnd(ageing, from: "from", until: "until", where: rows)
    case .recurrence:
      return .recurrence(
        MetricRecurrence(
          ofSame: flip() ? ["shop"] : ["shop", "kind"], start: "from",
          end: flip() ? "until" : nil, within: time(),
          followers: flip() ? .always : .isKnown("kind"), isNegated: flip()), where: rows)
    }
  }

  private mutating func bound(_ unit: MetricUnit?) -> MetricQuantity {
    switch unit {
    case .share, nil: .share(rate())
    case .number: .number(ExactDecimal(significand: Int128(below(900)), scale: below(3)) ?? .zero)
    case .duration: .duration(milliseconds: time().components.seconds * 1_000)
    case .money(let currency): .money(Money(minorUnits: Int64(below(900)), currency: currency))
    }
  }

  mutating func definition() -> MetricDefinition {
    let measure = measure()
    var definition = MetricDefinition(MetricID("m\(below(1_000_000))"), of: "rows", measure)
    if flip() { definition.filter = condition() }
    if flip() { definition.grouping = one(of: [["kind"], ["name", "yes"], ["tier", "day"]]) }
    switch below(4) {
    case 0: definition.date = .fact(one(of: ["until", "day"]))
    case 1: definition.date = .event(from: "from", after: "wait", atMost: time())
    default: break
    }
    if flip() {
      definition.period = one(of: [
        .whole, .year, .quarter, .month, .week, .day, .interval(minutes: 15),
        .interval(minutes: 120),
      ])
    }
    if flip() { definition.horizon = MetricHorizon(time(), after: "until") }
    if flip(), let subject = Self.subject {
      definition.objective = MetricObjective(
        one(of: MetricObjective.Direction.allCases), bound(measure.unit(in: subject)))
    }
    let words = ["", "Plain", "With \"quotes\"", "中文", " "]
    if flip() { definition.title = MetricTitle(one(of: words), simplifiedChinese: one(of: words)) }
    if flip() { definition.source = one(of: words) }
    if flip() { definition.family = one(of: words) }
    return definition
  }
}
