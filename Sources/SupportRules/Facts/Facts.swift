// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What is true of a case now: values for the fields of a schema, some of them unknown.
///
/// ```swift
/// var facts = Facts(schema)
/// facts[.tier] = .gold                        // by a typed key
/// try facts.set("delay", to: .duration(milliseconds: 5_400_000))
/// ```
///
/// Facts are kept as a row of 64-bit numbers, which rule tables read without looking anything up.
public struct Facts: Hashable, Sendable {
  /// The fields that can have a value here.
  public let schema: FactSchema
  /// What was given through a typed key and could not be taken, in order. A value that is given later
  /// does not take one back, and facts of which the same is known are equal whatever was refused.
  public private(set) var refusals: [FactError] = []

  /// Per field the code of its value; ``unknown`` where it has none.
  var codes: [Int64]
  /// The values of the fields of open text; empty where they are not known.
  var texts: [String]

  /// The code of a value that is not known; no domain has it.
  static let unknown = Int64.min

  /// Creates facts of which nothing is known yet.
  public init(_ schema: FactSchema) {
    self.schema = schema
    codes = Array(repeating: Self.unknown, count: schema.fields.count)
    texts = Array(repeating: "", count: schema.textCount)
  }

  /// Creates facts of which these are known: `Facts(schema, ["tier": "gold", "points": 120])`.
  ///
  /// Of a name that stands twice the last value holds.
  ///
  /// - Throws: ``FactError``, the first, when the schema does not declare a fact or its domain does not
  ///   hold the value.
  public init(
    _ schema: FactSchema, _ values: KeyValuePairs<String, FactValue>
  ) throws(FactError) {
    self.init(schema)
    for (name, value) in values { try set(name, to: value) }
  }

  // MARK: Reading

  /// The value of a fact; `nil` when it is not known or the schema does not declare it.
  public subscript(name: String) -> FactValue? {
    schema.position(of: name).flatMap { self[$0] }
  }

  /// The value at a position of the schema; `nil` when it is not known or out of range.
  public subscript(position: Int) -> FactValue? {
    guard codes.indices.contains(position), codes[position] != Self.unknown else { return nil }
    let slot = schema.textSlot(of: position)
    return slot >= 0
      ? .text(texts[slot]) : schema.fields[position].domain.value(of: codes[position])
  }

  /// The value of the fact that a typed key names; `nil` when it is not known.
  ///
  /// Setting a value that the schema does not declare, or that its domain does not hold, makes the
  /// fact unknown and adds to ``refusals``; where the value comes from elsewhere, `set(_:to:)`
  /// tells at once.
  public subscript<Value>(key: FactKey<Value>) -> Value? {
    get { self[key.name].flatMap(Value.init(factValue:)) }
    set {
      do {
        try set(key.name, to: newValue?.factValue)
      } catch {
        refusals.append(error)
        if let position = schema.position(of: key.name) { write(nil, at: position) }
      }
    }
  }

  // MARK: Writing

  /// Sets a fact, or makes it unknown with `nil`.
  ///
  /// - Throws: ``FactError`` when the schema does not declare the fact or its domain does not hold
  ///   the value; the facts then stay as they were.
  public mutating func set(_ name: String, to value: FactValue?) throws(FactError) {
    guard let position = schema.position(of: name) else { throw schema.undeclared(name) }
    guard let value else {
      write(nil, at: position)
      return
    }
    let slot = schema.textSlot(of: position)
    if slot >= 0, case .text = value {
      write(value, at: position)
    } else if slot < 0, let code = schema.code(of: value, at: position) {
      codes[position] = code
    } else {
      let field = schema.fields[position]
      throw .outsideDomain(
        fact: name, value: value, reason: field.reason(against: value),
        isPersonal: field.isPersonal)
    }
  }

  /// Sets the fact that a typed key names, or makes it unknown with `nil`.
  ///
  /// - Throws: ``FactError`` as for `set(_:to:)` by name; the facts then stay as they were.
  public mutating func set<Value>(_ key: FactKey<Value>, to value: Value?) throws(FactError) {
    try set(key.name, to: value?.factValue)
  }

  /// Sets what came in from elsewhere: a value outside the field's domain makes the fact unknown,
  /// so that rules about it are "not assessable" and not wrong.
  ///
  /// Use it where facts are read off recorded events, which cannot be refused.
  ///
  /// - Returns: Whether the fact changed.
  @discardableResult
  public mutating func record(_ value: FactValue?, at position: Int) -> Bool {
    guard codes.indices.contains(position) else { return false }
    return write(value, at: position)
  }

  /// Writes a value, or unknown where the domain does not hold it; tells whether that changed it.
  @discardableResult
  private mutating func write(_ value: FactValue?, at position: Int) -> Bool {
    let slot = schema.textSlot(of: position)
    guard slot >= 0 else {
      let code = value.flatMap { schema.code(of: $0, at: position) } ?? Self.unknown
      defer { codes[position] = code }
      return codes[position] != code
    }
    var text: String?
    if case .text(let new) = value { text = new }
    let code = text.map(TextCode.code) ?? Self.unknown
    if codes[position] == code, texts[slot] == text ?? "" { return false }
    codes[position] = code
    texts[slot] = text ?? ""
    return true
  }

  /// Returns the same facts in another schema, by name: a fact that it does not declare is left out,
  /// a value that it does not allow is unknown there. Facts of that schema are returned as they are.
  public func translated(to other: FactSchema) -> Self {
    if schema == other { return self }
    var result = Self(other)
    for (position, field) in schema.fields.enumerated() {
      guard let target = other.position(of: field.name) else { continue }
      result.record(self[position], at: target)
    }
    return result
  }

  /// The code of the value at a position, as ``FactField/Domain`` makes it; `nil` when it is not known
  /// or out of range. Text of the host has none that tells it.
  package func code(at position: Int) -> Int64? {
    guard codes.indices.contains(position) else { return nil }
    let code = codes[position]
    return code == Self.unknown ? nil : code
  }

  /// Whether a fact is not known.
  func isUnknown(_ position: Int) -> Bool { codes[position] == Self.unknown }
}

extension FactField {
  /// Why a value is not of the domain; of a personal one it tells the domain only.
  fileprivate func reason(against value: FactValue) -> String {
    if isPersonal, case .flags = value, let names = domain.flagNames {
      return "has a name that is none of \(DocumentNode.list(names))"
    }
    return domain.objection(to: value) ?? "is not of its kind"
  }
}

extension Facts {
  /// Tells whether the same is known; what was refused before is not compared.
  public static func == (left: Self, right: Self) -> Bool {
    left.codes == right.codes && left.texts == right.texts && left.schema == right.schema
  }

  /// Hashes what is known.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(schema)
    hasher.combine(codes)
    hasher.combine(texts)
  }
}

extension Facts: CustomStringConvertible {
  /// The facts that are known, in the order of the schema: `tier = gold, delay = 90 min`. Personal
  /// values read `•••`.
  public var description: String {
    schema.fields.enumerated().compactMap { position, field in
      self[position].map {
        "\(field.name) = \(field.isPersonal ? "•••" : field.domain.words($0))"
      }
    }.joined(separator: ", ")
  }
}
