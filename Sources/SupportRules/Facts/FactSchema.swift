// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The facts that rules may ask about, in a stated order.
///
/// The library's fields and the host's live side by side in one schema: join them with
/// ``merging(_:)``. A schema is small to copy and quick to compare with itself.
public struct FactSchema: Hashable, Sendable {
  /// The fields, in the order in which they were declared.
  public var fields: [FactField] { storage.fields }

  private let storage: Storage

  private final class Storage: Sendable {
    let fields: [FactField]
    let positions: [String: Int]
    /// Per field the place of its text among all open texts; -1 for a field of another domain.
    let textSlots: [Int]
    let textCount: Int

    init(_ fields: [FactField]) {
      self.fields = fields
      positions = Dictionary(fields.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in
        first
      }
      var slots: [Int] = []
      var count = 0
      for field in fields {
        slots.append(field.domain.isText ? count : -1)
        if field.domain.isText { count += 1 }
      }
      textSlots = slots
      textCount = count
    }
  }

  /// The words that conditions use themselves, so that no fact can have them as its name.
  static let reservedNames = ["all", "any", "not", "note", "onDate"]

  /// Creates a schema. Bounds that begin at the lowest number of 64 bits, which stands for "not known",
  /// are kept as from the next one on.
  ///
  /// - Throws: `DocumentError` with a problem for each name that is empty, reserved (`all`, `any`,
  ///   `not`, `note`, `onDate`) or declared twice, and for each domain that holds no value, says a
  ///   name twice, or does not fit 64 bits.
  public init(_ fields: [FactField]) throws(DocumentError) {
    var problems = Problems()
    for (position, part, text) in Self.mistakes(in: fields) {
      problems.report(text, path: "fields[\(position)]\(part.map { ".\($0)" } ?? "")")
    }
    try problems.throwIfAny()
    self.init(sound: fields)
  }

  /// Creates a schema of fields in which there is no mistake.
  init(sound fields: [FactField]) {
    storage = Storage(
      fields.map { field in
        var field = field
        field.domain = field.domain.withoutUnknown
        return field
      })
  }

  /// What is wrong with some fields: which one, the key that a document gives the faulty part of its
  /// domain under, and why.
  static func mistakes(
    in fields: [FactField]
  ) -> [(position: Int, part: String?, text: String)] {
    var mistakes: [(position: Int, part: String?, text: String)] = []
    var seen: Set<String> = []
    for (position, field) in fields.enumerated() {
      if field.name.isEmpty { mistakes.append((position, nil, "a fact needs a name")) }
      if reservedNames.contains(field.name) {
        mistakes.append(
          (position, nil, "\(field.name.quoted) is a word of the language of rules"))
      }
      if !seen.insert(field.name).inserted {
        mistakes.append((position, nil, "the fact \(field.name.quoted) is declared twice"))
      }
      if let (part, text) = field.domain.mistake { mistakes.append((position, part, text)) }
    }
    return mistakes
  }

  private init(_ storage: Storage) {
    self.storage = storage
  }

  /// Declares no fact at all.
  public static let none = Self(Storage([]))

  /// The position of a field, `nil` for a name that is not declared.
  ///
  /// - Complexity: O(1).
  public func position(of name: String) -> Int? {
    storage.positions[name]
  }

  /// Why a name that is not declared cannot be asked about, with the name that was probably meant.
  func undeclared(_ name: String) -> FactError {
    .undeclared(name, suggestion: EditDistance.nearest(to: name, among: fields.lazy.map(\.name)))
  }

  /// The field of a name, `nil` for a name that is not declared.
  public func field(_ name: String) -> FactField? {
    storage.positions[name].map { fields[$0] }
  }

  /// Returns a schema with another's fields behind this one's; a field that both declare alike
  /// stands once.
  ///
  /// - Throws: `DocumentError` with a problem for each name that the two declare differently.
  public func merging(_ other: Self) throws(DocumentError) -> Self {
    try Self(fields + other.fields.filter { field($0.name) != $0 })
  }

  /// The code of a value in the domain of a field; `nil` where it does not hold it.
  func code(of value: FactValue, at position: Int) -> Int64? {
    storage.fields[position].domain.code(of: value)
  }

  /// The place of a field's text among all open texts; -1 for a field of another domain.
  func textSlot(of position: Int) -> Int { storage.textSlots[position] }

  /// The number of fields of open text.
  var textCount: Int { storage.textCount }

  /// Tells whether two schemas declare the same fields in the same order.
  public static func == (left: Self, right: Self) -> Bool {
    left.storage === right.storage || left.fields == right.fields
  }

  /// Hashes the fields.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
  }
}
