// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules

/// Something that was learned about a contact on its way: a choice in a menu, an intent, a number
/// that was verified.
///
/// Its names are those of the host's fact schema, so that what was learned can be written into the
/// `Facts` that routing rules ask about.
public struct LearnedFact: Hashable, Sendable {
  /// The name of the fact: `kind`, `intent`, `memberNumber`.
  public var name: String
  /// Its value.
  public var value: FactValue
  /// Whether it is personal to the customer, and so is hidden from those who may not see that.
  public var isPersonal: Bool

  /// Creates a fact.
  public init(_ name: String, _ value: FactValue, isPersonal: Bool = false) {
    self.name = name
    self.value = value
    self.isPersonal = isPersonal
  }

  /// The fact as an operand of an explanation.
  var operand: Explanation.Operand {
    .init(name, isPersonal ? .personal(value.words) : .text(value.words))
  }

  /// Reads `{"kind": "complaint", "urgent": true}`: texts, whole numbers, and true or false.
  static func list(_ node: DocumentNode, _ problems: inout Problems) -> [LearnedFact]? {
    guard let object = node.object(&problems) else { return nil }
    var facts: [LearnedFact] = []
    for member in object.members {
      let value: FactValue? =
        switch member.value.value {
        case .string: member.value.nonEmptyString(&problems).map(FactValue.text)
        case .boolean(let flag): .boolean(flag)
        default: member.value.integer(in: .min ... .max, &problems).map(FactValue.integer)
        }
      if let value { facts.append(LearnedFact(member.key, value)) }
    }
    return facts.count == object.members.count ? facts : nil
  }

  static func form(_ facts: [LearnedFact]) -> DocumentForm {
    .object(facts.map { .init($0.name, $0.value.form) })
  }
}

extension LearnedFact: CustomStringConvertible {
  /// One line for logs; what is personal reads `•••`.
  public var description: String { "\(name) = \(isPersonal ? "•••" : value.words)" }
}
