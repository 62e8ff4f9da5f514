// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A few tokens that may not stand in the library, written as Swift: `Date()`, `.random(`.
struct ForbiddenPhrase: Sendable {
  enum Sense: Sendable {
    /// Wherever the tokens stand.
    case anywhere
    /// As a function that belongs to no value: a member of the same name is something else, and so
    /// is the declaration of one.
    case function
    /// As a member without anything before its dot.
    case implicitMember
    /// As the beginning of a name.
    case prefix
  }

  let text: String
  let advice: String
  let sense: Sense
  private let pattern: [String]
  /// The position of the first word in the pattern.
  private let anchor: Int

  init(_ text: String, _ advice: String, as sense: Sense = .anywhere) {
    let tokens = SwiftLexer.tokens(of: text)
    self.text = text
    self.advice = advice
    self.sense = sense
    pattern = tokens.map(\.text)
    anchor = tokens.firstIndex { $0.kind == .word } ?? 0
  }

  /// The word to look for first.
  var word: String { pattern[anchor] }

  /// Where the phrase begins in tokens.
  func matches(in tokens: [Token]) -> [Int] {
    tokens.indices.filter { tokens[$0].text == word && matches(tokens, at: $0) }.map { $0 - anchor }
  }

  /// Tells whether the phrase stands in tokens, with its first word at a position.
  func matches(_ tokens: [Token], at position: Int) -> Bool {
    guard tokens[position].kind == .word || tokens[position].kind == .quotedWord else {
      return false
    }
    if sense == .prefix { return tokens[position].text.hasPrefix(pattern[0]) }
    let start = position - anchor
    guard start >= 0, start + pattern.count <= tokens.count else { return false }
    for offset in pattern.indices where tokens[start + offset].text != pattern[offset] {
      return false
    }
    switch sense {
    case .anywhere, .prefix: return true
    case .function: return Self.isFree(tokens, at: start)
    case .implicitMember: return Self.isImplicit(tokens, at: start)
    }
  }

  private static func isFree(_ tokens: [Token], at start: Int) -> Bool {
    guard start > 0 else { return true }
    let before = tokens[start - 1]
    if before.isWord("func") { return false }
    guard before.isMark(".") else { return true }
    return start > 1 && ["Swift", "Foundation", "Glibc", "Darwin"].contains(tokens[start - 2].text)
  }

  private static func isImplicit(_ tokens: [Token], at start: Int) -> Bool {
    guard start > 0 else { return true }
    let before = tokens[start - 1]
    if before.kind == .mark, ["?", "!", ">"].contains(before.text) {
      return !tokens[start].isTight
    }
    return !before.endsExpression
  }
}
