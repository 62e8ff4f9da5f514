// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Integrator: a due time explained")
struct ExplainedTaskTests {
  private func office() throws -> BusinessClock {
    try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours(.weekdays, "09:00-18:00")
      BreakHours("lunch", "12:00-13:00")
    }.compiled()
  }

  @Test("each stretch is told, and those that count make the promise")
  func stretches() throws {
    let shanghai = WallClock("Asia/Shanghai")
    let opened = shanghai.instant(2025, 6, 6, 15)  // a Friday
    let trace = try #require(office().trace(after: .businessHours(8), from: opened))
    // Friday 15–18 is 3 h, Monday 9–12 makes 6 h, and 13–15 makes 8 h.
    #expect(trace.due == shanghai.instant(2025, 6, 9, 15))
    #expect(trace.segments.map { $0.counted / 3_600_000 } == [3, 0, 3, 0, 2])
    #expect(
      trace.segments.compactMap(\.skipped) == [.outsideHours, .breakTime(name: "lunch")])
  }

  @Test("it is told in English and in Chinese, with the same instants")
  func words() throws {
    let opened = WallClock("Asia/Shanghai").instant(2025, 6, 6, 15)
    let why = try #require(office().trace(after: .businessHours(8), from: opened)).explanation
    for text in [why.text(in: .english), why.text(in: .simplifiedChinese)] {
      let lines = text.split(separator: "\n")
      #expect(lines.count == 1 + 5, "a heading and the five stretches")
      #expect(lines[0].contains("2025-06-06 15:00 +08:00"))
      #expect(lines[0].contains("2025-06-09 15:00 +08:00"))
      #expect(lines[4].contains("lunch"))
    }
    #expect(why.text().contains("8 h of business time"))
    #expect(why.text(in: .simplifiedChinese).contains("营业时间 8 小时"))
  }

  @Test("working days and elapsed time are told as well")
  func otherSpans() throws {
    let shanghai = WallClock("Asia/Shanghai")
    let opened = shanghai.instant(2025, 6, 6, 15)
    // The third working day after Friday is Wednesday.
    let days = try #require(office().trace(after: .workingDays(3), from: opened))
    #expect(days.due == shanghai.instant(2025, 6, 11, 15))
    // 3 h on Friday, 8 h on Monday and on Tuesday, 5 h on Wednesday.
    #expect(days.counted == (3 + 8 + 8 + 5) * 3_600_000)
    #expect(days.explanation.text().hasPrefix("3 working days from 2025-06-06 15:00 +08:00"))
    let elapsed = try #require(office().trace(after: .hours(48), from: opened))
    #expect(elapsed.due == shanghai.instant(2025, 6, 8, 15), "a Sunday")
    #expect(elapsed.segments.map(\.skipped) == [nil] && elapsed.counted == 48 * 3_600_000)
  }
}
