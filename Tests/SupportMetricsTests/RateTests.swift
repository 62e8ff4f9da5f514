// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportSLA
import SupportTestKit
import SupportTickets
import Testing

@Suite("Metrics: rates and counts")
struct RateTests {
  @Test("a rate with nothing to count has no value, and its JSON says so")
  func nothing() throws {
    let rate = MetricRate(excluded: 3)
    #expect(rate.value == nil && rate.description == "0 of 0, 3 left out")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let empty = String(decoding: try encoder.encode(rate), as: UTF8.self)
    #expect(empty == #"{"denominator":0,"excluded":3,"numerator":0,"value":null}"#)
    let half = String(decoding: try encoder.encode(MetricRate(1, of: 2)), as: UTF8.self)
    #expect(half == #"{"denominator":2,"excluded":0,"numerator":1,"value":0.5}"#)
    #expect(
      try JSONDecoder().decode(MetricRate.self, from: Data(half.utf8)) == MetricRate(1, of: 2))
  }

  @Test("a rate counts what holds, what does not, and what is left out")
  func counting() {
    var rate = MetricRate()
    for holds in [true, false, nil, true, nil] { rate.count(holds) }
    #expect(rate == MetricRate(2, of: 3, excluded: 2))
    #expect(rate.value == 2.0 / 3.0 && MetricRate(2, of: 3).description == "2 of 3")
  }

  @Test("counts at the end of the numbers stay there")
  func saturating() {
    var rate = MetricRate(.max, of: .max, excluded: .max)
    rate.count(true)
    rate.count(nil)
    rate.merge(rate)
    #expect(rate == MetricRate(.max, of: .max, excluded: .max))
    var names = FrequencyTally()
    names.count("a", times: .max)
    names.count("a", times: .max)
    names.count("b", times: .max)
    #expect(names.total == .max && names.count(of: "a") == .max)
    #expect(names.share(ofTop: 2).value == 1)
    var low = MetricRate(.min, of: .min)
    low.merge(low)
    #expect(low == MetricRate(.min, of: .min))
    var attainment = AttainmentTally()
    for verdict in [SLAVerdict.met, .missed, .running, .cancelled, nil] {
      attainment.count(verdict)
    }
    var tickets = TicketTally()
    tickets.count(.fixture(status: .solved))
    for _ in 0..<70 {
      attainment.merge(attainment)
      tickets.merge(tickets)
    }
    #expect(attainment.attainment.denominator == .max && attainment.attainment.excluded == .max)
    #expect(tickets.firstContactResolutionRate.value == 1)
  }

  @Test("attainment is met of met and missed; all others are shown apart")
  func attainment() {
    var tally = AttainmentTally()
    let verdicts: [(SLAVerdict?, Int)] = [
      (.met, 9), (.missed, 1), (.running, 4), (.cancelled, 3), (nil, 2),
    ]
    for (verdict, times) in verdicts { for _ in 0..<times { tally.count(verdict) } }
    #expect(tally.attainment == MetricRate(9, of: 10, excluded: 9))
    #expect(tally.attainment.value == 0.9)
    #expect((tally.running, tally.cancelled, tally.without) == (4, 3, 2))
    #expect(AttainmentTally().attainment.value == nil)
  }

  @Test("the most frequent names come first, equally frequent ones by name")
  func ties() {
    var tally = FrequencyTally()
    for name in ["b", "c", "a", "c", "b", "d"] { tally.count(name) }
    tally.count("e", times: 0)
    tally.count("e", times: -1)
    #expect(tally.top().map(\.name) == ["b", "c", "a", "d"])
    #expect(tally.top(3).map(\.count) == [2, 2, 1])
    #expect(tally.top(0).isEmpty && tally.top(-1).isEmpty)
    #expect((tally.total, tally.distinct, tally.count(of: "e")) == (6, 4, 0))
    #expect(tally.share(ofTop: 2) == MetricRate(4, of: 6))
    #expect(FrequencyTally().share(ofTop: 1).value == nil)
  }

  @Test("tickets are counted as they stand")
  func tickets() {
    var tally = TicketTally()
    var reopened = Ticket.fixture(status: .solved)
    reopened.apply(.fixture(.reopened, at: .max))
    reopened.apply(.fixture(.solved, at: .max))
    var handedOn = Ticket.fixture(assignment: .init(group: "g", agent: "a"))
    handedOn.apply(.fixture(.assigned(.init(group: "h", agent: "b")), at: .max))
    handedOn.apply(.fixture(.closed, at: .max))
    for ticket in [.fixture(), .fixture(status: .closed), reopened, handedOn] {
      tally.count(ticket)
    }
    #expect((tally.tickets, tally.resolved, tally.reopens, tally.groupChanges) == (4, 3, 1, 1))
    #expect(tally.reopenRate == MetricRate(1, of: 4))
    #expect(tally.firstContactResolutionRate == MetricRate(1, of: 3, excluded: 1))
  }

  @Test("each dimension reads its own part of a ticket")
  func dimensions() {
    let ticket = Ticket.fixture(
      priority: .high, classification: .init(kind: .complaint, category: "net"),
      assignment: .init(group: "desk"), channel: .chat)
    let values = TicketDimension.allCases.map { $0.value(of: ticket) }
    #expect(values == ["high", "net", "complaint", "chat", "desk"])
    #expect(TicketDimension.allCases.allSatisfy { $0.value(of: Ticket("T-0")) == nil })
  }

  @Test("merged in any order, parts give the tally of the whole", arguments: UInt64(0)..<40)
  func merging(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    struct Parts: Equatable {
      var attainment = AttainmentTally()
      var names = FrequencyTally()
      var durations = DurationTally()
      var backlog = BacklogTally()
      var rate = MetricRate()
      mutating func merge(_ other: Self) {
        attainment.merge(other.attainment)
        names.merge(other.names)
        durations.merge(other.durations)
        backlog.merge(other.backlog)
        rate.merge(other.rate)
      }
    }
    var whole = Parts()
    var parts = Array(repeating: Parts(), count: 4)
    for _ in 0..<60 {
      let verdicts: [SLAVerdict?] = SLAVerdict.allCases + [nil]
      let verdict = verdicts.randomElement(using: &random) ?? nil
      let name = ["x", "y", "z"].randomElement(using: &random) ?? "x"
      let value = Int64.random(in: -5...900, using: &random)
      let at = Instant.fixtureStart.adding(milliseconds: value)
      let part = Int.random(in: 0..<4, using: &random)
      func add(to parts: inout Parts) {
        parts.attainment.count(verdict)
        parts.names.count(name)
        parts.durations.add(milliseconds: value)
        parts.backlog.count(from: nil, to: .open, recordedAt: at)
        parts.rate.count(value > 400 ? nil : value % 2 == 0)
      }
      add(to: &whole)
      add(to: &parts[part])
    }
    var merged = Parts()
    for part in parts.shuffled(using: &random) { merged.merge(part) }
    #expect(merged.attainment == whole.attainment && merged.rate == whole.rate)
    #expect(merged.names == whole.names && merged.names.top() == whole.names.top())
    #expect(merged.durations == whole.durations)
    #expect(merged.durations.hashValue == whole.durations.hashValue)
    #expect(merged.durations.quantile(0.9) == whole.durations.quantile(0.9))
    let instants = (-6...6).map { Instant.fixtureStart.adding(milliseconds: $0 * 150) }
    #expect(merged.backlog.counts(at: instants) == whole.backlog.counts(at: instants))
  }
}
