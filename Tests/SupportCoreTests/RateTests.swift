// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import Testing

@Suite("Rates and sums between steps")
struct RateTests {
  @Test(
    "a rate is a fraction in lowest terms, however it was written",
    arguments: [
      ("20%", 1, 5, "20%"), ("0.2", 1, 5, "20%"), ("1/5", 1, 5, "20%"), ("2/-10", -1, 5, "-20%"),
      ("12.5%", 1, 8, "12.5%"), ("0.05%", 1, 2_000, "0.05%"), ("1/3", 1, 3, "1/3"),
      ("0.00001", 1, 100_000, "1/100000"), ("3", 3, 1, "300%"), ("0", 0, 1, "0%"),
      ("0/7", 0, 1, "0%"), ("-0.00%", 0, 1, "0%"), ("9223372036854775807", .max, 1, nil),
      // 2 to the power of -38, all of its 38 decimals written out.
      ("0.00000000000363797880709171295166015625", 1, 274_877_906_944, "1/274877906944"),
    ] as [(String, Int64, Int64, String?)])
  func reading(text: String, numerator: Int64, denominator: Int64, told: String?) throws {
    let rate = try Rate(text)
    #expect(rate.numerator == numerator && rate.denominator == denominator)
    if let told { #expect(rate.description == told) }
    #expect(try Rate(rate.description) == rate)
    let json = try JSONEncoder().encode(rate)
    #expect(try JSONDecoder().decode(Rate.self, from: json) == rate)
  }

  @Test(
    "what is no rate says why",
    arguments: [
      ("", ""), ("ten", ""), ("1/0", "divided by 0"), ("1/2/3", "each side"),
      ("1/", "each side"), ("20 %", ""), ("%", ""), ("9223372036854775808", "beyond"),
      ("-9223372036854775808", "beyond"), ("0.00000000000000000001", "beyond"),
    ])
  func refusals(text: String, part: String) {
    let error = #expect(throws: TextError.self) { try Rate(text) }
    #expect(error?.expected == "rate" && error?.text == text)
    #expect(part.isEmpty || error?.reason.contains(part) == true)
  }

  @Test("the bounds of a rate are those of its parts in lowest terms")
  func bounds() {
    #expect(Rate(.min, over: 1) == nil && Rate(1, over: .min) == nil && Rate(1, over: 0) == nil)
    #expect(Rate(.min, over: .min) == .one && Rate(.min, over: 2)?.numerator == .min / 2)
    #expect(Rate(.max, over: .max) == .one && Rate(0, over: .min) == .zero)
    #expect(Rate.percent(50) == Rate(1, over: 2))
  }

  /// Cross multiplication in 128 bits, and doubles where they are exact enough.
  @Test("rates order as their quotients do", arguments: [UInt64(1), 2, 3])
  func order(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let parts = (0..<4).map { _ in Int64.random(in: -1_000...1_000, using: &random) }
      guard let one = Rate(parts[0], over: parts[1]), let other = Rate(parts[2], over: parts[3])
      else { continue }
      let (left, right) = (
        Double(parts[0]) / Double(parts[1]), Double(parts[2]) / Double(parts[3])
      )
      #expect((one < other) == (left < right) && (one == other) == (left == right))
    }
    #expect((Rate(.max, over: .max - 1) ?? .zero) > .one)
  }

  @Test("a sum times a rate keeps what is smaller than a cent")
  func exactMoney() throws {
    let third = try Rate("1/3")
    let ten = Money(minorUnits: 1_000, currency: .cny)
    #expect((ten * third).description == "10.00/3 CNY" && (ten * third).exactly == nil)
    #expect((ten * (try Rate("20%"))).exactly == Money(minorUnits: 200, currency: .cny))
    #expect((Money(minorUnits: -5, currency: .jpy) * third).description == "-5/3 JPY")
    let most = Money(minorUnits: .max, currency: .cny) * (Rate(.max, over: 1) ?? .zero)
    // (2^63 - 1)^2
    #expect(most.numerator == 85_070_591_730_234_615_847_396_907_784_232_501_249)
    #expect(most.exactly == nil && (Money(minorUnits: .min, currency: .cny) * .zero).exactly != nil)
    let back = try JSONDecoder().decode(ExactMoney.self, from: JSONEncoder().encode(most))
    #expect(back == most)
  }

  @Test(
    "an exact sum from elsewhere has a line above nothing below 1",
    arguments: [#""over":0"#, #""over":-3"#, #""minorUnits":"x""#])
  func badExactMoney(part: String) {
    let units = part.contains("minorUnits") ? "" : #","minorUnits":"1""#
    let text = #"{"currency":"CNY","minorUnitDigits":2,"# + part + units + "}"
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ExactMoney.self, from: Data(text.utf8))
    }
  }
}
