// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit

/// Small schemas, conditions and tables by chance, so small that all their cases can be listed.
struct RandomTables {
  var random: SplitMix64
  let schema: FactSchema
  /// Per field all its values that matter; nil is "not known", listed for optional fields.
  let values: [[FactValue?]]

  /// The kinds of fields that a schema may have, with all their values.
  private static let kinds: [(FactField.Domain, [FactValue])] = [
    (.choice(["x", "y", "z"]), ["x", "y", "z"]),
    (.ordered(["low", "mid", "high", "top"]), ["low", "mid", "high", "top"]),
    (.integer(-2...5), (-2...5).map { .integer($0) }),
    (.boolean, [false, true]),
    (
      .flags(["p", "q", "r"]),
      [[], ["p"], ["q"], ["r"], ["p", "q"], ["p", "r"], ["q", "r"], ["p", "q", "r"]]
        .map { .flags($0) }
    ),
    (.text, ["a", "b", "c", "other"]),
    (
      .decimal(decimals: 1, in: ExactDecimal(0)...ExactDecimal(1)),
      (0...10).compactMap { ExactDecimal(significand: $0, scale: 1) }.map { .decimal($0) }
    ),
    (
      .money(.cny, minorUnits: 0...4),
      (0...4).map { .money(Money(minorUnits: $0, currency: .cny)) }
    ),
    (.duration(milliseconds: 0...5), (0...5).map { .duration(milliseconds: $0) }),
  ]

  init(seed: UInt64, fields: Int = 4, optional: Bool = true) throws {
    var random = SplitMix64(seed: seed)
    var declared: [FactField] = []
    var values: [[FactValue?]] = []
    for number in 0..<fields {
      let (domain, all) = Self.kinds[Int.random(in: 0..<Self.kinds.count, using: &random)]
      let isOptional = optional && random.oneIn(4)
      declared.append(FactField("f\(number)", domain, isOptional: isOptional))
      values.append(isOptional ? all + [nil] : all)
    }
    schema = try FactSchema(declared)
    self.values = values
    self.random = random
  }

  // MARK: Conditions

  mutating func condition(depth: Int) -> Condition {
    if depth > 0, random.oneIn(2) {
      let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        condition(depth: depth - 1)
      }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return .any(parts)
      case 1: return .not(parts[0])
      default: return .all(parts)
      }
    }
    return leaf()
  }

  private mutating func leaf() -> Condition {
    let position = Int.random(in: 0..<schema.fields.count, using: &random)
    let field = schema.fields[position]
    let known = values[position].compactMap { $0 }
    if random.oneIn(9) { return .isKnown(field.name) }
    if case .flags(let names) = field.domain {
      func some() -> [String] { names.filter { _ in random.oneIn(3) } }
      let test = FlagTest(allOf: some(), anyOf: some(), noneOf: some())
      return .hasFlags(field.name, test == FlagTest() ? FlagTest(anyOf: names) : test)
    }
    if field.domain.isOrdered, random.oneIn(2) {
      let low = Int.random(in: 0..<known.count, using: &random)
      let high = Int.random(in: low..<known.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0 where high > low:
        return .isWithin(field.name, FactRange(from: known[low], below: known[high]))
      case 1 where low > 0:
        return .isWithin(field.name, FactRange(lower: .unbounded, upper: .excluding(known[low])))
      case 2 where high < known.count - 1:
        return .isWithin(field.name, FactRange(lower: .excluding(known[high]), upper: .unbounded))
      case 3:
        return .isWithin(field.name, FactRange(lower: .including(known[low]), upper: .unbounded))
      default:
        return .isWithin(
          field.name, FactRange(lower: .including(known[low]), upper: .including(known[high])))
      }
    }
    // The last text is never mentioned, so that it stands for all others.
    let usable = field.domain == .text ? Array(known.dropLast()) : known
    let chosen = usable.filter { _ in random.oneIn(3) }
    return .isOneOf(field.name, chosen.isEmpty ? [usable[0]] : chosen)
  }

  // MARK: Tables

  mutating func table(
    _ hitPolicy: HitPolicy = .first, rules count: Int, outcomes: Int = 3, otherwise: Bool? = nil,
    depth: Int = 2, dated: Bool = false
  ) throws -> RuleTable<Int> {
    let rules = (0..<count).map { number in
      Rule(
        RuleID("r\(number)"), when: random.oneIn(8) ? .always : condition(depth: depth),
        then: Int.random(in: 0..<outcomes, using: &random),
        from: dated && random.oneIn(3) ? Self.day(Int.random(in: 0..<6, using: &random)) : nil,
        until: dated && random.oneIn(3) ? Self.day(Int.random(in: 2..<8, using: &random)) : nil)
    }
    let hasDefault = otherwise ?? random.oneIn(2)
    return try RuleTable(
      "t", schema: schema, hitPolicy: hitPolicy,
      outcomeOrder: OutcomeOrder((0..<outcomes).reversed()), rules: rules,
      otherwise: hasDefault ? Int.random(in: 0..<outcomes, using: &random) : nil)
  }

  static func day(_ number: Int) -> CivilDate { CivilDate(daysSince1970: 20_000 + number) }

  // MARK: Cases

  /// All cases there are, optional facts also unknown.
  var allFacts: [Facts] {
    var rows = [Facts(schema)]
    for (position, values) in values.enumerated() {
      rows = rows.flatMap { row in
        values.map { value in
          var next = row
          next.record(value, at: position)
          return next
        }
      }
    }
    return rows
  }

  /// A case in which any fact may be unknown.
  mutating func facts() -> Facts {
    var facts = Facts(schema)
    for (position, values) in values.enumerated() where !random.oneIn(5) {
      facts.record(values.randomElement(using: &random) ?? nil, at: position)
    }
    return facts
  }
}
