// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

// Asks a business clock and tables of rules as many rounds of questions as the argument says and
// prints a sum of the answers. Run it under a tool that counts allocations: the count must not depend on the rounds.
let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000
var weekly: [Weekday: [DayInterval]] = [:]
for weekday in Weekday.allCases.prefix(5) {
  weekly[weekday] = [try DayInterval("09:00-12:00"), try DayInterval("13:00-18:00")]
}
let clock = try BusinessCalendar(
  zone: "Europe/Berlin", weekly: weekly, holidays: [.init(try CivilDate("2025-12-25"))]
).compiled()
let schema = try FactSchema([
  FactField("priority", .choice(["high", "low"])), FactField("category", .text),
  FactField("late", .integer(0...1_000)), FactField("traits", .flags(["vip", "elderly"])),
])
let rules = (0..<50).map { number in
  Rule(
    RuleID("r\(number)"),
    when: .all([
      .equals("priority", number % 2 == 0 ? "high" : "low"),
      .isWithin("late", FactRange(from: .integer(Int64(number) * 20), below: .integer(1_000))),
      .not(.equals("category", .text("category \(number)"))),
      .hasFlags("traits", FlagTest(noneOf: ["vip"])),
    ]), then: number)
}
let order = OutcomeOrder(0..<50)
let agreeing = rules.map { Rule($0.id, when: $0.when, then: 0) }
let tables = try [HitPolicy.first, .any, .priority, .collectCount].map {
  // A conflict lists its rules; rules that agree have none.
  try RuleTable(
    "t", schema: schema, hitPolicy: $0, outcomeOrder: order,
    rules: $0 == .any ? agreeing : rules, otherwise: -1)
}
let cases = try (0..<64).map { number in
  var facts = Facts(schema)
  try facts.set("priority", to: number % 3 == 0 ? "low" : "high")
  try facts.set("category", to: .text("category \(number)"))
  try facts.set("late", to: .integer(Int64(number)))
  try facts.set("traits", to: .flags(number % 5 == 0 ? ["vip"] : ["elderly"]))
  return facts
}
var seed: UInt64 = 7
var sum: Int64 = 0
for _ in 0..<rounds {
  seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
  let start = Instant(millisecondsSince1970: Int64(seed >> 33) * 400)
  let end = start.adding(milliseconds: Int64(seed >> 50) * 1_000_000)
  sum &+= clock.milliseconds(between: start, and: end)
  sum &+= clock.add(milliseconds: Int64(seed >> 40), to: start)?.millisecondsSince1970 ?? 0
  sum &+= clock.isOpen(at: end) ? 1 : 0
  sum &+= clock.nextClosing(after: start)?.millisecondsSince1970 ?? 0
  for table in tables {
    switch table.decide(cases[Int(seed >> 58)]) {
    case .matched(_, let outcome), .otherwise(let outcome): sum &+= Int64(outcome)
    case .counted(let count): sum &+= Int64(count)
    default: break
    }
  }
}
print(sum)
