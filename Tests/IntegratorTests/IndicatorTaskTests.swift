// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

@Suite("Integrator: an online indicator")
struct IndicatorTaskTests {
  /// What a page shows.
  private enum Light: Equatable {
    case green(until: Instant?)
    case red(until: Instant?, holiday: String?)
  }

  private func light(_ clock: BusinessClock, at now: Instant) -> Light {
    switch clock.status(at: now) {
    case .open(let closing): return .green(until: closing)
    case .closed(let opening, let reason):
      guard case .holiday(let name) = reason else { return .red(until: opening, holiday: nil) }
      return .red(until: opening, holiday: name)
    }
  }

  private func office() throws -> BusinessClock {
    try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours(.weekdays, "09:00-12:00", "13:00-18:00")
      ClosedDays(on: "2025-06-09", "Company day")
    }.compiled()
  }

  @Test("it is green until lunch, red until one, and red over a holiday with its name")
  func lights() throws {
    let clock = try office()
    let shanghai = WallClock("Asia/Shanghai")
    // 6 June 2025 is a Friday, the 9th the Monday after it.
    #expect(
      light(clock, at: shanghai.instant(2025, 6, 6, 11))
        == .green(until: shanghai.instant(2025, 6, 6, 12)))
    #expect(
      light(clock, at: shanghai.instant(2025, 6, 6, 12))
        == .red(until: shanghai.instant(2025, 6, 6, 13), holiday: nil))
    #expect(
      light(clock, at: shanghai.instant(2025, 6, 9, 10))
        == .red(until: shanghai.instant(2025, 6, 10, 9), holiday: "Company day"))
  }

  @Test("it is told in English and in Chinese")
  func words() throws {
    let clock = try office()
    let status = clock.status(at: WallClock("Asia/Shanghai").instant(2025, 6, 9, 10))
    let words = status.explanation(in: clock.zone)
    #expect(words.text() == "closed until 2025-06-10 09:00 +08:00\n  holiday \"Company day\"")
    let chinese = words.text(in: .simplifiedChinese)
    #expect(chinese.contains("2025-06-10 09:00 +08:00") && chinese.contains("假日“Company day”"))
  }

  @Test("it agrees with Foundation's calendar in each hour of two weeks")
  func hours() throws {
    let clock = try office()
    let shanghai = WallClock("Asia/Shanghai")
    for hour in 0..<(14 * 24) {
      let now = shanghai.instant(2025, 6, 1) + .seconds(hour * 3_600)
      let wall = shanghai.calendar.dateComponents([.weekday, .day, .hour], from: now.date)
      let isOpen =
        (2...6).contains(wall.weekday ?? 0) && wall.day != 9
        && [9, 10, 11, 13, 14, 15, 16, 17].contains(wall.hour ?? 0)
      #expect(clock.isOpen(at: now) == isOpen, "\(now)")
    }
  }
}
