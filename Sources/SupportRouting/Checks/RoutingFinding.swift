// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// Something that the checks of a routing policy found, before it is published.
///
/// Each finding is exact for what the policy says; what it assumes of the host (which queues work and
/// agents name by themselves) stands in its sentence. See ``RoutingPolicy/findings(_:)``.
public enum RoutingFinding: Hashable, Sendable {
  /// Something about the rules that choose a queue, as a table.
  case choice(RuleFinding)
  /// No rule, fallback, overflow rule or escalation leads to the queue: work comes to it only where the
  /// work, an agent or the host names it.
  case unreachedQueue(QueueID)
  /// Work that nobody takes goes round in these queues for ever, each time by the rule of the queue
  /// that is counted from 0. It begins with the queue that comes first in the policy.
  case overflowCircle([OverflowPlace])
  /// The overflow rule is never carried out: the one before it always is.
  case hiddenOverflow(OverflowPlace, behind: Int)
  /// Work never reaches the pool, counted from 0: the overflow rule sends it away before.
  case unreachedPool(QueueID, pool: Int, rule: Int)
  /// The pool, counted from 0, is never open: in the span that was looked at, or at all.
  case poolNeverOpen(QueueID, pool: Int, calendar: String)
  /// The queue is open while none of its pools is, and no rule sends the work anywhere: the first
  /// instant, and when that ends; `nil` for not in the span that was looked at.
  case uncovered(QueueID, from: Instant, until: Instant?)
  /// Rules or queues give classes of urgency, and never this one: work has it only where the work names
  /// it.
  case unusedPriority(PriorityID)
  /// The weight changes nothing: all classes of its band have the same.
  case weightWithoutEffect(PriorityID)
  /// None of the agents who serve the queue ever meets this.
  case unmetRequirement(QueueID, rule: RuleID?, Requirement)
  /// None of the agents ever can take the work of the queue, and no rule sends it anywhere.
  case unservedQueue(QueueID)
  /// None of the agents speaks the language.
  case unspokenLanguage(LanguageID)

  /// One overflow rule of a queue, counted from 0.
  public struct OverflowPlace: Hashable, Sendable {
    /// The queue.
    public var queue: QueueID
    /// The number of the rule, from 0.
    public var rule: Int

    /// Creates a place.
    public init(_ queue: QueueID, rule: Int) {
      self.queue = queue
      self.rule = rule
    }
  }

  /// What a finding is about.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``RoutingFinding/choice(_:)``.
    case choice
    /// See ``RoutingFinding/unreachedQueue(_:)``.
    case unreachedQueue
    /// See ``RoutingFinding/overflowCircle(_:)``.
    case overflowCircle
    /// See ``RoutingFinding/hiddenOverflow(_:behind:)``.
    case hiddenOverflow
    /// See ``RoutingFinding/unreachedPool(_:pool:rule:)``.
    case unreachedPool
    /// See ``RoutingFinding/poolNeverOpen(_:pool:calendar:)``.
    case poolNeverOpen
    /// See ``RoutingFinding/uncovered(_:from:until:)``.
    case uncovered
    /// See ``RoutingFinding/unusedPriority(_:)``.
    case unusedPriority
    /// See ``RoutingFinding/weightWithoutEffect(_:)``.
    case weightWithoutEffect
    /// See ``RoutingFinding/unmetRequirement(_:rule:_:)``.
    case unmetRequirement
    /// See ``RoutingFinding/unservedQueue(_:)``.
    case unservedQueue
    /// See ``RoutingFinding/unspokenLanguage(_:)``.
    case unspokenLanguage
  }

  /// What the finding is about.
  public var kind: Kind {
    switch self {
    case .choice: .choice
    case .unreachedQueue: .unreachedQueue
    case .overflowCircle: .overflowCircle
    case .hiddenOverflow: .hiddenOverflow
    case .unreachedPool: .unreachedPool
    case .poolNeverOpen: .poolNeverOpen
    case .uncovered: .uncovered
    case .unusedPriority: .unusedPriority
    case .weightWithoutEffect: .weightWithoutEffect
    case .unmetRequirement: .unmetRequirement
    case .unservedQueue: .unservedQueue
    case .unspokenLanguage: .unspokenLanguage
    }
  }

  /// How much it matters. What depends on what work or the host names by itself is a note; nothing but
  /// rules that choose a queue and contradict one another, or leave a gap, is an error: work may be
  /// reserved for an agent, and who waits may be served later.
  public var severity: RuleFinding.Severity {
    switch self {
    case .choice(let finding): finding.severity
    case .overflowCircle, .hiddenOverflow, .unreachedPool, .poolNeverOpen, .uncovered,
      .unservedQueue, .unspokenLanguage:
      .warning
    case .unmetRequirement(_, _, let requirement): requirement.until == nil ? .warning : .note
    case .unreachedQueue, .unusedPriority, .weightWithoutEffect: .note
    }
  }

  /// The case that shows a gap or an overlap of the rules; `nil` for everything else, whose names and
  /// instants are the witness.
  public var witness: Facts? {
    if case .choice(let finding) = self { finding.region?.witness } else { nil }
  }
}
