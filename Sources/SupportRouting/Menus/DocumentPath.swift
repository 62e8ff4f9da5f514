// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A place in a document, by the keys and indexes that lead to it.
struct DocumentPath: ExpressibleByArrayLiteral {
  enum Part {
    case key(String)
    case index(Int)
  }

  private(set) var parts: [Part]

  init(_ key: String) {
    parts = [.key(key)]
  }

  init(arrayLiteral keys: String...) {
    parts = keys.map(Part.key)
  }

  subscript(key: String) -> Self { appending(.key(key)) }
  subscript(index: Int) -> Self { appending(.index(index)) }

  private func appending(_ part: Part) -> Self {
    var path = self
    path.parts.append(part)
    return path
  }

  /// `nodes.greeting.keys["1"]`, as the document reader writes it.
  var text: String {
    var text = ""
    for part in parts {
      switch part {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where key.isDocumentIdentifier: text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(key.quoted)]"
      }
    }
    return text
  }
}

extension DocumentNode {
  /// The node that a path names below this one, or the deepest one on the way to it.
  func deepest(on path: DocumentPath) -> DocumentNode {
    var node = self
    for part in path.parts {
      switch (part, node.value) {
      case (.key(let key), .object(let members)):
        guard let member = members.first(where: { $0.key == key }) else { return node }
        node = member.value
      case (.index(let index), .array(let elements)):
        guard elements.indices.contains(index) else { return node }
        node = elements[index]
      default: return node
      }
    }
    return node
  }
}

extension Problems {
  /// Reports at the place that a path names in a document, or by the path alone.
  mutating func report(
    _ message: String, on path: DocumentPath, in document: DocumentNode?, suggestion: String? = nil
  ) {
    if let document {
      report(message, at: document.deepest(on: path), suggestion: suggestion)
    } else {
      report(message, path: path.text, suggestion: suggestion)
    }
  }
}
