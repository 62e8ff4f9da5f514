// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import Foundation
import SupportCore
import SupportTime

/// Questions to a business clock, over spans of one minute to ten years and over short ones, and
/// the peer: a walk from day to day with Foundation's `Calendar`.
func businessTimeBenchmarks() {
  let calendar = OfficeHours.calendar
  let clock = OfficeHours.clock
  let long = Questions(seed: 1, longest: 10 * 365 * Questions.day)
  let short = Questions(seed: 2, longest: 3 * Questions.day)
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], warmupIterations: 3, scalingFactor: .mega, maxDuration: .seconds(4))

  Benchmark("BusinessClock between, 1 min to 10 years", configuration: configuration) { run in
    for index in run.scaledIterations {
      let question = long[index]
      blackHole(clock.milliseconds(between: question.start, and: question.end))
    }
  }
  Benchmark("BusinessClock add, 1 min to 10 years", configuration: configuration) { run in
    for index in run.scaledIterations {
      let question = long[index]
      blackHole(clock.add(milliseconds: question.amount, to: question.start))
    }
  }
  Benchmark("BusinessClock isOpen", configuration: configuration) { run in
    for index in run.scaledIterations { blackHole(clock.isOpen(at: long[index].start)) }
  }
  Benchmark("BusinessClock between, up to 3 days", configuration: configuration) { run in
    for index in run.scaledIterations {
      let question = short[index]
      blackHole(clock.milliseconds(between: question.start, and: question.end))
    }
  }

  let walk = CalendarWalk(calendar)
  Benchmark(
    "Foundation Calendar walk between, up to 3 days",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 1, scalingFactor: .kilo, maxDuration: .seconds(4))
  ) { run in
    for index in run.scaledIterations {
      let question = short[index]
      blackHole(walk.milliseconds(between: question.start, and: question.end))
    }
  } setup: {
    for index in 0..<Questions.count {
      let question = short[index]
      let ours = clock.milliseconds(between: question.start, and: question.end)
      let theirs = walk.milliseconds(between: question.start, and: question.end)
      precondition(ours == theirs, "\(question): \(ours) and \(theirs)")
    }
  }

  Benchmark("BusinessCalendar compiled") { run in
    for _ in run.scaledIterations { blackHole(try? calendar.compiled()) }
  }
  Benchmark("BusinessClock from a calendar and known zone rules") { run in
    for _ in run.scaledIterations { blackHole(try? BusinessClock(calendar, zone: clock.zone)) }
  }
}

func zoneBenchmarks() {
  let zone = OfficeHours.clock.zone
  let questions = Questions(seed: 3, longest: 10 * 365 * Questions.day)
  Benchmark(
    "ZoneRules offset",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 3, scalingFactor: .mega, maxDuration: .seconds(2))
  ) { run in
    for index in run.scaledIterations { blackHole(zone.offset(at: questions[index].start)) }
  }
  let peer = TimeZone(identifier: zone.identifier) ?? .gmt
  let dates = (0..<Questions.count).map { questions[$0].start.date }
  Benchmark(
    "Foundation TimeZone secondsFromGMT",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 1, scalingFactor: .kilo, maxDuration: .seconds(2))
  ) { run in
    for index in run.scaledIterations {
      blackHole(peer.secondsFromGMT(for: dates[index & (Questions.count - 1)]))
    }
  }
}

/// Questions about business time, drawn once.
struct Questions: Sendable {
  static let count = 4_096
  static let day: Int64 = 86_400_000

  struct Question: Sendable {
    var start: Instant
    var end: Instant
    /// Business milliseconds for sums: a quarter of the span.
    var amount: Int64
  }

  private let all: [Question]

  init(seed: UInt64, longest: Int64) {
    var random = SeededGenerator(seed: seed)
    all = (0..<Self.count).map { _ in
      // 2020 ... 2029
      let start = Instant(
        millisecondsSince1970: Int64.random(
          in: 1_577_836_800_000..<1_893_456_000_000, using: &random))
      let span = random.span(from: 60_000, to: longest)
      return Question(start: start, end: start.adding(milliseconds: span), amount: span / 4)
    }
  }

  subscript(index: Int) -> Question { all[index & (Self.count - 1)] }
}
