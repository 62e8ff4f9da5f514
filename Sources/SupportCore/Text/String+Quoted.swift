// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

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
        default: result += "\\u" + scalar.value.padded(to: 4, radix: 16)
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

extension ArraySlice<UInt8> {
  /// The first scalar of this UTF-8 as it is shown in messages, or `the end`.
  var firstScalarQuoted: String {
    guard !isEmpty else { return "the end" }
    return String(String(decoding: prefix(4), as: UTF8.self).unicodeScalars.prefix(1)).quoted
  }
}
