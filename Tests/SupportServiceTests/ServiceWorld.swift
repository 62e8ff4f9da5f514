// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportService
import SupportStorage
import SupportTestKit
import SupportTickets
import Synchronization

/// A desk with stores in memory and a clock that stands still until it is moved.
struct ServiceWorld: Sendable {
  static let text = """
    {
      "format": 0, "id": "desk", "version": "2025-05", "effectiveFrom": "2025-05-18",
      "zone": "Asia/Shanghai", "currency": "CNY", "tenant": "island",
      "facts": { "fault": { "oneOf": ["none", "heavyLoss"], "optional": true },
                 "paid": { "money": "CNY", "optional": true },
                 "orderNumber": { "is": "text", "optional": true },
                 "kind": { "oneOf": ["inquiry", "complaint"] } },
      "tickets": { "duplicates": { "fields": ["orderNumber"], "category": false,
                                  "within": "72 h" } },
      "serviceLevels": { "choose": "strictest", "remindAt": ["50%"], "rules": [
        { "id": "solve", "when": { "kind": "complaint" },
          "then": { "resolution": { "within": "48 h" } } } ] },
      "compensation": {
        "caps": [ { "id": "year", "amount": "100.00", "per": "customer",
                    "window": "calendar year", "covers": "compensationOnly", "counts": ["cash"] } ],
        "settle": [ { "stack": "highest", "adding": ["overtime"], "refunds": "highest" },
                    { "cap": "year" } ],
        "rules": [
          { "id": "heavy", "when": { "fault": "heavyLoss", "cause": "fault" },
            "then": [ { "base": "paid" }, { "times": "20%" }, { "round": "half even" } ] },
          { "id": "late", "when": { "cause": "missedPromise", "promise": "resolution" },
            "then": { "steps": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ],
                      "group": "overtime" } } ] }
    }
    """

  /// Opened once: reading a book takes longer than a whole test.
  private static let desk = Result { Desk(try PolicyBook(text)) }

  let desk: Desk
  let store: InMemoryEventStore
  let deadlines = InMemoryDeadlineStore()
  let checkpoints = InMemoryCheckpointStore()
  let clock: TestClock

  init(chain: RecordChain? = nil) throws {
    desk = try Self.desk.get()
    store = InMemoryEventStore(chain: chain)
    clock = TestClock(try Instant("2025-06-02T09:00:00+08:00"))
  }

  /// A service on the world's stores, or on others in front of them.
  func service(
    _ events: (any EventStore)? = nil, deadlines: (any DeadlineStore)? = nil,
    checkpoints: (any CheckpointStore)? = nil, snapshots: (any SnapshotStore)? = nil,
    sealing: FieldSealing? = nil, settings: DeskService.Settings = .init()
  ) -> DeskService {
    DeskService(
      desk, events: events ?? store, deadlines: deadlines ?? self.deadlines,
      checkpoints: checkpoints ?? self.checkpoints, snapshots: snapshots, sealing: sealing,
      settings: settings, now: { clock.now },
      sleep: { _ in
        await Task.yield()
        try Task.checkCancellation()
      })
  }

  func all() async throws -> [StoredEvent] {
    try await store.readAll(after: .start, limit: .max)
  }

  /// What came to pass of a customer's account, folded from the store alone.
  func account(of customer: CustomerID) async throws -> CompensationAccount? {
    var account = desk.emptyAccount(of: customer)
    let codec = EventCodec<DeskEvent>("compensation")
    for stored in try await store.events(of: StreamID(.compensation, of: customer)) {
      let event = try codec.record(of: stored).event
      if case .compensation(let event) = event { account?.apply(event) }
    }
    return account
  }
}

/// A clock that a test moves.
final class TestClock: Sendable {
  private let instant: Mutex<Instant>

  init(_ start: Instant) {
    instant = Mutex(start)
  }

  var now: Instant { instant.withLock { $0 } }

  func advance(hours: Int64) {
    instant.withLock { $0 = $0.adding(milliseconds: hours * 3_600_000) }
  }
}

extension DeskCommand {
  /// Something went wrong that gives 20 % of what was paid.
  static func fault(of ticket: TicketID, _ name: String, at instant: Instant, paid: Int64) -> Self {
    .claim(
      Cause(key: IdempotencyKey(name), .fault, of: ticket, at: instant),
      facts: [
        DeskFact("fault", .text("heavyLoss")),
        DeskFact("paid", .money(Money(minorUnits: paid, currency: .cny))),
      ])
  }
}

/// What somebody outside has to do once under one key, counted.
final class Outside: Sendable {
  private let effects = Mutex<[IdempotencyKey: Int]>([:])

  /// Does what an intent asks for, unless it was done before.
  func perform(_ intent: Intent) {
    effects.withLock { $0[intent.key, default: 0] += 1 }
  }

  var keys: Set<IdempotencyKey> { effects.withLock { Set($0.keys) } }
  var calls: Int { effects.withLock { $0.values.reduce(0, +) } }
}
