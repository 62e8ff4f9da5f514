// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

// Asks a business clock as many rounds of questions as the argument says and prints a sum of the
// answers. Run it under a tool that counts allocations: the count must not depend on the rounds.
let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000
var weekly: [Weekday: [DayInterval]] = [:]
for weekday in Weekday.allCases.prefix(5) {
  weekly[weekday] = [try DayInterval("09:00-12:00"), try DayInterval("13:00-18:00")]
}
let clock = try BusinessCalendar(
  zone: "Europe/Berlin", weekly: weekly, holidays: [.init(try CivilDate("2025-12-25"))]
).compiled()
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
}
print(sum)
