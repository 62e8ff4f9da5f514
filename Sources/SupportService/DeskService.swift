// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportDesk
public import SupportStorage
public import SupportTime

/// A desk that keeps what it decides: loads a case, decides, and appends what happened, as often as it
/// takes until nobody came in between.
///
/// ```swift
/// let service = DeskService(
///   desk, events: store, deadlines: deadlines, checkpoints: checkpoints,
///   now: { clock.instant }, sleep: { try await Task.sleep(for: $0) })
/// let answer = try await service.handle(
///   .complain("c-7"), of: "T-1", by: .customer("c-7"), key: request.key)
/// ```
///
/// It is written on ports alone: it reads no clock, draws nothing by chance and waits through what it is
/// given. Any number of tasks may call it, and any number of services, in one process or in several, may
/// share a store.
///
/// **What is stored.** All that one command changes is one append: the ticket's stream, the customer's
/// compensation account, the membership, disputes, what the host has to do (`outbox/…`), who belongs to the
/// case and when it is looked at next (`case/…`), and which tickets are about one matter (`matter/…`). Each
/// stream that was looked at is appended to, or guarded, under the exact version at which it was read: no
/// decision is stored that rests on something that had changed, and no interleaving passes a cap.
///
/// **Sent twice.** A key names a command. Sent again it gives the first answer; with another command it is
/// refused.
///
/// **What the host does.** Intents reach it through ``runRelay()`` and ``runWorker(performing:)``: at least
/// once each, with a key that is the same every time, so that the effect is there exactly once. Ticks go
/// the same way.
public final class DeskService: Sendable {
  /// The desk that decides.
  public let desk: Desk
  /// How often and how long it tries, and how much it remembers.
  public let settings: Settings

  let events: any EventStore
  let deadlines: any DeadlineStore
  let checkpoints: any CheckpointStore
  let sealing: FieldSealing?
  let loader: CaseLoader
  let coverage: @Sendable () -> Ladder.Coverage
  let now: @Sendable () -> Instant
  let sleep: @Sendable (Duration) async throws -> Void

  /// Creates a service.
  ///
  /// - Parameters:
  ///   - desk: The desk that decides. A new version of its book needs a new service: what was remembered
  ///     was folded under the former one.
  ///   - events: Where events are kept. A store with a `RecordChain` chains them.
  ///   - deadlines: Where the relay puts what is due, and the worker takes it.
  ///   - checkpoints: Where the relay remembers how far it came.
  ///   - snapshots: Where long streams are kept as one value each, so that loading asks for few pages.
  ///     They hold recorded events, not what was folded of them; they carry the book's version, are
  ///     compared with the store's last event, and are discarded where either differs. `nil`: nowhere.
  ///   - sealing: How personal values are kept so that they can be erased; `nil`: in the clear. With it no
  ///     snapshots are written.
  ///   - digest: Names matters so that the names of their streams do not tell what they are about; `nil`:
  ///     they hold the values by which the policy knows duplicates, as they are.
  ///   - upcasts: Bring up events of a desk that were stored in an older form.
  ///   - settings: How often and how long it tries, and how much it remembers.
  ///   - coverage: Who covers which level of a ladder, when a case is looked at.
  ///   - now: The present instant. Where it is before what is known of a case, the case's last instant
  ///     counts.
  ///   - sleep: Waits, and ends early with an error when the task is cancelled.
  public init(
    _ desk: Desk, events: any EventStore, deadlines: any DeadlineStore,
    checkpoints: any CheckpointStore, snapshots: (any SnapshotStore)? = nil,
    sealing: FieldSealing? = nil, digest: (any RecordDigest)? = nil,
    upcasts: [EventUpcast] = [], settings: Settings = Settings(),
    coverage: @escaping @Sendable () -> Ladder.Coverage = { .all },
    now: @escaping @Sendable () -> Instant,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.desk = desk
    self.settings = settings
    self.events = events
    self.deadlines = deadlines
    self.checkpoints = checkpoints
    self.sealing = sealing
    self.coverage = coverage
    self.now = now
    self.sleep = sleep
    loader = CaseLoader(
      desk: desk,
      history: StreamHistory(
        events: events, snapshots: snapshots, sealing: sealing, upcasts: upcasts,
        policyVersion: desk.book.version, snapshotInterval: settings.snapshotInterval),
      digest: digest, cache: CaseCache(capacity: settings.rememberedCases))
  }

  /// Forgets what it remembers of a case, as after an erasure: the next command loads it anew.
  public func forget(_ ticket: TicketID) {
    loader.cache.forget(ticket)
  }
}
