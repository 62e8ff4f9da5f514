// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMembership
import SupportTestKit
import SupportTime
import Testing

@Suite("Rewards: the yearly pool")
struct RewardPoolTests {
  static let amount = Club.yuan(500_000_00)

  static func pool() throws -> RewardPool {
    var pool = RewardPool("proposals", zone: Club.shanghai)
    try pool.perform(.setAmount(amount), by: .agent("lead"), at: Instant("2025-01-01T00:00+08:00"))
    return pool
  }

  /// A store that takes events only under the version that their writer expects.
  struct Store {
    var events: [RewardPool.Event] = []

    mutating func append(_ new: [RewardPool.Event], expecting version: Int64) -> Bool {
      guard Int64(events.count) == version else { return false }
      events += new
      return true
    }

    func read() -> RewardPool {
      var pool = RewardPool("proposals", zone: Club.shanghai)
      for event in events { pool.apply(event) }
      return pool
    }
  }

  @Test("no interleaving of hosts passes the yearly sum", arguments: UInt64(0)..<60)
  func interleavings(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var store = Store()
    let opened = try Instant("2025-12-01T00:00+08:00")
    store.events = try {
      var pool = RewardPool("proposals", zone: Club.shanghai)
      return try pool.perform(.setAmount(Self.amount), by: .system, at: opened)
    }()
    // What each host read last, and has not stored yet.
    var hosts = Array(repeating: store.read(), count: 4)
    var decided: [Int: (events: [RewardPool.Event], version: Int64)] = [:]
    var (conflicts, taken) = (0, 0)
    for step in 0..<300 {
      let host = Int.random(in: 0..<hosts.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: hosts[host] = store.read()
      case 1:
        let sum = Club.yuan(Int64.random(in: 1...200_000_00, using: &random))
        let now = opened.adding(milliseconds: Int64(step) * 14_400_000)
        let pool = hosts[host]
        let command: RewardPool.Command =
          random.oneIn(5)
          ? .withdraw(.init("a\(Int.random(in: 0...step, using: &random))"))
          : .award(.init("a\(step)"), sum)
        let events = try? pool.decide(
          command, by: .system, at: now, expecting: pool.version)
        decided[host] = events.map { ($0, pool.version) }
      default:
        guard let mine = decided.removeValue(forKey: host) else { continue }
        if store.append(mine.events, expecting: mine.version) { taken += 1 } else { conflicts += 1 }
      }
      let pool = store.read()
      #expect(pool.given(in: 2025) <= Self.amount.minorUnits, "seed \(seed)")
      #expect(pool.given(in: 2026) <= Self.amount.minorUnits, "seed \(seed)")
      #expect(pool.ignoredEventCount == 0, "seed \(seed)")
    }
    #expect(taken > 0 && conflicts > 0, "seed \(seed)")
  }

  @Test("exactly what is left can be given, one cent more cannot, and each year has its own")
  func edges() throws {
    var pool = try Self.pool()
    try pool.perform(
      .award("a", Club.yuan(450_000_00)), by: .system, at: Instant("2025-12-31T23:59+08:00"))
    #expect(
      throws: RewardPool.Rejection.exhausted(
        year: 2025, left: Club.yuan(50_000_00), wanted: Club.yuan(50_000_01))
    ) {
      try pool.perform(
        .award("b", Club.yuan(50_000_01)), by: .system, at: Instant("2025-12-31T23:59+08:00"))
    }
    try pool.perform(
      .award("b", Club.yuan(50_000_00)), by: .system, at: Instant("2025-12-31T23:59+08:00"))
    #expect(pool.left(in: 2025) == Club.yuan(0))
    try pool.perform(
      .award("c", Club.yuan(1)), by: .system, at: Instant("2026-01-01T00:00+08:00"))
    // What is taken back goes to the year it came from.
    try pool.perform(.withdraw("a"), by: .system, at: Instant("2026-02-01T00:00+08:00"))
    #expect(pool.left(in: 2025) == Club.yuan(450_000_00))
    #expect(pool.left(in: 2026) == Club.yuan(500_000_00 - 1))
    #expect(throws: RewardPool.Rejection.unknownAward("a")) {
      try pool.perform(.withdraw("a"), by: .system, at: Instant("2026-02-01T00:00+08:00"))
    }
    #expect(throws: RewardPool.Rejection.alreadyAwarded("a")) {
      try pool.perform(
        .award("a", Club.yuan(1)), by: .system, at: Instant("2026-02-01T00:00+08:00"))
    }
  }

  @Test("a sum that is lowered later leaves nothing, and never less than nothing")
  func lowered() throws {
    var pool = try Self.pool()
    let now = try Instant("2025-06-01T00:00+08:00")
    try pool.perform(.award("a", Club.yuan(100_00)), by: .system, at: now)
    try pool.perform(.setAmount(Club.yuan(50_00)), by: .system, at: now)
    #expect(pool.left(in: 2025) == Club.yuan(0))
    #expect(throws: RewardPool.Rejection.tooLittle(Club.yuan(0))) {
      try pool.perform(.award("b", Club.yuan(0)), by: .system, at: now)
    }
    let euro = Money(minorUnits: 5, currency: .eur)
    #expect(throws: RewardPool.Rejection.wrongCurrency(euro, expected: .cny)) {
      try pool.perform(.award("b", euro), by: .system, at: now)
    }
    #expect(throws: RewardPool.Rejection.versionConflict(expected: 2, actual: 3)) {
      try pool.decide(.award("b", Club.yuan(1)), by: .system, at: now, expecting: 2)
    }
    #expect(throws: RewardPool.Rejection.self) {
      try pool.perform(.withdraw("a"), by: .system, at: Instant("2025-01-01T00:00+08:00"))
    }
    let empty = RewardPool("other", zone: .utc)
    #expect(throws: RewardPool.Rejection.noAmount) {
      try empty.decide(.award("b", Club.yuan(1)), by: .system, at: now, expecting: 0)
    }
  }

  @Test("events that make no sense are counted, and the pool stays sound")
  func nonsense() throws {
    var pool = try Self.pool()
    let now = try Instant("2025-06-01T00:00+08:00")
    for change in [
      RewardPool.Change.awarded(.init(id: "a", sum: Club.yuan(.max), year: 2025)),
      .awarded(.init(id: "a", sum: Club.yuan(5), year: 2025)), .withdrawn("none"),
      .awarded(.init(id: "b", sum: Club.yuan(.max), year: 2025)),
      .awarded(.init(id: "c", sum: Club.yuan(.min), year: .min)),
    ] {
      pool.apply(.init(change, by: .system, at: now))
    }
    #expect(pool.ignoredEventCount == 2)
    #expect(pool.given(in: 2025) == .max)
    #expect(pool.left(in: 2025) == Club.yuan(0))
    pool.apply(.init(.amountSet(Club.yuan(.min)), by: .system, at: now))
    #expect(pool.left(in: 2025) == Club.yuan(0))
    #expect(pool.version == 7)
  }

  @Test("events survive their JSON")
  func json() throws {
    let now = try Instant("2025-06-01T00:00+08:00")
    let events: [RewardPool.Event] = [
      .init(.amountSet(Self.amount), by: .agent("lead"), at: now, because: "year"),
      .init(.awarded(.init(id: "a", sum: Club.yuan(5), year: 2025)), by: .system, at: now),
      .init(.withdrawn("a"), by: .system, at: now),
    ]
    let data = try JSONEncoder().encode(events)
    #expect(try JSONDecoder().decode([RewardPool.Event].self, from: data) == events)
  }
}
