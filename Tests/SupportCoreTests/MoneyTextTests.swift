// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import Testing

@Suite("Money: text and formatting")
struct MoneyTextTests {
  @Test(
    "amounts are read exactly",
    arguments: [
      ("12.50", 1_250), ("12.5", 1_250), ("12", 1_200), ("-0.05", -5), ("-0.00", 0),
      ("12.5000", 1_250), ("1.25e1", 1_250), ("92233720368547758.07", .max),
      ("-92233720368547758.08", .min),
    ] as [(String, Int64)])
  func amounts(text: String, units: Int64) throws {
    #expect(try Money(text, .cny).minorUnits == units)
  }

  @Test(
    "what is no amount of the currency is refused with the bound",
    arguments: [
      ("12.505", #""12.505" is not a sum of CNY: it has more than 2 decimals"#),
      ("92233720368547758.08", "it is outside -92233720368547758.08 ... 92233720368547758.07"),
      ("1e30", "it is outside "), ("1,250.00", #""," does not belong to a number"#),
      ("12.50 ", #"" " does not belong to a number"#), ("", "it is empty"),
      ("１２", "a digit is expected"),
      ("¥12", "a digit is expected"), ("12.", "digits are expected after the decimal point"),
      ("NaN", "a digit is expected"), ("Infinity", "a digit is expected"),
      ("+1", "a digit is expected"),
    ])
  func badAmounts(text: String, message: String) {
    do throws(TextError) {
      let money = try Money(text, .cny)
      Issue.record("\(money)")
    } catch {
      #expect(error.description.contains(message), "\(error)")
    }
  }

  @Test("a currency without decimals takes none, and the error says so")
  func noDecimals() throws {
    #expect(try Money("1250.0", .jpy).minorUnits == 1_250)
    do throws(TextError) {
      _ = try Money("12.5", .jpy)
      Issue.record("12.5 JPY was read")
    } catch {
      #expect(error.reason == "JPY has no decimals")
    }
  }

  @Test("text with more decimals is rounded only by a rule, once, whatever its length")
  func rounded() throws {
    func read(_ text: String, _ rule: RoundingRule) throws -> Int64 {
      try Money(text, .cny, rule).minorUnits
    }
    let even = RoundingRule(.halfEven)
    #expect(try read("12.345", even) == 1_234 && read("12.355", even) == 1_236)
    #expect(try read("12.3450000000000000000000000000000001", even) == 1_235)
    #expect(try read("12.344", RoundingRule(.halfEven, step: 5)) == 1_235)
    #expect(try read("1e-38", RoundingRule(.up)) == 1 && read("-1e-38", RoundingRule(.up)) == 0)
    #expect(throws: TextError.self) { try read("12.34", RoundingRule(.exact, step: 5)) }
    let half = RoundingRule(.halfEven, step: 1_800_000_000_000_000_000)
    #expect(
      try Money("900000000000000000.00000000000000000001", .jpy, half).minorUnits == half.step)
    #expect(
      try Money("-900000000000000000.00000000000000000001", .jpy, half).minorUnits == -half.step)
    #expect(try Money("899999999999999999.99999999999999999999", .jpy, half).minorUnits == 0)
    #expect(try Money("900000000000000000", .jpy, half).minorUnits == 0)
    // Steps so wide that 128 bits do not hold them beside the digits: above, at and below a half.
    let wide = RoundingRule(.halfEven, step: .max)
    #expect(try read("0.00000000000000000000000000000000000001", wide) == 0)
    #expect(try read("46116860184273879.035", wide) == 0)
    #expect(try read("46116860184273879.03500000000000000001", wide) == .max)
    #expect(try read("-46116860184273879.03500000000000000001", wide) == -.max)
    #expect(
      try read("46116860184273879.03499999999999999999", RoundingRule(.up, step: .max)) == .max)
  }

  @Test(
    "a sum reads what it writes, at both ends of 64 bits and between",
    arguments: 0..<100 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let units = Int64(truncatingIfNeeded: random.next() >> (random.next() % 64))
    for code in ["CNY", "JPY", "KWD", "CLF"] {
      let currency = try Currency(code)
      for units in [units, units == .min ? .max : -units, .min, .max, 0] {
        let money = Money(minorUnits: units, currency: currency)
        #expect(try Money(money.amountText, currency) == money)
        #expect(try Money(money.description) == money)
      }
    }
  }

  @Test(
    "a sum with its currency is an amount, a space and a code",
    arguments: [
      ("12.50", "it is an amount, a space and a currency code"), ("12.50  CNY", "it is an amount"),
      ("CNY 12.50", #""12.50": it is not listed"#),
      ("12.50 XAU", "no smallest unit of it is known"),
      ("12.50 cny", #"did you mean "CNY"?"#), ("12.505 CNY", "it has more than 2 decimals"),
    ])
  func badSums(text: String, message: String) {
    do throws(TextError) {
      let money = try Money(text)
      Issue.record("\(money)")
    } catch {
      #expect(error.description.contains(message), "\(error)")
    }
  }

  @Test("sums are read with the digits of the host's own table")
  func ownTable() throws {
    let table = CurrencyTable.iso4217.overriding([.init(code: "CNY", minorUnitDigits: 4)])
    #expect(try Money("1.2345 CNY", in: table).minorUnits == 12_345)
  }

  @Test("people read sums as their locale writes them, to the last digit of 64 bits")
  func formatting() throws {
    func plain(_ text: String) -> String {
      text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    }
    func told(_ units: Int64, _ currency: Currency, _ locale: String) -> String {
      plain(
        Money(minorUnits: units, currency: currency).formatted(locale: Locale(identifier: locale)))
    }
    #expect(told(123_450, .cny, "zh_CN") == "¥1,234.50")
    #expect(told(123_450, .eur, "de_DE") == "1.234,50 €")
    #expect(told(-123_450, .usd, "en_US") == "-$1,234.50")
    #expect(told(1_234, .jpy, "en_US") == "¥1,234")
    #expect(told(.max, .usd, "en_US") == "$92,233,720,368,547,758.07")
    #expect(told(.min, .usd, "en_US") == "-$92,233,720,368,547,758.08")
    #expect(told(.max, try Currency("KWD"), "en_US") == "KWD 9,223,372,036,854,775.807")
    let fine = try Currency(code: "USD", minorUnitDigits: 18)
    #expect(told(.max, fine, "en_US") == "$9.223372036854775807")
  }
}
