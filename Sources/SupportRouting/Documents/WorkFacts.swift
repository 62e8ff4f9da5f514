// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Facts as a journal writes them: the values that are known, by name.
///
/// They are read into a schema that follows from the values. The router translates facts to the schema
/// of its policy, so that the policy's rules read the same.
struct WorkFacts: Codable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
      self.stringValue = stringValue
    }

    init?(intValue: Int) {
      nil
    }
  }

  let facts: Facts

  init(_ facts: Facts) {
    self.facts = facts
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Name.self)
    let known = try values.allKeys.sorted { $0.stringValue < $1.stringValue }.map { name in
      (name: name.stringValue, value: try values.decode(FactValue.self, forKey: name))
    }
    do {
      let schema = try FactSchema(known.map { FactField($0.name, $0.value.widestDomain) })
      var facts = Facts(schema)
      for (name, value) in known { try facts.set(name, to: value) }
      self.facts = facts
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Name.self)
    for field in facts.schema.fields {
      try values.encodeIfPresent(facts[field.name], forKey: Name(stringValue: field.name))
    }
  }
}

extension FactValue {
  /// A domain that holds the value, and as many others of its kind as there are.
  fileprivate var widestDomain: FactField.Domain {
    switch self {
    case .text: .text
    case .integer: .integer(Int64.min...Int64.max)
    case .decimal(let number): .decimal(decimals: number.decimalCount)
    case .money(let money): .money(money.currency)
    case .duration: .duration(milliseconds: Int64.min...Int64.max)
    case .instant: .instant
    case .date: .date
    case .boolean: .boolean
    case .flags(let names): .flags(names.isEmpty ? ["-"] : names)
    }
  }
}

extension ExactDecimal {
  /// The number of decimals that the number is written with.
  fileprivate var decimalCount: Int {
    description.split(separator: "." as Character).dropFirst().first?.count ?? 0
  }
}
