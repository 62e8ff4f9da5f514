// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore

/// One line of a file of vectors: a question, and perhaps the answer that it must have.
struct Vector {
  let id: JSONValue
  let node: DocumentNode

  /// Why a vector has no answer.
  struct Refusal: Error {
    var code: String
    var message: String

    init(_ code: String, _ message: String) {
      self.code = code
      self.message = message
    }
  }

  init(line: String) throws(Refusal) {
    do throws(DocumentError) {
      node = try DocumentNode.parse(line)
    } catch {
      throw Refusal("invalid_json", error.problems.map(\.description).joined(separator: "; "))
    }
    guard case .object = node.value else {
      throw Refusal("invalid_json", "a vector is an object")
    }
    id = node.member("id")?.json ?? .null
  }

  /// The answer that the vector must have; `nil` when it only asks.
  var expected: DocumentNode? { node.member("expected") }

  // MARK: Fields

  func field(_ name: String) throws(Refusal) -> DocumentNode {
    guard let field = node.member(name) else {
      throw Refusal("missing_field", "\"\(name)\" is missing")
    }
    return field
  }

  func text(_ name: String) throws(Refusal) -> String {
    guard case .string(let text) = try field(name).value else {
      throw Refusal("invalid_input", "\"\(name)\" must be text")
    }
    return text
  }

  func integer(_ name: String) throws(Refusal) -> Int {
    guard case .number(let number) = try field(name).value, let integer = number.exactInteger()
    else { throw Refusal("invalid_input", "\"\(name)\" must be a whole number") }
    return Int(integer)
  }

  /// Seconds, whole or with up to three decimals, as milliseconds.
  func milliseconds(_ name: String) throws(Refusal) -> Int64 {
    guard case .number(let number) = try field(name).value,
      let milliseconds = number.exactInteger(decimals: 3)
    else {
      throw Refusal("invalid_input", "\"\(name)\" must be seconds, exact to the millisecond")
    }
    return milliseconds
  }

  func instant(_ name: String) throws(Refusal) -> Instant {
    try read(name) { text throws(TextError) in try Instant(text) }
  }

  func date(_ name: String) throws(Refusal) -> CivilDate {
    try read(name) { text throws(TextError) in try CivilDate(text) }
  }

  private func read<Value>(
    _ name: String, _ make: (String) throws(TextError) -> Value
  ) throws(Refusal) -> Value {
    let text = try text(name)
    do throws(TextError) {
      return try make(text)
    } catch {
      throw Refusal("invalid_input", "\(name): \(error)")
    }
  }
}

extension DocumentNode {
  /// The value of a key; `nil` when this is no object or the key is missing.
  func member(_ key: String) -> DocumentNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The same value, ready to be written.
  var json: JSONValue {
    switch value {
    case .null: .null
    case .boolean(let flag): .flag(flag)
    case .number(let number): .decimal(number.description)
    case .string(let text): .text(text)
    case .array(let elements): .list(elements.map(\.json))
    case .object(let members): .object(members.map { ($0.key, $0.value.json) })
    }
  }
}
