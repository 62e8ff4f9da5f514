// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import Testing

/// Rounding by its definition: the multiples of a step are enumerated, and the nearest are looked at.
private enum RoundingModel {
  /// The multiple of the step for a fraction of small numbers; `nil` where none is exact and it has to
  /// be.
  static func multiple(
    _ numerator: Int64, _ denominator: Int64, _ step: Int64, _ direction: RoundingRule.Direction
  ) -> Int64? {
    // Distances are compared in units of one denominator-th.
    let reach = abs(numerator) / denominator + 2 * step
    var candidates: [Int64] = []
    var multiple = -(reach / step) * step
    while multiple <= reach {
      candidates.append(multiple)
      multiple += step
    }
    func distance(_ candidate: Int64) -> Int64 { abs(candidate * denominator - numerator) }
    if let exact = candidates.first(where: { distance($0) == 0 }) { return exact }
    guard let below = candidates.last(where: { $0 * denominator < numerator }),
      let above = candidates.first(where: { $0 * denominator > numerator })
    else { return nil }
    let near = abs(below) < abs(above) ? below : above
    let far = near == below ? above : below
    let nearest = distance(below) < distance(above) ? below : above
    let isTie = distance(below) == distance(above)
    switch direction {
    case .exact: return nil
    case .towardZero: return near
    case .awayFromZero: return far
    case .up: return above
    case .down: return below
    case .halfEven: return isTie ? (below / step % 2 == 0 ? below : above) : nearest
    case .halfOdd: return isTie ? (below / step % 2 == 0 ? above : below) : nearest
    case .halfAwayFromZero: return isTie ? far : nearest
    case .halfTowardZero: return isTie ? near : nearest
    case .halfUp: return isTie ? above : nearest
    case .halfDown: return isTie ? below : nearest
    }
  }
}

@Suite("Money: rounding")
struct RoundingTests {
  @Test(
    "each direction takes the step that its definition says",
    arguments: RoundingRule.Direction.allCases)
  func definition(direction: RoundingRule.Direction) throws {
    for denominator in [1, 2, 3, 4, 5, 8, 10] as [Int64] {
      let divisor = try #require(Rate(denominator, over: 1))
      for step in [1, 2, 5, 10, 50] as [Int64] {
        let rule = RoundingRule(direction, step: step)
        for numerator in -130...130 as ClosedRange<Int64> {
          let sum = try Money(minorUnits: numerator, currency: .cny) / divisor
          let expected = RoundingModel.multiple(numerator, denominator, step, direction)
          let found = [
            try? sum.rounded(rule).minorUnits, try? numerator.divided(by: denominator, rule),
            try? (-numerator).divided(by: -denominator, rule),
          ]
          if found != [expected, expected, expected] {
            Issue.record("\(numerator)/\(denominator), \(rule): \(found)")
          }
        }
      }
    }
  }

  /// The table in the documentation of `java.math.RoundingMode`.
  @Test(
    "whole numbers are rounded as Java's table says",
    arguments: [
      ("5.5", [6, 5, 6, 5, 6, 5, 6]), ("2.5", [3, 2, 3, 2, 3, 2, 2]),
      ("1.6", [2, 1, 2, 1, 2, 2, 2]), ("1.1", [2, 1, 2, 1, 1, 1, 1]),
      ("1.0", [1, 1, 1, 1, 1, 1, 1]), ("-1.0", [-1, -1, -1, -1, -1, -1, -1]),
      ("-1.1", [-2, -1, -1, -2, -1, -1, -1]), ("-1.6", [-2, -1, -1, -2, -2, -2, -2]),
      ("-2.5", [-3, -2, -2, -3, -3, -2, -2]), ("-5.5", [-6, -5, -5, -6, -6, -5, -6]),
    ] as [(String, [Int64])])
  func javaTable(text: String, expected: [Int64]) throws {
    let directions: [RoundingRule.Direction] = [
      .awayFromZero, .towardZero, .up, .down, .halfAwayFromZero, .halfTowardZero, .halfEven,
    ]
    let number = try ExactDecimal(text)
    for (direction, whole) in zip(directions, expected) {
      #expect(number.rounded(direction) == ExactDecimal(whole), "\(direction)")
    }
  }

  @Test("a step counts from nothing, and an even number of steps is even")
  func steps() throws {
    func rounded(_ units: Int64, _ direction: RoundingRule.Direction, _ step: Int64) throws -> Int64
    {
      try Money(minorUnits: units, currency: .cny)
        .rounded(RoundingRule(direction, step: step)).minorUnits
    }
    #expect(try rounded(25, .halfEven, 50) == 0 && rounded(75, .halfEven, 50) == 100)
    #expect(try rounded(25, .halfOdd, 50) == 50 && rounded(-25, .up, 50) == 0)
    #expect(try rounded(1_234, .down, 5) == 1_230 && rounded(1_237, .halfAwayFromZero, 5) == 1_235)
    #expect(RoundingRule(.halfEven).description == "half even")
    #expect(RoundingRule(.up, step: 50).description == "up to 50 minor units")
    #expect(RoundingRule(.up, step: 0).step == 1 && RoundingRule(.up, step: .min).step == 1)
  }

  @Test("the extremes of 64 bits are rounded without losing a digit, or do not fit")
  func extremes() throws {
    let most = Money(minorUnits: .max, currency: .cny)
    let least = Money(minorUnits: .min, currency: .cny)
    #expect(
      try most.rounded(RoundingRule(.down, step: 100)).minorUnits == 9_223_372_036_854_775_800)
    #expect(throws: MoneyError.self) { try most.rounded(RoundingRule(.up, step: 100)) }
    #expect(
      try least.rounded(RoundingRule(.up, step: 100)).minorUnits == -9_223_372_036_854_775_800)
    #expect(throws: MoneyError.self) { try least.rounded(RoundingRule(.down, step: 100)) }
    #expect(try most.rounded(RoundingRule(.up, step: .max)) == most)
    #expect(try least.rounded(RoundingRule(.halfEven, step: .max)).minorUnits == -.max)
    #expect(
      try (most * Rate("1/9223372036854775807")).rounded(RoundingRule(.exact)).minorUnits == 1)
    #expect(throws: MoneyError.self) { try Int64.min.divided(by: -1, RoundingRule(.exact)) }
    #expect(try Int64.min.divided(by: .min, RoundingRule(.exact)) == 1)
    #expect(try Int64(1).divided(by: .min, RoundingRule(.awayFromZero)) == -1)
    #expect(throws: MoneyError.self) { try Int64(1).divided(by: .min, RoundingRule(.exact)) }
    #expect(throws: MoneyError.divisionByZero("7")) {
      try Int64(7).divided(by: 0, RoundingRule(.up))
    }
    #expect(try Int64(7).scaled(by: Rate("1/2"), RoundingRule(.up)) == 4)
  }

  @Test(
    "rules are read and written as people write them",
    arguments: [
      ("half even", .halfEven, 1), ("up", .up, 1), ("toward zero", .towardZero, 1),
      ("exact", .exact, 1), ("half even to 0.50", .halfEven, 50),
      ("half toward zero to 1.00", .halfTowardZero, 100), ("away from zero", .awayFromZero, 1),
      ("down to 0.05", .down, 5),
    ] as [(String, RoundingRule.Direction, Int64)])
  func text(text: String, direction: RoundingRule.Direction, step: Int64) throws {
    let rule = RoundingRule(direction, step: step)
    #expect(try RoundingRule(text, .cny) == rule)
    #expect(rule.text(in: .cny) == text)
    #expect(try JSONDecoder().decode(RoundingRule.self, from: JSONEncoder().encode(rule)) == rule)
  }

  @Test("every rule reads what it writes", arguments: RoundingRule.Direction.allCases)
  func roundTrip(direction: RoundingRule.Direction) throws {
    for currency in [Currency.cny, .jpy, try Currency("KWD")] {
      for step in [1, 5, 50, 1_000, .max] as [Int64] {
        let rule = RoundingRule(direction, step: step)
        #expect(try RoundingRule(rule.text(in: currency), currency) == rule)
      }
    }
  }

  @Test(
    "a rule that is not understood says what was probably meant",
    arguments: [
      ("half evn", #""half evn" is not a rounding rule: did you mean "half even"?"#),
      ("Half Even", #""Half Even" is not a rounding rule: did you mean "half even"?"#),
      ("towards zero", #"did you mean "toward zero"?"#), ("", "rounding is one of toward zero, "),
      ("banker", "rounding is one of toward zero, "),
      ("up to 0.005", #"the step "0.005": it has more than 2 decimals"#),
      ("up to 0", "a step is more than 0"), ("up to -0.5", "a step is more than 0"),
      ("up to half", #"the step "half": a digit is expected"#),
    ])
  func badText(text: String, message: String) {
    do throws(TextError) {
      let rule = try RoundingRule(text, .cny)
      Issue.record("\(rule)")
    } catch {
      #expect(error.description.contains(message), "\(error)")
    }
  }

  @Test("the JSON of rules is the contract; a step below 1 is refused")
  func json() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func json(_ rule: RoundingRule) throws -> String {
      String(decoding: try encoder.encode(rule), as: UTF8.self)
    }
    #expect(try json(RoundingRule(.halfEven)) == #"{"direction":"halfEven"}"#)
    #expect(try json(RoundingRule(.up, step: 50)) == #"{"direction":"up","step":50}"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RoundingRule.self, from: Data(#"{"direction":"up","step":0}"#.utf8))
    }
  }

  @Test("a decimal keeps so many decimals, and fails only where it has to be exact and is not")
  func decimals() throws {
    let number = try ExactDecimal("2.345")
    #expect(number.rounded(.halfEven, decimals: 2)?.description == "2.34")
    #expect(number.rounded(.halfOdd, decimals: 2)?.description == "2.35")
    #expect(
      number.rounded(.exact, decimals: 3) == number && number.rounded(.up, decimals: 9) == number)
    #expect(
      number.rounded(.exact, decimals: 2) == nil
        && number.rounded(.up, decimals: -4) == ExactDecimal(3))
    let nines = try ExactDecimal(String(repeating: "9", count: 37) + ".9")
    #expect(nines.rounded(.up)?.description == "1" + String(repeating: "0", count: 37))
    let wide = try ExactDecimal("9." + String(repeating: "9", count: 37))
    #expect(wide.rounded(.up)?.description == "10")
  }
}
