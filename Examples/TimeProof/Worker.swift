// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import SupportTime

/// An answer of the library that is not the one of a walk.
struct Difference: Sendable {
  let seed: UInt64
  let service: Service
  let call: Call
  let library: Reply
  let walk: Reply

  func text(_ book: DayBook) -> String {
    """
    calendar \(seed): \(call.text(book))
      \(service.document(book))
      the library: \(library)
      the walk:    \(walk)
    """
  }
}

/// What a worker has seen.
struct Tally: Sendable {
  var calendars = 0
  var refused = 0
  var cases = 0
  var operations = 0
  /// Answers that lie further away than is walked.
  var undecided = 0
  var failed = 0
  var differences: [Difference] = []
  var refusals: [String] = []

  mutating func add(_ other: Self) {
    calendars += other.calendars
    refused += other.refused
    cases += other.cases
    operations += other.operations
    undecided += other.undecided
    failed += other.failed
    differences += other.differences
    refusals += other.refusals
  }
}

/// One thread's share of the proof.
final class Worker {
  /// The most differences that are shrunk and told; all are counted.
  private static let mostTold = 4

  private let book = DayBook()
  private let clocks: [String: WallClock]
  private let rules: [String: ZoneRules]
  private let changes: [String: [Int64]]
  var tally = Tally()

  init(rules: [String: ZoneRules]) {
    self.rules = rules
    clocks = Dictionary(
      uniqueKeysWithValues: ServiceMaker.zones.compactMap { name in
        WallClock(name).map { (name, $0) }
      })
    changes = clocks.mapValues { $0.changes(atMost: 400) }
  }

  /// Makes the calendar of a seed and asks `cases` cases of it, or as many minute cases.
  func prove(seed: UInt64, cases: Int, isByMinute: Bool) {
    var random = SplitMix64(seed: seed)
    // A calendar that is refused gives way to the next of its seed.
    for _ in 0..<50 {
      let maker = ServiceMaker(&random, book, changes, clocks, isByMinute: isByMinute)
      let service = maker.service(&random)
      switch service.clock(book, rules) {
      case .success(let clock):
        return ask(clock, service, maker, &random, seed: seed, cases: cases)
      case .failure(let error): refuse(seed, service, error, maker)
      }
    }
  }

  private func ask(
    _ clock: BusinessClock, _ service: Service, _ maker: ServiceMaker,
    _ random: inout SplitMix64, seed: UInt64, cases: Int
  ) {
    let isByMinute = maker.isByMinute
    tally.calendars += 1
    let reach = isByMinute ? 2 : 12
    let days = isByMinute ? 8 : 30
    guard
      let walker = DayWalker(
        service, around: maker.day, days: days, furthest: 300, book, clocks)
    else { return }
    let strip = isByMinute ? MinuteStrip(service, around: maker.day, days: 6, book, clocks) : nil
    let edges = walker.runs.filter { abs($0.start - maker.middle) < Int64(reach) * 86_400_000 }
    for _ in 0..<cases {
      tally.cases += 1
      let call = maker.call(&random, edges: edges, reach: reach)
      for operation in Call.Operation.allCases {
        var call = call
        call.operation = operation
        if case .combined = service, operation == .periods { continue }
        guard let expected = strip.map({ $0.reply(to: call) }) ?? walker.reply(to: call) else {
          if strip == nil { tally.undecided += 1 }
          continue
        }
        tally.operations += 1
        let answer = clock.reply(to: call)
        if answer != expected {
          tell(
            .init(seed: seed, service: service, call: call, library: answer, walk: expected),
            maker, isByMinute)
        }
      }
    }
  }

  /// A calendar without any opening, or with an adjustment that never applies, is refused; any
  /// other refusal is a difference.
  private func refuse(
    _ seed: UInt64, _ service: Service, _ error: DocumentError, _ maker: ServiceMaker
  ) {
    tally.refused += 1
    let reasons = error.problems.map(\.description)
    let neverOpens = reasons.contains { $0.contains("no day ever opens") }
    let isExpected = reasons.allSatisfy {
      $0.contains("no day ever opens") || $0.contains("never")
    }
    if !isExpected || (neverOpens && !hasClosedPart(service, maker)) {
      tally.failed += 1
      tally.refusals.append(
        (["calendar \(seed) was refused", service.document(book)] + reasons)
          .joined(separator: "\n  ")
      )
    }
  }

  /// Tells whether a service, or a part of it, has no opening on any day that is walked.
  private func hasClosedPart(_ service: Service, _ maker: ServiceMaker) -> Bool {
    let walker = DayWalker(service, around: maker.day, days: 60, furthest: 60, book, clocks)
    if walker?.runs.isEmpty ?? false { return true }
    guard case .combined(_, let parts, _) = service else { return false }
    return parts.contains { hasClosedPart($0, maker) }
  }

  private func tell(_ difference: Difference, _ maker: ServiceMaker, _ isByMinute: Bool) {
    tally.failed += 1
    guard tally.differences.count < Self.mostTold else { return }
    tally.differences.append(
      difference.shrunk { service, call in
        guard case .success(let clock) = service.clock(book, rules) else { return nil }
        let walk =
          isByMinute
          ? MinuteStrip(service, around: maker.day, days: 6, book, clocks)?.reply(to: call)
          : DayWalker(service, around: maker.day, days: 30, furthest: 300, book, clocks)?
            .reply(to: call)
        let library = clock.reply(to: call)
        guard let walk, walk != library else { return nil }
        return Difference(
          seed: difference.seed, service: service, call: call, library: library, walk: walk)
      })
  }
}
