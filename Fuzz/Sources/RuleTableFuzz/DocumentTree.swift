// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The tree of a document, to be changed as a whole and written as text.
indirect enum DocumentTree: Sendable {
  case scalar(String)
  case list([DocumentTree])
  case object([(key: String, value: DocumentTree)])

  init(_ node: DocumentNode) {
    switch node.value {
    case .null: self = .scalar("null")
    case .boolean(let flag): self = .scalar("\(flag)")
    case .number(let number): self = .scalar("\(number)")
    case .string(let text): self = .scalar(Self.quoted(text))
    case .array(let elements): self = .list(elements.map(Self.init))
    case .object(let members): self = .object(members.map { ($0.key, Self($0.value)) })
    }
  }

  /// The tree of a text; nil when it is no JSON.
  init?(_ text: some Collection<UInt8>) {
    guard let node = try? DocumentNode.parse(text) else { return nil }
    self.init(node)
  }

  // MARK: Writing

  var text: String {
    switch self {
    case .scalar(let text): text
    case .list(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 32:
        "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"" + scalars.joined() + "\""
  }

  // MARK: Parts

  /// The number of values, itself included.
  var count: Int {
    switch self {
    case .scalar: 1
    case .list(let elements): elements.reduce(1) { $0 + $1.count }
    case .object(let members): members.reduce(1) { $0 + $1.value.count }
    }
  }

  /// The value of a number, counted in the order of the text.
  func part(_ number: Int) -> DocumentTree {
    var left = number
    var result = self
    visit { part in
      if left == 0 { result = part }
      left -= 1
    }
    return result
  }

  private func visit(_ body: (DocumentTree) -> Void) {
    body(self)
    switch self {
    case .scalar: break
    case .list(let elements): for element in elements { element.visit(body) }
    case .object(let members): for member in members { member.value.visit(body) }
    }
  }

  /// Changes the value of a number.
  mutating func change(_ number: Int, _ body: (inout DocumentTree) -> Void) {
    var left = number
    change(counting: &left, body)
  }

  private mutating func change(counting left: inout Int, _ body: (inout DocumentTree) -> Void) {
    left -= 1
    if left == -1 {
      body(&self)
      return
    }
    switch self {
    case .scalar: break
    case .list(var elements):
      for index in elements.indices where left >= 0 {
        elements[index].change(counting: &left, body)
      }
      self = .list(elements)
    case .object(var members):
      for index in members.indices where left >= 0 {
        members[index].value.change(counting: &left, body)
      }
      self = .object(members)
    }
  }
}
