// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
public import SupportSLA
import SupportTickets

/// What a command, the passing of time or another book would make of a case. Nothing is recorded.
public struct DeskWhatIf: Sendable {
  /// A promise that would stand otherwise.
  public struct Difference: Hashable, Sendable {
    /// What is measured.
    public var metric: SLAMetric
    /// How it stands; `nil` where nothing is promised.
    public var before: SLAStatus?
    /// How it would stand; `nil` where nothing would be promised.
    public var after: SLAStatus?
  }

  /// The promises that would stand otherwise, in the order of the policy.
  public let differences: [Difference]
  /// What the case got, refund and what is on top; `nil` where nothing is paid. The interim sum of a delay
  /// that goes on is told and not paid (semantics C12): it stands in the account's causes and in the
  /// explanation.
  public let paidBefore: Money?
  /// What it would get, without interim sums; ask with `.ticket(.solve)` what the end of a delay pays.
  public let paidAfter: Money?
  /// What the desk would decide, with its explanation.
  public let decision: DeskDecision
}

extension Desk {
  /// What a command would change of the case as it stands at that instant, as
  /// ``handle(_:of:by:at:because:key:earlier:coverage:)`` decides it.
  ///
  /// - Throws: ``DeskRejection``, where the desk would refuse it.
  public func whatIf(
    _ command: DeskCommand, of matter: SupportCase, by principal: Principal, at now: Instant
  ) throws(DeskRejection) -> DeskWhatIf {
    compare(matter, at: now, with: try handle(command, of: matter, by: principal, at: now), at: now)
  }

  /// What would fall due from the last look on if nothing happened until an instant.
  public func whatIf(nothingHappensTo matter: SupportCase, until instant: Instant) -> DeskWhatIf {
    compare(matter, at: matter.toldThrough, with: tick(matter, at: instant), at: instant)
  }

  /// What another book would say of a history; `nil` where it says the same, or the history cannot be
  /// judged by itself.
  public func whatIf(
    _ other: Desk, judged history: CaseHistory, through end: Instant
  ) -> BacktestReport.Change? {
    Backtest([history], from: self, to: other, through: end, keeping: 1).runInOneLane()
      .changes.first
  }

  private func compare(
    _ matter: SupportCase, at start: Instant, with decision: DeskDecision, at now: Instant
  ) -> DeskWhatIf {
    let (before, after) = (matter.timeline, decision.result.timeline)
    let metrics = after?.policy.metrics ?? before?.policy.metrics ?? []
    let differences = metrics.compactMap { metric -> DeskWhatIf.Difference? in
      let one = before?.status(of: metric, at: start)
      let other = after?.status(of: metric, at: now)
      guard !SLAStatus.areAlike(one, other) else { return nil }
      return .init(metric: metric, before: one, after: other)
    }
    return DeskWhatIf(
      differences: differences, paidBefore: matter.paid, paidAfter: decision.result.paid,
      decision: decision)
  }
}

extension SLAStatus {
  /// Whether two say the same of a promise: rule, due time and verdict.
  static func areAlike(_ one: Self?, _ other: Self?) -> Bool {
    one?.rule == other?.rule && one?.dueAt == other?.dueAt && one?.verdict == other?.verdict
  }
}

extension SupportCase {
  /// What the customer got for the matter: refund and what is on top; `nil` where nothing is paid.
  public var paid: Money? {
    guard let account else { return nil }
    guard let standing = account.standing(of: id) else { return .zero(account.currency) }
    return try? standing.refund + standing.compensation
  }
}
