// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportPresets
import SupportRouting
import SupportRules
import SupportTickets
import SupportTime
import Testing

/// The router of the desk, with agents who take one call at a time.
struct CM1Centre {
  var router: Router

  init() throws { router = Router(try #require(try CM1.book().routing)) }

  mutating func add(
    _ agent: AgentID, _ groups: Set<GroupID>, speaking languages: Set<LanguageID> = [],
    at instant: Instant
  ) throws -> Router.Step {
    try router.perform(
      .add(
        Agent(
          agent, groups: groups, languages: languages,
          capacity: .one(of: ["phone", "chat", "app", "appEmergency"])),
        .available),
      at: instant)
  }

  /// What the desk tells the router when somebody calls.
  static func call(
    _ id: WorkID, at instant: Instant, _ fields: KeyValuePairs<String, FactValue>
  ) throws -> WorkItem {
    let matter = try CM1Case(.inquiry, at: instant, id: TicketID(id.rawValue), fields)
    guard case .enqueue(let work) = matter.last?.routing else { throw DeskRejection.notOpened }
    return work
  }
}

@Suite("Creation & Magic: who takes a contact")
struct CM1RoutingTests {
  private func utc(_ text: String) throws -> Instant { try Instant("\(text)Z") }

  // MARK: CM-08

  @Test("CM-08 an emergency is taken ahead of every ordinary contact, however long that waits")
  func emergencyFirst() throws {
    var centre = try CM1Centre()
    let now = try CM1.at("2025-05-19 10:00")
    let early = now.adding(milliseconds: -CM1.hour)
    for queue in [
      "inquiries", "complaints", "faults", "hotline", "vip", "enterprise", "task-force",
      "accessibility", "specialists", "legal",
    ] {
      _ = try centre.router.enqueue(
        WorkItem(WorkID(queue), channel: "phone", queue: QueueID(queue), isAccessible: true),
        at: early)
    }
    _ = try centre.router.enqueue(
      WorkItem("emergency", channel: "phone", queue: "emergency"), at: now)
    let step = try centre.add(
      "li",
      [
        "front", "complaints", "technical", "specialists", "vip", "enterprise", "task-force",
        "legal", "accessibility", "emergency",
      ], at: now)
    #expect(step.decisions.map(\.work) == ["emergency"])
  }

  @Test("CM-08 while the emergency channel is busy, the hotline takes it before its own calls")
  func emergencyAtTheFront() throws {
    var centre = try CM1Centre()
    let now = try CM1.at("2025-05-19 10:00")
    let early = now.adding(milliseconds: -CM1.hour)
    _ = try centre.add("wang", ["emergency"], at: early)
    _ = try centre.router.enqueue(
      WorkItem("first", channel: "phone", queue: "emergency"), at: early)
    _ = try centre.router.accept("first", by: "wang", at: early)
    _ = try centre.router.enqueue(
      WorkItem("waiting", channel: "phone", queue: "hotline"), at: early)
    _ = try centre.router.enqueue(
      WorkItem("emergency", channel: "phone", queue: "emergency"), at: now)
    #expect(try centre.add("li", ["front"], at: now).decisions.map(\.work) == ["emergency"])
  }

  @Test("CM-08 those of the emergency channel come before those of the hotline")
  func ownPeople() throws {
    var centre = try CM1Centre()
    let now = try CM1.at("2025-05-19 03:00")
    _ = try centre.add("li", ["front"], at: now)
    _ = try centre.add("wang", ["emergency"], at: now.adding(milliseconds: CM1.minute))
    let step = try centre.router.enqueue(
      WorkItem("emergency", channel: "phone", queue: "emergency"),
      at: now.adding(milliseconds: 2 * CM1.minute))
    #expect(step.decisions.map(\.agent) == ["wang"])
  }

  // MARK: CM-12

  /// Who takes a contact of a region, where somebody sits in each city, the first named idle longest.
  private func taker(
    _ region: String, at now: Instant, idle cities: [String]
  ) throws -> AgentID? {
    var centre = try CM1Centre()
    for (place, city) in cities.enumerated() {
      _ = try centre.add(
        AgentID(city), [GroupID(city)],
        at: now.adding(milliseconds: Int64(place - cities.count) * CM1.minute))
    }
    let work = try CM1Centre.call("T-1", at: now, ["region": .text(region)])
    return try centre.router.enqueue(work, at: now).decisions.first?.agent
  }

  @Test(
    "CM-12 Europe: the city that is open by its own clocks, of both the longest idle",
    arguments: [
      // Summer: London is at UTC+1, Frankfurt at UTC+2.
      ("2025-07-01T06:59:59.999", nil), ("2025-07-01T07:00", "frankfurt"),
      ("2025-07-01T07:59:59.999", "frankfurt"), ("2025-07-01T08:00", "london"),
      ("2025-07-01T16:00", "london"), ("2025-07-01T16:59:59.999", "london"),
      ("2025-07-01T17:00", nil),
      // Winter: an hour later.
      ("2025-12-01T07:59:59.999", nil), ("2025-12-01T08:00", "frankfurt"),
      ("2025-12-01T09:00", "london"), ("2025-12-01T17:59:59.999", "london"),
      ("2025-12-01T18:00", nil),
      // Clocks went back on Sunday 2025-10-26.
      ("2025-10-24T08:00", "london"), ("2025-10-27T08:00", "frankfurt"),
    ] as [(String, AgentID?)])
  func europe(text: String, city: AgentID?) throws {
    #expect(try taker("europe", at: utc(text), idle: ["london", "frankfurt"]) == city)
  }

  @Test("CM-12 where both cities are open, it is the idle time that decides")
  func longestIdle() throws {
    let now = try utc("2025-07-01T10:00")
    #expect(try taker("europe", at: now, idle: ["frankfurt", "london"]) == "frankfurt")
    #expect(try taker("europe", at: now, idle: ["london", "frankfurt"]) == "london")
    // The longest idle of a city that is closed has no say.
    let evening = try utc("2025-07-01T16:30")
    #expect(try taker("europe", at: evening, idle: ["frankfurt", "london"]) == "london")
  }

  @Test(
    "CM-12 North America: Chicago and Los Angeles, whose clocks change a week after Europe's",
    arguments: [
      ("2025-07-01T13:59:59.999", nil), ("2025-07-01T14:00", "chicago"),
      ("2025-07-01T16:00", "los-angeles"), ("2025-07-01T23:00", "los-angeles"),
      ("2025-07-02T00:59:59.999", "los-angeles"), ("2025-07-02T01:00", nil),
      ("2025-10-31T14:00", "chicago"), ("2025-11-03T14:00", nil), ("2025-11-03T15:00", "chicago"),
    ] as [(String, AgentID?)])
  func northAmerica(text: String, city: AgentID?) throws {
    #expect(try taker("northAmerica", at: utc(text), idle: ["los-angeles", "chicago"]) == city)
  }

  @Test(
    "CM-12 South-East Asia: Singapore and Bangkok, all year by the same hours",
    arguments: [
      ("2025-07-01T00:59:59.999", nil), ("2025-07-01T01:00", "singapore"),
      ("2025-07-01T02:00", "bangkok"), ("2025-07-01T10:00", "bangkok"),
      ("2025-07-01T11:00", nil), ("2025-12-01T01:00", "singapore"),
      ("2025-12-01T02:00", "bangkok"),
    ] as [(String, AgentID?)])
  func southEastAsia(text: String, city: AgentID?) throws {
    #expect(try taker("southEastAsia", at: utc(text), idle: ["bangkok", "singapore"]) == city)
  }

  @Test(
    "CM-12 where no city of the region is open the mainland takes the contact",
    arguments: ["europe", "northAmerica", "southEastAsia"])
  func noneOpen(region: String) throws {
    // 12:30 UTC: 13:30 in London; 07:30 in Chicago; 20:30 in Singapore and in Shanghai.
    // 03:00 UTC: 04:00 in London, 11:00 in Shanghai.
    let now = try utc(region == "europe" ? "2025-07-01T03:00" : "2025-07-01T12:30")
    let cities = ["london", "frankfurt", "los-angeles", "chicago", "singapore", "bangkok", "front"]
    #expect(try taker(region, at: now, idle: cities) == "front")
  }

  @Test("CM-12 who still waits when the last city closes is taken over by the mainland")
  func closesMeanwhile() throws {
    // Bangkok closes at 11:00 UTC, when it is 19:00 in Shanghai.
    var centre = try CM1Centre()
    let now = try utc("2025-07-01T10:50")
    _ = try centre.add("front", ["front"], at: now)
    let work = try CM1Centre.call("T-1", at: now, ["region": "southEastAsia"])
    #expect(try centre.router.enqueue(work, at: now).decisions.isEmpty)
    let closing = try utc("2025-07-01T11:00")
    #expect(
      try centre.router.tick(at: closing.adding(milliseconds: -1)).decisions.isEmpty)
    #expect(try centre.router.tick(at: closing).decisions.map(\.agent) == ["front"])
  }

  @Test("CM-12 all else is the mainland's, also where nobody said where the customer is")
  func mainland() throws {
    let now = try utc("2025-07-01T08:30")
    let cities = ["london", "frankfurt", "singapore", "bangkok", "front"]
    #expect(try taker("mainland", at: now, idle: cities) == "front")
    var centre = try CM1Centre()
    _ = try centre.add("london", ["london"], at: now)
    _ = try centre.add("front", ["front"], at: now)
    let work = try CM1Centre.call("T-1", at: now, [:])
    #expect(try centre.router.enqueue(work, at: now).decisions.map(\.agent) == ["front"])
  }

  // MARK: CM-13

  private static let languages = ["zh", "en", "ja", "ko", "fr", "de"]

  @Test("CM-13 a speaker comes before a translator, who has been idle longer", arguments: languages)
  func speaker(language: String) throws {
    var centre = try CM1Centre()
    let now = try CM1.at("2025-05-19 10:00")
    _ = try centre.add("translator", ["front"], at: now.adding(milliseconds: -CM1.hour))
    _ = try centre.router.perform(.translation("translator", delay: .milliseconds(1)), at: now)
    _ = try centre.add("speaker", ["front"], speaking: [LanguageID(language)], at: now)
    let work = try CM1Centre.call("T-1", at: now, ["language": .text(language)])
    #expect(try centre.router.enqueue(work, at: now).decisions.map(\.agent) == ["speaker"])
  }

  @Test(
    "CM-13 without a free speaker live translation serves, but only below one second",
    arguments: languages)
  func translation(language: String) throws {
    for (delay, isTaken) in [
      (Duration.milliseconds(999), true), (.milliseconds(1_000), false), (nil, false),
    ] {
      var centre = try CM1Centre()
      let now = try CM1.at("2025-05-19 10:00")
      _ = try centre.add("translator", ["front"], at: now)
      _ = try centre.router.perform(.translation("translator", delay: delay), at: now)
      let work = try CM1Centre.call("T-1", at: now, ["language": .text(language)])
      let step = try centre.router.enqueue(work, at: now)
      #expect(step.decisions.map(\.agent) == (isTaken ? ["translator"] : []))
    }
  }

  @Test("CM-13 work that waits is offered as soon as the delay falls below a second")
  func fasterTranslation() throws {
    var centre = try CM1Centre()
    let now = try CM1.at("2025-05-19 10:00")
    _ = try centre.add("translator", ["front"], at: now)
    let work = try CM1Centre.call("T-1", at: now, ["language": "ko"])
    #expect(try centre.router.enqueue(work, at: now).decisions.isEmpty)
    let step = try centre.router.perform(
      .translation("translator", delay: .milliseconds(999)), at: now.adding(milliseconds: 1))
    #expect(step.decisions.map(\.agent) == ["translator"])
  }

  @Test("CM-13 a seventh language is none of the desk's")
  func otherLanguage() throws {
    #expect(throws: (any Error).self) {
      try CM1Case(.inquiry, at: CM1.at("2025-05-19 10:00"), ["language": "it"])
    }
  }

  // MARK: CM-14

  @Test("CM-14 an elderly customer reaches a person before any bot answers")
  func humanFirst() throws {
    let triage = try #require(try CM1.book().triage)
    for text in ["2025-05-19 10:00", "2025-05-19 23:00"] {
      let now = try CM1.at(text)
      let elderly = triage.start(at: now, traits: [.elderly])
      #expect(elderly.outcome == .handedTo(.queue("accessibility")))
      #expect(elderly.needs == nil)
      #expect(elderly.trail.allSatisfy { $0.until == now })
      let other = triage.start(at: now)
      #expect(other.outcome == nil)
      #expect(other.needs != nil)
    }
  }

  @Test("CM-14 an elderly customer is served ahead of contacts of equal priority")
  func elderlyAhead() throws {
    var centre = try CM1Centre()
    let now = try CM1.at("2025-05-19 12:00")
    for (id, before) in [("early", 3 * CM1.hour - 1), ("later", CM1.hour)] {
      let since = now.adding(milliseconds: -before)
      _ = try centre.router.enqueue(CM1Centre.call(WorkID(id), at: since, [:]), at: since)
    }
    _ = try centre.router.enqueue(
      CM1Centre.call("elderly", at: now, ["ageGroup": "elderly"]), at: now)
    #expect(try centre.add("li", ["front"], at: now).decisions.map(\.work) == ["elderly"])
  }

  @Test("CM-14 but not ahead of a higher priority")
  func higherPriority() throws {
    var centre = try CM1Centre()
    let now = try CM1.at("2025-05-19 12:00")
    _ = try centre.router.enqueue(
      CM1Centre.call("elderly", at: now, ["ageGroup": "elderly"]), at: now)
    let later = now.adding(milliseconds: CM1.minute)
    _ = try centre.router.enqueue(
      WorkItem("high", channel: "phone", queue: "inquiries", priority: "high"), at: later)
    #expect(try centre.add("li", ["front"], at: later).decisions.map(\.work) == ["high"])
  }

  @Test("CM-14 the accessibility line is served ahead of contacts of equal priority likewise")
  func accessibilityLine() throws {
    var centre = try CM1Centre()
    let now = try CM1.at("2025-05-19 12:00")
    let start = now.adding(milliseconds: -3 * CM1.hour)
    _ = try centre.add("wang", ["accessibility"], at: start)
    _ = try centre.router.enqueue(
      WorkItem("first", channel: "phone", queue: "accessibility"), at: start)
    _ = try centre.router.accept("first", by: "wang", at: start)
    _ = try centre.router.enqueue(
      WorkItem("early", channel: "phone", queue: "hotline"),
      at: now.adding(milliseconds: -2 * CM1.hour))
    _ = try centre.router.enqueue(
      WorkItem("line", channel: "phone", queue: "accessibility"), at: now)
    #expect(try centre.add("li", ["front"], at: now).decisions.map(\.work) == ["line"])
  }
}
