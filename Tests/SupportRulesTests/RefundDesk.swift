// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// The tiers of a desk's members, from the lowest to the highest.
enum Tier: String, CaseIterable, FactRepresentable {
  case none, silver, gold, platinum
}

/// What may be true of a customer besides the tier.
enum Trait: String, CaseIterable, FactRepresentable {
  case elderly, vip, blocked
}

extension FactKey where Value == Tier {
  static var tier: Self { Self("tier") }
}

extension FactKey where Value == Set<Trait> {
  static var traits: Self { Self("traits") }
}

extension FactKey where Value == Duration {
  static var delay: Self { Self("delay") }
}

extension FactKey where Value == Money {
  static var paid: Self { Self("paid") }
}

extension FactKey where Value == String {
  static var category: Self { Self("category") }
  static var customer: Self { Self("customer") }
}

extension FactKey where Value == Int {
  static var points: Self { Self("points") }
}

extension FactKey where Value == CivilDate {
  static var bookedOn: Self { Self("bookedOn") }
}

extension FactKey where Value == Bool {
  static var isFirst: Self { Self("isFirst") }
}

/// The facts of a desk that pays back what went wrong.
enum RefundDesk {
  static func schema() throws -> FactSchema {
    try FactSchema([
      FactField(.tier, .ordered(of: Tier.self)),
      FactField(.traits, .flags(of: Trait.self)),
      FactField(.delay, .duration(milliseconds: 0...360_000_000)),
      FactField(.paid, .money(.cny, minorUnits: 0...5_000_000)),
      FactField(.category, .text),
      FactField(.points, .integer(0...100_000, unit: "points"), isOptional: true),
      FactField(.bookedOn, .date, isOptional: true),
      FactField(.isFirst, .boolean),
      FactField(.customer, .text, isOptional: true, isPersonal: true),
    ])
  }

  static func yuan(_ amount: Int64) -> Money { Money(minorUnits: amount * 100, currency: .cny) }

  /// A case of which everything but the optional facts is known.
  static func facts() throws -> Facts {
    var facts = Facts(try schema())
    facts[.tier] = .silver
    facts[.traits] = [.elderly]
    facts[.delay] = .seconds(29 * 60)
    facts[.paid] = yuan(300)
    facts[.category] = "delivery"
    facts[.isFirst] = true
    return facts
  }
}
