// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
public import SupportSLA
import SupportTickets
public import SupportTime

/// A second book that decides beside the first and only reports.
///
/// Use it before a book is published, on the work of the day: the first desk decides, and what it
/// records of the ticket and the membership happens to both; promises, claims and reminders of the second
/// are its own and go nowhere. What people do with the first one's payouts, such as an approval, is not
/// asked of the second.
///
/// ```swift
/// let desks = ShadowDesk(today, beside: proposed)
/// var matter = desks.opened("T-1", customer: "c-7")
/// let answer = try desks.handle(.complain("c-7"), of: matter, by: .customer("c-7"), at: now)
/// answer.decision                // what holds
/// answer.differences             // what the second book would have said otherwise
/// matter = answer.result
/// ```
public struct ShadowDesk: Sendable {
  /// The desk that decides.
  public let desk: Desk
  /// The desk that only reports.
  public let shadow: Desk

  /// A case as both desks see it.
  public struct Pair: Sendable {
    /// The case.
    public var matter: SupportCase
    /// The same case with the clocks and the accounts of the second desk.
    public var shadow: SupportCase
  }

  /// What both desks say of a command.
  public struct Answer: Sendable {
    /// What the first desk decided: this holds.
    public let decision: DeskDecision
    /// What the second desk would have told, paid and asked of the host.
    public let shadow: DeskDecision
    /// Why the second desk would have refused the command; `nil` where it would not.
    public let refusal: DeskRejection?
    /// The case afterwards.
    public let result: Pair
    /// Where the two differ.
    public let differences: [Difference]
  }

  /// Something of which the two desks say different things.
  public enum Difference: Hashable, Sendable {
    /// A promise: rule, due time or verdict.
    case promise(SLAMetric, before: SLAStatus?, after: SLAStatus?)
    /// What the case got so far.
    case paid(before: Money?, after: Money?)
    /// What only the first desk asks of the host, by the action.
    case intentsDropped([Intent.Action])
    /// What only the second desk would ask of the host.
    case intentsAdded([Intent.Action])
    /// The second desk would have refused the command.
    case refused(DeskRejection)
  }

  /// Lets a desk decide and another one watch.
  public init(_ desk: Desk, beside shadow: Desk) {
    self.desk = desk
    self.shadow = shadow
  }

  /// A case to which nothing has happened yet.
  public func opened(_ id: TicketID, customer: CustomerID? = nil) -> Pair {
    Pair(
      matter: desk.opened(id, customer: customer), shadow: shadow.opened(id, customer: customer))
  }

  /// Decides a command with the first desk, and hears what the second one says.
  ///
  /// - Throws: ``DeskRejection`` of the first desk; then neither case changes.
  public func handle(
    _ command: DeskCommand, of pair: Pair, by principal: Principal, at now: Instant,
    because reason: String? = nil, coverage: Ladder.Coverage = .all
  ) throws(DeskRejection) -> Answer {
    let decision = try desk.handle(
      command, of: pair.matter, by: principal, at: now, because: reason, coverage: coverage)
    var refusal: DeskRejection?
    do throws(DeskRejection) {
      _ = try shadow.handle(
        command, of: pair.shadow, by: principal, at: now, because: reason, coverage: coverage)
    } catch {
      refusal = error
    }
    return answer(decision, pair, refusal, command, at: now, coverage)
  }

  /// Looks at a case with both desks because time has passed.
  public func tick(_ pair: Pair, at now: Instant, coverage: Ladder.Coverage = .all) -> Answer {
    answer(
      desk.tick(pair.matter, at: now, coverage: coverage), pair, nil, nil, at: now, coverage)
  }

  private func answer(
    _ decision: DeskDecision, _ pair: Pair, _ refusal: DeskRejection?,
    _ command: DeskCommand?, at now: Instant, _ coverage: Ladder.Coverage
  ) -> Answer {
    let beside = shadow.follow(decision, pair.shadow, command, at: now, coverage)
    let result = Pair(matter: decision.result, shadow: beside.result)
    return Answer(
      decision: decision, shadow: beside, refusal: refusal, result: result,
      differences: Self.differences(decision, beside, refusal, at: now))
  }

  private static func differences(
    _ one: DeskDecision, _ other: DeskDecision, _ refusal: DeskRejection?, at now: Instant
  ) -> [Difference] {
    var found: [Difference] = refusal.map { [.refused($0)] } ?? []
    let (before, after) = (one.result.timeline, other.result.timeline)
    var metrics = before?.policy.metrics ?? []
    metrics += (after?.policy.metrics ?? []).filter { !metrics.contains($0) }
    for metric in metrics {
      let (left, right) = (before?.status(of: metric, at: now), after?.status(of: metric, at: now))
      if !SLAStatus.areAlike(left, right) {
        found.append(.promise(metric, before: left, after: right))
      }
    }
    if one.result.paid != other.result.paid {
      found.append(.paid(before: one.result.paid, after: other.result.paid))
    }
    let (left, right) = (one.intents.map(\.action), other.intents.map(\.action))
    let dropped = left.without(right)
    let added = right.without(left)
    if !dropped.isEmpty { found.append(.intentsDropped(dropped)) }
    if !added.isEmpty { found.append(.intentsAdded(added)) }
    return found
  }
}

extension [Intent.Action] {
  /// What is left when each of the others has taken one away.
  fileprivate func without(_ others: Self) -> Self {
    var rest = others
    return filter { action in
      guard let place = rest.firstIndex(of: action) else { return true }
      rest.remove(at: place)
      return false
    }
  }
}

extension Desk {
  /// What this desk says of what another one decided: the other's events of the ticket happen, the
  /// clocks and the accounts are its own.
  func follow(
    _ decision: DeskDecision, _ matter: SupportCase, _ command: DeskCommand?,
    at now: Instant, _ coverage: Ladder.Coverage
  ) -> DeskDecision {
    var work = DeskWork(
      self, matter, by: .system, at: now, because: nil, key: decision.key, coverage: coverage)
    // As the other one did before the command changed what rules ask about.
    if command.changesMembership || decision.entries.contains(where: \.event.changesFacts) {
      work.settleBefore()
    }
    for entry in decision.entries where entry.stream == matter.stream {
      switch entry.event {
      case .ticket, .clock: work.record(entry.event)
      default: continue
      }
    }
    for entry in decision.entries {
      if case .membership = entry.event { work.record(entry.event) }
    }
    if let command, case .claim = command { work.hear(command) }
    work.conclude()
    return work.handOver()
  }
}

extension DeskCommand? {
  fileprivate var changesMembership: Bool {
    if case .membership = self { true } else { false }
  }
}

extension DeskEvent {
  /// Whether it says something of the ticket that rules ask about.
  fileprivate var changesFacts: Bool {
    if case .ticket(let event) = self { event.change.changesFacts } else { false }
  }
}

extension DeskWork {
  /// Judges a claim as the desk itself would, and leaves it aside where it would refuse it.
  mutating func hear(_ command: DeskCommand) {
    do throws(DeskRejection) {
      try perform(command, nil)
    } catch {
      leave(error)
    }
  }
}
