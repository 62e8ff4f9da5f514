// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A line of an iCalendar text, unfolded: `DTSTART;VALUE=DATE:20251001`.
struct ICalendarLine: Hashable, Sendable {
  /// One parameter; quotation marks are taken off.
  struct Parameter: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// The line in the text on which it starts, counted from 1.
  let number: Int
  /// The name of the property in capitals.
  let name: String
  let parameters: [Parameter]
  let value: String

  /// Splits an unfolded line; nil where it has no name or no colon.
  init?(_ text: Substring.UnicodeScalarView, number: Int) {
    var cursor = text.startIndex
    /// The text up to a separator, what is in quotation marks being no separator.
    func piece(_ separators: Set<Unicode.Scalar>) -> String {
      let start = cursor
      var isQuoted = false
      while cursor < text.endIndex, isQuoted || !separators.contains(text[cursor]) {
        if text[cursor] == "\"" { isQuoted.toggle() }
        cursor = text.index(after: cursor)
      }
      return String(text[start..<cursor])
    }
    let name = piece([";", ":"])
    guard !name.isEmpty,
      name.utf8.allSatisfy({ $0.isLetter || (45...57).contains($0) })
    else { return nil }
    var parameters: [Parameter] = []
    while cursor < text.endIndex, text[cursor] == ";" {
      cursor = text.index(after: cursor)
      let key = piece(["=", ";", ":"])
      guard !key.isEmpty, cursor < text.endIndex, text[cursor] == "=" else { return nil }
      cursor = text.index(after: cursor)
      let value = piece([";", ":"])
      parameters.append(
        Parameter(name: key.uppercased(), value: value.filter { $0 != "\"" }))
    }
    guard cursor < text.endIndex else { return nil }
    self.number = number
    self.name = name.uppercased()
    self.parameters = parameters
    value = String(text[text.index(after: cursor)...])
  }

  /// The value of a parameter given once or more, the first.
  subscript(parameter name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  /// The value as text, its escapes resolved.
  var text: String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in value.unicodeScalars {
      if isEscaped {
        result.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}

// MARK: - Unfolding

extension ICalendarLine {
  /// Calls for each unfolded line that is not empty, with the number of its first line.
  ///
  /// Folding is undone on bytes, since some programs fold within a letter.
  static func forEach(in bytes: [UInt8], _ body: (Int, [UInt8]) -> Void) {
    var cursor = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number = 0
    var pending: (number: Int, bytes: [UInt8])?
    while cursor < bytes.count {
      let start = cursor
      while cursor < bytes.count, bytes[cursor] != 0x0A, bytes[cursor] != 0x0D { cursor += 1 }
      let line = bytes[start..<cursor]
      if cursor < bytes.count {
        let isPair =
          bytes[cursor] == 0x0D && cursor + 1 < bytes.count && bytes[cursor + 1] == 0x0A
        cursor += isPair ? 2 : 1
      }
      number += 1
      if let first = line.first, first == 0x20 || first == 0x09, pending != nil {
        pending?.bytes.append(contentsOf: line.dropFirst())
      } else {
        if let pending, !pending.bytes.isEmpty { body(pending.number, pending.bytes) }
        pending = (number, Array(line))
      }
    }
    if let pending, !pending.bytes.isEmpty { body(pending.number, pending.bytes) }
  }
}
