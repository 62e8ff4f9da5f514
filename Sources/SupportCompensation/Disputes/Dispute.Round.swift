// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// One way through the steps: the first arbitration, or a later review of it.
  public struct Round: Hashable, Sendable {
    /// Its number, counted from 1.
    public let number: Int
    /// The version of the policy that it goes by to its end.
    public let policy: PolicyVersion
    /// When it began.
    public let openedAt: Instant
    /// Who began it.
    public let openedBy: Principal
    /// The evidence, in the order in which it came.
    public internal(set) var evidence: [EvidenceEntry] = []
    /// When the evidence was complete; `nil` before.
    public internal(set) var evidenceClosedAt: Instant?
    /// The system check; `nil` before it was made.
    public internal(set) var check: Check?
    /// The stretches of review: the first, and one after each passing on and each appeal.
    public internal(set) var plans: [Plan] = []
    /// What the levels decided, in order; passing on by the time alone is none of these.
    public internal(set) var rulings: [RulingRecord] = []
    /// The appeals, in order.
    public internal(set) var appeals: [Appeal] = []
    /// Who accepted the last decision.
    public internal(set) var acceptances: [Acceptance] = []
    /// The agreement; `nil` before there is one.
    public internal(set) var agreement: Agreement?
    /// When the agreement was recorded.
    public internal(set) var agreedAt: Instant?
    /// What was published; `nil` before it was.
    public internal(set) var notice: PublicNotice?
    /// When the outcome was published.
    public internal(set) var publishedAt: Instant?
    /// When the customer withdrew it; `nil` where nobody did.
    public internal(set) var withdrawnAt: Instant?

    init(_ number: Int, policy: PolicyVersion, at openedAt: Instant, by openedBy: Principal) {
      self.number = number
      self.policy = policy
      self.openedAt = openedAt
      self.openedBy = openedBy
    }

    /// The last decision that says who is right; `nil` while there is none that stands.
    public var decision: RulingRecord? {
      guard plans.last?.endedAt != nil, let last = rulings.last, last.ruling.verdict.isDecision
      else { return nil }
      return last
    }

    /// Whether nothing is left to be done by arbitration: agreed or withdrawn.
    public var isClosed: Bool { agreement != nil || withdrawnAt != nil }

    /// The steps that are done, in order, each with when.
    public var steps: [StepDone] {
      var steps: [StepDone] = []
      if let evidenceClosedAt { steps.append(StepDone(.evidence, at: evidenceClosedAt)) }
      if let check { steps.append(StepDone(.systemCheck, at: check.at)) }
      if let agreedAt, let decision {
        steps.append(StepDone(.review, at: decision.at))
        steps.append(StepDone(.agreement, at: agreedAt))
      }
      if let publishedAt { steps.append(StepDone(.publication, at: publishedAt)) }
      return steps
    }
  }

  /// A step that is done.
  public struct StepDone: Hashable, Sendable {
    /// The step.
    public var step: Step
    /// When it was done; the review when the decision was made that was agreed to.
    public var at: Instant

    init(_ step: Step, at: Instant) {
      self.step = step
      self.at = at
    }
  }

  /// A piece of evidence with who brought it and when.
  public struct EvidenceEntry: Hashable, Sendable {
    /// The evidence.
    public var evidence: Evidence
    /// When it came.
    public var at: Instant
    /// Who brought it.
    public var by: Principal
  }

  /// A decision that a side took to the next level.
  public struct Appeal: Hashable, Sendable {
    /// The side.
    public var side: Side
    /// Against whose decision.
    public var level: DisputeLevel.ID
    /// When.
    public var at: Instant
  }
}
