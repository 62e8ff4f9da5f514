// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// What a matter is known by: two tickets with one key may be about one matter.
///
/// It knows no channel and no zone: a call from abroad and a mail from home have one key.
public struct DuplicateKey: Hashable, Sendable {
  /// Who asks.
  public var customer: CustomerID
  /// The category, where the rule looks at it.
  public var category: String?
  /// The values of the fields that the rule names, in its order.
  public var values: [FactValue]

  /// Creates a key from its parts.
  public init(customer: CustomerID, category: String? = nil, values: [FactValue] = []) {
    self.customer = customer
    self.category = category
    self.values = values
  }

  /// Reads the key off an opening.
  ///
  /// - Returns: `nil` where a part is not known: nothing is then taken for a duplicate.
  public init?(_ opening: Ticket.Opening, by rule: TicketPolicy.DuplicateRule) {
    guard let customer = opening.customer else { return nil }
    var values: [FactValue] = []
    for name in rule.fields {
      guard let value = opening.fields.first(where: { $0.name == name })?.value else { return nil }
      values.append(value)
    }
    if rule.category, opening.classification.category == nil { return nil }
    self.init(
      customer: customer, category: rule.category ? opening.classification.category : nil,
      values: values)
  }
}
