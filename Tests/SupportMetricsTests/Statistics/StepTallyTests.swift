// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportTestKit
import SupportTickets
import Testing

@Suite("Metrics: how many were present")
struct StepTallyTests {
  private struct Stay {
    var from: Int64
    var until: Int64
    var since: Int64
  }

  private static func instant(_ milliseconds: Int64) -> Instant {
    Instant.fixtureStart.adding(milliseconds: milliseconds)
  }

  private static func add(_ stay: Stay, to tally: inout StepTally) {
    tally.enter(at: instant(stay.from), since: instant(stay.since))
    tally.leave(at: instant(stay.until), since: instant(stay.since))
  }

  @Test("figures are those of counting millisecond by millisecond", arguments: UInt64(0)..<16)
  func naive(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let stays = (0..<Int.random(in: 0...25, using: &random)).map { _ in
      let from = Int64.random(in: 0...60, using: &random)
      return Stay(
        from: from, until: from + .random(in: 0...40, using: &random),
        since: from - .random(in: 0...30, using: &random))
    }
    var whole = StepTally()
    var parts = Array(repeating: StepTally(), count: 3)
    for stay in stays {
      Self.add(stay, to: &whole)
      Self.add(stay, to: &parts[Int(random.next() % 3)])
    }
    parts.shuffle(using: &random)
    for part in parts.dropFirst() { parts[0].merge(part) }
    #expect(parts[0] == whole && parts[0].hashValue == whole.hashValue)
    #expect(parts[0].form == whole.form)

    let present = (-5...110).map { now in
      stays.filter { $0.from <= now && now < $0.until }
    }
    let instants = (-5...110).map { Self.instant(Int64($0)) }
    #expect(whole.counts(at: instants) == present.map(\.count))
    for (now, stays) in present.enumerated() where now % 6 == 0 {
      let ageing = whole.ageing(at: instants[now])
      #expect(ageing.ages == ValueTally(stays.map { Int64(now - 5) - $0.since }))
      #expect(ageing.withoutStart == 0 && whole.count(at: instants[now]) == stays.count)
    }
    for _ in 0..<10 {
      let from = Int.random(in: 0...100, using: &random)
      let to = Int.random(in: from...115, using: &random)
      let area = present[from..<to].reduce(0) { $0 + $1.count }
      let average = whole.average(from: instants[from], to: instants[min(to, 115)])
      #expect(average == MetricFraction(Int128(area), over: Int128(to - from)))
      let peak = try #require(whole.peak(from: instants[from], to: instants[to]))
      let most = present[from...to].map(\.count).max() ?? 0
      #expect(peak.count == most)
      let first = present[from...to].firstIndex { $0.count == most }
      #expect(peak.at == instants[try #require(first)])
    }
    whole.sort()
    #expect(whole == parts[0])
    let read = try JSONDecoder().decode(StepTally.self, from: try JSONEncoder().encode(whole))
    #expect(read == whole)
  }

  @Test("what comes and goes at one instant is never present, and takes no room")
  func nothing() {
    var tally = StepTally()
    tally.enter(at: .fixtureStart)
    tally.leave(at: .fixtureStart, since: .fixtureStart)
    tally.change(by: 0, at: .fixtureStart)
    #expect(tally == StepTally() && tally.memory == 48)
    tally.sort()
    #expect(tally.memory == 0)
    let peak = tally.peak(from: .min, to: .max)
    #expect(peak?.count == 0 && peak?.at == .min)
    #expect(tally.average(from: .min, to: .max) == MetricFraction(0))
    #expect(tally.average(from: .max, to: .max) == nil && tally.peak(from: .max, to: .min) == nil)
    #expect(tally.ageing(at: .max).ages.isEmpty)
  }

  @Test("those whose start is not known are counted apart, and extremes do not stop it")
  func unknown() {
    var tally = StepTally()
    tally.change(by: 3, at: .fixtureStart)
    tally.enter(at: .fixtureStart, since: .min)
    tally.change(by: -1, at: .fixtureStart + .seconds(1))
    let ageing = tally.ageing(at: .max)
    #expect(ageing.withoutStart == 2 && ageing.ages.count == 1)
    for _ in 0..<3 { tally.change(by: .max, at: .fixtureStart) }
    #expect(tally.count(at: .max) > 0)
    #expect(tally.average(from: .min, to: .max) != nil)
    tally.change(by: .min, at: .fixtureStart)
    tally.change(by: .min, at: .fixtureStart)
    #expect(tally.peak(from: .min, to: .max)?.count == 0)
  }

  @Test("many changes are put in order as they come")
  func many() {
    var tally = StepTally()
    for number in 0..<17_000 {
      tally.change(by: number % 2 == 0 ? 1 : -1, at: Self.instant(Int64(number / 2 % 50)))
    }
    #expect(tally.memory < 24 * 1_000)
    tally.sort()
    #expect(tally == StepTally())
  }

  @Test("the backlog knows how old it was, as known then")
  func ageing() {
    var backlog = BacklogTally()
    let opened = Instant.fixtureStart
    func at(_ hours: Int64) -> Instant { opened + .seconds(3_600 * hours) }
    // Recorded two hours after it was opened; solved, then reopened, then closed.
    backlog.count(from: nil, to: .open, recordedAt: at(2), openedAt: opened)
    backlog.count(from: .open, to: .solved, recordedAt: at(5), openedAt: opened)
    backlog.count(from: .solved, to: .open, recordedAt: at(7), openedAt: opened)
    backlog.count(from: .open, to: .closed, recordedAt: at(9), openedAt: opened)
    func ages(_ tally: StepTally, _ hours: Int64) -> [Int64] {
      tally.ageing(at: at(hours)).ages.sortedValues.map { $0 / 3_600_000 }
    }
    #expect(
      (0...9).map { ages(backlog.notClosed, $0) } == [
        [], [], [2], [3], [4], [5], [6], [7], [8], [],
      ])
    #expect(
      (0...9).map { ages(backlog.unresolved, $0) } == [[], [], [2], [3], [4], [], [], [7], [8], []])
    #expect(backlog.unresolved.average(from: opened, to: at(10)) == MetricFraction(5, over: 10))
    #expect(backlog.memory == 6 * 24)
  }
}
