// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportStaffing
import SupportTime

/// Looks for promises of an answer that the staffing does not aim at, or does not reach with a forecast,
/// and for surges that never come or meet.
struct StaffingCheck {
  /// A promise that a contact is answered so soon.
  private struct Answer {
    let rule: String
    let metric: String
    let within: ServiceDuration
    let seconds: Double
    let objective: SLAObjective?

    var operands: [Explanation.Operand] {
      [
        .init("rule", .text(rule)), .init("metric", .text(metric)), .init("within", within.phrase),
      ]
    }
  }

  private let book: PolicyBook
  private let scope: PolicyBook.CheckScope
  private let span: Range<Instant>

  init(_ book: PolicyBook, _ scope: PolicyBook.CheckScope, _ span: Range<Instant>) {
    self.book = book
    self.scope = scope
    self.span = span
  }

  var findings: [BookFinding] {
    guard let staffing = book.staffing else { return [] }
    return softer(staffing.policy) + missed(staffing.policy) + surges(staffing.surges)
  }

  /// The promises of metrics that begin with a contact: what a caller waits.
  private var answers: [Answer] {
    book.servicePolicies.flatMap { _, policy in
      let own = Set(policy.ownMetrics.filter { $0.start.contains(.contactStarted) }.map(\.metric))
      return (policy.rules.rules + policy.agreements).flatMap { rule in
        rule.then.compactMap { target -> Answer? in
          guard own.contains(target.metric), case .elapsed(let span) = target.within else {
            return nil
          }
          return Answer(
            rule: rule.id.rawValue, metric: target.metric.rawValue, within: target.within,
            seconds: Double(span) / 1_000, objective: target.objective)
        }
      }
    }
  }

  /// Promises that ask for more than the goal of the staffing.
  private func softer(_ policy: StaffingPolicy) -> [BookFinding] {
    let levels = policy.goal.conditions.compactMap {
      condition -> (share: Double, within: Double)? in
      guard case .serviceLevel(let share, let within, _) = condition else { return nil }
      return (share, within)
    }
    return answers.compactMap { answer in
      let asked = answer.objective.map { Double($0.millionths) / 1_000_000 } ?? 0
      if levels.contains(where: { $0.within <= answer.seconds && $0.share >= asked }) { return nil }
      guard let nearest = levels.min(by: { $0.within < $1.within }) else {
        return BookFinding(
          .unkept, .note, at: "staffing.goal", Explanation(.bookNoGoal, answer.operands))
      }
      return BookFinding(
        .unkept, .warning, at: "staffing.goal",
        Explanation(
          .bookSofterGoal,
          answer.operands + [
            .init("share", .text(Self.percent(nearest.share))),
            .init("seconds", .text(Self.number(nearest.within))),
          ]))
    }
  }

  // MARK: Forecasts

  /// Intervals of the forecast in which a promise is not kept.
  private func missed(_ policy: StaffingPolicy) -> [BookFinding] {
    guard !scope.forecast.isEmpty else { return [] }
    let plan: StaffingPlan
    do throws(StaffingError) {
      plan = try StaffingPlan(policy, scope.forecast)
    } catch {
      return [BookFinding(.unkept, .error, at: "staffing.goal", "\(error)")]
    }
    var findings: [BookFinding] = []
    var agents = plan.requirements.map(\.agents)
    if let heads = scope.heads {
      do throws(StaffingError) {
        let coverage = try plan.coverage(rostering: heads)
        agents = coverage.lines.map(\.agents)
        findings += uncovered(coverage)
      } catch {
        return [BookFinding(.unkept, .error, at: "staffing", "\(error)")]
      }
    }
    for answer in answers {
      if let finding = missed(answer, policy, agents) { findings.append(finding) }
    }
    return findings
  }

  private func uncovered(_ coverage: StaffingCoverage) -> [BookFinding] {
    let lines = coverage.uncovered
    guard let first = lines.first else { return [] }
    return [
      BookFinding(
        .unkept, .warning, at: "staffing",
        Explanation(
          .bookMissingHeads,
          [
            .init("missing", .count(Int64(first.missing))),
            .init("count", .count(Int64(lines.count))),
            .init("total", .count(Int64(coverage.lines.count))),
          ], steps: [BookWords.first(first.requirement.interval.start, book.zone)]))
    ]
  }

  /// The first interval in which fewer are answered in time than the promise asks for.
  private func missed(
    _ answer: Answer, _ policy: StaffingPolicy, _ agents: [Int]
  ) -> BookFinding? {
    guard let objective = answer.objective else { return nil }
    let asked = Double(objective.millionths) / 1_000_000
    let reading = policy.goal.serviceLevel?.reading ?? .answeredOfOffered
    for (interval, number) in zip(scope.forecast, agents) {
      guard
        let figures = try? policy.model.figures(
          of: interval.load, agents: min(number, 20_000), within: answer.seconds, reading: reading),
        let level = figures.serviceLevel, level < asked
      else { continue }
      return BookFinding(
        .unkept, .warning, at: "staffing",
        Explanation(
          .bookMissedPromise,
          answer.operands + [
            .init("objective", .text("\(objective)")),
            .init("level", .text(Self.percent(level))),
            .init("agents", .count(Int64(number))),
          ], steps: [BookWords.first(interval.start, book.zone)]))
    }
    return nil
  }

  // MARK: Surges

  private func surges(_ plan: SurgePlan) -> [BookFinding] {
    plan.findings(in: span).map { finding in
      switch finding {
      case .neverHolds(let rule):
        BookFinding(
          .unreachable, .note, at: "staffing.surges.\(rule)",
          Explanation(
            .bookSurgeNever,
            [
              .init("rule", .text(rule)), .init("from", .date(book.zone.date(at: span.lowerBound))),
              .init("until", .date(book.zone.date(at: span.upperBound))),
            ]))
      case .overlap(let rule, let other, let from, _):
        BookFinding(
          .overlap, .note, at: "staffing.surges.\(rule)",
          Explanation(
            .bookSurgesMeet, [.init("rule", .text(rule)), .init("other", .text(other))],
            steps: [BookWords.first(from, book.zone)]))
      }
    }
  }

  // MARK: Figures

  /// Down to a tenth of a percent, so that what is missed never reads as kept.
  private static func percent(_ share: Double) -> String {
    let tenths = Int((min(max(share, 0), 1) * 1_000).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }

  private static func number(_ value: Double) -> String {
    let whole = Int64(exactly: value.rounded())
    if let whole, Double(whole) == value { return "\(whole)" }
    return "\(value)"
  }
}
