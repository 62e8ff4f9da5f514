// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Documentation: what a figure tells")
struct FigureTellingTests {
  @Test("a figure tells how it came about, and two months how far they lie apart")
  func figures() throws {
    let customers = MetricDefinition(
      "customers", of: "contacts",
      .distinct("customer", by: .bounded(precision: 14), where: .always))
    func report(_ names: [String]) throws -> MetricReport {
      var tally = MetricTally(try MetricPlan(of: .contacts, [customers]))
      for name in names {
        var call = Contact(arrivedAt: Instant(secondsSince1970: 1_777_593_600))
        call.customer = CustomerID(name)
        tally.count(call.facts(in: .utc))
      }
      return try #require(tally.report())
    }
    let lastMonth = try report(["li", "wang"])
    let thisMonth = try report(["li", "li", "chen", "xu"])
    let sentences = thisMonth.lines(of: "customers").compactMap {
      thisMonth.explanation(of: $0)?.text(in: .simplifiedChinese)
    }
    let change = thisMonth.compared(with: lastMonth).first?.json
    #expect(sentences.first?.hasPrefix("customers（全部时间）：3\n  依据 4 条联络\n") == true)
    #expect(change?.contains(#""change": { "by": "share", "value": 0.5 }"#) == true)
  }
}
