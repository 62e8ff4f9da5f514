// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import Testing

@Suite("Document reader: what is JSON and what is not")
struct DocumentSyntaxTests {
  /// One text; Foundation's verdict is compared unless it is known to be laxer or stricter.
  struct Row: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let comparesWithFoundation: Bool
    var testDescription: String { String(decoding: bytes.prefix(60), as: UTF8.self) }

    init(_ text: String, comparesWithFoundation: Bool = true) {
      self.init(Array(text.utf8), comparesWithFoundation: comparesWithFoundation)
    }

    init(_ bytes: [UInt8], comparesWithFoundation: Bool = true) {
      self.bytes = bytes
      self.comparesWithFoundation = comparesWithFoundation
    }
  }

  static func isAcceptedByFoundation(_ bytes: [UInt8]) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
  }

  static let accepted: [Row] = [
    Row("[]"), Row("{}"), Row("[[]   ]"), Row("[\"\"]"), Row("null"), Row("true"), Row("false"),
    Row("0"), Row("-0"), Row("-1"), Row("42"), Row("\"text\""), Row(" 1 "), Row("\n[1]\r\n"),
    Row("\t[\t1\t,\t2\t]\t"), Row("[null, 1, \"1\", {}]"), Row("[1,null,null,null,2]"),
    Row("[123e20]"),
    Row("[0e+1]"), Row("[0e1]"), Row("[1E22]"), Row("[1E-2]"), Row("[1E+2]"), Row("[1e-2]"),
    Row("[20e1]"), Row("[123.456e7]"), Row("[-0.0]"), Row("[-123]"), Row("[-0.000001]"),
    Row("[123.456789]"), Row("[0.10]"), Row("[4 ]"), Row("{\"\":0}"), Row("{\"a\":[]}"),
    Row("{\"a\":\"b\"}"), Row("{\"a\":\"b\", \"c\":\"d\"}"), Row("{\"\\u0000ab\":0}"),
    Row("{\"title\":\"\\u041f\\u043e\\u043b\"}"), Row("{\n\"a\": \"b\"\n}"),
    Row("[\"\\u0060\\u012a\\u12AB\"]"), Row("[\"\\uD801\\udc37\"]"),
    Row("[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"), Row("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
    Row("[\"\\\\u0000\"]"), Row("[\"\\\"\"]"), Row("[\"a/*b*/c/*d//e\"]"), Row("[\"\\\\a\"]"),
    Row("[\"\\\\n\"]"), Row("[\"\\u0012\"]"), Row("[\"\\uFFFF\"]"), Row("[\"\u{10FFFF}\"]"),
    Row("[\"\u{2028}\u{2029}\"]"), Row("[\"\u{7F}\"]"), Row("[\"π\"]"), Row("[\"客服\"]"),
    Row("[\"\\u0000\"]"), Row("[\"\\uD834\\uDd1e\"]"), Row("[\"\u{FEFF}\"]"), Row("[\"é\"]"),
    Row("\u{FEFF}{}", comparesWithFoundation: false),
  ]

  static let refused: [Row] = [
    Row(""), Row(" "), Row("["), Row("]"), Row("{"), Row("}"), Row("[1"), Row("[1,"), Row("[,1]"),
    Row("[1,,2]"), Row("[\"\",]", comparesWithFoundation: false), Row("[,]"), Row("[1]]"),
    Row("[1]x"), Row("[\"x\"]]"), Row("[3[4]]"), Row("[1 true]"), Row("[a"), Row("[\"a\""),
    Row("[1:2]"), Row("[\"\": 1]"), Row("[*]"), Row("[\"a\",\n4\n,1,"), Row("[-]"), Row("[+1]"),
    Row("[.5]"), Row("[1.]"), Row("[-.1]"), Row("[01]"), Row("[-01]"), Row("[0x1]"), Row("[1e]"),
    Row("[1e+]"), Row("[0.e1]"), Row("[2.e3]"), Row("[1.2.3]"), Row("[1+2]"), Row("[--1]"),
    Row("[9.e+]"), Row("[1 000.0]"), Row("[NaN]"), Row("[-Infinity]"), Row("[Inf]"), Row("[1eE2]"),
    Row("[True]"), Row("[nul]"), Row("[tru]"), Row("[nulll]"), Row("{a: 1}"), Row("{'a': 1}"),
    Row("['a']"), Row("{\"a\" 1}"), Row("{\"a\":}"), Row("{\"a\"}"), Row("{\"a\":1,}").lax,
    Row("{\"a\":1 \"b\":2}"), Row("{,\"a\":1}"), Row("{\"a\":1,,\"b\":2}"), Row("{\"a\"::1}"),
    Row("{1:1}"), Row("{null:1}"), Row("{\"a\":1}}"), Row("{\"a\":1}#"), Row("{[1]: 2}"),
    Row("{\"a\":1"), Row("{\"a\":"), Row("{\"a\""), Row("{\"a"), Row("{\"a\":[1}"), Row("[1}"),
    Row("{\"a\":1]"), Row("[\"\\x\"]"), Row("[\"\\u12\"]"), Row("[\"\\u12G4\"]"),
    Row("[\"\\U0041\"]"),
    Row("[\"\\"), Row("[\"\\\"]"), Row("[\"\\uD800\"]"), Row("[\"\\uDC00\"]"),
    Row("[\"\\uD800\\u0041\"]"), Row("[\"\\uD800\\uD800\"]"), Row("[\"\\uDd1e\\uD834\"]"),
    Row("[\"a\u{0}b\"]"), Row("[\"a\tb\"]"), Row("[\"a\nb\"]"), Row("[\"\u{1F}\"]"), Row("\""),
    Row("\"abc"), Row("abc"), Row("[1] // one").lax, Row("/* one */ [1]").lax, Row("[1]/"),
    Row("[\u{A0}1]"), Row("[\u{3000}1]"), Row("[1，2]"), Row("[“a”]"), Row("[\u{0}]"),
    Row("\u{C}[1]"),
    Row("<null>"), Row("[1]\u{0}"), Row([0xFF]), Row([0xEF, 0xBB]), Row([0xEF, 0xBB, 0xBF]).lax,
    Row(Array("[\"".utf8) + [0xC0, 0x80] + Array("\"]".utf8)),
    Row(Array("[\"".utf8) + [0xE5] + Array("\"]".utf8)),
    Row(Array("[\"".utf8) + [0xED, 0xA0, 0x80] + Array("\"]".utf8)),
    Row(Array("[\"".utf8) + [0xF4, 0x90, 0x80, 0x80] + Array("\"]".utf8)),
    Row(Array("[\"".utf8) + [0xFC, 0x83, 0xBF, 0xBF, 0xBF] + Array("\"]".utf8)),
    Row(Array("[\"".utf8) + [0x81] + Array("\"]".utf8)),
    Row(Array("[".utf8) + [0xE5] + Array("]".utf8)),
    Row([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00]).lax, Row([0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D]).lax,
    Row([0x5B, 0x00, 0x5D, 0x00]).lax, Row("{\"a\":1,\"a\":2}").lax,
  ]

  @Test("well-formed text is accepted, as Foundation accepts it", arguments: accepted)
  func accepts(_ row: Row) throws {
    _ = try DocumentNode.parse(row.bytes)
    if row.comparesWithFoundation { #expect(Self.isAcceptedByFoundation(row.bytes)) }
  }

  @Test("malformed text is refused, as Foundation refuses it", arguments: refused)
  func refuses(_ row: Row) throws {
    let error = try #require(throws: DocumentError.self) { try DocumentNode.parse(row.bytes) }
    #expect(!error.problems.isEmpty)
    if row.comparesWithFoundation { #expect(!Self.isAcceptedByFoundation(row.bytes)) }
  }

  @Test(
    "numbers that take more than 38 digits are refused, at once whatever the exponent",
    arguments: [
      "1e38", "1e-39", "1e999999999", "-1e-999999999", "1e99999999999999999999999999",
      "123456789012345678901234567890123456789", "0.000000000000000000000000000000000000001",
    ])
  func refusesLongNumbers(_ text: String) throws {
    let error = try #require(throws: DocumentError.self) { try DocumentNode.parse("[\(text)]") }
    #expect(
      error.problems.map(\.message) == [
        "\"\(text)\" is not a number: it takes more than 38 digits"
      ])
    #expect(error.problems.map(\.path) == ["[0]"])
  }

  @Test(
    "escapes and characters come out as Foundation reads them",
    arguments: [
      #"["\u0041\n\t\"\\\/\b\f\r"]"#, #"["\ud83d\ude39 客服 é"]"#, #"["\u0000\uFFFF\u00e9"]"#,
      #"["plain", "", "\\u0041", "a\/b"]"#, #"["\uD834\uDD1E\uD834\uDD1E"]"#,
    ])
  func readsTexts(_ text: String) throws {
    let expected = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
    guard case .array(let nodes) = try DocumentNode.parse(text).value else {
      Issue.record("not a list")
      return
    }
    #expect(nodes.map(\.value) == expected.map { .string($0) })
  }

  @Test("members keep the order of the text")
  func keepsOrder() throws {
    let text = #"{"z": 1, "a": 2, "m": {"y": 3, "b": 4}}"#
    guard case .object(let members) = try DocumentNode.parse(text).value,
      case .object(let inner) = members[2].value.value
    else {
      Issue.record("not an object")
      return
    }
    #expect(members.map(\.key) == ["z", "a", "m"])
    #expect(inner.map(\.key) == ["y", "b"])
  }
}

extension DocumentSyntaxTests.Row {
  /// The same text, which Foundation accepts in some version although it is no JSON for us.
  var lax: Self { Self(bytes, comparesWithFoundation: false) }
}
