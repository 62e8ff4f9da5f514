// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
public import SupportRouting
import SupportSLA
import SupportTickets

/// What a desk decided: the events of each stream it touches, what the host has to do, what the case is
/// afterwards, when to look again, and why.
///
/// Append ``events`` in one atomic write, then carry out ``intents``; each keeps its key, so doing it
/// twice does it once.
public struct DeskDecision: Sendable {
  /// An event and the stream that it belongs to.
  public struct Entry: Hashable, Sendable {
    /// The stream.
    public var stream: StreamID
    /// The event.
    public var event: DeskEvent
  }

  /// What happened, in order.
  public internal(set) var entries: [Entry] = []
  /// What the host has to do, in order.
  public internal(set) var intents: [Intent] = []
  /// The case with the events applied.
  public internal(set) var result: SupportCase
  /// Another case that the decision changes, such as the earlier one into which a repeated contact was
  /// merged, with its events applied.
  public internal(set) var other: SupportCase? {
    get { others.first }
    set { others = newValue.map { [$0] } ?? [] }
  }
  // Few decisions have one, and a case is large: it stands elsewhere.
  private var others: [SupportCase] = []
  /// When something of the other case falls due.
  public internal(set) var otherDeadline: Instant?
  /// What to tell a router; `nil`: nothing.
  public internal(set) var routing: RoutingRequest?
  /// When something falls due if nothing happens: call ``Desk/tick(_:at:key:coverage:)`` then. `nil`
  /// where nothing is left to wait for.
  public internal(set) var nextDeadline: Instant?
  /// What the customer was paid or refused, with the account as it was before.
  var judged: [Judged] = []
  /// What the rules wanted and the policy did not allow, in order; the command itself holds. Each reason
  /// has words of its own in English and Simplified Chinese, see ``DeskRejection/explanation(in:)``.
  public internal(set) var notDone: [DeskRejection] = []

  let before: SupportCase
  let desk: Desk
  let now: Instant
  let key: IdempotencyKey

  init(of matter: SupportCase, by desk: Desk, at now: Instant, under key: IdempotencyKey) {
    before = matter
    result = matter
    self.desk = desk
    self.now = now
    self.key = key
  }

  /// A claim and the account beside which it was judged.
  struct Judged: Sendable {
    var claim: Claim
    var account: CompensationAccount
    var policy: CompensationPolicy
  }

  /// What to tell a router.
  public enum RoutingRequest: Hashable, Sendable {
    /// Somebody has to take it up.
    case enqueue(WorkItem)
    /// Nobody has to any more: it was taken up, settled or merged.
    case withdraw(WorkID)
  }

  /// The events, in order.
  public var events: [DeskEvent] { entries.map(\.event) }

  /// The events of one stream, in order.
  public func events(of stream: StreamID) -> [DeskEvent] {
    entries.filter { $0.stream == stream }.map(\.event)
  }

  /// The streams that it touches, each once, in the order in which it does.
  public var streams: [StreamID] {
    var seen: Set<StreamID> = []
    return entries.map(\.stream).filter { seen.insert($0).inserted }
  }

  /// The events as records: with ids made of the command's key, the book's version and tenant, and the
  /// versions that follow those of the streams as they are.
  ///
  /// - Parameters:
  ///   - recordedAt: When the store learns of them.
  ///   - versions: The versions of the streams before the decision; 0 for a stream that is not named.
  ///   - cause: The recorded event that led to the command.
  /// - Returns: One record for each event, in the order of the decision.
  public func records(
    at recordedAt: Instant, after versions: [StreamID: Int64] = [:], cause: EventID? = nil
  ) -> [Recorded<DeskEvent>] {
    var versions = versions
    return entries.enumerated().map { ordinal, entry in
      let version = (versions[entry.stream] ?? 0) + 1
      versions[entry.stream] = version
      return Recorded(
        entry.event, id: EventID(of: key, ordinal: ordinal), stream: entry.stream,
        version: version, tenant: desk.tenant, occurredAt: entry.event.occurredAt,
        recordedAt: recordedAt, principal: entry.event.principal, cause: cause,
        policyVersion: desk.version(for: before.ticket, at: now))
    }
  }
}
