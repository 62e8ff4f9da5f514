// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTime

/// Looks for promises that cannot be meant: one that is shorter than one that comes before it, and rules
/// whose promises are never the ones that hold.
struct PromiseCheck {
  /// A promise with what makes it hold.
  private struct Promise {
    let rule: RuleID
    let target: SLATarget
    /// The rule, as a condition.
    let holds: [Condition]
    /// What must not hold, so that it counts.
    let none: [Condition]
    /// Its place among all promises.
    let place: Int

    func isAbout(_ other: Promise) -> Bool {
      target.metric == other.target.metric && target.by == other.target.by
    }
  }

  /// Promises of which the first comes before the second. Who answers has begun to work: that only makes
  /// the first promise idle.
  private static let orders:
    [(earlier: SLAMetric, later: SLAMetric, severity: BookFinding.Severity)] = [
      (.pickup, .firstReply, .note), (.pickup, .resolution, .warning),
      (.firstReply, .resolution, .warning), (.ownership, .resolution, .warning),
    ]

  /// How many pairs of promises are compared.
  private static let mostPairs = 4_096

  private let policy: SLAPolicy
  private let book: PolicyBook
  private let finder: CaseFinder
  private let path: String

  init(_ policy: SLAPolicy, at path: String, _ book: PolicyBook, _ limits: RuleTableAnalysis.Limits)
  {
    self.policy = policy
    self.book = book
    self.path = path
    finder = CaseFinder(schema: policy.rules.schema, limits: limits)
  }

  var findings: [BookFinding] { shorter + neverStrictest }

  // MARK: Shorter than what comes before

  private var shorter: [BookFinding] {
    var findings: [BookFinding] = []
    var pairs = 0
    var isProved = true
    var told: Set<[String]> = []
    let agreements = policy.agreements
    for place in [-1] + agreements.indices {
      // The first agreement that holds is this one, or none does.
      let layer =
        place < 0
        ? (all: [], none: agreements.map(\.when))
        : (all: [agreements[place].when], none: agreements.prefix(place).map(\.when))
      let promises = promises(under: place < 0 ? nil : agreements[place])
      for (earlier, later, severity) in Self.orders {
        for second in promises where second.target.metric == later {
          for first in promises where first.target.metric == earlier {
            guard canHoldTogether(first, second), pairs < Self.mostPairs else { continue }
            pairs += 1
            guard let found = witness(first, second, among: promises, layer, &isProved) else {
              continue
            }
            let names = [first, second].flatMap { [$0.rule.rawValue, $0.target.metric.rawValue] }
            if told.insert(names).inserted {
              findings.append(finding(severity, first, second, found.example, found.openedAt))
            }
          }
        }
      }
    }
    if !isProved || pairs == Self.mostPairs {
      findings.append(
        BookFinding(.notProved, .note, at: path, Explanation(.bookPromisesNotProved)))
    }
    return findings
  }

  /// The promises that hold under an agreement, or under none: its own, and those of rules about
  /// something else.
  private func promises(under agreement: Rule<[SLATarget]>?) -> [Promise] {
    var promises: [Promise] = []
    func add(_ rule: RuleID, _ targets: [SLATarget], _ holds: [Condition], _ none: [Condition]) {
      for target in targets {
        let promise = Promise(
          rule: rule, target: target, holds: holds, none: none, place: promises.count)
        if let agreement, rule != agreement.id,
          promises.contains(where: {
            $0.rule == agreement.id && $0.isAbout(promise)
          })
        {
          continue
        }
        promises.append(promise)
      }
    }
    if let agreement { add(agreement.id, agreement.then, [], []) }
    let rules = policy.rules.rules
    for (place, rule) in rules.enumerated() {
      let earlier = isFirst ? rules.prefix(place).map(\.when) : []
      add(rule.id, rule.then, [rule.when], earlier)
    }
    if let otherwise = policy.rules.otherwise {
      add("otherwise", otherwise, [], rules.map(\.when))
    }
    return promises
  }

  private var isFirst: Bool { policy.options.choose == .first }

  /// Where one rule gives all, promises of two rules never hold together.
  private func canHoldTogether(_ first: Promise, _ second: Promise) -> Bool {
    if first.rule == second.rule { return true }
    let ofAgreement = [first, second].contains { $0.holds.isEmpty && $0.none.isEmpty }
    return !isFirst || ofAgreement
  }

  /// A case, and an instant at which it is opened, of which the second promise is due before the first.
  private func witness(
    _ first: Promise, _ second: Promise, among promises: [Promise],
    _ layer: (all: [Condition], none: [Condition]), _ isProved: inout Bool
  ) -> (example: RuleRegion, openedAt: Instant?)? {
    let rivals = isFirst ? [] : promises.filter { $0.isAbout(first) && $0.place != first.place }
    let instants = instants([first, second] + rivals)
    var tried: Set<[Int]> = []
    for instant in instants {
      guard let limit = due(second, instant), let promised = due(first, instant), limit < promised
      else { continue }
      // Nothing stricter of the same kind may hold, or it would be due in time.
      let stricter = rivals.filter { rival in due(rival, instant).map { $0 <= limit } ?? false }
      guard tried.insert(stricter.map(\.place)).inserted else { continue }
      let proof = finder.find(
        all: layer.all + first.holds + second.holds,
        none: layer.none + first.none + second.none + stricter.flatMap(\.holds))
      if proof == .notProved { isProved = false }
      if let example = proof.counterexample {
        return (example, instants.count > 1 ? instant : nil)
      }
    }
    return nil
  }

  private func finding(
    _ severity: BookFinding.Severity, _ first: Promise, _ second: Promise,
    _ example: RuleRegion, _ openedAt: Instant?
  ) -> BookFinding {
    var steps = [example.step]
    if let openedAt {
      steps.append(
        Explanation(
          .bookOpenedAt,
          [.init("at", .instant(openedAt, utcOffset: book.zone.offset(at: openedAt)))]))
    }
    return BookFinding(
      .shorterThanEarlier, severity, at: path,
      Explanation(
        .bookShorter,
        [
          .init("later", .text(second.target.metric.rawValue)),
          .init("laterWithin", second.target.within.phrase),
          .init("laterRule", .text(second.rule.rawValue)),
          .init("earlier", .text(first.target.metric.rawValue)),
          .init("earlierWithin", first.target.within.phrase),
          .init("earlierRule", .text(first.rule.rawValue)),
        ], steps: steps))
  }

  // MARK: Never the strictest

  private var neverStrictest: [BookFinding] {
    guard !isFirst else { return [] }
    let promises = promises(under: nil)
    return policy.rules.rules.compactMap { rule in
      let own = promises.filter { $0.rule == rule.id }
      var others: [RuleID] = []
      for promise in own {
        guard let stricter = alwaysStricter(than: promise, among: promises) else { return nil }
        for other in stricter where !others.contains(other) { others.append(other) }
      }
      guard !own.isEmpty else { return nil }
      return BookFinding(
        .unreachable, .warning, at: path,
        Explanation(
          .bookNeverStrictest,
          [
            .init("rule", .text(rule.id.rawValue)),
            .init("others", .list(others.map { .text($0.rawValue) })),
          ]))
    }
  }

  /// The rules that promise the same sooner, or as soon and stand before it, wherever the promise
  /// holds; `nil` where there is a case of which they do not. Only amounts of elapsed time are compared:
  /// of others it depends on when.
  private func alwaysStricter(than promise: Promise, among promises: [Promise]) -> [RuleID]? {
    guard case .elapsed(let own) = promise.target.within else { return nil }
    let stricter = promises.filter { other in
      guard other.rule != promise.rule, other.isAbout(promise),
        case .elapsed(let span) = other.target.within
      else { return false }
      return span < own || (span == own && other.place < promise.place)
    }
    guard !stricter.isEmpty else { return nil }
    let proof = finder.find(all: promise.holds, none: stricter.flatMap(\.holds))
    // A rule that never matches is told as such.
    let isPossible = finder.find(all: promise.holds, none: []).counterexample != nil
    return proof == .holds && isPossible ? stricter.map(\.rule) : nil
  }

  // MARK: Due times

  private func due(_ promise: Promise, _ instant: Instant) -> Instant? {
    let clock =
      promise.target.calendar.flatMap { book.clocks[$0] } ?? .aroundTheClock(zone: book.zone)
    return clock.due(after: promise.target.within, from: instant)
  }

  /// The instants at which promises are compared: one where all of them run around the clock, otherwise
  /// the openings and closings of the first two weeks, and the starts of its days.
  private func instants(_ promises: [Promise]) -> [Instant] {
    let start = book.effectiveFrom
    let isElapsed = promises.allSatisfy { promise in
      if case .elapsed = promise.target.within { return true }
      return false
    }
    if isElapsed { return [start] }
    let end = start.adding(milliseconds: 14 * TimeOfDay.millisecondsPerDay)
    var instants: Set<Instant> = []
    for name in Set(promises.compactMap(\.target.calendar)) {
      for period in book.clocks[name]?.periods(from: start, until: end).prefix(64).map(\.self) ?? []
      {
        instants.insert(period.lowerBound)
        instants.insert(period.upperBound)
      }
    }
    let first = book.zone.date(at: start)
    for day in 0..<14 {
      instants.insert(book.zone.instant(date: first.adding(days: day), time: .midnight))
    }
    return instants.sorted()
  }
}
