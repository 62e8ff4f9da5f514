// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: a breach has one name for its whole life")
struct BreachTests {
  /// A source and the ticket that goes on with it, both at the end of their lines.
  struct Merged {
    var source: SLATimeline
    var survivor: SLATimeline
    let at: Instant

    init(_ source: String, into survivor: String, at text: String) throws {
      let policy = try JoiningTests.policy()
      at = try WakeUpTests.at(text)
      let first = try TicketTimeline(source, id: "T-2")
      self.source = first.slaTimeline(under: policy)
      self.survivor = try TicketTimeline(survivor).slaTimeline(under: policy)
      let absorption = Ticket.Absorption(
        of: "T-2", openedAt: try #require(first.events.first?.occurredAt))
      self.survivor.apply(
        .init(.absorbed(absorption), by: .agent("li"), at: at), knowing: self.source)
      self.source.apply(.init(.merged(into: "T-1"), by: .agent("li"), at: at))
    }

    func missed(_ metric: SLAMetric) -> Int {
      source.attainment(of: metric, at: .max).missed
        + survivor.attainment(of: metric, at: .max).missed
    }

    func breaches(_ metric: SLAMetric) -> [SLABreach] {
      (source.breaches(of: "T-2", through: at) + survivor.breaches(of: "T-1", through: at))
        .filter { $0.metric == metric }
    }
  }

  @Test("a breach tells whose clock it was, when it began, when it broke and when it ended")
  func parts() throws {
    let line = try TicketTimeline("Mon 09:00 open | 12:00 reply | 12:30 waive firstReply")
    let timeline = line.slaTimeline(under: try JoiningTests.policy())
    let breach = try #require(timeline.breaches(of: "T-1", through: line.end).first)
    #expect(breach.metric == .firstReply && breach.by == nil && breach.rule == "all")
    #expect(breach.origin == "T-1" && breach.isWaived)
    #expect(try breach.startedAt == WakeUpTests.at("2T09:00:00"))
    #expect(try breach.breachedAt == WakeUpTests.at("2T11:00:00"))
    #expect(try breach.endedAt == WakeUpTests.at("2T12:00:00"))
    #expect(breach.key == "T-1/firstReply/2025-06-02T09:00:00Z/breach")
    // Known a millisecond after the due time, and told once.
    let due = breach.breachedAt
    let known = due.adding(milliseconds: 1)
    #expect(timeline.breaches(of: "T-1", through: due).isEmpty)
    #expect(timeline.breaches(of: "T-1", after: due, through: known).count == 1)
    #expect(timeline.breaches(of: "T-1", after: known, through: line.end).isEmpty)
  }

  @Test("a breach tells the rule whose promise was missed, whatever rule holds since")
  func rule() throws {
    let line = try TicketTimeline("Mon 09:00 open urgent | Tue 09:00 priority low | 10:00 look")
    let timeline = line.slaTimeline(under: try .fixture())
    #expect(timeline.status(of: .resolution, at: line.end)?.rule == "all")
    #expect(timeline.breaches(of: "T-1", through: line.end).map(\.rule) == ["urgent", "urgent"])
  }

  @Test("two groups' promises about one metric have reminders and breaches of their own")
  func groups() throws {
    func target(_ group: GroupID, _ within: String) throws -> SLATarget {
      SLATarget(
        .firstReply, within: try ServiceDuration(within), by: group, reminders: [.percent(50)],
        escalation: .init("late"))
    }
    let policy = try SLAPolicy(
      "groups", rules: [Rule("all", then: [target("first", "1 h"), target("second", "2 h")])],
      ladders: ["late": Ladder(levels: [.init("lead", after: ServiceDuration("1 h"))])])
    let timeline = try TicketTimeline("Mon 09:00 open").slaTimeline(under: policy)
    #expect(timeline.remindersReached(until: .max).map(\.by) == ["first", "second"])
    #expect(timeline.breaches(of: "T-1", through: .max).map(\.by) == ["first", "second"])
    #expect(timeline.escalations(of: .firstReply, at: .max).map(\.by) == ["first", "second"])
    let keys = timeline.intents(for: "T-1", after: .min, through: .max).map(\.key)
    #expect(keys.count == 6 && Set(keys).count == 6)
  }

  @Test("a miss that a ticket goes on with has one name and counts once")
  func goesOn() throws {
    let merged = try Merged("Mon 09:00 open", into: "Mon 10:00 open", at: "2T11:30:00")
    let found = merged.breaches(.firstReply)
    #expect(found.count == 2 && Set(found.map(\.key)).count == 1)
    #expect(found.map(\.origin) == ["T-2", "T-2"])
    #expect(try found.map(\.breachedAt) == [WakeUpTests.at("2T11:00:00"), found[0].breachedAt])
    #expect(merged.missed(.firstReply) == 1)
    #expect(merged.survivor.verdict(of: .firstReply, at: merged.at) == .missed)
    #expect(merged.survivor.attainment(of: .firstReply, at: merged.at).mergedAway == 1)
    // Nobody asks the source any more: the survivor tells the breach, under the same key.
    let told = merged.survivor.intents(
      for: "T-1", after: merged.at.adding(milliseconds: -1), through: merged.at)
    #expect(told.map(\.key) == [found[0].key])
  }

  @Test("a clock that breaks after the merge keeps the name it would have had, and counts here")
  func later() throws {
    let merged = try Merged("Mon 09:00 open", into: "Mon 10:00 open", at: "2T10:30:00")
    let breach = try #require(merged.survivor.breaches(of: "T-1", through: .max).first)
    #expect(breach.key == "T-2/firstReply/2025-06-02T09:00:00Z/breach")
    #expect(merged.missed(.firstReply) == 1)
    #expect(merged.source.attainment(of: .firstReply, at: .max).mergedAway == 1)
  }

  @Test("what a source missed stays missed where the survivor has an earlier clock of its own")
  func notTaken() throws {
    let merged = try Merged(
      "Mon 10:00 open", into: "Mon 09:00 open | 09:30 reply", at: "2T13:00:00")
    #expect(merged.missed(.firstReply) == 1)
    #expect(merged.survivor.verdict(of: .firstReply, at: merged.at) == .met)
  }

  @Test("where both clocks were missed there are two breaches, and each keeps its name")
  func both() throws {
    for source in ["Mon 09:00 open", "Mon 09:00 open | 12:30 reply"] {
      let merged = try Merged(source, into: "Mon 10:00 open", at: "2T13:00:00")
      let found = merged.breaches(.firstReply)
      #expect(found.map(\.origin) == ["T-2", "T-1"] && merged.missed(.firstReply) == 2)
      #expect(
        try found.map(\.breachedAt) == [WakeUpTests.at("2T11:00:00"), WakeUpTests.at("2T12:00:00")])
      #expect(found[1].key == "T-1/firstReply/2025-06-02T10:00:00Z/breach")
    }
  }

  @Test("a miss keeps its name through a chain of merges")
  func chain() throws {
    let merged = try Merged("Mon 09:00 open", into: "Mon 10:00 open", at: "2T11:30:00")
    var last = try TicketTimeline("Mon 11:00 open", id: "T-0").slaTimeline(
      under: JoiningTests.policy())
    let absorption = Ticket.Absorption(of: "T-1", openedAt: try WakeUpTests.at("2T10:00:00"))
    let at = try WakeUpTests.at("2T12:00:00")
    last.apply(.init(.absorbed(absorption), by: .agent("li"), at: at), knowing: merged.survivor)
    let breach = try #require(last.breaches(of: "T-0", through: at).first)
    #expect(breach.key == merged.breaches(.firstReply)[0].key && breach.origin == "T-2")
    #expect(last.attainment(of: .firstReply, at: at).missed == 0)
  }

  @Test("a waiver of the source's miss holds after the merge")
  func waived() throws {
    let merged = try Merged(
      "Mon 09:00 open | 11:15 waive firstReply", into: "Mon 10:00 open", at: "2T11:30:00")
    #expect(merged.survivor.verdict(of: .firstReply, at: merged.at) == .waived)
    #expect(merged.breaches(.firstReply).map(\.isWaived) == [true, true])
    #expect(merged.missed(.firstReply) == 0)
    // A promise that the survivor misses itself is not set aside by it.
    #expect(merged.survivor.verdict(of: .resolution, at: .max) == .missed)
  }

  @Test("a waiver that comes after another cycle began sets the earlier one aside, too")
  func waivedCycle() throws {
    let policy = try MetricTests.policy(.nextReply)
    let line = try TicketTimeline(
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 13:00 reply | 14:00 customer"
        + " | 15:00 waive nextReply | 15:30 reply")
    let counts = line.slaTimeline(under: policy).attainment(of: .nextReply, at: line.end)
    #expect(counts.waived == 1 && counts.met == 1 && counts.missed == 0)
  }
}

@Suite("Service levels: amounts without bounds")
struct BoundsTests {
  /// From year 1 to the end of 9999: no clock can use more.
  static let longest = Instant.min.milliseconds(to: .max)

  @Test(
    "an imported time used counts within what can pass, whatever it says",
    arguments: [(Int64.max, longest), (.min, 0), (-1, 0), (3, 3)])
  func imported(told: Int64, counted: Int64) throws {
    let used = Ticket.UsedTime("resolution", milliseconds: told)
    let at = try WakeUpTests.at("3T09:00:00")
    var life = Ticket.Import(.init(), openedAt: try WakeUpTests.at("2T09:00:00"))
    life.used = [used]
    var timeline = SLATimeline(
      try Promises.always(
        SLATarget(.resolution, within: ServiceDuration("8 h"), reminders: [.percent(50)])))
    timeline.apply(.init(.imported(life), by: .automation("import"), at: at))
    let status = try #require(timeline.status(of: .resolution, at: at + .seconds(1)))
    #expect(status.elapsedMilliseconds == counted + 1_000)
    #expect(status.targetMilliseconds == 8 * Promises.hour)
    _ = (status.percentElapsed, timeline.trace(of: .resolution, at: at)?.explanation.text())
    _ = timeline.intents(for: "T-1", after: .min, through: .max)
  }

  @Test(
    "more time than can pass counts as ten thousand years",
    arguments: ["2 working days", "8 business h", "8 h"])
  func extended(within: String) throws {
    var timeline = try TicketTimeline("Mon 09:00 open | 10:00 pending | 11:00 customer")
      .slaTimeline(under: AdjustmentTests.policy(within))
    let at = try WakeUpTests.at("2T12:00:00")
    for _ in 0..<3 {
      timeline.apply(
        .init(.extended(.resolution, milliseconds: .max), by: .agent("li"), at: at, because: "x"))
    }
    let status = try #require(timeline.status(of: .resolution, at: at))
    #expect(status.extendedMilliseconds == Self.longest && status.verdict == .running)
    #expect(status.targetMilliseconds >= 8 * Promises.hour || status.dueAt == nil)
    _ = timeline.trace(of: .resolution, at: .max)?.explanation.text()
    _ = timeline.explanation(of: .resolution, at: .max)?.text()
  }

  @Test("a promise of all the time there is can be given more")
  func endless() throws {
    let line = try TicketTimeline("Mon 09:00 open | 10:00 extend resolution 2 h | 11:00 look")
    let policy = try Promises.always(
      SLATarget(.resolution, within: .elapsed(milliseconds: .max)))
    let status = try #require(
      line.slaTimeline(under: policy).status(of: .resolution, at: line.end))
    #expect(status.targetMilliseconds == .max && status.percentElapsed == 0)
  }

  @Test("counts stay at the largest number")
  func counts() {
    var counts = SLAAttainment()
    for verdict in SLAVerdict.allCases { counts.count(verdict) }
    for _ in 0..<70 { counts = counts + counts }
    counts.count(.met)
    #expect(counts.met == .max && counts.missed == .max && counts.mergedAway == .max)
  }
}
