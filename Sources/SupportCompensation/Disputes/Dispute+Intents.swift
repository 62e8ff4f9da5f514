// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Intent.Action {
  /// Carry out the decision of an arbitration in the compensation account.
  public static let arbitrate = Self(rawValue: "arbitrate")
  /// Publish something.
  public static let publish = Self(rawValue: "publish")
}

extension Dispute {
  /// What the host must do because of the dispute, known after one instant and up to another.
  ///
  /// A level is reminded, told when the review comes to it and when it is overdue; both sides are
  /// told a decision and when it binds; what an agreement gives is carried out in the account; a
  /// publication is due. Asked in pieces, wherever they end, everything is told once: a limit that
  /// passed is told a millisecond after it, since exactly then it can still be kept.
  ///
  /// - Parameters:
  ///   - start: What was known at that instant was told before.
  ///   - end: The present, included.
  /// - Returns: The intents in the order in which they became known; equal questions give equal keys.
  /// - Complexity: O(rounds × levels).
  public func intents(after start: Instant, through end: Instant) -> [Intent] {
    plannedIntents.filter { $0.at > start && $0.at <= end }.map(\.intent)
  }

  /// The next instant after one at which something becomes due if nothing happens: ask for
  /// ``intents(after:through:)`` then.
  ///
  /// - Returns: `nil` when nothing is left to wait for.
  public func nextWakeUp(after instant: Instant) -> Instant? {
    plannedIntents.map(\.at).filter { $0 > instant }.min()
  }

  private typealias Planned = (at: Instant, intent: Intent)

  private var plannedIntents: [Planned] {
    rounds.enumerated().flatMap { place, round in
      intents(of: round, until: place + 1 < rounds.count ? rounds[place + 1].openedAt : nil)
    }.sortedByTime()
  }

  /// What a round asks for; what was not published when the next one began is not any more.
  private func intents(of round: Round, until next: Instant?) -> [Planned] {
    var found: [Planned] = []
    func add(
      _ action: Intent.Action, _ what: String, at: Instant, _ operands: [Explanation.Operand]
    ) {
      let intent = Intent(
        key: IdempotencyKey(
          of: ["dispute", id.rawValue, "\(round.number)", what, action.rawValue]),
        action: action, notBefore: at,
        operands: [.init("dispute", .text(id.rawValue)), .init("about", .text(what))] + operands)
      found.append((at, intent))
    }
    let isWithdrawn = round.withdrawnAt != nil
    for (place, plan) in round.plans.enumerated() {
      // What would come at or after the end of a stretch does not come.
      let stop = plan.endedAt ?? round.withdrawnAt
      func goesOn(at instant: Instant) -> Bool { stop.map { instant < $0 } ?? true }
      for (number, term) in plan.terms.enumerated() {
        let operands = [
          Explanation.Operand("level", .text(term.level.rawValue)),
          .init("due", .instant(term.dueAt, utcOffset: 0)),
        ]
        let start = number == 0 ? term.startsAt : term.startsAt.adding(milliseconds: 1)
        if number == 0 || goesOn(at: term.startsAt) {
          add(.notify, "review-\(place + 1)-\(number + 1)", at: start, operands)
        }
        if let at = term.remindAt, goesOn(at: at) {
          add(.remind, "review-\(place + 1)-\(number + 1)", at: max(at, start), operands)
        }
        if number == plan.terms.count - 1, goesOn(at: term.dueAt) {
          add(
            .notify, "overdue-\(place + 1)", at: term.dueAt.adding(milliseconds: 1), operands)
        }
      }
    }
    for (place, record) in round.rulings.enumerated() where record.ruling.verdict.isDecision {
      add(
        .notify, "decision-\(place + 1)", at: record.at,
        [.init("level", .text(record.ruling.level.rawValue))])
    }
    if let decision = round.decision, let until = decision.ruling.appealUntil, !isWithdrawn,
      round.acceptances.count < Side.allCases.count
    {
      add(
        .notify, "binding", at: until.adding(milliseconds: 1),
        [.init("level", .text(decision.ruling.level.rawValue))])
    }
    if let agreement = round.agreement, let at = round.agreedAt {
      if let arbitration = arbitration(of: round) {
        add(
          .arbitrate, "agreement", at: at,
          [
            .init("cause", .text(arbitration.cause.rawValue)),
            .init("compensation", .money(arbitration.compensation)),
            .init("decision", .text(arbitration.decision.rawValue)),
          ])
      }
      let stop = round.publishedAt ?? next
      if stop.map({ agreement.publishFrom < $0 }) ?? true {
        add(.publish, "agreement", at: max(agreement.publishFrom, at), [])
      }
    }
    return found
  }
}

extension Array where Element == (at: Instant, intent: Intent) {
  /// In the order of time; those of one instant stay in order.
  fileprivate func sortedByTime() -> Self {
    enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}
