// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The way from the top of a document to one of its values; shared by all that lies below.
///
/// Paths become text only when somebody asks: a long key above many values costs nothing.
indirect enum DocumentTrail: Hashable, Sendable {
  case document
  case member(DocumentTrail, String)
  case element(DocumentTrail, Int)

  /// `rules[3].when.tier`, `weekly["mon-fri"][0]`; empty at the top. Keys are cut after 80 scalars.
  var path: String {
    var pieces: [String] = []
    var trail = self
    while true {
      switch trail {
      case .document:
        let path = pieces.reversed().joined()
        return path.hasPrefix(".") ? String(path.dropFirst()) : path
      case .member(let parent, let key):
        pieces.append(Self.isIdentifier(key) ? ".\(key)" : "[\(key.quoted)]")
        trail = parent
      case .element(let parent, let index):
        pieces.append("[\(index)]")
        trail = parent
      }
    }
  }

  private static func isIdentifier(_ key: String) -> Bool {
    var length = 0
    for scalar in key.unicodeScalars {
      length += 1
      let isLetter = scalar == "_" || scalar.properties.isAlphabetic
      guard length <= 80, isLetter || (length > 1 && ("0"..."9").contains(scalar)) else {
        return false
      }
    }
    return length > 0
  }
}

extension String {
  /// This text in quotation marks as it is shown in messages: on one line, cut after 80 scalars.
  package var quoted: String { "\"\(shortened(to: 80).printable)\"" }

  /// This text on one line: control characters and line separators are written as escapes.
  package var printable: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        switch scalar {
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        default:
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// This text, cut after that many Unicode scalars; an ellipsis takes the place of the last.
  package func shortened(to limit: Int) -> String {
    let scalars = unicodeScalars
    guard
      let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return self }
    return String(scalars[..<scalars.index(before: end)]) + "…"
  }
}
