// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One piece of Swift source; comments and the letters of string literals are gone.
struct Token: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// An identifier, a keyword or a directive such as `#if`.
    case word
    /// An identifier in backticks, without them; never a keyword.
    case quotedWord
    case number
    /// The opening or closing quotation mark of a string, or a whole regular expression.
    case text
    /// An operator or a bracket.
    case mark
  }

  var kind: Kind
  var text: String
  /// The line it begins on, counted from 1.
  var line: Int
  /// Nothing stands between the token before and this one.
  var isTight: Bool
  /// A documentation comment with words in it stands before this token.
  var isDocumented: Bool

  func isMark(_ text: String) -> Bool { kind == .mark && self.text == text }
  func isWord(_ text: String) -> Bool { kind == .word && self.text == text }
}

extension Token {
  private static let openers: Set = [
    "return", "in", "case", "else", "try", "await", "if", "guard", "where", "throw", "while",
    "switch", "for", "is", "as", "default", "repeat", "do", "consume", "copy", "yield", "each",
  ]

  /// Tells whether an expression or a type may end with this token.
  var endsExpression: Bool {
    switch kind {
    case .number, .text, .quotedWord: true
    case .word: !Self.openers.contains(text)
    case .mark: [")", "]", "}", ">", "?", "!"].contains(text)
    }
  }
}
