// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

/// Random commands by random people at random instants, most of them refused: what holds whatever
/// happens.
@Suite("A dispute: any sequence of commands")
struct DisputeWalkTests {
  private struct Walk {
    var random: SplitMix64
    var dispute = Dispute("D-1")
    var events: [Dispute.Event] = []
    var refusals = 0
    var now: Instant

    mutating func pick<Value>(_ values: [Value]) -> Value {
      values[Int(random.next() % UInt64(values.count))]
    }

    mutating func command(_ policy: DisputePolicy) -> Dispute.Command {
      let levels = policy.levels.map(\.id)
      let likely = dispute.state(at: now).step
      // Half of the commands fit the step.
      if random.oneIn(2), let likely {
        switch likely {
        case .evidence:
          return random.oneIn(3)
            ? .closeEvidence
            : .fileEvidence(.init(pick([.contract, .payment]), reference: "r\(random.next() % 9)"))
        case .systemCheck: return .check(history: DisputeDesk.history)
        case .review:
          if case .underReview(let level, _, _, _) = dispute.state(at: now) {
            return .rule(verdict(), as: level, DisputeDesk.reasons)
          }
          return pick([.accept, .appeal, .accept])
        case .agreement: return .recordAgreement(reference: "text")
        case .publication: return .publish(text: nil)
        }
      }
      return pick([
        .open(DisputeDesk.opening), .closeEvidence, .check(history: []),
        .rule(verdict(), as: pick(levels), DisputeDesk.reasons), .appeal, .accept,
        .recordAgreement(reference: "text"), .publish(text: nil),
        random.oneIn(6) ? .withdraw : .accept, .reopen, .reopen,
      ])
    }

    mutating func verdict() -> Dispute.Verdict {
      pick([
        .upheld, .rejected, .passedOn, .partly(DisputeDesk.yuan(Int64(random.next() % 9_000))),
      ])
    }

    mutating func principal() -> Principal {
      pick([
        .customer("c-7"), .customer("c-7"), .customer("c-8"), .system, .agent("a"), .agent("b"),
        .agent("c"), .agent("d"), .agent("e"), .agent("f"), .agent("g"), .automation("bot"),
      ])
    }

    mutating func step(_ policy: DisputePolicy) {
      switch random.next() % 8 {
      case 0: now = now.adding(milliseconds: Int64(random.next() % 40) * 86_400_000)
      case 1: if let deadline = dispute.nextDeadline(at: now) { now = deadline }
      case 2:
        if let deadline = dispute.nextDeadline(at: now) {
          now = deadline.adding(milliseconds: 1)
        }
      case 3: now = now.adding(milliseconds: -1)
      default: now = now.adding(milliseconds: Int64(random.next() % 7_200_000))
      }
      let before = dispute
      let (command, principal) = (command(policy), principal())
      do throws(Dispute.Rejection) {
        let made = try dispute.perform(command, by: principal, at: now, under: policy)
        events += made
        #expect(!made.isEmpty, "\(command)")
      } catch {
        refusals += 1
        #expect(dispute == before)
        #expect(!error.description.isEmpty)
      }
    }
  }

  private static let policies = [DisputeLevel.AfterLimit.passesOn, .staysOverdue].map { limit in
    Result {
      try DisputeDesk.policy(
        levels: DisputeDesk.levels(operations: limit),
        review: .init(days: 1...15, mostTimes: 3))
    }
  }

  private func walk(_ seed: UInt64) throws -> (Walk, DisputePolicy) {
    let policy = try Self.policies[Int(seed % 2)].get()
    var walk = Walk(
      random: SplitMix64(seed: seed), now: try DisputeDesk.at("2025-01-01 00:00"))
    for _ in 0..<150 { walk.step(policy) }
    return (walk, policy)
  }

  @Test("the walks come everywhere")
  func coverage() throws {
    var (steps, bindings, ends) = (Set<Dispute.Step>(), Set<Dispute.Binding>(), Set<String>())
    for seed in UInt64(0)..<150 {
      let (walk, _) = try walk(seed)
      for round in walk.dispute.rounds {
        steps.formUnion(round.steps.map(\.step))
        if let binding = round.agreement?.binding { bindings.insert(binding) }
        if round.withdrawnAt != nil { ends.insert("withdrawn") }
        if round.number == 4 { ends.insert("reviewed three times") }
        if round.plans.contains(where: { !$0.lapsed(until: .max).isEmpty }) {
          ends.insert("lapsed")
        }
        if !round.appeals.isEmpty { ends.insert("appealed") }
        if (round.agreement?.givenTooMuch.minorUnits ?? 0) > 0 { ends.insert("given too much") }
      }
    }
    #expect(steps == Set(Dispute.Step.allCases))
    #expect(bindings == Set(Dispute.Binding.allCases))
    #expect(
      ends == ["withdrawn", "reviewed three times", "lapsed", "appealed", "given too much"])
  }

  @Test("steps are in order and each is there once", arguments: UInt64(0)..<40)
  func stepsInOrder(seed: UInt64) throws {
    let (walk, policy) = try walk(seed)
    for round in walk.dispute.rounds {
      let steps = round.steps
      #expect(steps.map(\.step) == Array(Dispute.Step.allCases.prefix(steps.count)))
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.at <= $1.at })
      #expect(round.agreement == nil || steps.count >= 4)
    }
    #expect(walk.refusals > 0)
    #expect(zip(walk.events, walk.events.dropFirst()).allSatisfy { $0.occurredAt <= $1.occurredAt })
    _ = policy
  }

  @Test(
    "no level decides twice, levels only go up, the last is final, nobody decides twice",
    arguments: UInt64(0)..<40)
  func decisions(seed: UInt64) throws {
    let (walk, policy) = try walk(seed)
    var judges: [Principal] = []
    for round in walk.dispute.rounds {
      let places = round.rulings.compactMap { record in
        policy.levels.firstIndex { $0.id == record.ruling.level }
      }
      #expect(places.count == round.rulings.count)
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
      judges += round.rulings.map(\.by)
      // Behind a decision of the last level comes nothing.
      if let last = round.rulings.firstIndex(where: \.isLast) {
        #expect(last == round.rulings.count - 1)
        #expect(round.acceptances.isEmpty)
      }
      // What was decided and went on was appealed against, in time.
      let overturned = round.rulings.dropLast().filter { $0.ruling.verdict.isDecision }
      for (record, appeal) in zip(overturned, round.appeals) {
        #expect(appeal.level == record.ruling.level)
        #expect(record.ruling.appealUntil.map { appeal.at <= $0 } == true)
      }
      if let agreement = round.agreement {
        let sides = Set(agreement.acceptances.map(\.side))
        #expect(agreement.binding != .accepted || sides == Set(Dispute.Side.allCases))
        #expect(agreement.decision == round.rulings.last?.ruling.decision)
      }
    }
    #expect(Set(judges).count == judges.count)
  }

  @Test(
    "events replayed, also from JSON, give the same dispute", arguments: SeedCount.of(48, long: 80))
  func replay(seed: UInt64) throws {
    let (walk, _) = try walk(seed)
    var replayed = Dispute("D-1")
    for event in walk.events {
      let json = try JSONEncoder().encode(event)
      let decoded = try JSONDecoder().decode(Dispute.Event.self, from: json)
      #expect(decoded == event)
      replayed.apply(decoded)
    }
    #expect(replayed == walk.dispute)
    #expect(replayed.version == Int64(walk.events.count))
    // Redacted events give the same states.
    var redacted = Dispute("D-1")
    for event in walk.events { redacted.apply(event.redacted()) }
    for instant in walk.events.map(\.occurredAt) + [.max] {
      #expect(redacted.state(at: instant) == walk.dispute.state(at: instant))
      #expect(redacted.mayLitigate(at: instant) == walk.dispute.mayLitigate(at: instant))
    }
    #expect(redacted.rounds.map(\.steps) == walk.dispute.rounds.map(\.steps))
  }

  @Test("what agreements give adds up to what the highest of them gave", arguments: UInt64(0)..<40)
  func sums(seed: UInt64) throws {
    let (walk, _) = try walk(seed)
    let agreements = walk.dispute.rounds.compactMap(\.agreement)
    let highest = agreements.map(\.awarded.minorUnits).max() ?? 0
    #expect((walk.dispute.given?.minorUnits ?? 0) == highest)
    for agreement in agreements {
      #expect(agreement.awarded.minorUnits <= DisputeDesk.claimed.minorUnits)
      #expect(agreement.onTop.isZero || agreement.givenTooMuch.isZero)
    }
  }

  @Test("asked in pieces, everything is told once", arguments: SeedCount.of(48, long: 80))
  func intentsInPieces(seed: UInt64) throws {
    var (walk, _) = try walk(seed)
    let end = walk.now.adding(milliseconds: 200 * 86_400_000)
    let all = walk.dispute.intents(after: .min, through: end)
    var pieces: [Intent] = []
    var from = Instant.min
    while from < end {
      let step = Int64(walk.random.next() % (40 * 86_400_000)) + 1
      let to = min(
        end, max(from, try DisputeDesk.at("2025-01-01 00:00")).adding(milliseconds: step))
      pieces += walk.dispute.intents(after: from, through: to)
      from = to
    }
    #expect(pieces == all)
    #expect(Set(all.map(\.key)).count == all.count)
  }

  @Test(
    "what was told while events came in is told in hindsight, too",
    arguments: SeedCount.of(48, long: 80))
  func intentsAlongTheWay(seed: UInt64) throws {
    let (walk, _) = try walk(seed)
    var dispute = Dispute("D-1")
    var told: [Intent] = []
    var from = Instant.min
    for (place, event) in walk.events.enumerated() {
      // What fell due before the event was told before it.
      let before = event.occurredAt.adding(milliseconds: -1)
      if before > from {
        told += dispute.intents(after: from, through: before)
        from = before
      }
      dispute.apply(event)
      let isLastOfItsInstant =
        walk.events.indices.contains(place + 1)
        ? walk.events[place + 1].occurredAt > event.occurredAt : true
      if isLastOfItsInstant {
        told += dispute.intents(after: from, through: event.occurredAt)
        from = event.occurredAt
      }
    }
    let end = walk.now.adding(milliseconds: 200 * 86_400_000)
    told += dispute.intents(after: from, through: end)
    #expect(told == dispute.intents(after: .min, through: end))
  }

  @Test("nothing that is told for everyone is personal or confidential", arguments: UInt64(0)..<40)
  func masked(seed: UInt64) throws {
    let (walk, policy) = try walk(seed)
    let why = walk.dispute.explanation(at: walk.now, in: policy.zone)
    for text in [why.text(), why.text(in: .simplifiedChinese)] {
      for secret in ["c-7", "broken", "parcel", "see log", "agent", "{"] {
        #expect(!text.contains(secret), "\(secret) in \(text)")
      }
    }
    for publication in walk.dispute.publications(in: policy.zone) {
      let json = String(decoding: try JSONEncoder().encode(publication), as: UTF8.self)
      for secret in ["c-7", "broken", "parcel", "see log", "contract"] {
        #expect(!json.contains(secret))
      }
    }
  }
}
