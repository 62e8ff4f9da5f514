// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The way from the top of a document to one of its values; shared by all that lies below.
///
/// Paths become text only when somebody asks: a long key above many values costs nothing.
indirect enum DocumentTrail: Hashable, Sendable {
  case document
  /// The top of a document among several, by its name.
  case named(String)
  case member(DocumentTrail, String)
  case element(DocumentTrail, Int)

  /// `rules[3].when.tier`, `weekly["mon-fri"][0]`; empty at the top, and behind the name of a document
  /// that has one: `desk 2025: rules[3]`. Keys are cut after 80 scalars.
  var path: String {
    var pieces: [String] = []
    var trail = self
    while true {
      switch trail {
      case .document:
        let path = pieces.reversed().joined()
        return path.hasPrefix(".") ? String(path.dropFirst()) : path
      case .named(let document):
        let path = pieces.reversed().joined()
        return "\(document): " + (path.hasPrefix(".") ? path.dropFirst() : path[...])
      case .member(let parent, let key):
        pieces.append(key.isDocumentIdentifier ? ".\(key)" : "[\(key.quoted)]")
        trail = parent
      case .element(let parent, let index):
        pieces.append("[\(index)]")
        trail = parent
      }
    }
  }

  /// The same way in a document of that name; one that has a name keeps it.
  func named(_ document: String) -> Self {
    switch self {
    case .document: .named(document)
    case .named: self
    case .member(let parent, let key): .member(parent.named(document), key)
    case .element(let parent, let index): .element(parent.named(document), index)
    }
  }
}

extension String {
  /// Whether paths name a key without quotation marks: letters, digits behind the first, `_`, up to 80.
  package var isDocumentIdentifier: Bool {
    var length = 0
    for scalar in unicodeScalars {
      length += 1
      let isLetter = scalar == "_" || scalar.properties.isAlphabetic
      guard length <= 80, isLetter || (length > 1 && ("0"..."9").contains(scalar)) else {
        return false
      }
    }
    return length > 0
  }
}
