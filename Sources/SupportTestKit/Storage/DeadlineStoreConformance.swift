// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportStorage

/// Tests whether a deadline store keeps the promises of `DeadlineStore`; used like
/// ``StoreConformance``.
public typealias DeadlineStoreConformance = PortConformance<any DeadlineStore>

extension PortConformance where Port == any DeadlineStore {
  /// Creates the tests of a deadline store.
  ///
  /// - Parameter makeStore: Makes an empty store; called once for each case.
  public init(_ makeStore: @escaping @Sendable () async throws -> any DeadlineStore) {
    self.init(Self.cases, makeStore)
  }

  /// The promises, one case each.
  public static var cases: [Case] { claiming + leases + changes }

  private static func after(_ seconds: Int) -> Instant { .fixtureStart + .seconds(seconds) }

  private static var claiming: [Case] {
    [
      Case("what is due is claimed once, the earliest first and then by id") { store, probe in
        for (id, seconds) in [("c", 10), ("a", 20), ("b", 10), ("d", 21)] as [(DeadlineID, Int)] {
          try await store.set(Deadline(id, dueAt: after(seconds), payload: [1]))
        }
        func claim(_ limit: Int) async throws -> [DeadlineID] {
          try await store.claim(dueAt: after(20), limit: limit, leasedUntil: after(90))
            .map(\.deadline.id)
        }
        probe.expect(try await claim(2), is: ["b", "c"], "the first claims")
        probe.expect(try await claim(9), is: ["a"], "the second claims, at its very instant")
        probe.expect(try await claim(9), is: [], "the third claims")
        await probe.expect(.invalidRequest, "a limit of 0") {
          _ = try await store.claim(dueAt: after(20), limit: 0, leasedUntil: after(90))
        }
      },
      Case("a claim says what was set, until when, and for the how-manieth time") { store, probe in
        let deadline = Deadline("a", dueAt: after(1), payload: [0, 255, 7])
        try await store.set(deadline)
        let first = try await store.claim(dueAt: after(1), limit: 1, leasedUntil: after(5))
        probe.expect(first.map(\.deadline), is: [deadline], "the deadline")
        probe.expect(first.map(\.leasedUntil), is: [after(5)], "the end of the lease")
        probe.expect(first.map(\.attempt), is: [1], "the attempt")
        let second = try await store.claim(dueAt: after(5), limit: 1, leasedUntil: after(9))
        probe.expect(second.map(\.attempt), is: [2], "the attempt after the lease")
      },
      Case("of many workers each gets others") { store, probe in
        for number in 0..<64 {
          try await store.set(Deadline(DeadlineID("\(number)"), dueAt: after(number % 7)))
        }
        let claimed = ConformanceFlag<[DeadlineID]>([])
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<16 {
            group.addTask {
              do {
                for _ in 0..<8 {
                  let claims = try await store.claim(
                    dueAt: after(9), limit: 1, leasedUntil: after(90))
                  claimed.change { $0 += claims.map(\.deadline.id) }
                }
              } catch {
                probe.fail("a worker met \(error)")
              }
            }
          }
        }
        probe.expect(claimed.value.count, is: 64, "the number of claims")
        probe.expect(Set(claimed.value).count, is: 64, "the number of deadlines claimed")
      },
    ]
  }

  private static var leases: [Case] {
    [
      Case("a lease holds up to its end, and then another may claim") { store, probe in
        try await store.set(Deadline("a", dueAt: after(0)))
        let first = try await store.claim(dueAt: after(0), limit: 1, leasedUntil: after(10))
        let early = try await store.claim(
          dueAt: after(10).adding(milliseconds: -1), limit: 1, leasedUntil: after(20))
        probe.expect(early, is: [], "claims before the end of the lease")
        let second = try await store.claim(dueAt: after(10), limit: 1, leasedUntil: after(20))
        probe.expect(second.count, is: 1, "the number of claims at the end of the lease")
        guard let first = first.first, let second = second.first else { return }
        await probe.expect(.leaseLost, "completing by the one whose lease lapsed") {
          try await store.complete(first)
        }
        await probe.expect(.leaseLost, "giving back by the one whose lease lapsed") {
          try await store.giveBack(first, dueAt: nil)
        }
        try await store.complete(second)
        let third = try await store.claim(dueAt: .max, limit: 1, leasedUntil: .max)
        probe.expect(third, is: [], "claims of what was completed")
        await probe.expect(.leaseLost, "completing twice") { try await store.complete(second) }
      },
      Case("what is given back is due again, with its attempts") { store, probe in
        try await store.set(Deadline("a", dueAt: after(1), payload: [7]))
        let first = try await store.claim(dueAt: after(1), limit: 1, leasedUntil: after(90))
        for claim in first { try await store.giveBack(claim, dueAt: after(30)) }
        let early = try await store.claim(dueAt: after(29), limit: 1, leasedUntil: after(90))
        probe.expect(early, is: [], "claims before the instant it was given back for")
        let second = try await store.claim(dueAt: after(30), limit: 1, leasedUntil: after(90))
        probe.expect(second.map(\.attempt), is: [2], "the attempt")
        probe.expect(second.map(\.deadline.payload), is: [[7]], "the payload")
        for claim in second { try await store.giveBack(claim, dueAt: nil) }
        let third = try await store.claim(dueAt: after(30), limit: 1, leasedUntil: after(90))
        probe.expect(third.map(\.attempt), is: [3], "the attempt after the second time")
      },
    ]
  }

  private static var changes: [Case] {
    [
      Case("setting the same again changes nothing, and a claim goes on") { store, probe in
        let deadline = Deadline("a", dueAt: after(1))
        try await store.set(deadline)
        try await store.set(deadline)
        let claims = try await store.claim(dueAt: after(1), limit: 9, leasedUntil: after(90))
        probe.expect(claims.count, is: 1, "the number of claims")
        try await store.set(deadline)
        let others = try await store.claim(dueAt: after(1), limit: 9, leasedUntil: after(90))
        probe.expect(others, is: [], "claims of what is in somebody's hands")
        for claim in claims { try await store.complete(claim) }
      },
      Case("setting another instant replaces the deadline and voids its claim") { store, probe in
        try await store.set(Deadline("a", dueAt: after(1)))
        let old = try await store.claim(dueAt: after(1), limit: 1, leasedUntil: after(90))
        let changed = Deadline("a", dueAt: after(5), payload: [1])
        try await store.set(changed)
        for claim in old {
          await probe.expect(.leaseLost, "completing what was changed") {
            try await store.complete(claim)
          }
        }
        let early = try await store.claim(dueAt: after(4), limit: 1, leasedUntil: after(90))
        probe.expect(early, is: [], "claims at the old instant")
        let new = try await store.claim(dueAt: after(5), limit: 9, leasedUntil: after(90))
        probe.expect(new.map(\.deadline), is: [changed], "the deadlines")
        probe.expect(new.map(\.attempt), is: [1], "the attempt")
      },
      Case("what is cancelled is gone, and its claim with it") { store, probe in
        try await store.cancel("a")
        try await store.set(Deadline("a", dueAt: after(1)))
        try await store.set(Deadline("b", dueAt: after(1)))
        let claims = try await store.claim(dueAt: after(1), limit: 1, leasedUntil: after(5))
        try await store.cancel("a")
        try await store.cancel("b")
        for claim in claims {
          await probe.expect(.leaseLost, "completing what was cancelled") {
            try await store.complete(claim)
          }
        }
        let none = try await store.claim(dueAt: .max, limit: 9, leasedUntil: .max)
        probe.expect(none, is: [], "claims of what was cancelled")
      },
      Case("the next instant is when something can be claimed") { store, probe in
        probe.expect(try await store.nextInstant(), is: nil, "the next instant of nothing")
        try await store.set(Deadline("a", dueAt: after(10)))
        try await store.set(Deadline("b", dueAt: after(30)))
        probe.expect(try await store.nextInstant(), is: after(10), "the next instant")
        let claims = try await store.claim(dueAt: after(10), limit: 1, leasedUntil: after(20))
        probe.expect(try await store.nextInstant(), is: after(20), "the end of the lease")
        for claim in claims { try await store.complete(claim) }
        probe.expect(try await store.nextInstant(), is: after(30), "the second deadline")
        try await store.cancel("b")
        probe.expect(try await store.nextInstant(), is: nil, "the next instant of nothing again")
      },
    ]
  }
}
