// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import Testing

@Suite("Document reader: all mistakes at once")
struct DocumentProblemTests {
  @Test("five mistakes of spelling are told at once, in document order")
  func fiveMistakes() throws {
    let text = """
      {
        "id": 'gold',
        "points": 05,
        "open": True,
        "note": "a\\q",
        "id": "silver",
      }
      """
    let error = try #require(throws: DocumentError.self) { try DocumentNode.parse(text) }
    #expect(
      error.description == """
        line 2:9 · id: texts stand in double quotation marks
        line 3:13 · points: "05" is not a number: a number does not start with 0
        line 4:11 · open: "True" is not a value; texts stand in quotation marks; \
        did you mean "true"?
        line 5:13 · note: a backslash is written \\\\; it does not escape "q"
        line 6:3 · id: the key "id" is here twice, first on line 2
        line 6:17 · document: a key is missing after this comma; the comma must go
        """)
  }

  @Test("mistakes of spelling and of meaning are told together when the tree is clear")
  func bothKinds() throws {
    let text = """
      { "id": "", "tier": "gould", "points": 1000001,
        "tier": "gold" "until": "2025-02-30", "colour": 1, "note": 2, }
      """
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.read(text) { node, problems -> Int? in
        guard var object = node.object(&problems) else { return nil }
        _ = object.required("id", &problems)?.nonEmptyString(&problems)
        _ = object.required("tier", &problems)?.oneOf([("gold", 1), ("silver", 2)], &problems)
        _ = object.required("points", &problems)?.integer(in: 0...1_000_000, &problems)
        _ = object.optional("until")?.text(&problems) { text throws(TextError) in
          try CivilDate(text)
        }
        _ = object.required("color", &problems)?.string(&problems)
        object.finish(&problems)
        return 1
      }
    }
    #expect(
      error.description == """
        line 1:1 · document: "color" is missing
        line 1:9 · id: the text must not be empty
        line 1:21 · tier: "gould" is not one of "gold", "silver"; did you mean "gold"?
        line 1:40 · points: 1000001 is outside 0 ... 1000000
        line 2:3 · tier: the key "tier" is here twice, first on line 1
        line 2:18 · document: a comma is missing before this key
        line 2:27 · until: "2025-02-30" is not a date: day 30 is outside 1 ... 28
        line 2:41 · colour: the key "colour" is unknown; known are "id", "tier", "points", \
        "until", "color"; did you mean "color"?
        line 2:62 · note: a text is expected, this is the number 2
        line 2:63 · document: a key is missing after this comma; the comma must go
        """)
  }

  @Test("a tree in doubt is not given to the second step")
  func doubtfulTree() throws {
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.read("[01]") { _, problems -> Int? in
        problems.report(Problem(path: "", message: "never"))
        return nil
      }
    }
    #expect(error.problems.count == 1)
  }

  @Test("a second step that fails without a word still fails")
  func silentStep() throws {
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.read("1") { _, _ in nil as Int? }
    }
    #expect(error.problems.map(\.message) == ["it could not be read"])
  }

  @Test("duplicate keys are found at every depth", arguments: 1...64)
  func duplicates(depth: Int) throws {
    let open = String(repeating: "{\"a\":", count: depth - 1)
    let close = String(repeating: "}", count: depth - 1)
    let text = open + "{\"b\": 1,\n\"b\": 2}" + close
    let error = try #require(throws: DocumentError.self) { try DocumentNode.parse(text) }
    #expect(error.problems.map(\.message) == ["the key \"b\" is here twice, first on line 1"])
    let path = Array(repeating: "a", count: depth - 1) + ["b"]
    #expect(error.problems.map(\.path) == [path.joined(separator: ".")])
  }

  @Test(
    "duplicate keys are found in large objects, and however they are written",
    arguments: [1, 15, 16, 17, 1_000])
  func duplicatesAmongMany(count: Int) throws {
    let members = (0..<count).map { "\"caf\\u00e9\($0)\": \($0)" }.joined(separator: ",\n")
    _ = try DocumentNode.parse("{\(members)}")
    for duplicate in Set([0, count / 2, count - 1]) {
      for spelling in ["café\(duplicate)", "cafe\u{301}\(duplicate)"] {
        let text = "{\(members), \"\(spelling)\": 0}"
        let error = try #require(throws: DocumentError.self) { try DocumentNode.parse(text) }
        #expect(error.problems.count == 1)
        #expect(error.problems[0].message.hasSuffix("first on line \(duplicate + 1)"))
      }
    }
  }

  // MARK: Limits

  @Test("the limit on bytes is inclusive")
  func bytes() throws {
    _ = try DocumentNode.parse("[1, 2]", limits: DocumentLimits(maximumBytes: 6))
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.parse("[1, 2]", limits: DocumentLimits(maximumBytes: 5))
    }
    #expect(error.description == "line 1:1 · document: 6 bytes are more than the limit of 5")
  }

  @Test(
    "the limit on depth is inclusive, and what is too deep is stepped over",
    arguments: [("[", "]"), ("{\"a\":", "}")])
  func depth(open: String, close: String) throws {
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth - 1) + (open == "[" ? "[]" : "{}")
        + String(repeating: close, count: depth - 1)
    }
    _ = try DocumentNode.parse(nested(64))
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.parse("[\(nested(64)), \(nested(63)), \(nested(100_000)), 01]")
    }
    #expect(
      error.problems.map(\.message) == [
        "lists and objects are more than 64 levels deep",
        "lists and objects are more than 64 levels deep",
        "\"01\" is not a number: a number does not start with 0",
      ])
    let deepest = DocumentLimits(maximumDepth: .max)
    #expect(deepest.maximumDepth == 512)
    _ = try DocumentNode.parse(nested(512), limits: deepest)
    #expect(throws: DocumentError.self) {
      try DocumentNode.parse(nested(513), limits: deepest)
    }
  }

  @Test(
    "a text of one piece over and over ends with problems, in linear time",
    .timeLimit(.minutes(1)),
    arguments: [
      "[", "{", "]", "[{", ",", "[1,/**/],", "{\"a\":1,/*", "\"", "\n", "\"\n", "\"\n\nx",
      "\"a,]\n", "\"a,\t\n", "\"a\"b", "\"a,\"b", "\"a\"b ", "\"a,\\\"b", "，",
      "\\", "\\ud800", "/", "//", "'", "x ", "1e9", "-", "“", "\u{1}", ":", "\"a\":[", "\"a\":1,",
    ])
  func repetitions(_ piece: String) throws {
    for opening in ["", "[", "{", "[\"", "{\""] {
      let text = opening + String(repeating: piece, count: 1_000)
      let error = try #require(throws: DocumentError.self) { try DocumentNode.parse(text) }
      #expect(error.problems.count <= 100)
    }
  }

  @Test("the limit on values is inclusive")
  func nodes() throws {
    let limits = DocumentLimits(maximumNodes: 4)
    _ = try DocumentNode.parse("[1, {\"a\": 2}]", limits: limits)
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.parse("[1, {\"a\": 2}, 3, 4, 5", limits: limits)
    }
    #expect(error.description == "line 1:15 · [2]: there are more than 4 values")
  }

  @Test("problems beyond the limit are counted")
  func countsProblems() throws {
    let text = "[" + Array(repeating: "01", count: 250).joined(separator: ",") + "]"
    let error = try #require(throws: DocumentError.self) { try DocumentNode.parse(text) }
    #expect(error.problems.count == 100)
    #expect(error.omitted == 150)
    #expect(error.description.hasSuffix("\n… and 150 more"))
    let short = try #require(throws: DocumentError.self) {
      try DocumentNode.parse(text, limits: DocumentLimits(maximumProblems: 0))
    }
    #expect(short.problems.count == 1)
    #expect(short.omitted == 249)
  }

  @Test("limits out of range become the nearest bound")
  func clampsLimits() {
    let limits = DocumentLimits(
      maximumBytes: .min, maximumDepth: .min, maximumNodes: .min, maximumProblems: .min)
    #expect(limits.maximumBytes == 0)
    #expect(limits.maximumDepth == 1)
    #expect(limits.maximumNodes == 1)
    #expect(limits.maximumProblems == 1)
  }

  // MARK: Values of their own

  @Test("an error puts its problems into document order and keeps the order at one place")
  func sorts() {
    let problems = [(2, 1, "d"), (1, 9, "b"), (1, 9, "c"), (1, 2, "a")].map { line, column, text in
      Problem(path: "", line: line, column: column, message: text)
    }
    let error = DocumentError(problems[0], Array(problems.dropFirst()), omitted: -3)
    #expect(error.problems.map(\.message) == ["a", "b", "c", "d"])
    #expect(error.omitted == 0)
  }

  @Test("a problem without a place prints without one")
  func withoutPlace() {
    let problem = Problem(path: "weekly", message: "is empty", suggestion: "a\nb")
    #expect(problem.description == #"weekly: is empty; did you mean "a\nb"?"#)
  }

  @Test("no problem, no error")
  func noProblem() throws {
    var problems = Problems()
    try problems.throwIfAny()
    #expect(problems.isEmpty)
    problems.report(Problem(path: "a", message: "b"))
    #expect(throws: DocumentError.self) { try problems.throwIfAny() }
  }
}
