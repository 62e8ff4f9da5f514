// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
  @Test(
    "text is read, and written in the shortest way",
    arguments: [
      ("0", "0"), ("-0", "0"), ("0.000", "0"), ("0e999999999999999999999", "0"),
      ("5000.00", "5000"),
      ("-0.5", "-0.5"), ("0.05", "0.05"), ("1e3", "1000"), ("10e-1", "1"), ("1.50E+2", "150"),
      ("123.456e1", "1234.56"), ("-12.75", "-12.75"), ("1e-38", "0." + zeros(37) + "1"),
      ("1e37", "1" + zeros(37)), ("9" + zeros(37), "9" + zeros(37)),
      ("0." + zeros(100) + "1e101", "1"), ("1" + zeros(100) + "e-100", "1"),
      ("1." + zeros(1_000), "1"),
      ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
      ("-0.12345678901234567890123456789012345678", "-0.12345678901234567890123456789012345678"),
      ("1234567890123456789.0123456789012345678", "1234567890123456789.0123456789012345678"),
    ])
  func texts(_ text: String, _ expected: String) throws {
    let number = try ExactDecimal(text)
    #expect(number.description == expected)
    #expect(try ExactDecimal(expected) == number)
  }

  @Test(
    "what is no number is refused with the reason",
    arguments: [
      ("", "it is empty"), ("-", "a digit is expected instead of the end"),
      ("+1", "a digit is expected instead of \"+\""),
      (".5", "a digit is expected instead of \".\""),
      ("1.", "digits are expected after the decimal point"),
      ("1e", "digits are expected after the exponent mark"),
      ("1e+", "digits are expected after the exponent mark"),
      ("01", "a number does not start with 0"),
      ("1 ", "\" \" does not belong to a number"), ("1,5", "\",\" does not belong to a number"),
      ("1.5元", "\"元\" does not belong to a number"), ("0x10", "\"x\" does not belong to a number"),
      ("１", "a digit is expected instead of \"１\""), ("1e38", "it takes more than 38 digits"),
      ("1e-39", "it takes more than 38 digits"),
      ("1e9223372036854775808", "it takes more than 38 digits"),
      ("-1e-9223372036854775809", "it takes more than 38 digits"),
      (zeros(0) + "1" + zeros(37) + "1", "it takes more than 38 digits"),
    ])
  func refusals(_ text: String, _ reason: String) throws {
    let error = try #require(throws: TextError.self) { try ExactDecimal(text) }
    #expect(error.reason == reason)
    #expect(error.expected == "number")
  }

  static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

  @Test("numbers compare as Foundation's decimals do", arguments: UInt64(0)..<300)
  func compares(seed: UInt64) throws {
    var random = DocumentFuzz(seed: seed)
    func text() -> String {
      let digits = (0..<(1 + random.below(12))).map { _ in "\(random.below(3))" }.joined()
      let whole = String(random.below(3) == 0 ? random.below(1_000_000) : random.below(3))
      return random.pick(["", "-"]) + whole + random.pick(["", ".\(digits)"])
    }
    for _ in 0..<20 {
      let (left, right) = (text(), text())
      let exact = (try ExactDecimal(left), try ExactDecimal(right))
      let oracle = (
        try #require(Decimal(string: left, locale: Locale(identifier: "en_US_POSIX"))),
        try #require(Decimal(string: right, locale: Locale(identifier: "en_US_POSIX")))
      )
      #expect((exact.0 < exact.1) == (oracle.0 < oracle.1), "\(left) < \(right)")
      #expect((exact.0 == exact.1) == (oracle.0 == oracle.1), "\(left) == \(right)")
      #expect(exact.0.description == "\(oracle.0)")
      if exact.0 == exact.1 { #expect(exact.0.hashValue == exact.1.hashValue) }
    }
  }

  @Test("the extremes compare without overflow")
  func extremes() throws {
    let nines = String(repeating: "9", count: 38)
    let ascending = try [
      "-\(nines)", "-1.\(Self.zeros(36))1", "-1", "-0.\(nines)", "-1e-38", "0", "1e-38",
      "0.\(nines.dropLast())8", "0.\(nines)", "1", "1.\(Self.zeros(36))1", "1e37", nines,
    ].map { try ExactDecimal($0) }
    for left in ascending.indices {
      for right in ascending.indices {
        #expect((ascending[left] < ascending[right]) == (left < right))
        #expect((ascending[left] == ascending[right]) == (left == right))
      }
    }
  }

  @Test(
    "whole units are exact or nil",
    arguments: [
      ("5000.00", 2, 500_000), ("5000.001", 2, nil), ("5000.001", 3, 5_000_001), ("-0.5", 1, -5),
      ("-0.5", 0, nil), ("7", 0, 7), ("7", -1, nil), ("0", -1, 0), ("0", .max, 0), ("1", .max, nil),
      ("1", 18, 1_000_000_000_000_000_000), ("1", 19, nil), ("0.01", .max, nil), ("1", .min, nil),
      ("9223372036854775807", 0, .max), ("9223372036854775808", 0, nil),
      ("-9223372036854775808", 0, .min), ("-9223372036854775809", 0, nil), ("1e37", 38, nil),
      ("92233720368547758.07", 2, .max),
    ] as [(String, Int, Int64?)])
  func units(_ text: String, _ decimals: Int, _ expected: Int64?) throws {
    #expect(try ExactDecimal(text).exactInteger(decimals: decimals) == expected)
  }

  @Test(
    "a sum is exact, or nil where it takes more digits than can be held",
    arguments: [
      ("0.1", "0.25", "0.35"), ("-5", "5.00", "0"), ("1e37", "1e-38", nil),
      (nines, "0", nines), (nines, "1", nil), ("-\(nines)", "-1", nil), (nines, "0.1", nil),
      ("0.1", nines, nil),
    ])
  func sums(_ left: String, _ right: String, _ expected: String?) throws {
    let sum = try ExactDecimal(left).sum(with: ExactDecimal(right))
    #expect(sum?.description == expected)
  }

  static let nines = String(repeating: "9", count: 38)

  @Test("parts make a number when it fits into 38 digits")
  func parts() throws {
    #expect(ExactDecimal(significand: 1_500, scale: 2) == (try ExactDecimal("15")))
    #expect(ExactDecimal(significand: -15, scale: 1)?.description == "-1.5")
    #expect(ExactDecimal(significand: 0, scale: .max) == .zero)
    #expect(ExactDecimal(significand: 1, scale: 38) != nil)
    #expect(ExactDecimal(significand: 1, scale: 39) == nil)
    #expect(ExactDecimal(significand: 10, scale: 39) != nil)
    #expect(ExactDecimal(significand: 1, scale: .max) == nil)
    #expect(ExactDecimal(significand: 1, scale: -1) == nil)
    #expect(ExactDecimal(significand: .max, scale: 0) == nil)
    #expect(ExactDecimal(significand: .min, scale: 38) == nil)
    #expect(ExactDecimal(.min).description == "-9223372036854775808")
  }

  @Test("values travel as text in JSON")
  func codable() throws {
    let numbers = try ["5000.10", "-1e-38", "0"].map { try ExactDecimal($0) }
    let data = try JSONEncoder().encode(numbers)
    let shown = String(decoding: data, as: UTF8.self)
    #expect(shown == "[\"5000.1\",\"-0.\(Self.zeros(37))1\",\"0\"]")
    #expect(try JSONDecoder().decode([ExactDecimal].self, from: data) == numbers)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ExactDecimal].self, from: Data("[\"1,5\"]".utf8))
    }
  }

  @Test("a million digits or a huge exponent take no time", .timeLimit(.minutes(1)))
  func long() {
    let digits = String(repeating: "7", count: 1_000_000)
    #expect(throws: TextError.self) { try ExactDecimal(digits) }
    #expect(throws: TextError.self) { try ExactDecimal("0." + digits) }
    #expect(throws: TextError.self) { try ExactDecimal("1e" + digits) }
    #expect(throws: TextError.self) { try ExactDecimal("1e-" + digits) }
  }
}
