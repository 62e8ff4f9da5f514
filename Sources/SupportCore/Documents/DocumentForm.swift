// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A value on its way into a document: what ``DocumentNode`` is on the way out of one, and what
/// stands between a coder and the document reader.
///
/// Members keep their order, numbers stay exact, and the same value gives the same bytes.
package indirect enum DocumentForm: Hashable, Sendable {
  case null
  case flag(Bool)
  case number(ExactDecimal)
  case text(String)
  case list([DocumentForm])
  case object([Member])

  /// One key with its value.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: DocumentForm

    package init(_ key: String, _ value: DocumentForm) {
      self.key = key
      self.value = value
    }
  }

  package static func integer(_ value: Int64) -> Self { .number(ExactDecimal(value)) }
  package static func texts(_ texts: [String]) -> Self { .list(texts.map(Self.text)) }

  /// The value of a node, without its place.
  package init(_ node: DocumentNode) {
    switch node.value {
    case .null: self = .null
    case .boolean(let flag): self = .flag(flag)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .array(let elements): self = .list(elements.map(Self.init))
    case .object(let members): self = .object(members.map { Member($0.key, Self($0.value)) })
    }
  }

  // MARK: Text

  /// JSON text on one line.
  package var line: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): number.description
    case .text(let text): Self.literal(text)
    case .list(let elements): "[" + elements.map(\.line).joined(separator: ", ") + "]"
    case .object(let members):
      members.isEmpty ? "{}" : "{ " + members.map(\.line).joined(separator: ", ") + " }"
    }
  }

  /// JSON text for readers: what fits a line of 96 characters stays on one.
  package var text: String { text(indent: 0, room: Self.width) }

  private static let width = 96

  private func text(indent: Int, room: Int) -> String {
    let line = line
    if line.count <= room { return line }
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    let left = Self.width - indent - 3
    switch self {
    case .list(let elements):
      let lines = elements.map { inner + $0.text(indent: indent + 2, room: left) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let members):
      let lines = members.map { member in
        let key = Self.literal(member.key) + ": "
        return inner + key + member.value.text(indent: indent + 2, room: left - key.count)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    default: return line
    }
  }

  private static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 32:
        result += "\\u" + scalar.value.padded(to: 4, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension DocumentForm.Member {
  fileprivate var line: String { "\(DocumentForm.text(key).line): \(value.line)" }
}
