// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What is true of a case now: values for the fields of a schema, some of them unknown.
public struct Facts: Hashable, Sendable {
  /// The fields that can have a value here.
  public let schema: FactSchema
  private var values: [FactValue?]

  /// Creates facts of which nothing is known yet.
  public init(_ schema: FactSchema) {
    self.schema = schema
    values = Array(repeating: nil, count: schema.fields.count)
  }

  /// The value of a fact; `nil` when it is not known or the schema does not declare it.
  public subscript(name: String) -> FactValue? {
    schema.position(of: name).flatMap { values[$0] }
  }

  /// The value at a position of the schema; `nil` when it is not known or out of range.
  public subscript(position: Int) -> FactValue? {
    values.indices.contains(position) ? values[position] : nil
  }

  /// Sets a fact, or makes it unknown with `nil`.
  ///
  /// - Throws: ``FactError`` when the schema does not declare the fact or its domain does not hold
  ///   the value; the facts then stay as they were.
  public mutating func set(_ name: String, to value: FactValue?) throws(FactError) {
    guard let position = schema.position(of: name) else { throw .undeclared(name) }
    if let value, let objection = schema.fields[position].domain.objection(to: value) {
      throw .outsideDomain(name, value, objection)
    }
    values[position] = value
  }

  /// Returns the same facts in another schema, by name: a fact that it does not declare is left out,
  /// a value that it does not allow is unknown there. Facts of that schema are returned as they are.
  public func translated(to other: FactSchema) -> Self {
    if schema == other { return self }
    var result = Self(other)
    for (position, field) in schema.fields.enumerated() {
      guard let target = other.position(of: field.name) else { continue }
      result.record(values[position], at: target)
    }
    return result
  }

  /// Sets what came in from elsewhere: a value outside the field's domain makes the fact unknown,
  /// so that rules about it are "not assessable" and not wrong.
  ///
  /// Use it where facts are read off recorded events, which cannot be refused.
  ///
  /// - Returns: Whether the fact changed.
  @discardableResult
  public mutating func record(_ value: FactValue?, at position: Int) -> Bool {
    guard values.indices.contains(position) else { return false }
    var accepted = value
    if let value, !schema.fields[position].domain.contains(value) { accepted = nil }
    if values[position] == accepted { return false }
    values[position] = accepted
    return true
  }
}

/// Why a fact could not be set.
public enum FactError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The schema has no field of that name: declare it, or mend the name.
  case undeclared(String)
  /// The field's domain does not hold the value; the clause says why.
  case outsideDomain(String, FactValue, String)

  /// One line naming the fact, the value and the bound.
  public var description: String {
    switch self {
    case .undeclared(let name): "no fact \"\(name)\" is declared"
    case .outsideDomain(let name, let value, let objection): "\(name): \(value) \(objection)"
    }
  }
}
