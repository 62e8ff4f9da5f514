// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Documents through coders, by the JSON tree that events have.
extension DocumentForm {
  init(_ tree: EventTree) {
    switch tree {
    case .null: self = .null
    case .flag(let flag): self = .flag(flag)
    case .integer(let integer): self = .integer(integer)
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .list(let elements): self = .list(elements.map(Self.init))
    case .object(let members): self = .object(members.all.map { Member($0.name, Self($0.value)) })
    }
  }
}

extension EventTree {
  fileprivate init(_ form: DocumentForm) {
    switch form {
    case .null: self = .null
    case .flag(let flag): self = .flag(flag)
    case .number(let number): self = number.exactInteger().map(Self.integer) ?? .number(number)
    case .text(let text): self = .text(text)
    case .list(let elements): self = .list(elements.map(Self.init))
    case .object(let members):
      self = .object(Members(members.map { ($0.key, Self($0.value)) }))
    }
  }
}

extension Decoder {
  /// Decodes a value by the reader of its document, so that both know and refuse the same; what is
  /// wrong becomes a decoding error.
  package func decodeDocument<Value>(
    _ make: (DocumentNode, inout Problems) -> Value?
  ) throws -> Value {
    let form = DocumentForm(try EventTree(from: self))
    do throws(DocumentError) {
      return try DocumentNode.read(form.line, make)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath, debugDescription: error.description))
    }
  }
}

extension Encoder {
  /// Encodes a document as JSON.
  package func encodeDocument(_ form: DocumentForm) throws {
    try EventTree(form).encode(to: self)
  }
}
