// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Testing

@Suite("Reading sources: what is code and what only looks like it")
struct LexerTests {
  /// Marks, words and numbers; quotation marks are left out.
  static func code(_ source: String) -> String {
    SwiftLexer.tokens(of: source).filter { $0.kind != .text }.map(\.text).joined(separator: " ")
  }

  @Test(
    "comments are no code",
    arguments: [
      ("a // b", "a"), ("a /* b */ c", "a c"), ("a /* /* b */ c */ d", "a d"),
      ("a /* b\n// */ c", "a c"), ("a // /* \nb", "a b"), ("a //\n//\nb", "a b"), ("//", ""),
      ("/*", ""), ("/* /* */", ""), ("a+/*b*/c", "a + c"), ("x*/*y*/z", "x * z"), ("/**/a", "a"),
      ("/* \" */ a", "a"), ("// \"\na", "a"),
    ].map { Reading($0, $1) })
  func comments(_ reading: Reading<String>) {
    #expect(Self.code(reading.source) == reading.expected)
  }

  @Test(
    "what strings say is no code, what they interpolate is",
    arguments: [
      (#"a("b")"#, "a ( )"), (#""a \" b" c"#, "c"), (#""a \\" b"#, "b"), (#""" a"#, "a"),
      (#""a \(b) c" d"#, "( b ) d"), (#""\(a("b \(c) d"))" e"#, "( a ( ( c ) ) ) e"),
      (#""\(a + (b))" c"#, "( a + ( b ) ) c"), (#""// a" b"#, "b"), (#""/* a" b"#, "b"),
      (#""\u{41} a" b"#, "b"), (#""'" a"#, "a"),
      ("\"\"\"\na \"b\" \"\"c\n\"\"\" d", "d"), ("\"\"\"\na \\(b) c\n\"\"\" d", "( b ) d"),
      ("\"\"\"\na \\\"\"\" b\n\"\"\" c", "c"), ("\"\"\"\n// a\n\"\"\"\nb", "b"),
      ("#\"a \" b\"# c", "c"), ("#\"a \\(b) c\"# d", "d"), ("#\"a \\#(b) c\"# d", "( b ) d"),
      ("##\"a \"# b\"## c", "c"), ("#\"\"\"\na \"\"\" b\n\"\"\"# c", "c"),
      ("#\"\\\"# a", "a"), ("\"a\nb", "b"), ("\"\"\"\na", ""), ("\"\\(", "( )"),
    ].map { Reading($0, $1) })
  func strings(_ reading: Reading<String>) {
    #expect(Self.code(reading.source) == reading.expected)
  }

  @Test(
    "a slash divides, or begins a regular expression",
    arguments: [
      ("a / b / c", "a / b / c"), ("a/b/c", "a / b / c"), ("x = /a\"b/ c", "x = c"),
      ("f(/a \\/ b/) c", "f ( ) c"), ("#/a\"/b/# c", "c"), ("(a + b) / c / d", "( a + b ) / c / d"),
      ("reduce(1, /) / 2", "reduce ( 1 , / ) / 2"), ("x[0]/2/3", "x [ 0 ] / 2 / 3"),
    ].map { Reading($0, $1) })
  func slashes(_ reading: Reading<String>) {
    #expect(Self.code(reading.source) == reading.expected)
  }

  @Test(
    "operators are cut as the compiler cuts them",
    arguments: [
      ("a!.b", "a ! . b"), ("a?.b", "a ? . b"), ("a != b", "a != b"), ("a..<b", "a ..< b"),
      ("a...", "a ..."), ("1.5e3 + 2.x", "1.5e3 + 2 . x"), ("!a", "! a"), ("&&", "&&"),
      ("`default`.a", "default . a"), ("$0.a", "$0 . a"), ("@a(b)", "@ a ( b )"),
      ("#if A", "#if A"),
      ("größe + 客", "größe + 客"), ("0x1F_0a", "0x1F_0a"),
    ].map { Reading($0, $1) })
  func operators(_ reading: Reading<String>) {
    #expect(Self.code(reading.source) == reading.expected)
  }

  @Test("every token knows its line")
  func lines() {
    let source = "a\n/* x\ny */ b\n\"\"\"\nc\n\\(d\n)\n\"\"\"\ne \"\\(f)\"\r\ng"
    let words = SwiftLexer.tokens(of: source).filter { $0.kind == .word }
    #expect(words.map(\.text) == ["a", "b", "d", "e", "f", "g"])
    #expect(words.map(\.line) == [1, 3, 6, 9, 9, 10])
  }

  @Test(
    "documentation has words and stands before",
    arguments: [
      ("/// b\na", true), ("/** b */ a", true), ("/// b\n@c a", true), ("/// b\n\na", true),
      ("/// b\n// c\na", true), ("// b\na", false), ("//// b\na", false), ("///\na", false),
      ("/***/ a", false), ("/**/ a", false), ("/* b */ a", false), ("a /// b", false),
      ("\"/// b\"\na", false),
    ].map { Reading($0, $1) })
  func documentation(_ reading: Reading<Bool>) throws {
    let first = try #require(SwiftLexer.tokens(of: reading.source).first)
    #expect(first.isDocumented == reading.expected)
  }

  @Test("no text whatever stops the reader, whole or cut off", arguments: UInt64(0)..<200)
  func anyText(seed: UInt64) {
    let pieces = [
      "\"", "\"\"\"", "#", "\\", "(", ")", "\\(", "/*", "*/", "//", "/", "\n", "{", "}", "[", "]",
      "!", ".", "a", "`", "public ", "case ", "@", "extension ", "import ", "é", "func ", "=", ";",
    ]
    var state = seed &+ 0x9E37_79B9_7F4A_7C15
    var text = ""
    for _ in 0..<60 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += pieces[Int((state >> 33) % UInt64(pieces.count))]
    }
    let file = SourceFile(path: "Sources/SupportSLA/X.swift", text: text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(file.tokens.allSatisfy { (1...lines).contains($0.line) })
    _ = ForbiddenChecks.phrases(file) + ForbiddenChecks.exclamations(file)
  }
}
