// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
import SupportRules
public import SupportSLA
import SupportTickets
import SupportTime

/// What can be asked of a case.
public enum DeskQuestion: Hashable, Sendable {
  /// Where the ticket stands.
  case progress
  /// Which promises hold, and why these.
  case promises
  /// How a promise's due time came about.
  case promise(SLAMetric)
  /// What the customer got for a cause, by its key.
  case award(IdempotencyKey)
  /// Something about the membership.
  case membership(MembershipQuestion)
  /// How a dispute stands.
  case dispute(DisputeID)
}

extension Desk {
  /// Explains something of a case, for somebody: personal and confidential parts are hidden from those
  /// for whom they are not meant.
  ///
  /// - Parameters:
  ///   - question: What is asked.
  ///   - matter: The case.
  ///   - now: The instant for which it is answered.
  ///   - audience: For whom.
  /// - Returns: The explanation; `nil` where the case has nothing of the kind. Its text is available in
  ///   English and Simplified Chinese, and in further languages by a message catalogue of the host's.
  public func explain(
    _ question: DeskQuestion, of matter: SupportCase, at now: Instant, for audience: Audience
  ) -> Explanation? {
    explanation(question, matter, now)?.shown(to: audience)
  }

  private func explanation(
    _ question: DeskQuestion, _ matter: SupportCase, _ now: Instant
  ) -> Explanation? {
    switch question {
    case .progress:
      TicketProgress(matter.ticket, zone: book(at: now).zone)?.explanation
    case .promises:
      matter.timeline.map { timeline in
        Explanation(
          .deskPromises,
          steps: [timeline.match(at: now).explanation]
            + timeline.statuses(at: now).compactMap {
              timeline.explanation(of: $0.target.metric, at: now)
            })
      }
    case .promise(let metric): matter.timeline?.explanation(of: metric, at: now)
    case .award(let key):
      matter.account?.cause(key).map { Self.explanation(of: $0) }
    case .membership(let question): matter.member?.explanation(of: question, at: now)
    case .dispute(let id):
      matter.dispute(id)?.explanation(at: now, in: book(at: now).zone)
    }
  }

  /// An instant, as the clocks of the book show it.
  func moment(_ name: String, _ instant: Instant) -> Explanation.Operand {
    .init(name, .instant(instant, utcOffset: book.zone.offset(at: instant)))
  }

  private static func explanation(of record: CauseRecord) -> Explanation {
    Explanation(
      .deskAward,
      [
        .init("cause", .text(record.cause.key.rawValue)),
        .init("refund", .money(record.refund)),
        .init("compensation", .money(record.compensation)),
        .init("rule", .text(record.award?.rule.rawValue ?? "—")),
        .init("policy", .text(record.award?.policy.rawValue ?? "—")),
      ])
  }
}

extension DeskDecision {
  /// Why: what happened to the ticket, which promises hold, what is due when, what was paid and how each
  /// sum came about, whom the host has to tell, and what the rules wanted and the policy did not allow.
  ///
  /// It is made when it is asked for; the decision itself costs nothing for it.
  public var explanation: Explanation {
    var steps: [Explanation] = entries.map { entry in
      Explanation(
        .deskEvent,
        [
          .init("stream", .text(entry.stream.rawValue)), .init("event", entry.event.phrase),
          .init("type", .text(entry.event.type)), desk.moment("at", entry.event.occurredAt),
        ], steps: Self.reason(of: entry.event), isConfidential: !entry.event.isOfTheMatter)
    }
    if let timeline = result.timeline, result.ticket.openedAt != nil {
      steps.append(timeline.match(at: now).explanation)
      steps += timeline.statuses(at: now).compactMap {
        timeline.explanation(of: $0.target.metric, at: now)?.withoutOthers
      }
    }
    for judged in judged {
      // Who is refused is told what was missing; an award tells its own way.
      let others: RuleTrace.Others = isRefused(judged.claim.cause) ? .all : .none
      if let step = try? judged.policy.explanation(
        of: judged.claim, in: judged.account, others: others)
      {
        steps.append(step)
      }
    }
    steps += intents.map { intent in
      Explanation(
        .deskIntent,
        [.init("action", .text(intent.action.rawValue)), .init("key", .text(intent.key.rawValue))],
        isConfidential: true)
    }
    steps += notDone.map { reason in
      let told = reason.explanation(in: desk.book.zone)
      return Explanation(
        .deskNotDone, [.init("reason", told.phrase)], steps: told.steps, isConfidential: true)
    }
    if let nextDeadline {
      steps.append(Explanation(.deskNext, [desk.moment("at", nextDeadline)]))
    }
    return Explanation(
      .deskDecision,
      [
        .init("ticket", .text(result.id.rawValue)), .init("book", .text(desk.book.id)),
        .init(
          "version", .text(desk.version(for: result.ticket, at: now).rawValue)),
      ], steps: steps)
  }

  /// Why, in words for the desk alone; the reason of what rules do is the rule.
  private static func reason(of event: DeskEvent) -> [Explanation] {
    guard case .ticket(let event) = event, let reason = event.reason, !reason.isEmpty else {
      return []
    }
    return [Explanation(.deskBecause, [.init("reason", .text(reason))], isConfidential: true)]
  }

  private func isRefused(_ cause: Cause) -> Bool {
    entries.contains { entry in
      if case .compensation(let event) = entry.event, case .refused(let refused, _) = event.change {
        refused.key == cause.key
      } else {
        false
      }
    }
  }
}

extension Explanation {
  /// The same without the tables of which no rule matched, where another one did: of many rules that each
  /// could promise something, a decision tells those that do. ``Desk/explain(_:of:at:for:)`` tells all.
  fileprivate var withoutOthers: Self {
    let isMatched = steps.contains { $0.code.id == Code.ruleMatched.id }
    guard isMatched else { return self }
    var brief = self
    brief.steps.removeAll { $0.code.id == Code.ruleNoMatch.id }
    return brief
  }
}

extension DeskEvent {
  /// Whether it happened to the matter itself: how the desk keeps its books is for those who look at them,
  /// and what was paid is told with its own way.
  fileprivate var isOfTheMatter: Bool {
    switch self {
    case .ticket, .dispute: true
    case .clock, .told, .compensation, .membership: false
    }
  }
}
