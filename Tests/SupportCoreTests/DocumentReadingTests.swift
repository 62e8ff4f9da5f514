// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import Testing

@Suite("Document reader: nodes as values")
struct DocumentReadingTests {
  /// Reads with a function and returns the value and the messages.
  static func read<Value>(
    _ text: String, _ make: (DocumentNode, inout Problems) -> Value?
  ) throws -> (value: Value?, messages: [String]) {
    var problems = Problems()
    let value = make(try DocumentNode.parse(text), &problems)
    return (value, problems.all.map(\.message))
  }

  @Test("a value of another kind is named in the message")
  func kinds() throws {
    let texts = ["null", "true", "1.50", "\"a\\nb\"", "[1, 2]", "{}"]
    let found = [
      "null", "true", "the number 1.5", #"the text "a\nb""#, "a list of 2", "an object",
    ]
    for (index, text) in texts.enumerated() {
      func expect<Value>(
        _ expected: String, except own: Int, _ make: (DocumentNode, inout Problems) -> Value?
      ) throws {
        let (value, messages) = try Self.read(text, make)
        #expect((value != nil) == (index == own))
        let message = "\(expected) is expected, this is \(found[index])"
        #expect(messages == (index == own ? [] : [message]))
      }
      try expect("true or false", except: 1) { $0.boolean(&$1) }
      try expect("a number", except: 2) { $0.decimal(&$1) }
      try expect("a text", except: 3) { $0.string(&$1) }
      try expect("a text", except: 3) { $0.nonEmptyString(&$1) }
      try expect("a list", except: 4) { $0.array(&$1) }
      try expect("an object", except: 5) { $0.object(&$1) }
    }
  }

  @Test("a text of white space alone is empty", arguments: ["", " ", "\\n\\t", "\u{3000}"])
  func empty(_ text: String) throws {
    let (value, messages) = try Self.read("\"\(text)\"") { $0.nonEmptyString(&$1) }
    #expect(value == nil)
    #expect(messages == ["the text must not be empty"])
  }

  @Test(
    "whole numbers are read within bounds, both included",
    arguments: [
      ("-3", -3, nil), ("7", 7, nil), ("0", 0, nil), ("-0", 0, nil),
      ("-4", nil, "-4 is outside -3 ... 7"), ("8", nil, "8 is outside -3 ... 7"),
      ("9223372036854775808", nil, "9223372036854775808 is outside -3 ... 7"),
      ("1.0", nil, "1 must be written as a whole number, without decimal point or exponent"),
      ("1e0", nil, "1 must be written as a whole number, without decimal point or exponent"),
      ("0.5", nil, "0.5 must be written as a whole number, without decimal point or exponent"),
      ("\"1\"", nil, "a whole number is expected, this is the text \"1\""),
    ] as [(String, Int64?, String?)])
  func integers(_ text: String, _ expected: Int64?, _ message: String?) throws {
    let (value, messages) = try Self.read(text) { $0.integer(in: -3...7, &$1) }
    #expect(value == expected)
    #expect(messages == (message.map { [$0] } ?? []))
  }

  @Test("the ends of Int64 are whole numbers", arguments: [Int64.min, .max])
  func integerEnds(_ number: Int64) throws {
    let (value, _) = try Self.read("\(number)") { $0.integer(in: .min ... .max, &$1) }
    #expect(value == number)
  }

  @Test(
    "a name is read as what it stands for, others with the nearest",
    arguments: [
      ("gold", 1, nil), ("platinum", 2, nil), ("Gold", nil, "gold"), ("glod", nil, "gold"),
      ("plutonium", nil, "platinum"), ("silver", nil, nil), ("", nil, nil),
    ] as [(String, Int?, String?)])
  func names(_ text: String, _ expected: Int?, _ suggestion: String?) throws {
    var problems = Problems()
    let node = try DocumentNode.parse("[\"\(text)\"]")
    let value = node.array(&problems)?[0].oneOf([("gold", 1), ("platinum", 2)], &problems)
    #expect(value == expected)
    #expect(
      problems.all
        == (expected != nil
          ? []
          : [
            Problem(
              path: "[0]", line: 1, column: 2,
              message: "\"\(text)\" is not one of \"gold\", \"platinum\"", suggestion: suggestion)
          ]))
  }

  @Test("many names are told in part")
  func manyNames() throws {
    let choices = (10..<40).map { (name: "n\($0)", value: $0) }
    let (_, messages) = try Self.read("\"x\"") { $0.oneOf(choices, &$1) }
    let shown = (10..<22).map { "\"n\($0)\"" }.joined(separator: ", ")
    #expect(messages == ["\"x\" is not one of \(shown) and 18 more"])
  }

  @Test("texts of dates and times are read by their own initialisers")
  func texts() throws {
    let (date, _) = try Self.read("\"2025-10-01\"") { node, problems in
      node.text(&problems) { text throws(TextError) in try CivilDate(text) }
    }
    #expect(date == (try CivilDate(year: 2025, month: 10, day: 1)))
    let (time, messages) = try Self.read("\"25:00\"") { node, problems in
      node.text(&problems) { text throws(TextError) in try TimeOfDay(text) }
    }
    #expect(time == nil)
    #expect(messages == ["\"25:00\" is not a time of day: hour 25 is outside 0 ... 24"])
    let (_, lines) = try Self.read("\"a\\nb\"") { node, problems in
      node.text(&problems) { text throws(TextError) in try TimeOfDay(text) }
    }
    #expect(lines.allSatisfy { !$0.contains("\n") })
  }

  @Test("a list goes on after a bad element and tells each")
  func lists() throws {
    func numbers(_ text: String) throws -> (value: [Int64]?, messages: [String]) {
      try Self.read(text) { node, problems in
        node.values(&problems) { $0.integer(in: 0...9, &$1) }
      }
    }
    #expect(try numbers("[]").value == [])
    #expect(try numbers("[1, 2, 3]").value == [1, 2, 3])
    let bad = try numbers("[1, \"2\", 3, 10]")
    #expect(bad.value == nil)
    #expect(
      bad.messages == [
        "a whole number is expected, this is the text \"2\"", "10 is outside 0 ... 9",
      ])
    #expect(try numbers("1").messages == ["a list is expected, this is the number 1"])
  }

  // MARK: Objects

  @Test("unknown keys are told with the nearest key that is missing")
  func unknownKeys() throws {
    var problems = Problems()
    let node = try DocumentNode.parse(
      #"{"id": 1, "idd": 2, "effectivefrom": 3, "zone": 4, "x": 5}"#)
    var object = try #require(node.object(&problems))
    _ = object.required("id", &problems)
    _ = object.optional("effectiveFrom")
    _ = object.optional("effectiveUntil")
    object.finish(&problems)
    #expect(problems.all.map(\.path) == ["idd", "effectivefrom", "zone", "x"])
    #expect(problems.all.map(\.suggestion) == ["id", "effectiveFrom", nil, nil])
    #expect(problems.all.map(\.column) == [11, 21, 41, 52])
    #expect(
      problems.all[3].message
        == #"the key "x" is unknown; known are "id", "effectiveFrom", "effectiveUntil""#)
  }

  @Test("a note is always allowed, as a text")
  func notes() throws {
    #expect(
      try Self.read(#"{"note": "why"}"#) { node, problems -> Int? in
        node.object(&problems)?.finish(&problems)
        return nil
      }.messages == [])
    #expect(
      try Self.read(#"{"note": ["why"]}"#) { node, problems -> Int? in
        node.object(&problems)?.finish(&problems)
        return nil
      }.messages == ["a text is expected, this is a list of 1"])
  }

  @Test("a missing key is told at the object, a null is a value")
  func missingKeys() throws {
    var problems = Problems()
    let node = try DocumentNode.parse("{\"a\":\n {\"b\": null}}")
    var outer = try #require(node.object(&problems))
    var inner = try #require(outer.required("a", &problems)?.object(&problems))
    #expect(inner.optional("b")?.value == .null)
    #expect(inner.required("b", &problems)?.value == .null)
    #expect(inner.optional("c") == nil)
    #expect(inner.required("d", &problems) == nil)
    #expect(problems.all == [Problem(path: "a", line: 2, column: 2, message: "\"d\" is missing")])
    #expect(outer.members.map(\.key) == ["a"])
  }

  // MARK: Suggestions

  @Test(
    "the nearest choice is found by edits, swaps included",
    arguments: [
      ("teir", ["tier"], "tier"), ("ab", ["ba"], "ba"), ("abc", ["xyz"], nil), ("a", ["b"], nil),
      ("a", ["ab"], "ab"), ("ab", ["a"], "a"), ("pending", ["pedning", "pendin"], "pedning"),
      ("pendin", ["pending", "pedni"], "pending"), ("GOLD", ["golf", "gold"], "gold"),
      ("sixsix", ["sixs", "sisi"], "sixs"), ("sixsix", ["six"], nil), ("", ["a"], nil),
      ("a", [], nil),
      ("Straße", ["strasse"], "strasse"), ("投诉", ["投訴"], "投訴"),
    ] as [(String, [String], String?)])
  func nearest(_ word: String, _ choices: [String], _ expected: String?) {
    #expect(EditDistance.nearest(to: word, among: choices) == expected)
  }

  @Test("a value that comes through a coder is read as a document is")
  func coding() throws {
    struct Coded: Codable {
      var line: String

      init(from decoder: any Decoder) throws {
        line = try decoder.decodeDocument { node, _ in DocumentForm(node).line }
      }

      func encode(to encoder: any Encoder) throws {
        let form = try DocumentNode.parse(line)
        try encoder.encodeDocument(DocumentForm(form))
      }
    }
    let text = #"{ "a": [1, -0.25, true, null, "x"], "b": { "c": 9007199254740993 } }"#
    let coded = try JSONDecoder().decode(Coded.self, from: Data(text.utf8))
    #expect(coded.line == text)
    let data = try JSONEncoder().encode(coded)
    #expect(try JSONDecoder().decode(Coded.self, from: data).line == text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Coded.self, from: Data("[1e300]".utf8))
    }
  }

  @Test("words too long to be compared have no suggestion, and take no time")
  func longWords() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(EditDistance.nearest(to: long, among: [long]) == nil)
    #expect(EditDistance.nearest(to: "a", among: [long]) == nil)
    let fits = String(repeating: "a", count: 64)
    #expect(EditDistance.nearest(to: fits + "", among: [String(fits.dropLast())]) != nil)
  }

  @Test("one random edit of a long enough word still finds it", arguments: UInt64(0)..<200)
  func oneEdit(seed: UInt64) {
    var random = DocumentFuzz(seed: seed)
    let word = (0..<(4 + random.below(20))).map { _ in
      "abcdefgh".randomElement(using: &random) ?? "a"
    }
    var edited = word
    let index = random.below(word.count - 1)
    switch random.below(4) {
    case 0: edited.remove(at: index)
    case 1: edited.insert("z", at: index)
    case 2: edited[index] = "z"
    default: edited.swapAt(index, index + 1)
    }
    #expect(
      EditDistance.nearest(to: String(edited), among: ["zzzzzzzz", String(word)]) == String(word))
  }
}
