// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import Testing

@Suite("Money: arithmetic")
struct MoneyArithmeticTests {
  static func yuan(_ fen: Int64) -> Money { Money(minorUnits: fen, currency: .cny) }

  @Test("sums add up, and what does not fit is an error that tells the operation")
  func addition() throws {
    let (one, two) = (Self.yuan(120), Self.yuan(180))
    #expect(
      try one + two == Self.yuan(300) && one - two == Self.yuan(-60) && -one == Self.yuan(-120))
    #expect(try one * 3 == Self.yuan(360) && one * -1 == Self.yuan(-120))
    var total = one
    try total += two
    try total -= one
    #expect(total == two)
    let (most, least) = (Self.yuan(.max), Self.yuan(.min))
    #expect(throws: MoneyError.overflow("92233720368547758.07 CNY + 1.20 CNY")) { try most + one }
    #expect(throws: MoneyError.self) { try least - one }
    #expect(throws: MoneyError.self) { try -least }
    #expect(throws: MoneyError.self) { try least.magnitude() }
    #expect(throws: MoneyError.self) { try least * -1 }
    #expect(try Self.yuan(-5).magnitude() == Self.yuan(5) && most.magnitude() == most)
    #expect(throws: MoneyError.self) { try total += most }
    #expect(total == two)
    #expect(try Money.zero(.cny).isZero && !one.isZero && !one.isNegative && (-one).isNegative)
  }

  @Test("two currencies, and two sizes of one currency's minor unit, never mix")
  func currencies() throws {
    let euro = Money(minorUnits: 1, currency: .eur)
    let milli = Money(minorUnits: 1, currency: try Currency(code: "CNY", minorUnitDigits: 3))
    for other in [euro, milli] {
      let one = Self.yuan(1)
      let mismatch = MoneyError.differentCurrencies(.cny, other.currency)
      #expect(throws: mismatch) { try one + other }
      #expect(throws: mismatch) { try one - other }
      #expect(throws: mismatch) { try one.isLess(than: other) }
      #expect(throws: mismatch) { try one.max(other) }
      #expect(throws: MoneyError.self) { try one.min(other) }
      #expect(throws: mismatch) { try Money.sum([one, other], in: .cny) }
      #expect(throws: mismatch) { try ExactMoney(one) + ExactMoney(other) }
      #expect(throws: mismatch) { try ExactMoney(one).isLess(than: ExactMoney(other)) }
      #expect(!mismatch.description.isEmpty)
    }
    #expect(throws: MoneyError.self) { try ExactMoney(euro).counted(in: .cny) }
  }

  @Test("whether many sums fit does not depend on their order")
  func sums() throws {
    let units: [Int64] = [.max, 1, -1, .max, .min, .min]
    let sums = units.map(Self.yuan)
    #expect(try Money.sum(sums, in: .cny) == Self.yuan(-2))
    #expect(try Money.sum(sums.reversed(), in: .cny) == Self.yuan(-2))
    #expect(try Money.sum([], in: .jpy) == .zero(.jpy))
    #expect(throws: MoneyError.self) { try Money.sum([Self.yuan(.max), Self.yuan(1)], in: .cny) }
  }

  @Test("the smaller and the greater of two sums")
  func order() throws {
    let (small, great) = (Self.yuan(-7), Self.yuan(3))
    #expect(try small.min(great) == small && great.min(small) == small && small.max(great) == great)
    #expect(
      try small.isLess(than: great) && !great.isLess(than: small) && !small.isLess(than: small))
  }

  @Test(
    "a quotient is cut off toward zero, and the remainder has the sign of the sum",
    arguments: [
      (1_000, 3, 333, 1), (-1_000, 3, -333, -1), (1_000, -3, -333, 1), (-1_000, -3, 333, -1),
      (.min, 1, .min, 0), (.min, .min, 1, 0), (.max, .min, 0, .max), (0, 9, 0, 0),
    ] as [(Int64, Int64, Int64, Int64)])
  func division(units: Int64, divisor: Int64, quotient: Int64, remainder: Int64) throws {
    let parts = try Self.yuan(units).quotientAndRemainder(dividingBy: divisor)
    #expect(parts.quotient == Self.yuan(quotient) && parts.remainder == Self.yuan(remainder))
  }

  @Test("nothing is divided by zero")
  func zero() throws {
    let sum = Self.yuan(1_000)
    #expect(throws: MoneyError.divisionByZero("10.00 CNY")) { try sum / .zero }
    #expect(throws: MoneyError.divisionByZero("10.00 CNY")) { try ExactMoney(sum) / .zero }
    #expect(throws: MoneyError.self) { try sum.quotientAndRemainder(dividingBy: 0) }
    #expect(throws: MoneyError.self) { try Self.yuan(.min).quotientAndRemainder(dividingBy: -1) }
    #expect(throws: MoneyError.self) { try sum.prorated(1, of: 0) }
    #expect(try (sum / Rate("1/4")).exactly == Self.yuan(4_000))
    #expect(Rate.zero.reciprocal == nil && Rate.one.reciprocal == .one)
  }

  // MARK: Sums between steps

  static func exact(_ text: Substring) throws -> ExactMoney {
    let parts = text.split(separator: "/")
    let json = """
      {"currency": "JPY", "minorUnitDigits": 0, "minorUnits": "\(parts[0])", "over": \(parts[1])}
      """
    return try JSONDecoder().decode(ExactMoney.self, from: Data(json.utf8))
  }

  @Test("exact sums add, subtract and compare like Python's fractions")
  func fractions() throws {
    let words = ExactMoneyFixture.words.split(whereSeparator: \.isWhitespace)
    #expect(words.count == 300)
    for start in stride(from: 0, to: words.count, by: 5) {
      let (left, right) = (try Self.exact(words[start]), try Self.exact(words[start + 1]))
      let sum = words[start + 2] == "-" ? nil : try Self.exact(words[start + 2])
      let difference = words[start + 3] == "-" ? nil : try Self.exact(words[start + 3])
      #expect((try? left + right) == sum, "\(left) + \(right)")
      #expect((try? right + left) == sum, "\(right) + \(left)")
      #expect((try? left - right) == difference, "\(left) - \(right)")
      #expect((try? left + -right) == difference, "\(left) + -\(right)")
      #expect(try left.isLess(than: right) == (words[start + 4] == "<"))
      #expect(try right.isLess(than: left) == (words[start + 4] == ">"))
    }
  }

  @Test(
    "multiplied and divided by the same rate, an exact sum is itself",
    arguments: 0..<200 as Range<UInt64>)
  func inverse(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let units = Int64(truncatingIfNeeded: random.next() >> (random.next() % 64))
    let top = Int64(truncatingIfNeeded: random.next() >> 33)
    let rate = try #require(Rate(top + 1, over: Int64(random.next() >> 33) + 1))
    let sum = Self.yuan(units)
    #expect(try (sum * rate / rate).exactly == sum)
    #expect(try (ExactMoney(sum) * rate - ExactMoney(sum) * rate).isZero)
    #expect(try ExactMoney(sum) + ExactMoney(sum) == ExactMoney(sum) * (Rate("2")))
    let product = sum * rate
    #expect(-(-product) == product && !product.magnitude.isNegative)
    let whole = try product.rounded(RoundingRule(.down))
    #expect(try !product.isLess(than: ExactMoney(whole)))
  }

  @Test("a sum in smaller minor units, and back, is the same sum")
  func counted() throws {
    let sum = Self.yuan(1_234)
    let milli = try Currency(code: "CNY", minorUnitDigits: 3)
    #expect(try ExactMoney(sum).counted(in: milli).exactly?.amountText == "12.340")
    #expect(try ExactMoney(sum).counted(in: milli).counted(in: .cny).exactly == sum)
    let whole = try Currency(code: "CNY", minorUnitDigits: 0)
    #expect(try ExactMoney(sum).counted(in: whole).exactly == nil)
    #expect(try ExactMoney(sum).counted(in: whole).rounded(RoundingRule(.up)).amountText == "13")
    #expect(try ExactMoney(ExactDecimal("12.345"), .cny).description == "12.345 CNY")
    #expect(throws: MoneyError.self) {
      try ExactMoney(ExactDecimal("0.000000000000000000000000000001"), .jpy)
    }
  }

  @Test("rates add, multiply and turn over exactly, or do not fit")
  func rates() throws {
    let (third, half) = (try Rate("1/3"), try Rate("50%"))
    #expect(try third.sum(with: half) == Rate("5/6") && third.product(with: half) == Rate("1/6"))
    #expect(try third.reciprocal == Rate("3") && Rate("-2/3").reciprocal == Rate("-3/2"))
    let fine = try Rate("1/9223372036854775807")
    #expect(fine.product(with: half) == nil && fine.sum(with: third) == nil)
    #expect(fine.reciprocal?.product(with: fine) == .one)
    #expect(try Rate(ExactDecimal("1.5")) == Rate("3/2"))
    let large = try Rate("9223372036854775807/9223372036854775806")
    #expect(large.sum(with: large)?.numerator == .max)
  }

  // MARK: Time

  @Test("a share by days counts the days of the period only, the last date excluded")
  func days() throws {
    func date(_ text: String) throws -> CivilDate { try CivilDate(text) }
    let june = try date("2025-06-01")..<date("2025-07-01")
    let fee = Self.yuan(9_900)
    let used = try date("2025-06-21")..<date("2025-07-05")
    #expect(try fee.prorated(used, of: june) == fee * (Rate("1/3")))
    #expect(try fee.prorated(june, of: june).exactly == fee)
    #expect(try fee.prorated(date("2025-08-01")..<date("2025-09-01"), of: june).isZero)
    #expect(throws: MoneyError.self) {
      try fee.prorated(june, of: date("2025-06-01")..<date("2025-06-01"))
    }
    #expect(try fee.prorated(7, of: 30).rounded(RoundingRule(.halfEven)) == Self.yuan(2_310))
    #expect(try fee.prorated(-1, of: 30).isNegative)
    // 31 + 28 + 31 days: 99.00 / 90 is 1.10 a day.
    let months = try [
      date("2025-01-01")..<date("2025-02-01"), date("2025-02-01")..<date("2025-03-01"),
      date("2025-03-01")..<date("2025-04-01"),
    ]
    let parts = try fee.allocated(byDaysOf: months, remainder: .largestRemainder).parts
    #expect(parts == [3_410, 3_080, 3_410].map(Self.yuan))
  }

  @Test("a share by time counts milliseconds")
  func milliseconds() throws {
    let hour = try Instant("2025-06-01T00:00:00Z")..<Instant("2025-06-01T01:00:00Z")
    let used = try Instant("2025-06-01T00:59:59.999Z")..<Instant("2025-06-01T02:00:00Z")
    let fee = Self.yuan(3_600)
    #expect(try fee.prorated(used, of: hour) == fee * (Rate("1/3600000")))
    #expect(try fee.prorated(Instant.min..<Instant.max, of: hour).exactly == fee)
    let halves = try Instant("2025-06-01T00:00:00Z")..<Instant("2025-06-01T00:30:00Z")
    let parts = try Self.yuan(5).allocated(byTimeOf: [halves, hour, halves], remainder: .first)
      .parts
    #expect(parts == [2, 2, 1].map(Self.yuan))
  }

  // MARK: Explaining

  @Test("multiplication and rounding are steps that an explanation shows, in two languages")
  func explaining() throws {
    let (sum, third) = (Self.yuan(1_000), try Rate("1/3"))
    let rule = RoundingRule(.halfEven, step: 50)
    let times = Explanation.times(ExactMoney(sum), third, sum * third)
    #expect(times.text() == "10.00 CNY × 1/3 = 10.00/3 CNY" && times.code.id == "money.times")
    let rounded = Explanation.rounded(sum * third, rule, try (sum * third).rounded(rule))
    #expect(
      rounded.text() == "10.00/3 CNY rounded half to even to a multiple of 0.50 CNY: 3.50 CNY")
    #expect(
      rounded.text(in: .simplifiedChinese)
        == "10.00/3 CNY 四舍六入五成双，以 0.50 CNY 为单位：3.50 CNY")
    for direction in RoundingRule.Direction.allCases {
      let step = Explanation.rounded(ExactMoney(sum), RoundingRule(direction), sum)
      #expect(step.text() != step.text(in: .simplifiedChinese))
      #expect(step.operand("rule") == .phrase(.rounding(direction), []))
    }
    let plain = Explanation.rounded(sum * third, RoundingRule(.up), Self.yuan(334))
    #expect(plain.text() == "10.00/3 CNY rounded up: 3.34 CNY")
    #expect(plain.text(in: .simplifiedChinese) == "10.00/3 CNY 向上舍入：3.34 CNY")
    let back = try JSONDecoder().decode(Explanation.self, from: JSONEncoder().encode(rounded))
    #expect(back == rounded)
  }

  @Test("errors tell the values and the bounds")
  func errors() throws {
    let third = Self.yuan(1_000) * (try Rate("1/3"))
    let exact = RoundingRule(.exact)
    #expect(throws: MoneyError.inexact(third, exact)) { try third.rounded(exact) }
    #expect(
      MoneyError.inexact(third, exact).description
        == "10.00/3 CNY is no whole number of minor units")
    #expect(
      MoneyError.inexact(third, RoundingRule(.exact, step: 5)).description
        == "10.00/3 CNY is no whole number of steps of 5 minor units")
    #expect(MoneyError.overflow("x").description.contains("-9223372036854775808"))
    #expect(
      MoneyError.divisionByZero("1.00 CNY").description.hasSuffix("nothing can be divided by 0"))
  }
}
