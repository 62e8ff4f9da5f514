// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import Testing

@Suite("Metrics: definitions are checked before anything is counted")
struct DefinitionCheckTests {
  private static let answered = Condition.equals("outcome", "answered")
  private static func rate(_ text: String) -> Rate { (try? Rate(text)) ?? .zero }
  private static func of(_ measure: MetricMeasure) -> MetricDefinition {
    MetricDefinition("m", of: "contacts", measure)
  }

  /// Each with the path of its only problem, and what the message says.
  static let faulty: [(MetricDefinition, path: String, message: String)] = [
    (MetricDefinition(" ", of: "contacts", .count(where: .always)), "id", "needs a name"),
    (MetricDefinition("m", of: "tickets", .count(where: .always)), "subject", "it is about"),
    (of(.mean("talc", where: .always)), "measure.mean.of[0]", "\"talc\" is no fact of contacts"),
    (of(.mean("queue", where: .always)), "measure.mean.of", "queue is a text"),
    (of(.mean("arrivedAt", where: .always)), "measure.mean.of", "arrivedAt is an instant"),
    (of(.mean([], where: .always)), "measure.mean.of", "an amount needs a fact"),
    (of(.sum(["talk", "talk"], where: .always)), "measure.sum.of[1]", "stands twice"),
    (of(.sum(["talk", "transfers"], where: .always)), "measure.sum.of", "cannot be added"),
    (
      of(.quantile(rate("101%"), of: "wait", by: .linear, where: .always)),
      "measure.quantile.share", "outside 0% ... 100%"
    ),
    (
      of(.quantile(rate("90%"), of: "wait", by: .sketch(error: rate("0.001%")), where: .always)),
      "measure.quantile.share", "the error"
    ),
    (of(.top(0, of: "type", by: .exact, where: .always)), "measure.top.count", "outside 1"),
    (
      of(.top(10, of: "type", by: .bounded(counters: 10), where: .always)), "measure.top.counters",
      "not more than the 10 values"
    ),
    (of(.top(10, of: "tipe", by: .exact, where: .always)), "measure.top.of", "\"tipe\" is no fact"),
    (of(.distinct("custmer", where: .always)), "measure.distinct.of", "is no fact"),
    (
      of(.distinct("customer", by: .bounded(precision: 19), where: .always)),
      "measure.distinct.precision", "19 is outside 4 ... 18"
    ),
    (
      of(.quotient(of: "talk", by: .distinct("tickt"), where: .always)),
      "measure.quotient.by.distinct", "is no fact"
    ),
    (
      of(.quotient(of: "transfers", by: .amount("talk"), where: .always)), "measure.quotient",
      "do not go together"
    ),
    (
      of(.presentAtEnd(from: "wait", until: "endedAt", where: .always)),
      "measure.presentAtEnd.from",
      "wait is no instant"
    ),
    (
      of(.averagePresent(from: "queuedAt", until: "queuedAt", where: .always)),
      "measure.averagePresent.until", "nothing is present"
    ),
    (
      of(
        .ageAtEnd(
          .shareOlder(than: .zero), from: "queuedAt", until: "endedAt", where: .always)),
      "measure.ageAtEnd.olderThan", "not more than nothing"
    ),
    (
      of(
        .recurrence(
          MetricRecurrence(ofSame: [], start: "arrivedAt", within: .seconds(60)), where: .always)),
      "measure.recurrence.ofSame", "needs a fact"
    ),
    (
      of(
        .recurrence(
          MetricRecurrence(ofSame: ["customer"], start: "hour", within: .seconds(60)),
          where: .always)), "measure.recurrence.start", "hour is no instant"
    ),
    (
      of(
        .recurrence(
          MetricRecurrence(ofSame: ["customer"], start: "arrivedAt", within: .microseconds(1_500)),
          where: .always)), "measure.recurrence.within", "no whole number of milliseconds"
    ),
    (
      of(.share(of: .equals("outcome", "anwered"), among: .always)), "measure.share.of.outcome",
      "is not one of"
    ),
    (
      of(.share(of: answered, among: .equals("outcome", "abandoned"))), "measure.share.of",
      "no row that counts below the line can ever count here"
    ),
    (
      of(
        .count(
          where: .all([
            .below("wait", .duration(milliseconds: 5)), .above("wait", .duration(milliseconds: 9)),
          ]))), "measure.count", "no row can ever count here"
    ),
    (
      of(.mean("talk", where: answered)).with(\.filter, .equals("outcome", "abandoned")),
      "measure.mean.where", "no row can ever count here"
    ),
    (of(.count(where: .always)).with(\.grouping, ["queu"]), "by[0]", "\"queu\" is no fact"),
    (of(.count(where: .always)).with(\.grouping, ["queue", "queue"]), "by[1]", "stands twice"),
    (of(.count(where: .always)).with(\.date, .fact("talk")), "date", "neither an instant nor"),
    (
      of(.count(where: .always)).with(
        \.date, .event(from: "queuedAt", after: "queue", atMost: .seconds(20))),
      "date.event.after", "queue is no amount of time"
    ),
    (of(.count(where: .always)).with(\.period, .interval(minutes: 7)), "period", "divides neither"),
    (
      of(.count(where: .always)).with(\.horizon, MetricHorizon(.seconds(60), after: "hour")),
      "horizon.after", "hour is no instant"
    ),
    (
      of(.count(where: .always)).with(\.horizon, MetricHorizon(.seconds(-1), after: "endedAt")),
      "horizon.for", "not more than nothing"
    ),
    (
      of(.mean("wait", where: .always)).with(\.objective, .atMost(.share(rate("90%")))),
      "objective.atMost", "write it as \"90 s\""
    ),
    (
      of(.share(of: answered, among: .always)).with(
        \.objective, .atLeast(.number(ExactDecimal(92)))), "objective.atLeast",
      "write it as \"92%\""
    ),
  ]

  @Test("each mistake is told once, at its place", arguments: faulty)
  func mistakes(_ definition: MetricDefinition, _ path: String, _ message: String) {
    let problems = definition.problems(in: .contacts)
    #expect(problems.map(\.path) == [path])
    #expect(problems.first?.message.contains(message) == true, "\(problems)")
    #expect(throws: DocumentError.self) { try definition.check(in: .contacts) }
  }

  @Test("mistakes are told all at once, with what was probably meant")
  func allAtOnce() {
    let definition = MetricDefinition(
      "m", of: "contacts", .share(of: .equals("outcom", "answered"), among: .equals("queue", 3)),
      grouping: ["typ"], date: .fact("arivedAt"), period: .interval(minutes: 7),
      objective: .atLeast(.duration(milliseconds: 5)))
    let problems = definition.problems(in: .contacts)
    #expect(
      problems.map(\.path) == [
        "measure.share.of", "measure.share.among.queue", "by[0]", "date", "period",
        "objective.atLeast",
      ])
    #expect(problems.compactMap(\.suggestion) == ["outcome", "type", "arrivedAt"])
  }

  @Test("money goes with money of its own currency, and by a count")
  func money() throws {
    let (euro, yuan) = (try Currency("EUR"), try Currency("CNY"))
    let subject = try MetricSubject(
      "awards",
      [
        FactField("paid", .money(euro)), FactField("owed", .money(yuan)),
        FactField("points", .integer(0...100)), FactField("weight", .decimal(decimals: 2)),
        FactField("at", .instant),
      ], date: "at")
    func unit(_ measure: MetricMeasure) -> MetricUnit? { measure.unit(in: subject) }
    #expect(unit(.mean("paid", where: .always)) == .money(euro))
    #expect(unit(.mean("weight", where: .always)) == .number(decimals: 2))
    #expect(unit(.quotient(of: "paid", by: .amount("points"), where: .always)) == .money(euro))
    #expect(unit(.quotient(of: "paid", by: .amount("paid"), where: .always)) == .share)
    #expect(unit(.quotient(of: "paid", by: .amount("owed"), where: .always)) == nil)
    #expect(unit(.sum(["paid", "owed"], where: .always)) == nil)
    let definition = MetricDefinition("m", of: "awards", .mean("paid", where: .always))
    let euros = Money(minorUnits: 500, currency: euro)
    #expect(definition.with(\.objective, .atMost(.money(euros))).problems(in: subject) == [])
    let yuans = Money(minorUnits: 500, currency: yuan)
    #expect(
      definition.with(\.objective, .atMost(.money(yuans))).problems(in: subject).map(\.path)
        == ["objective.atMost"])
  }

  @Test("what can be counted but is hardly meant is a finding")
  func findings() throws {
    let always = Self.of(.share(of: Self.answered, among: Self.answered))
      .with(\.source, "x")
    #expect(always.findings(in: .contacts) == [.alwaysWhole])
    let balance = MetricDefinition(
      "m", of: "ratings",
      .balance(of: .atLeast("score", 5), against: .atMost("score", 6), among: .isKnown("score")),
      source: "x")
    #expect(balance.findings(in: .ratings) == [.overlapping])
    let loose = Self.of(.count(where: .always)).with(\.grouping, ["queue", "wait"])
      .with(\.objective, .atMost(.number(ExactDecimal(9))))
    #expect(
      loose.findings(in: .contacts) == [
        .unboundGroups(fact: "wait"), .objectiveWithoutPeriod, .unexplained,
      ])
    #expect(Self.of(.mean("talc", where: .always)).findings(in: .contacts) == [])
    for finding in [
      MetricFinding.alwaysWhole, .overlapping, .unboundGroups(fact: "wait"),
      .objectiveWithoutPeriod, .unexplained,
    ] {
      let chinese = finding.explanation.text(in: .simplifiedChinese)
      #expect(chinese.unicodeScalars.contains { $0.value > 0x4E00 } && !chinese.contains("{"))
    }
  }

  @Test("a numerator that asks whether a fact is known can hold and fail")
  func known() {
    let definition = Self.of(
      .share(of: .all([.isKnown("isResolved"), .equals("isResolved", true)]), among: Self.answered)
    )
    .with(\.source, "x")
    #expect(definition.findings(in: .contacts) == [])
  }
}
