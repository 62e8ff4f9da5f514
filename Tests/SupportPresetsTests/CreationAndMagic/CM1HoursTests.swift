// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportPresets
import SupportRouting
import SupportTime
import Testing

@Suite("Creation & Magic: hours")
struct CM1HoursTests {
  let book: PolicyBook
  let hotline: BusinessClock

  init() throws {
    book = try CM1.book()
    hotline = try #require(book.clock("hotline"))
  }

  /// The stretches of a date in which a calendar is open, by the clocks of Shanghai: `09:00-21:00`.
  private func hours(of calendar: String, on date: CivilDate) throws -> [String] {
    let clock = try #require(book.clock(calendar))
    let zone = book.zone
    let start = zone.instant(date: date, time: .midnight)
    let end = zone.instant(date: date.adding(days: 1), time: .midnight)
    return clock.periods(from: start, until: end).map { period in
      let opens = zone.wallTime(at: period.lowerBound).time
      let closes = period.upperBound == end ? .endOfDay : zone.wallTime(at: period.upperBound).time
      return "\(opens)-\(closes)"
    }
  }

  private enum Day { case working, holiday, weekend }

  /// Every date of two years by the published arrangements.
  private func days() throws -> [(date: CivilDate, day: Day)] {
    var holidays: Set<CivilDate> = []
    for (_, first, last) in CM1.holidays {
      var date = try CM1.date(first)
      while date <= (try CM1.date(last)) {
        holidays.insert(date)
        date = date.adding(days: 1)
      }
    }
    let makeUp = Set(try CM1.makeUpDays.map(CM1.date))
    var date = try CM1.date("2025-01-01")
    var days: [(CivilDate, Day)] = []
    while date <= (try CM1.date("2026-12-31")) {
      let isWeekend = date.weekday == .saturday || date.weekday == .sunday
      let isWorked = makeUp.contains(date) || !isWeekend
      days.append((date, holidays.contains(date) ? .holiday : isWorked ? .working : .weekend))
      date = date.adding(days: 1)
    }
    return days
  }

  @Test("CM-01 the hotline is staffed from 09:00 to 21:00 on every working day of two years")
  func workingDays() throws {
    let working = try days().filter { $0.day == .working }
    // 261 weekdays each; 18 and 19 of them are holidays, 5 and 6 weekend days make up: 248 each.
    #expect(working.count == 248 + 248)
    for (date, _) in working {
      #expect(try hours(of: "hotline", on: date) == ["09:00-21:00"], "\(date)")
    }
  }

  @Test("CM-01 nobody staffs the hotline on an ordinary weekend day")
  func weekends() throws {
    for (date, _) in try days().filter({ $0.day == .weekend }) {
      #expect(try hours(of: "hotline", on: date).isEmpty, "\(date)")
    }
  }

  @Test(
    "CM-01 a working day begins with 09:00 and is over at 21:00",
    arguments: [
      ("2025-05-19 08:59:59.999", false), ("2025-05-19 09:00", true),
      ("2025-05-19 20:59:59.999", true), ("2025-05-19 21:00", false),
      ("2025-09-28 09:00", true), ("2025-09-27 12:00", false),
    ])
  func edges(text: String, isOpen: Bool) throws {
    #expect(hotline.isOpen(at: try CM1.at(text)) == isOpen)
  }

  @Test("CM-01 the hours are those of UTC+8 in summer and in winter, wherever a caller lives")
  func zone() throws {
    for day in ["2025-07-01", "2025-12-01"] {
      #expect(!hotline.isOpen(at: try Instant("\(day)T00:59:59.999Z")))
      #expect(hotline.isOpen(at: try Instant("\(day)T01:00Z")))
      #expect(
        hotline.nextClosing(after: try Instant("\(day)T01:00Z")) == (try Instant("\(day)T13:00Z")))
    }
  }

  @Test("CM-02 on every statutory holiday the hotline is staffed from 09:00 to 22:00")
  func holidays() throws {
    let holidays = try days().filter { $0.day == .holiday }
    // 2025: 1 + 8 + 3 + 5 + 3 + 8; 2026: 3 + 9 + 3 + 5 + 3 + 3 + 7.
    #expect(holidays.count == 28 + 33)
    for (date, _) in holidays {
      #expect(try hours(of: "hotline", on: date) == ["09:00-22:00"], "\(date)")
    }
  }

  @Test("CM-02 the longer evening begins and ends with the holiday")
  func holidayEdges() throws {
    // 2025-10-08 is the last holiday, the 9th a working day.
    #expect(hotline.isOpen(at: try CM1.at("2025-10-08 21:59:59.999")))
    #expect(!hotline.isOpen(at: try CM1.at("2025-10-08 22:00")))
    #expect(!hotline.isOpen(at: try CM1.at("2025-10-09 21:00")))
    #expect(!hotline.isOpen(at: try CM1.at("2025-09-30 21:00")))
  }

  @Test("CM-04 on the 8th the hours of members end half an hour later, where there are hours")
  func memberDay() throws {
    // A Tuesday, the last day of a holiday, a make-up Saturday, an ordinary Sunday.
    for (text, everyone, members) in [
      ("2025-07-08", ["09:00-21:00"], ["09:00-21:30"]),
      ("2025-10-08", ["09:00-22:00"], ["09:00-22:30"]),
      ("2025-02-08", ["09:00-21:00"], ["09:00-21:30"]),
      ("2025-06-08", [], []),
      ("2025-07-07", ["09:00-21:00"], ["09:00-21:00"]),
      ("2025-07-09", ["09:00-21:00"], ["09:00-21:00"]),
    ] {
      let date = try CM1.date(text)
      #expect(try hours(of: "hotline", on: date) == everyone, "\(text)")
      #expect(try hours(of: "hotlineForMembers", on: date) == members, "\(text)")
    }
  }

  @Test("CM-04 every 8th of two years, and no other day, is longer for members")
  func everyMemberDay() throws {
    for (date, day) in try days() {
      let close = day == .holiday ? "22" : "21"
      let isLonger = date.day == 8
      let expected = day == .weekend ? [] : ["09:00-\(close):\(isLonger ? "30" : "00")"]
      #expect(try hours(of: "hotlineForMembers", on: date) == expected, "\(date)")
    }
  }

  @Test("CM-05 the website chat is online from 09:00 to 22:00 on working days alone")
  func chat() throws {
    for (date, day) in try days() {
      let expected = day == .working ? ["09:00-22:00"] : []
      #expect(try hours(of: "websiteChat", on: date) == expected, "\(date)")
    }
  }

  @Test("CM-05 the indicator tells for any instant whether it is online, and until when")
  func indicator() throws {
    let chat = try #require(book.clock("websiteChat"))
    // Friday evening, the weekend, the first working morning after a holiday.
    for (text, isOnline, next) in [
      ("2025-05-23 09:00", true, "2025-05-23 22:00"),
      ("2025-05-23 21:59:59.999", true, "2025-05-23 22:00"),
      ("2025-05-23 22:00", false, "2025-05-26 09:00"),
      ("2025-05-24 12:00", false, "2025-05-26 09:00"),
      ("2025-05-26 08:59:59.999", false, "2025-05-26 09:00"),
      ("2025-09-30 22:00", false, "2025-10-09 09:00"),
      ("2025-10-11 10:00", true, "2025-10-11 22:00"),
    ] {
      let now = try CM1.at(text)
      let change = try CM1.at(next)
      switch chat.status(at: now) {
      case .open(let until): #expect(isOnline && until == change, "\(text)")
      case .closed(let until, _): #expect(!isOnline && until == change, "\(text)")
      }
    }
  }

  @Test("CM-05 where the indicator is off for a holiday it says so")
  func holidayIndicator() throws {
    let chat = try #require(book.clock("websiteChat"))
    guard case .closed(_, .holiday(let name)) = chat.status(at: try CM1.at("2025-10-01 12:00"))
    else {
      Issue.record("online on National Day")
      return
    }
    #expect(name == "National Day")
  }
}
