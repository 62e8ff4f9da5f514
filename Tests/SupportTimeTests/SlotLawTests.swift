// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Bookable slots: laws and documents")
struct SlotLawTests {
  struct Trial {
    let calendar: RandomCalendar
    let plan: SlotPlan
    let length: Int
    let step: Int
    let buffer: Int
    /// Minutes since 1970: start and end of what is taken.
    let taken: [(Int, Int)]
    let from: Int

    init(seed: UInt64) throws {
      var trial = try RandomCalendar(seed: seed)
      length = trial.random.pick([15, 30, 60, 90])
      step = trial.random.pick([15, 30, 60, 100])
      buffer = trial.random.pick([0, 0, 10, 45])
      let capacity = trial.random.pick([1, 2, 3])
      plan = try SlotPlan(
        length: .seconds(length * 60), step: .seconds(step * 60), buffer: .seconds(buffer * 60),
        capacity: capacity, horizon: ServiceDuration("100 days"))
      from = trial.minute(within: 2)
      var taken: [(Int, Int)] = []
      for _ in 0..<Int.random(in: 0...30, using: &trial.random) {
        let start = trial.minute(within: 2)
        taken.append((start, start + trial.random.pick([length, length, 5, 400])))
      }
      self.taken = taken
      calendar = trial
    }

    static func instant(_ minute: Int) -> Instant {
      Instant(millisecondsSince1970: Int64(minute) * 60_000)
    }

    var book: SlotBook {
      SlotBook(
        plan, on: calendar.clock,
        booked: taken.map { Slot(start: Self.instant($0.0), end: Self.instant($0.1)) })
    }

    /// Every free start within some days, found by trying every minute.
    func walked(days: Int) throws -> [(start: Int, remaining: Int)] {
      var utc = Calendar(identifier: .gregorian)
      utc.timeZone = try #require(TimeZone(secondsFromGMT: 0))
      let walker = MinuteWalker(
        calendar.calendar, zone: calendar.zone, around: Self.instant(from), days: days + 4)
      let today = from / 1_440
      let openings = Set(
        (today - 5...today + days + 5).flatMap { day in
          MinuteWalker.minutes(calendar.calendar, zone: calendar.zone, utc: utc, day: day)
            .filter { $0.0 < $0.1 }.map(\.0)
        })
      var busy: [Int: Int] = [:]
      for (start, end) in taken {
        for minute in start..<(end + buffer) { busy[minute, default: 0] += 1 }
      }
      var free: [(Int, Int)] = []
      for start in from..<(from + days * 1_440) {
        guard (start..<start + length).allSatisfy({ walker.isOpen($0) }) else { continue }
        // The count starts at the last opening, however the hours before it run on.
        guard let opening = openings.filter({ $0 <= start }).max(), start - opening < 4_320,
          (start - opening) % step == 0
        else { continue }
        let most = (start..<start + length + buffer).map { busy[$0] ?? 0 }.max() ?? 0
        if most < plan.capacity { free.append((start, plan.capacity - most)) }
      }
      return free
    }
  }

  @Test(
    "slots are those that are found by trying every minute", arguments: SeedCount.of(10, long: 15))
  func oracle(seed: UInt64) throws {
    let trial = try Trial(seed: seed)
    let start = Trial.instant(trial.from)
    let offers = trial.book.offers(
      from: start, until: Trial.instant(trial.from + 1_440), limit: .max, now: start)
    let walked = try trial.walked(days: 1)
    #expect(offers.map(\.slot.start) == walked.map { Trial.instant($0.start) })
    #expect(offers.map(\.remaining) == walked.map(\.remaining))
  }

  @Test("what is offered can be booked, and nothing else", arguments: SeedCount.of(8, long: 12))
  func booking(seed: UInt64) throws {
    let trial = try Trial(seed: seed)
    let now = Trial.instant(trial.from)
    let until = Trial.instant(trial.from + 1_440)
    let offered = Set(
      trial.book.offers(from: now, until: until, limit: .max, now: now).map(\.slot.start))
    for minute in stride(from: trial.from, to: trial.from + 1_440, by: 5) {
      var book = trial.book
      let start = Trial.instant(minute)
      do throws(SlotRefusal) {
        let slot = try book.book(at: start, now: now)
        #expect(offered.contains(start))
        #expect(book.booked.count == trial.taken.count + 1)
        let isCancelled = book.cancel(slot)
        #expect(isCancelled)
        #expect(book == trial.book)
      } catch {
        #expect(!offered.contains(start))
        for offer in error.alternatives {
          var other = trial.book
          #expect(throws: Never.self) { try other.book(at: offer.slot.start, now: now) }
        }
      }
    }
  }

  // MARK: Documents

  @Test("a plan is read as a policy book writes it, and written so that it reads the same")
  func document() throws {
    let text = """
      { "length": "30 min", "step": "15 min", "buffer": "10 min", "capacity": 2, "lead": "72 h",
        "horizon": "30 days", "note": "sign language" }
      """
    let plan = try DocumentNode.read(text) { SlotPlan(reading: $0, &$1) }
    #expect(
      plan
        == (try SlotPlan(
          length: .seconds(1_800), step: .seconds(900), buffer: .seconds(600), capacity: 2,
          lead: ServiceDuration("72 h"), horizon: ServiceDuration("30 days"))))
    let data = try JSONEncoder().encode(plan)
    #expect(try JSONDecoder().decode(SlotPlan.self, from: data) == plan)
    let short = try DocumentNode.read(#"{ "length": "1 h", "horizon": "1 month" }"#) {
      SlotPlan(reading: $0, &$1)
    }
    #expect(
      short == (try SlotPlan(length: .seconds(3_600), horizon: ServiceDuration("1 month"))))
    #expect(short.step == .seconds(3_600))
  }

  private static func problems(_ text: String) -> [String] {
    do throws(DocumentError) {
      _ = try DocumentNode.read(text) { SlotPlan(reading: $0, &$1) }
      return []
    } catch {
      return error.problems.map(\.path)
    }
  }

  @Test("every mistake of a plan is told once, at its place")
  func mistakes() {
    #expect(
      Self.problems(
        """
        { "length": "30 s", "buffer": "25 h", "capacity": 0, "lead": "-1 h", "horizon": "-1 days" }
        """
      ).sorted() == ["buffer", "capacity", "horizon", "lead", "length"])
    #expect(
      Self.problems(
        #"{ "length": "1 month", "step": "1 business h", "capacity": 1.5, "leed": "1 h" }"#
      ).sorted() == ["", "capacity", "leed", "length", "step"])
    #expect(Self.problems(#"{ "length": "1 h", "step": "0 s", "horizon": "1 h" }"#) == ["step"])
  }

  @Test("every mistake of construction is told at once")
  func construction() {
    let error = #expect(throws: DocumentError.self) {
      try SlotPlan(
        length: .seconds(Int64.max), step: .zero, buffer: .seconds(-1), capacity: .max,
        lead: .months(-1), horizon: .workingDays(.min, landing: .opening))
    }
    #expect(
      error?.problems.map(\.path) == ["length", "step", "buffer", "capacity", "lead", "horizon"])
  }

  @Test(
    "a plan that is out of bounds is not decoded",
    arguments: [
      #"{"length":"1 h","horizon":"1 days","capacity":-9223372036854775808}"#,
      #"{"length":"9223372036854775807 ms","horizon":"1 days"}"#, #"{"horizon":"1 days"}"#,
      #"{"length":"1 business h","horizon":"1 days"}"#,
      #"{"length":"1 h","horizon":"1 days","bufer":"10 min"}"#,
    ])
  func decoding(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(SlotPlan.self, from: Data(text.utf8))
    }
  }
}
