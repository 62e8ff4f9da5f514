// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import Testing

@Suite("Document reader: lines, columns and paths")
struct DocumentPlaceTests {
  /// Every node of a document as `path@line:column`.
  static func places(_ text: String) throws -> [String] {
    var result: [String] = []
    func visit(_ node: DocumentNode) {
      result.append("\(node.path)@\(node.line):\(node.column)")
      switch node.value {
      case .array(let elements): elements.forEach(visit)
      case .object(let members): members.forEach { visit($0.value) }
      default: break
      }
    }
    visit(try DocumentNode.parse(text))
    return result
  }

  @Test("LF, CRLF and a lone CR each end one line", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let text = ["{", "  \"a\": 1,", "", "  \"b\": [", "2]", "}"].joined(separator: end)
    #expect(try Self.places(text) == ["@1:1", "a@2:8", "b@4:8", "b[0]@5:1"])
  }

  @Test("columns count scalars: a tab, an ideograph and an emoji are one each")
  func columns() throws {
    #expect(
      try Self.places("[\t1, \"客服\", 2, \"😀\", 3]") == [
        "@1:1", "[0]@1:3", "[1]@1:6", "[2]@1:12", "[3]@1:15", "[4]@1:20",
      ])
  }

  @Test("a byte order mark takes no column")
  func byteOrderMark() throws {
    #expect(try Self.places("\u{FEFF}[1]") == ["@1:1", "[0]@1:2"])
  }

  @Test("keys that are no identifiers are quoted in paths")
  func paths() throws {
    let text = #"{"weekly": {"mon-fri": [1], "": 2, "9": 3, "a9_": 4, "a\"b\n": 5, "客服": 6}}"#
    #expect(
      try Self.places(text).map { String($0.prefix { $0 != "@" }) } == [
        "", "weekly", #"weekly["mon-fri"]"#, #"weekly["mon-fri"][0]"#, #"weekly[""]"#,
        #"weekly["9"]"#, "weekly.a9_", #"weekly["a"b\n"]"#, "weekly.客服",
      ])
    #expect(
      try Self.places(#"{"-": [[0]]}"#).map { String($0.prefix { $0 != "@" }) } == [
        "", #"["-"]"#, #"["-"][0]"#, #"["-"][0][0]"#,
      ])
  }

  @Test("a long key is cut in paths and messages")
  func longKeys() throws {
    let key = String(repeating: "k", count: 100_000)
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.parse("{\"\(key)\": [01, 02], \"\(key)\": 1}")
    }
    #expect(error.problems.count == 3)
    for problem in error.problems { #expect(problem.description.count < 400) }
  }

  /// Each text has one mistake, at the given place.
  static let mistakes: [(text: String, line: Int, column: Int, message: String)] = [
    ("", 1, 1, "the text is empty"),
    ("\r\n\r\n ", 1, 1, "the text is empty"),
    ("{\n  \"a\": 1\n  \"b\": 2\n}", 3, 3, "a comma is missing before this key"),
    ("[1\r\n 2]", 2, 2, "a comma is missing before this value"),
    ("[1,\n2 ,\n]", 2, 3, "a value is missing after this comma; the comma must go"),
    ("{\"é\": 01}", 1, 7, "\"01\" is not a number: a number does not start with 0"),
    ("{\"客服\"\n 1}", 2, 2, "a colon is missing after the key \"客服\""),
    ("{\n\tkey: 1}", 2, 2, "the key \"key\" must stand in quotation marks"),
    ("{\"a\": \"x,\n \"b\": 1}", 1, 7, "the text that starts here is not closed on its line"),
    ("[\"a\", \"b\\q\"]", 1, 9, "a backslash is written \\\\; it does not escape \"q\""),
    ("[\"\\ud800x\"]", 1, 3, "\\ud800 is half a surrogate pair; the other half is missing"),
    ("[\"a\tb\"]", 1, 4, "a control character must be written \\t"),
    ("[\n[1, 2}\n]", 2, 6, "\"]\" is expected to close what starts at line 2:1"),
    ("[[1, 2]", 1, 8, "the text ends inside the list that starts at line 1:1"),
    ("{\"a\": {\"b\": 1}\n", 2, 1, "the text ends inside the object that starts at line 1:1"),
    ("[1]\n]", 2, 1, "nothing may follow the value at the top, here is \"]\""),
    ("[1, // one\n 2]", 1, 5, "JSON has no comments; a \"note\" may say it"),
    ("[1, /* one\n */ 2]", 1, 5, "JSON has no comments; a \"note\" may say it"),
    ("['one']", 1, 2, "texts stand in double quotation marks"),
    ("[“one”]", 1, 2, "texts stand in straight quotation marks (\")"),
    ("[\n  #\n]", 2, 3, "a value is expected, here is \"#\""),
    ("}", 1, 1, "a value is expected, here is \"}\""),
    ("{\"a\": , \"b\": 1}", 1, 7, "the value of \"a\" is missing"),
    ("{\"a\" = 1}", 1, 6, "a colon is expected after the key \"a\", here is \"=\""),
    ("{\"a\": 1,\n\"b\": 2, \"a\": 3}", 2, 9, "the key \"a\" is here twice, first on line 1"),
    ("[yes]", 1, 2, "\"yes\" is not a value; texts stand in quotation marks"),
    ("{\"a\": {\"b\": \"x }, \"c\": {\"d\": 1}}", 1, 13, "the text that starts here is not closed"),
    ("{\"a: \"x\", \"b\": 1}", 1, 2, "the text that starts here is not closed"),
    ("[\"a, \"b\"]", 1, 2, "the text that starts here is not closed"),
    ("{\"a\": x\", \"b\": 1}", 1, 7, "a quotation mark is missing before \"x\""),
    ("{a\": 1, \"b\": 1}", 1, 2, "the key \"a\" must stand in quotation marks"),
    ("[\"say \"yes\" now\", 1]", 1, 7, "a quotation mark in a text must be written \\\""),
    ("[1，2]", 1, 3, "the full-width mark must be written \",\""),
    ("{\"a\"： 1, \"b\": 2}", 1, 5, "the full-width mark must be written \":\""),
    ("{\"a\": [1, 2}, \"b\": 1}", 1, 12, "\"]\" is expected to close what starts at line 1:7"),
    ("{\"a\": {\"b\": 1], \"c\": 1}", 1, 14, "\"}\" is expected to close what starts at line 1:7"),
    ("[1] [", 1, 5, "nothing may follow the value at the top, here is \"[\""),
  ]

  @Test("a mistake is told once, at its place", arguments: mistakes.indices)
  func mistake(_ index: Int) throws {
    let (text, line, column, message) = Self.mistakes[index]
    let error = try #require(throws: DocumentError.self) { try DocumentNode.parse(text) }
    #expect(error.problems.map(\.message) == [message])
    #expect(error.problems.map(\.line) == [line])
    #expect(error.problems.map(\.column) == [column])
  }

  @Test("malformed UTF-8 is told at its place, and text after it still is at the right one")
  func malformedBytes() throws {
    let bytes = Array("[\"客".utf8) + [0xE5, 0x41, 0xFF] + Array("\",\n \"".utf8) + [0xC0, 0x80]
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.parse(bytes + Array("\"]".utf8))
    }
    #expect(
      error.problems.map(\.message) == [
        "byte 0xE5 is not UTF-8", "byte 0xFF is not UTF-8", "byte 0xC0 is not UTF-8",
      ])
    #expect(error.problems.map { [$0.line, $0.column] } == [[1, 4], [1, 6], [2, 3]])
    #expect(error.problems.map(\.path) == ["[0]", "[0]", "[1]"])
  }
}
