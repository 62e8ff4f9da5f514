// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportPresets
import SupportRouting
import SupportRules
import SupportTime
import Testing

@Suite("Creation & Magic: night mode")
struct CM1NightTests {
  let book: PolicyBook

  init() throws { book = try CM1.book() }

  @Test(
    "CM-03 staffed hours beat night mode, which takes all that they leave",
    arguments: [
      // A working day: nobody published 21:00-22:00.
      ("2025-05-19 09:00", false), ("2025-05-19 20:59:59.999", false), ("2025-05-19 21:00", true),
      ("2025-05-19 22:00", true), ("2025-05-20 08:59:59.999", true), ("2025-05-20 09:00", false),
      // An ordinary weekend: nobody published 09:00-22:00.
      ("2025-05-24 09:00", true), ("2025-05-25 12:00", true), ("2025-05-25 21:59:59.999", true),
      // A holiday is staffed until 22:00.
      ("2025-10-01 21:59:59.999", false), ("2025-10-01 22:00", true),
    ])
  func nightMode(text: String, isNight: Bool) throws {
    let now = try CM1.at(text)
    #expect(book.clock("nightMode")?.isOpen(at: now) == isNight)
    #expect(book.clock("hotline")?.isOpen(at: now) == !isNight)
  }

  @Test("CM-03 over a year every millisecond is either staffed or night mode, and never both")
  func covered() throws {
    let start = try CM1.at("2025-06-01 00:00")
    let end = try CM1.at("2026-06-01 00:00")
    let both = ["hotline", "nightMode"].compactMap { book.clock($0) }
      .flatMap { Array($0.periods(from: start, until: end)) }
      .sorted { $0.lowerBound < $1.lowerBound }
    #expect(both.first?.lowerBound == start)
    #expect(both.last?.upperBound == end)
    for (one, next) in zip(both, both.dropFirst()) {
      #expect(one.upperBound == next.lowerBound)
    }
  }

  @Test(
    "CM-03 the check of the book tells the hours that were published to nobody, which are meant")
  func published() throws {
    // Only hours matter here: rules and formulas are left to the checks of their own.
    let rules = RuleTableAnalysis.Limits(steps: 1)
    let scope = PolicyBook.CheckScope(rules: rules, compensation: .init(steps: 1, table: rules))
    let findings = book.check(scope).filter { $0.kind == .uncovered }
    #expect(findings.map(\.path) == ["coverage.CM-03"])
    let finding = try #require(findings.first)
    // The first hour that nobody has is that of a Sunday, the first day of the book.
    #expect(finding.witness?.contains("2025-05-18 09:00") == true, "\(finding)")
    #expect(finding.message.contains("21:00–22:00"), "\(finding)")
    #expect(finding.message.contains("09:00–22:00"), "\(finding)")
    #expect(finding.accepted?.contains("CM-03") == true)
  }

  @Test("CM-03 in any other policy the check reports such gaps, too")
  func otherPolicy() throws {
    let other = try PolicyBook(
      """
      { "format": 0, "id": "other", "version": "1", "effectiveFrom": "2025-05-19",
        "zone": "Asia/Shanghai",
        "calendars": { "day": { "weekly": { "mon-sun": ["08:00-18:00"] } },
                       "night": { "weekly": { "mon-sun": ["20:00-08:00"] } } },
        "coverage": [ { "id": "always", "always": true, "by": ["day", "night"] } ] }
      """)
    let finding = try #require(other.check().first { $0.kind == .uncovered })
    #expect(finding.path == "coverage.always")
    #expect(finding.message.contains("18:00–20:00"), "\(finding)")
    #expect(finding.witness?.contains("2025-05-19 18:00") == true, "\(finding)")
  }

  @Test("CM-03 a call at night meets the smart voice first; who says nothing gets a person on call")
  func voice() throws {
    let menu = try #require(book.menu("hotline"))
    for text in ["2025-05-19 23:00", "2025-05-19 21:30", "2025-05-24 14:00", "2025-05-20 03:00"] {
      let now = try CM1.at(text)
      var call = try menu.session(at: now)
      guard case .ask(let node, let prompt, attempt: 1, until: _) = call.trail.last?.action else {
        Issue.record("\(call.trail)")
        return
      }
      #expect(node == "night")
      #expect(prompt == "night-assistant")
      #expect(call.destination == nil)
      call.advance(to: now.adding(milliseconds: 10 * CM1.minute))
      #expect(call.destination == .onDuty(.primary, roster: "nights"), "\(text)")
    }
  }

  @Test("CM-03 in staffed hours the same number is answered by the ordinary menu")
  func day() throws {
    let menu = try #require(book.menu("hotline"))
    for text in ["2025-05-19 09:00", "2025-05-19 20:59:59.999", "2025-10-01 21:30"] {
      let call = try menu.session(at: try CM1.at(text))
      #expect(call.trail.last?.node == "businessType", "\(text)")
    }
  }

  @Test("CM-03 somebody is on call at every hour of a year, by turns of a week from 09:00 on")
  func onCall() throws {
    let nights = try #require(book.rosters["nights"])
    var now = try CM1.at("2025-05-18 00:00")
    let end = try CM1.at("2026-05-18 00:00")
    while now < end {
      if nights.onDuty(.primary, at: now) == nil { Issue.record("nobody at \(now)") }
      now = now.adding(milliseconds: CM1.hour)
    }
    // Monday 2025-05-19 is 19 weeks after 2025-01-06: 19 mod 3 = 1, the second person.
    let handover = try CM1.at("2025-05-19 09:00")
    #expect(nights.onDuty(.primary, at: handover)?.agent == "night-2")
    #expect(nights.onDuty(.primary, at: handover.adding(milliseconds: -1))?.agent == "night-1")
  }

  @Test("CM-03 work that comes to the closed hotline goes to the person on call")
  func closedQueue() throws {
    var router = Router(try #require(book.routing))
    let now = try CM1.at("2025-05-24 12:00")
    let step = try router.enqueue(
      WorkItem("call", channel: "phone", queue: "hotline"), at: now)
    // Saturday 2025-05-24 is still the week of the 19th.
    #expect(
      step.directives.contains {
        if case .handOver("call", to: "night-2", roster: "nights", _) = $0 { true } else { false }
      }, "\(step.directives)")
  }

  @Test("CM-04 late on the 8th a verified member still reaches the staff; everybody else does not")
  func memberEvening() throws {
    let menu = try #require(book.menu("hotline"))
    let now = try CM1.at("2025-10-08 22:15")
    var call = try menu.session(at: now)
    #expect(call.trail.last?.node == "night")
    try call.handle(.key("0"), at: now)
    for digit in "12345678" { try call.handle(.key(String(digit)), at: now) }
    try call.handle(.verified(true), at: now)
    #expect(call.destination == .queue("vip"))

    var router = Router(try #require(book.routing))
    _ = try router.perform(
      .add(
        Agent("wang", groups: ["vip", "front"], capacity: .one(of: ["phone"])), .available),
      at: now)
    let ordinary = try router.enqueue(
      WorkItem("other", channel: "phone", queue: "hotline"), at: now)
    #expect(ordinary.decisions.isEmpty)
    let member = try router.enqueue(WorkItem("member", channel: "phone", queue: "vip"), at: now)
    #expect(member.decisions.map(\.agent) == ["wang"])
  }

  @Test("CM-04 at 22:30 of a holiday that is an 8th the evening is over for members too")
  func memberEveningEnds() throws {
    var router = Router(try #require(book.routing))
    let now = try CM1.at("2025-10-08 22:30")
    _ = try router.perform(
      .add(Agent("wang", groups: ["vip"], capacity: .one(of: ["phone"])), .available), at: now)
    let step = try router.enqueue(WorkItem("member", channel: "phone", queue: "vip"), at: now)
    #expect(step.decisions.isEmpty)
  }
}
