// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportTestKit
import SupportTime
import Testing

/// Documents with random damage are read or refused, and what is read is written.
@Suite("Compensation: damaged documents")
struct DocumentFuzzTests {
  /// Pieces that stand in documents, and some that should not.
  private static let pieces = [
    "0", "-1", "9223372036854775807", "1e308", "\"\"", "\"9223372036854775807.99\"", "null", "[]",
    "{}", "true", "\"started 9223372036854775807 ms\"", "\"exact 1 ms\"",
    "\"1/9223372036854775807\"",
    "\"9223372036854775807 days\"", "\"awardOtherwiseDue\"", "\"becomesRefund\"", "\"lifetime\"",
    "\"rolling 1200 months\"", "\"half even to 92233720368547758.07\"", "\"paid\"", "\"delay\"",
    "\"999999999 working days\"", "\"by end of 1 working day\"", "\"-5.00\"", "\"100%\"",
    "{\"share\":\"1/3\",\"of\":\"paid\"}", "{\"fact\":\"paid\"}", "{\"sumUpTo\":\"1.00\"}",
  ]

  @Test("no damage stops the reader", arguments: SeedCount.of(4, long: 6))
  func damage(seed: UInt64) throws {
    try CompilationMemo.during { Result { try readDamaged(seed) } }.get()
  }

  private func readDamaged(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for name in DocumentSchemaTests.names(.good) {
      let text = Array(try DocumentSchemaTests.text(.good, name).utf8)
      for _ in 0..<12 {
        let damaged = Self.damaged(text, &random)
        guard let book = try? CompensationBook(damaged) else { continue }
        #expect(
          try CompensationBook(book.json) == book, "\(String(decoding: damaged, as: UTF8.self))")
      }
    }
  }

  private static func damaged(_ text: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard !text.isEmpty else { return text }
      let place = Int.random(in: 0..<text.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: text[place] = UInt8.random(in: 32...126, using: &random)
      case 1: text.remove(at: place)
      case 2:
        let end = min(text.count, place + Int.random(in: 1...40, using: &random))
        text.removeSubrange(place..<end)
      case 3:
        let end = min(text.count, place + Int.random(in: 1...40, using: &random))
        text.insert(contentsOf: text[place..<end], at: place)
      default: replaceValue(in: &text, from: place, &random)
      }
    }
    return text
  }

  /// Puts a piece in the place of the next value.
  private static func replaceValue(
    in text: inout [UInt8], from place: Int, _ random: inout SplitMix64
  ) {
    guard let piece = pieces.randomElement(using: &random),
      let colon = text[place...].firstIndex(of: UInt8(ascii: ":")),
      let start = text[(colon + 1)...].firstIndex(where: { $0 != 32 }), start < text.count
    else { return }
    var end = start
    if text[start] == UInt8(ascii: "\"") {
      end = text[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")).map { $0 + 1 } ?? text.count
    } else {
      let stops = [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 10]
      end = text[start...].firstIndex(where: stops.contains) ?? text.count
    }
    text.replaceSubrange(start..<end, with: Array(piece.utf8))
  }
}
