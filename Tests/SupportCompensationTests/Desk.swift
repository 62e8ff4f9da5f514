// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime

/// A desk as the published service books of consumer games describe it: 10 % of the fee for a minor
/// fault, everything back and a fifth on top for a heavy loss, one yuan for each started hour.
enum Desk {
  static func yuan(_ units: Int64) -> Money { Money(minorUnits: units, currency: .cny) }

  static let facts = [
    FactField("fault", .choice(["none", "minor", "heavyLoss", "belowStandard"])),
    FactField("paid", .money(.cny), isOptional: true),
    FactField("serviceFee", .money(.cny), isOptional: true),
  ]

  static let allForms = Set(AwardForm.Kind.allCases)
}
