// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import Testing

@Suite("Metrics: figures of others, as people write them")
struct FigureTextTests {
  @Test(
    "a figure is read in the unit of its metric",
    arguments: [
      ("85%", .share, 17, 20), ("1/3", .share, 1, 3), ("-11.5%", .share, -115, 1_000),
      ("6 min 15 s", .duration, 375_000, 1), ("172 h 48 min", .duration, 622_080_000, 1),
      ("4.8", .number(decimals: 1), 48, 1), ("4.8", .number(decimals: 0), 48, 10),
      ("12", .number(decimals: 2), 1_200, 1), ("12.00 EUR", .money(.eur), 1_200, 1),
    ] as [(String, MetricUnit, Int128, Int128)])
  func reading(text: String, unit: MetricUnit, above: Int128, below: Int128) throws {
    let figure = try MetricFigure(text, in: unit)
    #expect(figure.unit == unit && figure.value == MetricFraction(above, over: below))
  }

  @Test(
    "a figure of another unit is refused",
    arguments: [
      ("85", .share), ("6 min", .share), ("85%", .duration), ("375", .duration), ("", .duration),
      ("4.8%", .number(decimals: 1)), ("4 s", .number(decimals: 0)), ("x", .number(decimals: 0)),
      ("12.00 CNY", .money(.eur)), ("12.00", .money(.eur)), ("85 %%", .share),
    ] as [(String, MetricUnit)])
  func refusing(text: String, unit: MetricUnit) {
    #expect(throws: TextError.self) { try MetricFigure(text, in: unit) }
  }

  @Test("a book tells what each of its metrics is counted in, and so a reference can be compared")
  func comparing() throws {
    let book = try MetricBook(
      "b",
      [
        MetricDefinition("rate", of: "contacts", .share(of: .always, among: .always)),
        MetricDefinition("wait", of: "contacts", .mean("wait", where: .always)),
      ])
    #expect(book.unit(of: "rate") == .share && book.unit(of: "wait") == .duration)
    #expect(book.unit(of: "other") == nil)
    let unit = try #require(book.unit(of: "wait"))
    let industry = try MetricFigure("6 min 15 s", in: unit)
    let ours = try MetricFigure("4 min 28 s", in: unit)
    let comparison = MetricComparison(of: "wait", ours, with: industry, direction: .atMost)
    #expect(comparison.change?.description == "-28.5%" && comparison.isBetter == true)
    let share = try MetricComparison(
      of: "rate", MetricFigure("96.3%", in: .share), with: MetricFigure("85%", in: .share))
    #expect(share.change?.description == "+11.3 points")
  }
}
