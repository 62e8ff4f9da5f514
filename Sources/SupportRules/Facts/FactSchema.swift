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

  /// Creates a schema.
  ///
  /// - Throws: `DocumentError` with a problem for each name that is empty, reserved (`all`, `any`,
  ///   `not`, `note`, `onDate`) or declared twice, and for each domain that holds no value, says a
  ///   name twice, or does not fit 64 bits.
  public init(_ fields: [FactField]) throws(DocumentError) {
    var problems = Problems()
    var seen: Set<String> = []
    for (position, field) in fields.enumerated() {
      let place = "fields[\(position)]"
      if field.name.isEmpty { problems.report("a fact needs a name", path: place) }
      if Self.reservedNames.contains(field.name) {
        problems.report("\(field.name.quoted) is a word of the language of rules", path: place)
      }
      if !seen.insert(field.name).inserted {
        problems.report("the fact \(field.name.quoted) is declared twice", path: place)
      }
      if let (part, mistake) = field.domain.mistake {
        problems.report(mistake, path: "\(place).\(part)")
      }
    }
    try problems.throwIfAny()
    storage = Storage(fields)
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

extension FactField.Domain {
  /// What is wrong with the domain itself, and the key that a document gives it under.
  fileprivate var mistake: (part: String, text: String)? {
    switch self {
    case .choice(let names): Self.mistake(names, "oneOf", "a choice")
    case .ordered(let names): Self.mistake(names, "ordered", "a scale")
    case .flags(let names):
      names.count > 63
        ? ("flags", "\(names.count) flags are more than 63")
        : Self.mistake(names, "flags", "a set of flags")
    case .decimal(let decimals, let bounds):
      if !(0...18).contains(decimals) {
        ("decimals", "\(decimals) decimals are outside 0 ... 18")
      } else if let bounds, Self.codes(bounds, decimals) == nil {
        ("decimal", "a bound has more than \(decimals) decimals or does not fit 64 bits")
      } else {
        Self.mistake(bounds.flatMap { Self.codes($0, decimals) }, "decimal")
      }
    case .integer(let bounds, _): Self.mistake(bounds, "integer")
    case .money(_, let bounds): Self.mistake(bounds, "money")
    case .duration(let bounds): Self.mistake(bounds, "duration")
    default: nil
    }
  }

  /// The lowest number of 64 bits stands for "not known": bounds may begin there, but not end.
  private static func mistake(
    _ bounds: ClosedRange<Int64>?, _ part: String
  ) -> (String, String)? {
    bounds?.upperBound == .min ? (part, "no value lies within the bounds") : nil
  }

  private static func mistake(
    _ names: [String], _ part: String, _ what: String
  ) -> (String, String)? {
    let isSound =
      !names.isEmpty && Set(names).count == names.count && !names.contains { $0.isEmpty }
    return isSound ? nil : (part, "\(what) needs names, each of them once and none empty")
  }
}
