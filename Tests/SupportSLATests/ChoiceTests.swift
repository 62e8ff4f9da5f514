// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: which promise holds")
struct ChoiceTests {
  static func reply(_ within: String, calendar: String? = nil) throws -> [SLATarget] {
    [SLATarget(.firstReply, within: try ServiceDuration(within), calendar: calendar)]
  }

  static func policy(
    _ rules: [Rule<[SLATarget]>], choose: SLAPolicyOptions.Choice = .strictest,
    otherwise: [SLATarget] = [],
    agreements: [Rule<[SLATarget]>] = [], version: PolicyVersion = "1"
  ) throws -> SLAPolicy {
    let schema = try FactSchema(Ticket.factFields + [FactField("account", .text)])
    return try SLAPolicy(
      "chosen", version: version, calendars: ["office": .office()], schema: schema, rules: rules,
      otherwise: otherwise, agreements: agreements, options: SLAPolicyOptions(choose: choose))
  }

  @Test("the strictest is the one that falls due first, counted from the opening")
  func strictest() throws {
    let policy = try Self.policy([
      Rule("all", then: Self.reply("4 h")),
      Rule("office", then: Self.reply("1 business h", calendar: "office")),
      Rule("again", then: Self.reply("4 h")),
    ])
    // At 10:00 an hour of the office ends at 11:00; at 20:00 it ends the next morning at 10:00.
    let day = try TicketTimeline("Mon 10:00 open => firstReply due Mon 11:00")
    #expect(day.differences(under: policy) == [])
    #expect(day.slaTimeline(under: policy).match(at: day.end) == .rules(["office"]))
    let night = try TicketTimeline("Mon 20:00 open => firstReply due Tue 00:00")
    #expect(night.differences(under: policy) == [])
    // Ties follow the order of the rules.
    #expect(night.slaTimeline(under: policy).match(at: night.end) == .rules(["all"]))
  }

  @Test("the explanation tells of each rule that promises something about the metric, and no other")
  func told() throws {
    let policy = try Self.policy([
      Rule("all", then: Self.reply("4 h")),
      Rule("vip", when: .equals("account", "acme"), then: Self.reply("1 h")),
      Rule("solve", then: [SLATarget(.resolution, within: try ServiceDuration("8 h"))]),
    ])
    let line = try TicketTimeline("Mon 10:00 open => resolution due Mon 18:00")
    let clocks = line.slaTimeline(under: policy)
    let why = try #require(clocks.explanation(of: .resolution, at: line.end)).text()
    #expect(why.contains("solve") && !why.contains("all") && !why.contains("vip"))
  }

  @Test("an unknown fact makes only what it could change not assessable")
  func unknown() throws {
    let policy = try Self.policy([
      Rule("all", then: Self.reply("1 h")),
      Rule("lax", when: .equals("category", "x"), then: Self.reply("2 h")),
    ])
    let line = try TicketTimeline("Mon 10:00 open => firstReply due Mon 11:00")
    #expect(line.differences(under: policy) == [])
    let strict = try Self.policy([
      Rule("all", then: Self.reply("1 h")),
      Rule("fast", when: .equals("category", "x"), then: Self.reply("5 min")),
    ])
    let other = try TicketTimeline("Mon 10:00 open => firstReply none")
    #expect(other.differences(under: strict) == [])
    #expect(
      other.slaTimeline(under: strict).match(at: other.end)
        == .notAssessable("fast", missing: ["category"]))
  }

  @Test("an agreement replaces what it is about and leaves the rest")
  func agreement() throws {
    let policy = try Self.policy(
      [
        Rule(
          "all",
          then: try Self.reply("4 h") + [
            SLATarget(.resolution, within: try ServiceDuration("8 h"))
          ])
      ], choose: .first,
      agreements: [Rule("acme", when: .equals("account", "acme"), then: Self.reply("1 h"))])
    let acme = try TicketTimeline(
      "Mon 10:00 open | 10:00 field account acme => firstReply due Mon 11:00"
        + " | resolution due Mon 18:00")
    #expect(acme.differences(under: policy) == [])
    #expect(acme.slaTimeline(under: policy).match(at: acme.end) == .rules(["all", "acme"]))
    let other = try TicketTimeline(
      "Mon 10:00 open | 10:00 field account other => firstReply due Mon 14:00")
    #expect(other.differences(under: policy) == [])
    let unknown = try TicketTimeline(
      "Mon 10:00 open => firstReply none | resolution due Mon 18:00")
    #expect(unknown.differences(under: policy) == [])
  }

  @Test("behind an agreement that cannot be assessed, what a later one replaces is not certain")
  func unknownAgreements() throws {
    let hours = try ServiceDuration("8 h")
    let policy = try Self.policy(
      [
        Rule(
          "all",
          then: try Self.reply("4 h") + [
            SLATarget(.resolution, within: hours), SLATarget(.ownership, within: hours),
          ])
      ], choose: .first,
      agreements: [
        Rule("other", when: .equals("priority", "low"), then: [SLATarget(.pickup, within: hours)]),
        Rule("acme", when: .equals("account", "acme"), then: Self.reply("1 h")),
        Rule(
          "urgent", when: .equals("priority", "urgent"),
          then: [SLATarget(.resolution, within: try ServiceDuration("2 h"))]),
        Rule("last", then: [SLATarget(.ownership, within: try ServiceDuration("1 h"))]),
      ])
    // Either acme wins, and the resolution is that of the rules, or urgent does, with its own.
    let line = try TicketTimeline(
      "Mon 10:00 open urgent => firstReply none | resolution none | ownership due Mon 18:00")
    #expect(line.differences(under: policy) == [])
    #expect(
      line.slaTimeline(under: policy).match(at: line.end)
        == .notAssessable("acme", missing: ["account"]))
    let known = try TicketTimeline(
      "Mon 10:00 open urgent | 10:00 field account other => firstReply due Mon 14:00"
        + " | resolution due Mon 12:00 | ownership due Mon 18:00")
    #expect(known.differences(under: policy) == [])
  }

  @Test("a ticket without any promise says why")
  func without() throws {
    let policy = try Self.policy(
      [Rule("urgent", when: .equals("priority", "urgent"), then: Self.reply("1 h"))],
      choose: .first)
    let low = try TicketTimeline("Mon 10:00 open low")
    let timeline = low.slaTimeline(under: policy)
    #expect(timeline.match(at: low.end) == .noMatch && timeline.statuses(at: low.end) == [])
    #expect(timeline.match(at: .min) == .notOpened)
    let unknown = try TicketTimeline("Mon 10:00 open")
    #expect(
      unknown.slaTimeline(under: policy).match(at: unknown.end)
        == .notAssessable("urgent", missing: ["priority"]))
    let usual = try Self.policy(
      [Rule("urgent", when: .equals("priority", "urgent"), then: Self.reply("1 h"))],
      choose: .first, otherwise: Self.reply("9 h"))
    #expect(low.slaTimeline(under: usual).match(at: low.end) == .otherwise)
  }

  @Test("a ticket keeps the version of its opening, or follows the one in force at each event")
  func versions() throws {
    let old = try Self.policy([Rule("all", then: Self.reply("4 h"))], version: "old")
    let new = try Self.policy([Rule("all", then: Self.reply("2 h"))], version: "new")
    let monday = try Instant("2025-06-02T00:00:00Z")
    let noon = try Instant("2025-06-02T12:00:00Z")
    let events = try TicketTimeline("Mon 11:00 open | 12:30 customer").events
    func due(_ moment: SLAPolicyVersions.InForce) throws -> (Instant?, PolicyVersion) {
      let versions = try SLAPolicyVersions(
        [.init(new, from: noon), .init(old, from: monday)], inForce: moment)
      var timeline = SLATimeline(versions)
      for event in events { timeline.apply(event) }
      let at = try Instant("2025-06-02T12:30:00Z")
      return (timeline.status(of: .firstReply, at: at)?.dueAt, timeline.policy.version)
    }
    #expect(try due(.atOpening) == (Instant("2025-06-02T15:00:00Z"), "old"))
    #expect(try due(.atEachEvent) == (Instant("2025-06-02T13:00:00Z"), "new"))
    let versions = try SLAPolicyVersions([.init(old, from: monday), .init(new, from: noon)])
    #expect(versions.policy(at: noon).version == "new")
    #expect(versions.policy(at: noon.adding(milliseconds: -1)).version == "old")
    #expect(versions.policy(at: .min).version == "old")
    #expect(throws: DocumentError.self) { try SLAPolicyVersions([]) }
    #expect(throws: DocumentError.self) {
      try SLAPolicyVersions([.init(old, from: noon), .init(new, from: noon)])
    }
  }

  @Test("an objective is reached or not, exactly, and nothing to count is no answer")
  func objective() throws {
    let objective = try SLAObjective("99.9%")
    var counts = SLAAttainment()
    #expect(objective.isReached(by: counts) == nil)
    for _ in 0..<999 { counts.count(.met) }
    counts.count(.missed)
    for verdict in [SLAVerdict.running, .cancelled, .waived, .mergedAway] { counts.count(verdict) }
    #expect(objective.isReached(by: counts) == true && "\(objective)" == "99.9%")
    counts.count(.missed)
    #expect(objective.isReached(by: counts) == false)
    for text in ["90", "101%", "-1%", "12.34567%", "ninety%"] {
      #expect(throws: TextError.self) { try SLAObjective(text) }
    }
  }

  @Test("a what-if tells what another policy, priority or calendar would have come to")
  func whatIf() throws {
    let policy = try SLAPolicy.fixture()
    let line = try TicketTimeline("Mon 09:00 open low | 10:30 reply | Tue 16:00 solve")
    let same = try SLAWhatIf(line.events, under: policy, instead: .policy(policy), at: line.end)
    #expect(same.isEmpty && same.before.met == 2)
    let urgent = try SLAWhatIf(
      line.events, under: policy, instead: .priority(.urgent), at: line.end)
    #expect(urgent.newlyMissed.map(\.metric) == [.firstReply, .resolution])
    #expect(urgent.after.missed == 2 && urgent.noLongerMissed == [])
    let early = try SLAWhatIf(
      Array(line.events.prefix(1)), under: policy, instead: .priority(.urgent),
      at: try Instant("2025-06-02T09:10:00Z"))
    #expect(early.differences.map(\.metric) == [.firstReply, .resolution], "due at another time")
    #expect(early.newlyMissed == [] && early.before == early.after)
    let night = try SLAWhatIf(
      line.events, under: policy, instead: .calendar("office", .night()), at: line.end)
    #expect(night.after.met == 2)
    let closed = try SLAWhatIf(
      try TicketTimeline("Mon 09:00 open urgent | 10:00 look").events, under: policy,
      instead: .calendar("office", .night()), at: line.end)
    // Under the night's hours 30 minutes end on Monday at 22:30.
    #expect(
      closed.newlyMissed == [] && closed.differences.map(\.metric) == [.firstReply, .resolution])
  }

  @Test("a what-if knows the host's own facts and what people decided")
  func whatIfWithFacts() throws {
    func policy(_ within: String) throws -> SLAPolicy {
      try Self.policy(
        [Rule("acme", when: .equals("account", "acme"), then: Self.reply(within))],
        choose: .first)
    }
    let (old, new) = (try policy("1 h"), try policy("3 h"))
    var facts = Facts(old.rules.schema)
    let position = try #require(old.rules.schema.position(of: "account"))
    facts.record(.text("acme"), at: position)
    let line = try TicketTimeline("Mon 09:00 open | 11:00 reply")
    let report = try SLAWhatIf(
      line.events, under: old, facts: facts, instead: .policy(new), at: line.end)
    #expect(report.noLongerMissed.map(\.metric) == [.firstReply])
    let waived = try SLAWhatIf(
      line.events, under: old, facts: facts,
      adjustments: [
        .init(
          .waived(nil, from: .min, until: line.end), by: .agent("li"), at: line.end,
          because: "agreed")
      ], instead: .policy(new), at: line.end)
    #expect(waived.before.waived == 1 && waived.noLongerMissed == [])
  }
}
