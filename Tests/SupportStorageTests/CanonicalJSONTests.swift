// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportStorage
import SupportTestKit
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
  struct Everything: Codable, Equatable {
    var text: String
    var at: Instant
    var count: Int
    var big: UInt64
    var small: Int8
    var isOpen: Bool
    var group: GroupID?
    var missing: GroupID?
    var tags: [String]
    var inner: Inner
    var lists: [[Inner]]
    var byName: [String: Int]
    var choice: Choice
    var tree: EventTree

    struct Inner: Codable, Equatable {
      var name: String
      var amount: Decimal
    }

    enum Choice: Codable, Equatable {
      case none
      case some(Inner, times: Int)
    }
  }

  private func everything(_ random: inout SplitMix64) -> Everything {
    func text() -> String {
      let scalars: [Unicode.Scalar] = [
        "a", "Z", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "\u{7F}", "é", "\u{2028}", "不",
        "\u{1F600}",
        "\u{FFFD}", "e", "\u{301}",
      ]
      var text = ""
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
      }
      return text
    }
    func inner() -> Everything.Inner {
      let cents = Decimal(Int.random(in: -99_999...99_999, using: &random))
      return Everything.Inner(name: text(), amount: cents / 100)
    }
    let names = Dictionary((0..<5).map { _ in (text(), Int(random.next() % 9)) }) { one, _ in one }
    return Everything(
      text: text(),
      at: Instant(
        millisecondsSince1970: Int64.random(
          in: -62_135_596_800_000...253_402_300_799_999, using: &random)),
      count: Int.random(in: .min ... .max, using: &random), big: random.next(),
      small: Int8.random(in: .min ... .max, using: &random), isOpen: random.oneIn(2),
      group: random.oneIn(2) ? GroupID(text()) : nil, missing: nil,
      tags: (0..<Int.random(in: 0...3, using: &random)).map { _ in text() }, inner: inner(),
      lists: [[], [inner()], [inner(), inner()]], byName: names,
      choice: random.oneIn(2) ? .none : .some(inner(), times: 3),
      tree: .list([.null, .integer(-1), .object(["b": .text(text()), "a": .flag(true)])]))
  }

  @Test("what is written is read again, by us and by Foundation", arguments: UInt64(0)..<60)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = everything(&random)
    let bytes = try CanonicalJSON.bytes(of: value)
    #expect(try CanonicalJSON.value(Everything.self, from: bytes) == value)
    #expect(try JSONDecoder().decode(Everything.self, from: Data(bytes)) == value)
    let tree = try CanonicalJSON.tree(from: bytes)
    #expect(CanonicalJSON.bytes(of: tree) == bytes, "a tree has other bytes than its value")
  }

  @Test("what Foundation writes, in whatever order, is read the same", arguments: UInt64(0)..<40)
  func foreign(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = everything(&random)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted]
    let foreign = Array(try encoder.encode(value))
    #expect(try CanonicalJSON.value(Everything.self, from: foreign) == value)
    #expect(
      try CanonicalJSON.bytes(of: CanonicalJSON.tree(from: foreign))
        == CanonicalJSON.bytes(of: value))
  }

  @Test(
    "one way to write each value",
    arguments: [
      (" { \"b\" : 1 , \"a\" : [ true , null ] } ", #"{"a":[true,null],"b":1}"#),
      ("[1.50,-0,1e2,0.000,100000000000000000000]", "[1.5,0,100,0,100000000000000000000]"),
      (#"["\u00e9\/\u0041\ud83d\ude00\u0001"]"#, "[\"é/A\u{1F600}\\u0001\"]"),
      (
        "{\"é\":1,\"z\":2,\"\u{1F600}\":3,\"\u{FFFD}\":4}",
        "{\"z\":2,\"é\":1,\"\u{FFFD}\":4,\"\u{1F600}\":3}"
      ),
      (#"{"":{},"a":""}"#, #"{"":{},"a":""}"#),
    ])
  func canonical(_ text: String, _ wanted: String) throws {
    let bytes = CanonicalJSON.bytes(of: try CanonicalJSON.tree(from: Array(text.utf8)))
    #expect(String(decoding: bytes, as: UTF8.self) == wanted)
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "[1 2]", "01", "-", "1.", "1e", "tru", "nulls",
      "\"", "\"\n\"", "\"\\\"", "\"\\x\"", "\"\\ud800\"", "\"\\u12\"", "[1]]", "{\"a\":1,\"a\":2}",
      "{\"b\":1,\"a\":2,\"\\u0062\":3}", "1.00000000000000000000000000000000000000001",
      String(repeating: "[", count: 300),
    ])
  func refused(_ text: String) {
    #expect(throws: StorageError.self) { try CanonicalJSON.tree(from: Array(text.utf8)) }
  }

  @Test("bytes that are no UTF-8 are refused")
  func utf8() {
    #expect(throws: StorageError.self) { try CanonicalJSON.tree(from: [0x22, 0xFF, 0x22]) }
  }

  @Test("no bytes stop the reader", arguments: UInt64(0)..<60)
  func mutated(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var bytes = try CanonicalJSON.bytes(of: everything(&random))
    for _ in 0..<20 {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch random.next() % 3 {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes.remove(at: place)
      default: bytes = Array(bytes.prefix(place + 1))
      }
      if bytes.isEmpty { break }
      _ = try? CanonicalJSON.tree(from: bytes)
      _ = try? CanonicalJSON.value(Everything.self, from: bytes)
    }
  }

  /// Members that come in no order, flattened values, single values within single values, lists.
  struct Unordered: Encodable {
    var everything: Everything
    var isFlat: Bool
    var isTwice: Bool
    var isLater: Bool

    struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }

      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
      if isFlat { try ["y": 1, "b": 2].encode(to: encoder) }
      var container = encoder.container(keyedBy: Name.self)
      try container.encode(everything.tags, forKey: .init(stringValue: "z"))
      try container.encode(everything.at, forKey: .init(stringValue: "a"))
      try container.encodeNil(forKey: .init(stringValue: "no"))
      if isLater {
        var later = container.nestedContainer(
          keyedBy: Name.self, forKey: .init(stringValue: "later"))
        try container.encode(everything.group, forKey: .init(stringValue: "m"))
        try later.encode(everything.count, forKey: .init(stringValue: "n"))
      }
      if isTwice { try container.encode(everything.isOpen, forKey: .init(stringValue: "z")) }
      try container.encode([[everything.small], []], forKey: .init(stringValue: "long name"))
      try container.encode(everything.tree, forKey: .init(stringValue: everything.text))
    }
  }

  @Test("the quick way writes the bytes of the plain one", arguments: UInt64(0)..<60)
  func quick(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = Unordered(
      everything: everything(&random), isFlat: random.oneIn(2), isTwice: random.oneIn(4),
      isLater: random.oneIn(4))
    #expect(try CanonicalJSON.bytes(of: value) == CanonicalJSON.plainBytes(of: value))
    let inner = value.everything
    #expect(try CanonicalJSON.bytes(of: inner) == CanonicalJSON.plainBytes(of: inner))
    #expect(
      try CanonicalJSON.bytes(of: [inner.byName]) == CanonicalJSON.plainBytes(of: [inner.byName]))
    #expect(try CanonicalJSON.bytes(of: inner.group) == CanonicalJSON.plainBytes(of: inner.group))
    #expect(try CanonicalJSON.bytes(of: inner.tags) == CanonicalJSON.plainBytes(of: inner.tags))
  }

  @Test("a floating-point number cannot be written")
  func floating() {
    let error = #expect(throws: StorageError.self) { try CanonicalJSON.bytes(of: ["a": 1.5]) }
    #expect(error?.code == .unwritableEvent)
  }

  @Test("an error names the place and no value")
  func place() throws {
    struct Item: Codable { var name: String }
    struct Order: Codable { var items: [Item] }
    let error = #expect(throws: StorageError.self) {
      try CanonicalJSON.value(
        Order.self, from: Array(#"{"items":[{"name":"Wang Li"},{"name":7}]}"#.utf8))
    }
    #expect(
      error?.message == "Order cannot be read: items.[1].name: it is not what is demanded there")
    let missing = #expect(throws: StorageError.self) {
      try CanonicalJSON.value(Order.self, from: Array(#"{"items":[{}]}"#.utf8))
    }
    #expect(missing?.message == "Order cannot be read: items.[0]: name is missing")
  }
}
