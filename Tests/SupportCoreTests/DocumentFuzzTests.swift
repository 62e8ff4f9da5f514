// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import Testing

/// A small generator of documents and of damage to them; the seed is all it knows (SplitMix64).
struct DocumentFuzz: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

  mutating func blank() -> String { pick(["", "", " ", "\n", "\r\n", "\t", "  ", "\r"]) }

  mutating func string() -> String {
    let pieces = [
      "a", "key", "客服", "é", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude39", "\\/", " ",
    ]
    return "\"" + (0..<below(5)).map { _ in pick(pieces) }.joined() + "\""
  }

  /// A well-formed document without duplicate keys.
  mutating func document(depth: Int = 0) -> String {
    switch below(depth > 4 ? 4 : 7) {
    case 0: return pick(["null", "true", "false"])
    case 1: return "\(Int32(truncatingIfNeeded: next()))"
    case 2: return pick(["0", "-0", "0.5", "1e3", "-12.75", "1E-2", "100.00"])
    case 3: return string()
    case 4, 5:
      let items = (0..<below(5)).map { _ in blank() + document(depth: depth + 1) + blank() }
      return "[" + (items.isEmpty ? blank() : items.joined(separator: ",")) + "]"
    default:
      let items = (0..<below(5)).map { index in
        let key = "\"\(index)" + string().dropFirst()
        return blank() + key + blank() + ":" + blank() + document(depth: depth + 1) + blank()
      }
      return "{" + (items.isEmpty ? blank() : items.joined(separator: ",")) + "}"
    }
  }

  /// The bytes after one to four damages.
  mutating func damaged(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    let tokens = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\n", "\r", "'", "//", "/*", "*/", "0", "-", "e9",
      ".", "\\u", "\\ud800", "true", "nul", "“", "\u{0}", "\u{FEFF}", "😀", "\"a\":", "1e99999",
    ]
    for _ in 0...below(4) {
      let index = below(bytes.count + 1)
      let end = min(bytes.count, index + below(6))
      switch below(5) {
      case 0: bytes.removeSubrange(index..<end)
      case 1: bytes.insert(contentsOf: Array(pick(tokens).utf8), at: index)
      case 2: bytes.insert(UInt8(truncatingIfNeeded: next()), at: index)
      case 3: bytes.replaceSubrange(index..<end, with: Array(pick(tokens).utf8))
      default: bytes.insert(contentsOf: Array(bytes[index..<end]), at: below(bytes.count + 1))
      }
    }
    return bytes
  }
}

@Suite("Document reader: laws over random documents")
struct DocumentFuzzTests {
  @Test("a well-formed document reads as Foundation reads it", arguments: UInt64(0)..<200)
  func agrees(seed: UInt64) throws {
    var random = DocumentFuzz(seed: seed)
    for _ in 0..<10 {
      let text = random.document()
      let expected = try JSONSerialization.jsonObject(
        with: Data(text.utf8), options: .fragmentsAllowed)
      let node = try DocumentNode.parse(text)
      #expect(Self.isSame(node, expected), "\(text)")
    }
  }

  @Test("damaged bytes give a tree or problems with places in the text", arguments: UInt64(0)..<200)
  func survives(seed: UInt64) throws {
    var random = DocumentFuzz(seed: seed)
    for _ in 0..<25 {
      let bytes = random.damaged(random.document())
      let accepted = DocumentSyntaxTests.isAcceptedByFoundation(bytes)
      do throws(DocumentError) {
        _ = try DocumentNode.parse(bytes)
        #expect(accepted || bytes.starts(with: [0xEF, 0xBB, 0xBF]), "\(bytes)")
      } catch {
        let lengths = Self.lineLengths(bytes)
        #expect(!error.problems.isEmpty)
        for problem in error.problems {
          let isInside =
            (1...lengths.count).contains(problem.line)
            && (1...(lengths[problem.line - 1] + 1)).contains(problem.column)
          #expect(isInside, "\(problem) in \(bytes)")
          #expect(!problem.message.isEmpty && !problem.description.contains("\n"))
        }
        let places = error.problems.map { [$0.line, $0.column] }
        #expect(places == places.sorted { $0.lexicographicallyPrecedes($1) })
      }
    }
  }

  @Test("bytes without any sense give problems", arguments: UInt64(0)..<100)
  func noise(seed: UInt64) {
    var random = DocumentFuzz(seed: seed)
    let bytes =
      [UInt8(ascii: "[")] + (0..<200).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    #expect(throws: DocumentError.self) { try DocumentNode.parse(bytes) }
  }

  /// Every beginning of a document: the end may come anywhere.
  @Test("every beginning of a document is refused, the whole is accepted")
  func beginnings() throws {
    let text = #"{"a": [1, -2.5e1, "x\n\ud83d\ude39é", {"b": null, "c": [true, false]}], "客": {}}"#
    let bytes = Array(text.utf8)
    for length in 0..<bytes.count {
      let error = try #require(throws: DocumentError.self) {
        try DocumentNode.parse(bytes.prefix(length))
      }
      #expect(error.problems.count <= 3, "\(error)")
    }
    _ = try DocumentNode.parse(bytes)
  }

  /// The scalars of each line at most, counted by cutting the text into lines first; malformed
  /// bytes count as one each.
  static func lineLengths(_ bytes: [UInt8]) -> [Int] {
    String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: " \n")
      .replacingOccurrences(of: "\r", with: "\n").unicodeScalars
      .split(separator: "\n", omittingEmptySubsequences: false).map(\.count)
  }

  static func isSame(_ node: DocumentNode, _ other: Any) -> Bool {
    switch node.value {
    case .null: return other is NSNull
    case .boolean(let flag): return (other as? Bool) == flag
    case .string(let text): return (other as? String) == text
    case .number(let number):
      // Every number of the generator has few digits, so that a Double prints it exactly.
      guard let value = (other as? NSNumber)?.doubleValue else { return false }
      return Double(number.description) == value
    case .array(let elements):
      guard let others = other as? [Any], others.count == elements.count else { return false }
      return zip(elements, others).allSatisfy { isSame($0, $1) }
    case .object(let members):
      guard let others = other as? [String: Any], others.count == members.count else {
        return false
      }
      return members.allSatisfy { member in
        others[member.key].map { isSame(member.value, $0) } ?? false
      }
    }
  }
}
