// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A JSON value that keeps the order of its members, so that the same figures give the same bytes.
package indirect enum JSONValue: Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  case number(Double)
  /// A number written in decimals, exactly.
  case decimal(String)
  case text(String)
  case list([JSONValue])
  case object([(String, JSONValue)])

  package static func optional(_ number: Double?) -> JSONValue {
    number.map(JSONValue.number) ?? .null
  }

  /// The value as text on one line.
  package var line: String {
    switch self {
    case .list(let values): "[" + values.map(\.line).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0)): \($1.line)" }.joined(separator: ", ") + "}"
    default: written()
    }
  }

  /// The value as text, two blanks a level; lists of plain numbers on one line.
  package func written(indent: Int = 0) -> String {
    let inner = String(repeating: "  ", count: indent + 1)
    let outer = String(repeating: "  ", count: indent)
    switch self {
    case .null: return "null"
    case .flag(let flag): return String(flag)
    case .integer(let integer): return String(integer)
    case .number(let number): return Self.written(number)
    case .decimal(let text): return text
    case .text(let text): return Self.quoted(text)
    case .list(let values):
      if values.isEmpty { return "[]" }
      if values.allSatisfy(\.isNumber) {
        return "[" + values.map { $0.written() }.joined(separator: ", ") + "]"
      }
      let lines = values.map { inner + $0.written(indent: indent + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { key, value in
        "\(inner)\(Self.quoted(key)): \(value.written(indent: indent + 1))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private var isNumber: Bool {
    switch self {
    case .integer, .number, .decimal: true
    default: false
    }
  }

  /// A number without a decimal point where it is whole.
  private static func written(_ number: Double) -> String {
    guard number.isFinite else { return "null" }
    return Int64(exactly: number).map { String($0) } ?? "\(number)"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
