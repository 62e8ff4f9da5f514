// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Finds the declarations in tokens.
struct DeclarationParser {
  private struct Scope {
    var keyword: String
    var name: String
    var isPublic: Bool
  }

  private let tokens: [Token]
  private var index = 0
  private var scopes: [Scope] = []
  private var declarations: [Declaration] = []

  static func declarations(in tokens: [Token]) -> [Declaration] {
    var parser = DeclarationParser(tokens: tokens)
    parser.parse()
    return parser.declarations
  }

  private init(tokens: [Token]) {
    self.tokens = tokens
  }

  private static let scopeKeywords: Set = [
    "struct", "class", "enum", "actor", "protocol", "extension",
  ]
  private static let otherKeywords: Set = [
    "func", "init", "subscript", "var", "let", "typealias", "associatedtype", "case", "operator",
    "precedencegroup", "deinit", "macro", "import",
  ]
  private static let modifiers: Set = [
    "public", "open", "package", "internal", "fileprivate", "private", "static", "final", "lazy",
    "mutating", "nonmutating", "override", "required", "convenience", "indirect", "prefix",
    "postfix", "infix", "weak", "unowned", "nonisolated", "isolated", "dynamic", "optional",
    "consuming", "borrowing", "distributed", "class",
  ]

  private func token(_ offset: Int = 0) -> Token? {
    tokens.indices.contains(index + offset) ? tokens[index + offset] : nil
  }

  private mutating func parse() {
    while let token = token() {
      if token.isMark("}") {
        scopes = scopes.dropLast()
        index += 1
      } else if token.kind == .word && token.text.hasPrefix("#") {
        skipDirective()
      } else if !parseDeclaration() {
        skipOne()
      }
    }
  }

  /// A condition ends with its line; `#else` and `#endif` are words of their own.
  private mutating func skipDirective() {
    guard let directive = token() else { return }
    index += 1
    guard ["#if", "#elseif"].contains(directive.text) else { return }
    while let token = token(), token.line == directive.line { index += 1 }
  }

  /// Skips a token, or everything up to the bracket that closes it.
  private mutating func skipOne() {
    var depth = 0
    while let token = token() {
      index += 1
      if token.kind == .mark {
        if ["(", "[", "{"].contains(token.text) { depth += 1 }
        if [")", "]", "}"].contains(token.text) { depth -= 1 }
      }
      if depth <= 0 { return }
    }
  }

  // MARK: - One declaration

  private mutating func parseDeclaration() -> Bool {
    let start = index
    let isDocumented = token()?.isDocumented ?? false
    var attributes: [String] = []
    var access: Declaration.Access?
    while let token = token() {
      if token.isMark("@"), let name = self.token(1) {
        attributes.append(name.text)
        index += 2
        if self.token()?.isMark("(") == true, self.token()?.isTight == true { skipOne() }
      } else if isModifier(token) {
        index += 1
        if self.token()?.isMark("(") == true {
          skipOne()
        } else if let written = Declaration.Access(rawValue: token.text) {
          access = written
        }
      } else {
        break
      }
    }
    guard let keyword = token(), isKeyword(keyword) else {
      index = start
      return false
    }
    let first = tokens[start]
    var declaration = Declaration(
      keyword: keyword.text, names: [], line: first.line, access: access, isPublic: false,
      isDocumented: isDocumented, scope: scopes.map(\.name), attributes: attributes, signature: [])
    declaration.isPublic = isPublic(declaration)
    index += 1
    if Self.scopeKeywords.contains(keyword.text) {
      parseScope(&declaration)
    } else {
      parseMember(&declaration)
    }
    declarations.append(declaration)
    return true
  }

  private func isModifier(_ token: Token) -> Bool {
    guard token.kind == .word, Self.modifiers.contains(token.text) else { return false }
    guard let next = self.token(1) else { return false }
    if token.text == "class" {
      return next.kind == .word && (next.text == "func" || next.text == "var" || isModifier(next))
    }
    return next.kind == .word || next.isMark("@") || next.isMark("(")
  }

  private func isKeyword(_ token: Token) -> Bool {
    guard token.kind == .word else { return false }
    if token.text == "actor" { return self.token(1)?.kind == .word }
    return Self.scopeKeywords.contains(token.text) || Self.otherKeywords.contains(token.text)
  }

  private func isPublic(_ declaration: Declaration) -> Bool {
    switch declaration.access {
    case .public, .open: return true
    case .some: return false
    case nil: break
    }
    guard let scope = scopes.last, scope.isPublic else { return false }
    switch scope.keyword {
    case "protocol", "extension": return declaration.keyword != "extension"
    case "enum": return declaration.keyword == "case"
    default: return false
    }
  }

  private mutating func parseScope(_ declaration: inout Declaration) {
    var name = ""
    while let token = token(), token.kind == .word || token.kind == .quotedWord || token.isMark(".")
    {
      if token.isWord("where") { break }
      name += token.text
      index += 1
    }
    declaration.names = [name]
    while let token = token(), !token.isMark("{"), !token.isMark("}") {
      if token.isMark("(") || token.isMark("[") {
        skipOne()
      } else {
        declaration.signature.append(token.text)
        index += 1
      }
    }
    guard token()?.isMark("{") == true else { return }
    index += 1
    scopes.append(
      Scope(keyword: declaration.keyword, name: name, isPublic: declaration.isPublic))
  }

  // MARK: - Members

  private mutating func parseMember(_ declaration: inout Declaration) {
    switch declaration.keyword {
    case "init", "subscript", "deinit": declaration.names = [declaration.keyword]
    case "import": return parseImport(&declaration)
    case "case": break
    default:
      if let token = token(), !token.isMark("(") {
        declaration.names = [token.text]
        index += 1
      }
    }
    var expectsName = declaration.keyword == "case"
    var isSignature = true
    while let token = token(), !endsMember(token) {
      if expectsName, token.kind == .word || token.kind == .quotedWord {
        declaration.names.append(token.text)
      }
      expectsName = declaration.keyword == "case" && token.isMark(",")
      if token.isMark("{") || token.isMark("=") { isSignature = false }
      let start = index
      skipOne()
      guard isSignature else { continue }
      if token.isMark("("), declaration.parameters.isEmpty {
        declaration.parameters = tokens[start..<index].map(\.text)
      }
      declaration.signature.append(token.text)
    }
  }

  private mutating func parseImport(_ declaration: inout Declaration) {
    guard let first = token() else { return }
    let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    if first.kind == .word, kinds.contains(first.text) { index += 1 }
    declaration.names = [token()?.text ?? ""]
    let line = token()?.line
    while let token = token(), token.line == line, !token.isMark(";") { index += 1 }
  }

  /// Tells whether the declaration before is over: its scope ends, a semicolon stands there, or
  /// another one begins.
  private func endsMember(_ token: Token) -> Bool {
    if token.isMark("}") || token.isMark(";") { return true }
    guard let last = self.token(-1) else { return false }
    let beginsLine = token.line != last.line
    if beginsLine, token.kind == .word, ["#if", "#elseif", "#else", "#endif"].contains(token.text) {
      return true
    }
    guard beginsLine || last.isMark("}") else { return false }
    guard token.isMark("@") || isModifier(token) || isKeyword(token) else { return false }
    if last.kind != .mark { return last.endsExpression }
    return last.text.allSatisfy { ")]}>?!*".contains($0) }
  }
}
