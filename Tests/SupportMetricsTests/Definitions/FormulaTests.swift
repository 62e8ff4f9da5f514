// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import Testing

@Suite("Metrics: formulas in signs and words")
struct FormulaTests {
  static func rate(_ text: String) -> Rate { (try? Rate(text)) ?? .zero }

  static let printed: [(MetricMeasure, String)] = [
    (.count(where: .always), "#(*)"),
    (
      .share(
        of: .atMost("wait", .duration(milliseconds: 20_000)), among: .equals("outcome", "answered")),
      "#(wait ≤ 20 s) / #(outcome = answered)"
    ),
    (
      .ratio(of: .equals("isRepeat", true), to: .equals("isRepeat", false)),
      "#(isRepeat = true) : #(isRepeat = false)"
    ),
    (
      .balance(of: .atLeast("score", 9), against: .atMost("score", 6), among: .isKnown("score")),
      "(#(score ≥ 9) − #(score ≤ 6)) / #(score = ?!)"
    ),
    (.sum(["talk", "hold"], where: .always), "Σ(talk + hold)"),
    (.mean("talk", where: .equals("outcome", "answered")), "mean(talk; outcome = answered)"),
    (.minimum("wait", where: .always), "min(wait)"),
    (.maximum("wait", where: .always), "max(wait)"),
    (.quantile(rate("90%"), of: "wait", by: .linear, where: .always), "p90(wait)"),
    (.quantile(rate("99.9%"), of: "wait", by: .nearestRank, where: .always), "p99.9↑(wait)"),
    (
      .quantile(rate("50%"), of: "wait", by: .sketch(error: rate("1%")), where: .always),
      "p50~1%(wait)"
    ),
    (
      .quotient(of: ["talk", "hold"], by: .amount("signedIn"), where: .always),
      "Σ(talk + hold) / Σ(signedIn)"
    ),
    (
      .quotient(of: "minorUnits", by: .distinct("ticket"), where: .always),
      "Σ(minorUnits) / distinct(ticket)"
    ),
    (.top(10, of: "category", by: .exact, where: .always), "top10(category)"),
    (.top(5, of: "category", by: .bounded(counters: 100), where: .always), "top5~100(category)"),
    (.distinct("customer", where: .always), "distinct(customer)"),
    (
      .distinct("customer", by: .bounded(precision: 14), where: .always), "distinct~14(customer)"
    ),
    (.averagePresent(from: "a", until: "b", where: .always), "mean #(a … b)"),
    (.presentAtEnd(from: "a", until: "b", where: .always), "#(a … b)"),
    (.ageAtEnd(.mean, from: "a", until: "b", where: .always), "mean age(a … b)"),
    (
      .ageAtEnd(.quantile(rate("90%"), by: .linear), from: "a", until: "b", where: .always),
      "p90 age(a … b)"
    ),
    (
      .ageAtEnd(.shareOlder(than: .seconds(259_200)), from: "a", until: "b", where: .always),
      "#(age > 72 h) / #(a … b)"
    ),
    (
      .recurrence(
        MetricRecurrence(
          ofSame: ["customer"], start: "arrivedAt", end: "endedAt", within: .seconds(86_400),
          isNegated: true), where: .equals("outcome", "answered")),
      "#(¬again(customer; endedAt + 24 h)) / #(outcome = answered)"
    ),
    (
      .recurrence(
        MetricRecurrence(
          ofSame: ["customer"], start: "arrivedAt", within: .seconds(86_400),
          followers: .isKnown("outcome")), where: .equals("outcome", "answered")),
      "#(again(customer; arrivedAt + 24 h; outcome = ?!)) / #(outcome = answered)"
    ),
  ]

  @Test("each kind of formula has its signs", arguments: printed)
  func signs(_ measure: MetricMeasure, _ text: String) {
    #expect(measure.formula == text)
  }

  @Test("every kind of formula is tried")
  func kinds() {
    #expect(Set(Self.printed.map(\.0.kind)) == Set(MetricMeasure.Kind.allCases))
  }

  @Test(
    "each kind of formula is told in two languages, without a code that has no words",
    arguments: printed)
  func words(_ measure: MetricMeasure, _: String) {
    let definition = MetricDefinition("m", of: "contacts", measure)
    let english = definition.formula(in: .english)
    let chinese = definition.formula(in: .simplifiedChinese)
    #expect(!english.contains("{") && !chinese.contains("{"))
    #expect(english.hasPrefix("m: ") && english.contains("contacts"))
    #expect(chinese.hasPrefix("m：") && chinese.contains("联络"))
    let codes = Set(Explanation.Code.allMetrics.map(\.id))
    for step in [definition.explanation] + definition.explanation.steps {
      #expect(codes.contains(step.code.id), "\(step.code.id)")
    }
  }

  @Test("what a definition says is told line by line")
  func whole() throws {
    let definition = MetricDefinition.serviceLevel(.f1, within: .seconds(20))
      .with(\.filter, .equals("queue", "sales")).with(\.grouping, ["type", "priority"])
      .with(\.period, .month).with(\.objective, .atLeast(.share(try Rate("80%"))))
      .with(\.horizon, MetricHorizon(.seconds(3_600), after: "arrivedAt"))
    #expect(
      definition.formula(in: .english) == """
        Service level F1 (serviceLevel.F1): a share of contacts
          above the line: outcome = answered, wait ≤ 20 s, of those below it
          below the line: outcome = answered | abandoned
          looked at are only rows with queue = sales
          left out: rows that cannot be told, since one is not known of outcome, wait, queue
          left out: rows of which the data do not reach 1 h beyond arrivedAt yet
          dated by the rows' own date
          told by month
          told apart by type, priority
          objective: ≥ 80%
          source: ICMI, QueueTips, Service Level Calculations (2002), formula 3
        """)
    #expect(
      definition.formula(in: .simplifiedChinese) == """
        服务水平 F1（serviceLevel.F1）：联络的占比
          分子：分母之中满足 outcome = answered, wait ≤ 20 s
          分母：outcome = answered | abandoned
          仅统计满足 queue = sales 的记录
          不计入：因 outcome、wait、queue 中有未知者而无法判断的记录
          不计入：数据尚未覆盖 arrivedAt 之后 1 小时 的记录
          按记录自身日期归入统计期
          统计周期：月
          分组：type、priority
          目标：≥ 80%
          出处：ICMI, QueueTips, Service Level Calculations (2002), formula 3
        """)
    #expect(
      definition.description
        == "serviceLevel.F1: #(outcome = answered, wait ≤ 20 s) / #(outcome = answered | abandoned)"
        + " {queue = sales} by type, priority ≥ 80%")
  }

  @Test("Cisco's events and half hours are told")
  func dates() {
    let english = MetricDefinition.serviceLevelEvents(.negative, within: .seconds(30))
      .with(\.period, .interval(minutes: 30)).formula(in: .english)
    #expect(english.contains("dated by queuedAt + wait, at most 30 s"))
    #expect(english.contains("told by 30 min"))
    #expect(
      MetricDefinition.solvedTickets.formula(in: .english).contains("dated by solvedAt"))
  }

  @Test("a title in one language serves for both")
  func titles() {
    #expect(MetricTitle("Calls").text(in: .simplifiedChinese) == "Calls")
    #expect(MetricTitle(simplifiedChinese: "来电").text(in: .english) == "来电")
    let definition = MetricDefinition(
      "m", of: "contacts", .count(where: .always), title: MetricTitle(simplifiedChinese: "来电"))
    #expect(definition.formula(in: .english).hasPrefix("来电 (m): how many contacts there are"))
  }

  @Test("every code speaks English and Chinese, with the same operands, under its own id")
  func codes() {
    let codes = Explanation.Code.allMetrics
    #expect(Set(codes.map(\.id)).count == codes.count)
    for code in codes {
      #expect(code.id.hasPrefix("metrics."))
      let names = [code.english, code.simplifiedChinese].map { sentence in
        Set(sentence.matches(of: /\{(\w+)\}/).map(\.1))
      }
      #expect(names[0] == names[1], "\(code.id)")
      #expect(!code.english.isEmpty && !code.simplifiedChinese.isEmpty, "\(code.id)")
      let sentence = code.simplifiedChinese.replacing(/\{\w+\}/, with: "")
      #expect(!sentence.contains { ",:;()".contains($0) }, "\(code.id)")
    }
  }
}
