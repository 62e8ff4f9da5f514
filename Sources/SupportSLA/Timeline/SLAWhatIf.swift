// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTickets
public import SupportTime

/// What a ticket's history would have come to under another policy, priority or calendar.
///
/// It changes nothing: it folds the same events twice and tells the differences.
///
/// ```swift
/// let report = try SLAWhatIf(events, under: policy, instead: .priority(.urgent), at: now)
/// report.differences                       // each cycle whose verdict or due time differs
/// ```
public struct SLAWhatIf: Hashable, Sendable {
  /// What is otherwise.
  public enum Change: Sendable {
    /// Another policy.
    case policy(SLAPolicy)
    /// Another priority from the opening on; later changes of the priority are left out.
    case priority(Ticket.Priority?)
    /// Another calendar under a name.
    case calendar(String, BusinessCalendar)
  }

  /// A cycle that comes out otherwise.
  public struct Difference: Hashable, Sendable {
    /// The metric.
    public var metric: SLAMetric
    /// Which of its cycles, from 1 in the order of time.
    public var cycle: Int
    /// How it stands; `nil` where there is no such cycle.
    public var before: SLAStatus?
    /// How it would stand; `nil` where there would be no such cycle.
    public var after: SLAStatus?
  }

  /// The cycles that come out otherwise, metric by metric.
  public private(set) var differences: [Difference] = []
  /// All cycles as they stand, counted.
  public private(set) var before = SLAAttainment()
  /// All cycles as they would stand, counted.
  public private(set) var after = SLAAttainment()

  /// Folds a history twice.
  ///
  /// - Parameters:
  ///   - events: The events of a ticket, in order.
  ///   - policy: The policy that holds.
  ///   - facts: Facts of the host's own, in the policy's schema, as for a timeline.
  ///   - adjustments: What people decided about the clocks, in the order of time; at the instant of
  ///     an event behind it.
  ///   - change: What is otherwise.
  ///   - instant: When to look.
  /// - Throws: `DocumentError` where another calendar cannot be compiled.
  public init(
    _ events: [Ticket.Event], under policy: SLAPolicy, facts: Facts? = nil,
    adjustments: [SLAAdjustment] = [], instead change: Change, at instant: Instant
  ) throws(DocumentError) {
    var other = policy
    var changed = events
    switch change {
    case .policy(let policy): other = policy
    case .calendar(let name, let calendar):
      other = try policy.replacing(calendar: name, with: calendar)
    case .priority(let priority): changed = Self.events(events, with: priority)
    }
    let old = Self.timeline(events, policy, facts, adjustments)
    let new = Self.timeline(changed, other, facts, adjustments)
    let metrics = policy.metrics + other.metrics.filter { !policy.metrics.contains($0) }
    for metric in metrics {
      compare(metric, old.cycles(of: metric, at: instant), new.cycles(of: metric, at: instant))
    }
  }

  /// Whether nothing would be otherwise.
  public var isEmpty: Bool { differences.isEmpty }

  /// The cycles that were not missed and would be.
  public var newlyMissed: [Difference] {
    differences.filter { $0.after?.verdict == .missed && $0.before?.verdict != .missed }
  }

  /// The cycles that were missed and would not be.
  public var noLongerMissed: [Difference] {
    differences.filter { $0.before?.verdict == .missed && $0.after?.verdict != .missed }
  }

  private mutating func compare(_ metric: SLAMetric, _ old: [SLACycle], _ new: [SLACycle]) {
    for cycle in old { before.count(cycle.status.verdict) }
    for cycle in new { after.count(cycle.status.verdict) }
    for index in 0..<max(old.count, new.count) {
      let (one, other) = (
        index < old.count ? old[index].status : nil, index < new.count ? new[index].status : nil
      )
      let isSame =
        one?.verdict == other?.verdict && one?.dueAt == other?.dueAt
        && one?.breachedAt == other?.breachedAt
      if !isSame {
        differences.append(
          Difference(metric: metric, cycle: index + 1, before: one, after: other))
      }
    }
  }

  private static func timeline(
    _ events: [Ticket.Event], _ policy: SLAPolicy, _ facts: Facts?, _ adjustments: [SLAAdjustment]
  ) -> SLATimeline {
    var timeline = SLATimeline(policy, facts: facts)
    var decided = adjustments[...]
    for event in events {
      while let next = decided.first, next.at < event.occurredAt {
        timeline.apply(next)
        decided.removeFirst()
      }
      timeline.apply(event)
    }
    for adjustment in decided { timeline.apply(adjustment) }
    return timeline
  }

  private static func events(
    _ events: [Ticket.Event], with priority: Ticket.Priority?
  ) -> [Ticket.Event] {
    events.compactMap { event in
      var event = event
      switch event.change {
      case .opened(var opening):
        opening.priority = priority
        event.change = .opened(opening)
      case .imported(var life):
        life.opening.priority = priority
        event.change = .imported(life)
      case .prioritised: return nil
      default: break
      }
      return event
    }
  }
}
