// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import Testing

@Suite("Stored events: streams, trees and older forms")
struct EventTreeTests {
  private func tree(_ json: String) throws -> EventTree {
    try JSONDecoder().decode(EventTree.self, from: Data(json.utf8))
  }

  private func json(_ tree: EventTree) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(tree), as: UTF8.self)
  }

  @Test("a stream is named by its category and its thing, and tells its category")
  func streams() {
    #expect(StreamID(.ticket, of: TicketID("T-1")) == "ticket/T-1")
    #expect(StreamID(.ticket, of: TicketID("4711")) != StreamID("customer", of: CustomerID("4711")))
    #expect(StreamID(.ticket, of: TicketID("a/b%")).rawValue == "ticket/a/b%")
    #expect(StreamID("T-1").category == nil && StreamID("").category == nil)
    #expect(StreamID("ticket/T-1").category == .ticket)
  }

  @Test(
    "no two categories and things share a stream, whatever they are called",
    arguments: ["a", "a/b", "a%2Fb", "%", "/", "", "%252F", "a/\u{301}", "é"])
  func categories(text: String) {
    let category = StreamCategory(text)
    for id in ["", "x", "b/c", "/", "%2F"] {
      let stream = StreamID(category, of: TicketID(id))
      #expect(stream.category == category)
      #expect(stream.rawValue.unicodeScalars.reversed().starts(with: id.unicodeScalars.reversed()))
    }
  }

  @Test(
    "a tree is read and written back as it was",
    arguments: [
      "null", "true", "[]", "{}", "-7", "9223372036854775807", #""x""#, "0.1", "-12.50",
      #"{"a":[1,{"b":null}],"c":"é"}"#, "9223372036854775808",
      "0.1234567890123456789012345678901234567",
    ])
  func roundTrip(text: String) throws {
    let tree = try tree(text)
    #expect(try json(tree) == (text == "-12.50" ? "-12.5" : text))
    #expect(try self.tree(json(tree)) == tree)
  }

  @Test("numbers are exact and never pass through floating point")
  func numbers() throws {
    #expect(try tree("0.1") == .number(ExactDecimal("0.1")))
    // As a double it would be 0.30000000000000004.
    let sum = try #require(ExactDecimal("0.1").sum(with: ExactDecimal("0.2")))
    #expect(try tree("0.3") == .number(sum))
    #expect(try tree("1e2") == .integer(100) && tree("-0") == .integer(0))
    #expect(try tree("12345678901234567890.5") == .number(ExactDecimal("12345678901234567890.5")))
    #expect(throws: DecodingError.self) { try tree("1e60") }
  }

  @Test("members stand in the order of their bytes, each once, however they were given")
  func members() {
    let given: [(String, EventTree)] = [
      ("b", .integer(1)), ("", .integer(2)), ("a", .integer(3)), ("é", .integer(4)),
      ("Z", .integer(5)), ("a", .integer(6)), ("aa", .integer(7)),
    ]
    let members = EventTree.Members(given)
    // UTF-8: "" < "Z" (5A) < "a" (61) < "aa" < "b" (62) < "é" (C3 A9).
    #expect(members.all.map(\.name) == ["", "Z", "a", "aa", "b", "é"])
    #expect(members["a"] == .integer(6), "the later of two")
    var built = EventTree.object([:])
    for (name, value) in given { built[name] = value }
    #expect(built == .object(members))
    built["a"] = nil
    built["nobody"] = nil
    #expect(built["a"] == nil && built["aa"] == .integer(7) && built["nobody"] == nil)
    var text = EventTree.text("x")
    text["a"] = .null
    #expect(text == .text("x") && text["a"] == nil)
  }

  @Test("a tree shows in a log what it is and not what it says")
  func descriptions() {
    let tree = EventTree.object(["subject": .text("secret")])
    var dumped = "\(tree)" + String(reflecting: tree)
    dump(tree, to: &dumped)
    if case .object(let members) = tree { dump(members, to: &dumped) }
    #expect(!dumped.contains("secret"))
  }

  @Test("an upcast changes an event of its version")
  func upcast() {
    let upcast = EventUpcast(from: 3) { $0["b"] = $0["a"] }
    var tree = EventTree.object(["a": .integer(1)])
    upcast.apply(to: &tree)
    #expect(tree == .object(["a": .integer(1), "b": .integer(1)]) && upcast.version == 3)
  }
}
