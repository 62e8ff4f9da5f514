// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("Metrics: rows of contacts")
struct ContactRowTests {
  static let nine = Instant.fixtureStart

  static func at(_ second: Int64) -> Instant {
    nine.adding(milliseconds: second * 1_000)
  }

  private static let berlin = Result { try ZoneRules(identifier: "Europe/Berlin") }

  private static func seconds(_ count: Int64) -> FactValue {
    .duration(milliseconds: count * 1_000)
  }

  /// An ordinary call: 10 s in the menu, 20 s in the queue, 240 s of talk, 30 s on hold.
  static func call(_ change: (inout Contact) -> Void = { _ in }) -> Contact {
    var call = Contact("c-1", arrivedAt: nine)
    call.queuedAt = at(10)
    call.answeredAt = at(30)
    call.endedAt = at(300)
    call.outcome = .answered
    call.talk = .seconds(240)
    call.hold = .seconds(30)
    call.wrapUp = .seconds(45)
    call.transfers = 1
    call.agent = "li"
    change(&call)
    return call
  }

  @Test("an ordinary call")
  func ordinary() {
    let row = Self.call().facts(in: .fixed(secondsFromUTC: 8 * 3_600))
    #expect(row["menu"] == Self.seconds(10) && row["wait"] == Self.seconds(20))
    #expect(row["delay"] == Self.seconds(30) && row["wrapUp"] == Self.seconds(45))
    #expect(row["outcome"] == "answered" && row["direction"] == "inbound")
    #expect(row["weekday"] == "mon" && row["hour"] == 17 && row["transfers"] == 1)
    #expect(row["isSound"] == true && row["fault"] == nil && row.refusals.isEmpty)
    #expect(Self.call().faults().isEmpty)
  }

  @Test("the wait of a call ends with its answer, its end, or the data")
  func waits() {
    let abandoned = Self.call { call in
      call.outcome = .abandoned
      call.answeredAt = nil
      call.talk = nil
    }
    #expect(abandoned.wait() == .seconds(290))
    let open = Self.call { call in
      call.outcome = .open
      call.answeredAt = nil
      call.endedAt = nil
      call.talk = nil
    }
    #expect(open.wait() == nil && open.wait(until: Self.at(70)) == .seconds(60))
    #expect(open.facts(in: .utc, observedUntil: Self.at(70))["wait"] == Self.seconds(60))
    // Answered, but nobody wrote down when: the end of the call is not the end of the wait.
    #expect(Self.call { $0.answeredAt = nil }.wait() == nil)
    #expect(Self.call { $0.queuedAt = nil }.wait() == nil)
    let menu = Self.call { call in
      call.outcome = .leftInMenu
      call.queuedAt = nil
      call.answeredAt = nil
      call.talk = nil
    }
    #expect(menu.facts(in: .utc)["menu"] == Self.seconds(300))
    // Answered without a queue: the talk is no part of the menu.
    let direct = Self.call { $0.queuedAt = nil }
    #expect(direct.facts(in: .utc)["menu"] == Self.seconds(30))
  }

  static let spoiled = ["outcome", "menu", "wait", "delay", "talk", "hold", "wrapUp"]

  /// A call with one thing wrong, and what must be unknown because of it.
  struct Wrong: Sendable {
    var kind: ContactFault.Kind
    var unknown: [String]
    var call: Contact

    init(
      _ kind: ContactFault.Kind, _ unknown: [String], _ change: (inout Contact) -> Void
    ) {
      self.kind = kind
      self.unknown = unknown
      call = ContactRowTests.call(change)
    }
  }

  static let wrongs: [Wrong] = [
    Wrong(.markedPhantom, spoiled) { call in call.isPhantom = true },
    Wrong(.zeroLength, ["outcome", "menu", "wait", "delay"]) { call in
      call = Contact(arrivedAt: nine)
      call.endedAt = nine
      call.queuedAt = nine
      call.outcome = .abandoned
    },
    Wrong(.phantomTalk, spoiled) { call in
      call.talk = .seconds(1)
      call.hold = nil
    },
    Wrong(.queuedBeforeArrival, ["menu", "wait", "delay"]) { call in call.queuedAt = at(-5) },
    Wrong(.answeredBeforeArrival, ["menu", "wait", "delay"]) { call in
      call.queuedAt = nil
      call.answeredAt = at(-5)
      call.talk = nil
    },
    Wrong(.answeredBeforeQueue, ["menu", "wait", "delay"]) { call in call.answeredAt = at(9) },
    Wrong(.endedBeforeArrival, ["menu", "delay"]) { call in
      call = Contact(arrivedAt: nine)
      call.endedAt = at(-1)
      call.outcome = .leftInMenu
    },
    Wrong(.endedBeforeQueue, ["menu", "wait", "delay"]) { call in
      call = Contact(arrivedAt: nine)
      call.queuedAt = at(10)
      call.endedAt = at(4)
      call.outcome = .abandoned
    },
    Wrong(.endedBeforeAnswer, ["wait", "delay"]) { call in
      call.endedAt = at(29)
      call.talk = nil
      call.hold = nil
    },
    Wrong(.negativeDuration, ["talk"]) { call in call.talk = .seconds(-1) },
    Wrong(.negativeDuration, ["wrapUp"]) { call in call.wrapUp = .milliseconds(-1) },
    Wrong(.negativeTransfers, ["transfers"]) { call in call.transfers = -1 },
    Wrong(.talkBeyondEnd, ["talk", "hold"]) { call in call.talk = .seconds(241) },
    Wrong(.answeredAndNot, ["outcome"]) { call in call.outcome = .abandoned },
    Wrong(.answeredAndNot, ["outcome"]) { call in
      call.outcome = .overflowed
      call.answeredAt = nil
      call.hold = nil
    },
    Wrong(.queuedAndNot, ["outcome"]) { call in
      call.outcome = .refused
      call.answeredAt = nil
      call.talk = nil
      call.hold = nil
    },
    Wrong(.openAndEnded, ["outcome"]) { call in
      call.outcome = .open
      call.answeredAt = nil
      call.talk = nil
      call.hold = nil
    },
    Wrong(.waitBeyondBound, ["wait", "delay"]) { call in
      call.answeredAt = at(4_000)
      call.endedAt = at(5_000)
    },
    Wrong(.answeredWithoutAgent, []) { call in call.agent = nil },
  ]

  @Test("each fault is named, and spoils only what it makes doubtful", arguments: wrongs)
  func faults(_ wrong: Wrong) throws {
    let checks = ContactChecks(
      longestWait: .seconds(3_600), phantomTalk: .seconds(2), namesAgents: true)
    let (call, kind) = (wrong.call, wrong.kind)
    let faults = call.faults(checks)
    #expect(faults.first?.kind == kind, "\(faults)")
    #expect(faults.allSatisfy { $0.description.hasPrefix($0.kind.rawValue) })
    let row = call.facts(in: .utc, checks: checks)
    #expect(row["fault"] == .text(kind.rawValue))
    #expect(row["isSound"] == false)
    #expect(row["arrivedAt"] == .instant(call.arrivedAt))
    #expect(row["weekday"] == "mon")
    for name in Self.spoiled + ["transfers"] {
      let isKnown = row[name] != nil
      if wrong.unknown.contains(name) {
        #expect(!isKnown, "\(name), \(faults)")
      } else if call.outcome == .answered {
        let wasTold = name == "talk" ? call.talk != nil : name == "hold" ? call.hold != nil : true
        #expect(isKnown == wasTold, "\(name), \(faults)")
      }
    }
  }

  @Test("a fault tells the parts that it is about with their values")
  func words() throws {
    let call = Self.call { $0.answeredAt = Self.at(9) }
    let fault = try #require(call.faults().first)
    #expect(fault.kind == .answeredBeforeQueue)
    #expect(fault.parts == [.queuedAt(Self.at(10)), .answeredAt(Self.at(9))])
    #expect(
      fault.description
        == "answeredBeforeQueue: queuedAt 2025-06-02T09:00:10Z, answeredAt 2025-06-02T09:00:09Z")
    let negative = ContactFault(.negativeDuration, .talk(.seconds(-60)))
    #expect(negative.description == "negativeDuration: talk -1 min")
    #expect(ContactFault(.markedPhantom).description == "markedPhantom")
  }

  @Test("a refused call ends at once, and a log of whole seconds may believe a short one")
  func atOnce() {
    var call = Contact(arrivedAt: Self.nine)
    call.endedAt = Self.nine
    call.outcome = .refused
    #expect(call.faults().isEmpty)
    call.outcome = nil
    #expect(call.faults().map(\.kind) == [.zeroLength])
    #expect(call.faults(ContactChecks(believesZeroLength: true)).isEmpty)
  }

  /// On 2025-10-26 the clocks of Berlin show 02:00 to 03:00 twice: from 00:00Z and from 01:00Z.
  @Test("an hour that the log's clocks show twice tells no certain length")
  func clockChange() throws {
    let checks = ContactChecks(clocks: try Self.berlin.get())
    func call(_ arrived: String, _ answered: String) throws -> Contact {
      var call = Contact(arrivedAt: try Instant(arrived))
      call.queuedAt = call.arrivedAt
      call.answeredAt = try Instant(answered)
      call.outcome = .answered
      return call
    }
    // 02:58 read as the first, 02:01 of the second pass read as the first too: it ends before it begins.
    let backwards = try call("2025-10-26T00:58:00Z", "2025-10-26T00:01:00Z")
    #expect(Set(backwards.faults(checks).map(\.kind)) == [.clockChange])
    #expect(backwards.facts(in: .utc, checks: checks)["wait"] == nil)
    // 02:58 to 03:02 is four minutes or an hour more.
    let over = try call("2025-10-26T00:58:00Z", "2025-10-26T02:02:00Z")
    #expect(Set(over.faults(checks).map(\.kind)) == [.clockChange])
    let within = try call("2025-10-26T00:10:00Z", "2025-10-26T00:15:00Z")
    #expect(within.faults(checks).isEmpty)
    #expect(over.faults().isEmpty)
    let midnight = try call("2025-10-25T21:59:50Z", "2025-10-25T22:00:20Z")
    #expect(midnight.faults(checks).isEmpty && midnight.wait() == .seconds(30))
  }

  struct Told: Sendable {
    var queued: Int64?
    var answered: Int64?
    var ended: Int64?
    var signs: Contact.Signs = []
    var outcome: Contact.Outcome
  }

  static let told: [Told] = [
    Told(queued: 10, answered: 30, ended: 300, outcome: .answered),
    Told(queued: 10, answered: 30, ended: 300, signs: .calledBack, outcome: .answered),
    Told(queued: 10, ended: 300, outcome: .abandoned),
    Told(ended: 300, outcome: .leftInMenu),
    Told(queued: 10, outcome: .open),
    Told(outcome: .open),
    Told(ended: 0, signs: .refused, outcome: .refused),
    Told(queued: 10, ended: 40, signs: .overflowed, outcome: .overflowed),
    Told(queued: 10, ended: 40, signs: [.calledBack, .overflowed], outcome: .calledBack),
  ]

  @Test("an outcome that the log does not name follows from times and signs", arguments: told)
  func outcomes(_ told: Told) {
    var call = Contact(arrivedAt: Self.nine)
    call.queuedAt = told.queued.map(Self.at)
    call.answeredAt = told.answered.map(Self.at)
    call.endedAt = told.ended.map(Self.at)
    #expect(call.derivedOutcome(told.signs, observedUntil: Self.at(900)) == told.outcome)
    if told.outcome == .open { #expect(call.derivedOutcome(told.signs) == nil) }
    if told.signs.isEmpty {
      let row = call.facts(in: .utc, observedUntil: Self.at(900))
      #expect(row["outcome"] == .text(told.outcome.rawValue))
    }
  }

  @Test("columns hold the rows that facts hold", arguments: UInt64(0)..<40)
  func columns(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let zone = try Self.berlin.get()
    let end = Self.at(5_000)
    let checks = ContactChecks(
      longestWait: .seconds(600), phantomTalk: .seconds(3), namesAgents: true, clocks: zone)
    let writer = ContactRowWriter(in: zone, observedUntil: end, checks: checks)
    var fast = MetricColumns(.contacts)
    var slow = MetricColumns(.contacts)
    var rows: [Facts] = []
    for _ in 0..<30 {
      func time() -> Instant? {
        random.oneIn(5) ? nil : Self.at(Int64(random.next() % 900) - 60)
      }
      func length() -> Duration? {
        random.oneIn(4) ? nil : .seconds(Int64(random.next() % 400) - 10)
      }
      func name() -> String? { random.oneIn(3) ? nil : "n\(random.next() % 3)" }
      var call = Contact(arrivedAt: Self.at(Int64(random.next() % 200)))
      call.queuedAt = time()
      call.answeredAt = time()
      call.endedAt = time()
      call.talk = length()
      call.hold = length()
      call.wrapUp = length()
      call.outcome = random.oneIn(3) ? nil : Contact.Outcome.allCases.randomElement(using: &random)
      call.transfers = random.oneIn(2) ? nil : Int(random.next() % 4) - 1
      call.isResolved = random.oneIn(2) ? nil : random.oneIn(2)
      call.isPhantom = random.oneIn(20)
      call.channel = name()
      call.type = name()
      call.priority = name()
      call.queue = name()
      call.agent = name().map { AgentID($0) }
      call.customer = name().map { CustomerID($0) }
      call.direction = random.oneIn(5) ? .outbound : .inbound
      writer.append(call, to: &fast)
      let facts = call.facts(in: zone, observedUntil: end, checks: checks)
      slow.append(facts)
      rows.append(facts)
    }
    for row in 0..<30 {
      #expect(fast[row] == slow[row] && fast[row] == rows[row], "seed \(seed), row \(row)")
    }
    let subset = try MetricSubject(
      "calls", [FactField("arrivedAt", .instant), FactField("outcome", .text)], date: "arrivedAt")
    var other = MetricColumns(subset)
    writer.append(Self.call(), to: &other)
    #expect(other[0]?["outcome"] == "answered")
  }
}
