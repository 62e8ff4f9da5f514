// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportTestKit
import Testing

/// Documents with random damage are read or refused, and what is read is written.
@Suite("Metrics: damaged documents")
struct MetricDamageTests {
  /// Pieces that stand in documents, and some that should not.
  private static let pieces = [
    "0", "-1", "9223372036854775807", "1e308", "\"\"", "null", "[]", "{}", "true",
    "\"9223372036854775807 ms\"", "\"-9223372036854775808 ms\"", "\"2562047788015 h\"",
    "\"9223372036854775807%\"", "\"1/9223372036854775807\"", "\"92233720368547758.07 EUR\"",
    "\"serviceLevel.F5\"", "\"backlog.age\"", "\"contacts\"", "\"tickets\"", "\"wait\"",
    "\"arrivedAt\"", "\"9223372036854775807 min\"", "\"whole\"", "[\"wait\", \"talk\"]",
    "{\"known\": false}", "{\"any\": [{}]}", "{\"sketch\": \"0.01%\"}", "{\"distinct\": \"agent\"}",
  ]

  @Test("no damage stops the reader, and what is read can be told", arguments: UInt64(0)..<4)
  func damage(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for name in ["full.json", "standards.json"] {
      let text = Array(try MetricBookTests.text(.good, name).utf8)
      for _ in 0..<12 {
        let damaged = Self.damaged(text, &random)
        guard let book = try? MetricBook(damaged) else { continue }
        #expect(try MetricBook(book.json) == book, "seed \(seed)")
        for definition in book.definitions {
          #expect(!definition.formula(in: .simplifiedChinese).isEmpty)
        }
      }
    }
  }

  private static func damaged(_ text: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard !text.isEmpty else { return text }
      let place = Int.random(in: 0..<text.count, using: &random)
      let end = min(text.count, place + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: text[place] = UInt8.random(in: 32...126, using: &random)
      case 1: text.removeSubrange(place..<end)
      case 2: text.insert(contentsOf: text[place..<end], at: place)
      default: replaceValue(in: &text, from: place, &random)
      }
    }
    return text
  }

  /// Puts a piece in the place of the next value that is no list and no object.
  private static func replaceValue(
    in text: inout [UInt8], from place: Int, _ random: inout SplitMix64
  ) {
    guard let colon = text[place...].firstIndex(of: UInt8(ascii: ":")) else { return }
    let ends = Set(",}]\n".utf8)
    let end = text[colon...].firstIndex(where: ends.contains) ?? text.endIndex
    let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
    text.replaceSubrange(text.index(after: colon)..<end, with: " \(piece)".utf8)
  }
}
