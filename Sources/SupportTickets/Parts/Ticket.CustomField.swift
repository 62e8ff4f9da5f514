// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportRules

extension Ticket {
  /// A field that a desk adds of its own, with its value.
  ///
  /// A field that the schema of a policy declares under the same name becomes a fact.
  public struct CustomField: Hashable, Sendable {
    /// The name of the field.
    public var name: String
    /// The value that now holds; `nil` where it was taken away or erased.
    public var value: FactValue?
    /// Whether it says something about a person: masked in what is shown, and erased on request.
    public var isPersonal: Bool

    /// Creates a field with its value.
    public init(_ name: String, _ value: FactValue?, isPersonal: Bool = false) {
      self.name = name
      self.value = value
      self.isPersonal = isPersonal
    }

    /// The customer's name; personal.
    public static func customerName(_ name: String) -> Self {
      Self("customerName", .text(name), isPersonal: true)
    }

    /// A number or address by which the customer can be reached; personal.
    public static func reach(_ text: String) -> Self {
      Self("reach", .text(text), isPersonal: true)
    }

    /// The number of an order.
    public static func orderNumber(_ text: String) -> Self {
      Self("orderNumber", .text(text))
    }
  }
}

extension Ticket.CustomField: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, value, personal
  }

  /// Decodes `{"name": …, "value": …, "personal": true}`; `personal` may be left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    value = try values.decodeIfPresent(FactValue.self, forKey: .value)
    isPersonal = try values.decodeIfPresent(Bool.self, forKey: .personal) ?? false
  }

  /// Encodes `{"name": …, "value": …, "personal": true}`; `personal` only where it is true.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encodeIfPresent(value, forKey: .value)
    if isPersonal { try values.encode(true, forKey: .personal) }
  }
}
