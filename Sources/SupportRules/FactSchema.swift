// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The facts that rules may ask about, in a stated order.
///
/// The library's fields and the host's live side by side in one schema: join them with
/// ``merging(_:)``.
public struct FactSchema: Hashable, Sendable {
  /// The fields, in the order in which they were declared.
  public let fields: [FactField]
  private let positions: [String: Int]

  /// Creates a schema.
  ///
  /// - Throws: `DocumentError` with a problem for each name that is declared twice, each choice
  ///   without names and each empty name.
  public init(_ fields: [FactField]) throws(DocumentError) {
    var problems = Problems()
    var positions: [String: Int] = [:]
    for (position, field) in fields.enumerated() {
      let place = "fields[\(position)]"
      if field.name.isEmpty { problems.report("a fact needs a name", path: place) }
      if positions.updateValue(position, forKey: field.name) != nil {
        problems.report("the fact \"\(field.name)\" is declared twice", path: place)
      }
      if case .choice(let names) = field.domain, names.isEmpty || Set(names).count < names.count {
        problems.report("a choice needs names, each of them once", path: "\(place).oneOf")
      }
    }
    try problems.throwIfAny()
    self.fields = fields
    self.positions = positions
  }

  /// The position of a field, `nil` for a name that is not declared.
  ///
  /// - Complexity: O(1).
  public func position(of name: String) -> Int? {
    positions[name]
  }

  /// The field of a name, `nil` for a name that is not declared.
  public func field(_ name: String) -> FactField? {
    positions[name].map { fields[$0] }
  }

  /// Returns a schema with another's fields behind this one's; a field that both declare alike
  /// stands once.
  ///
  /// - Throws: `DocumentError` with a problem for each name that the two declare differently.
  public func merging(_ other: Self) throws(DocumentError) -> Self {
    try Self(fields + other.fields.filter { !fields.contains($0) })
  }
}
