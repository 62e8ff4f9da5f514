// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import SupportTestKit
import Testing

/// Random work on deadlines, by the store in memory and by a list.
@Suite("The deadlines in memory answer as a list does")
struct DeadlineLawTests {
  @Test("claims, losses and next instants are the same", arguments: UInt64(0)..<40)
  func same(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let (store, list) = (InMemoryDeadlineStore(), ListDeadlineStore())
    var now = Instant.fixtureStart
    var claims: [(DeadlineClaim, DeadlineClaim)] = []
    for _ in 0..<150 {
      now = now + .seconds(number(0...5))
      switch number(0...5) {
      case 0, 1:
        let deadline = Deadline(
          DeadlineID("d\(number(0...9))"), dueAt: now + .seconds(number(-5...20)),
          payload: [UInt8(number(0...1))])
        try await store.set(deadline)
        try await list.set(deadline)
      case 2:
        let id = DeadlineID("d\(number(0...9))")
        try await store.cancel(id)
        try await list.cancel(id)
      case 3:
        let (limit, end) = (number(1...4), now + .seconds(number(-1...10)))
        let mine = try await store.claim(dueAt: now, limit: limit, leasedUntil: end)
        let theirs = try await list.claim(dueAt: now, limit: limit, leasedUntil: end)
        #expect(mine.map(\.deadline) == theirs.map(\.deadline))
        #expect(mine.map(\.attempt) == theirs.map(\.attempt))
        claims += zip(mine, theirs)
      default:
        guard !claims.isEmpty else { continue }
        let (mine, theirs) = claims[number(0...(claims.count - 1))]
        let dueAt = random.oneIn(2) ? now + .seconds(3) : nil
        let isCompleting = random.oneIn(2)
        var codes: [StorageError.Code?] = []
        for (store, claim) in [(store, mine), (list, theirs)]
          as [(any DeadlineStore, DeadlineClaim)]
        {
          do throws(StorageError) {
            if isCompleting {
              try await store.complete(claim)
            } else {
              try await store.giveBack(claim, dueAt: dueAt)
            }
            codes.append(nil)
          } catch {
            codes.append(error.code)
          }
        }
        #expect(codes[0] == codes[1])
      }
      // What has passed is all one.
      let next = try await store.nextInstant().map { max($0, now) }
      #expect(try await next == list.nextInstant().map { max($0, now) })
    }
  }
}
