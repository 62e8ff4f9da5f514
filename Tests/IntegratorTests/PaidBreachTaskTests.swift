// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Integrator: a missed promise pays by itself, by a book of the desk's own")
struct PaidBreachTaskTests {
  private let shanghai = WallClock("Asia/Shanghai")

  private static let book = """
    { "format": 0, "id": "desk", "version": "2025", "zone": "Asia/Shanghai", "currency": "CNY",
      "facts": {},
      "compensation": {
        "caps": [
          { "id": "case", "amount": "30.00", "per": "case", "window": "lifetime",
            "covers": "compensationOnly", "counts": ["cash"] } ],
        "settle": [ { "stack": "highest", "refunds": "highest" }, { "cap": "case" } ],
        "rules": [
          { "id": "overdue", "when": { "cause": "missedPromise" },
            "then": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ] } ] } }
    """

  /// The glue: what the desk knows of a breach, as a cause.
  private func cause(of breach: SLABreach) throws -> Cause {
    Cause(
      key: breach.key, .missedPromise, of: breach.origin, at: breach.breachedAt,
      delay: try Cause.Delay(from: breach.breachedAt, until: breach.endedAt))
  }

  @Test("it pays once, to the cap, and is taken back when the ticket was a copy")
  func pays() throws {
    let policy = try SLAPolicy(
      "desk", rules: [], otherwise: [SLATarget(.resolution, within: .hours(8))])
    var ticket = Ticket("T-1")
    var timeline = SLATimeline(policy)
    let opened = shanghai.instant(2025, 6, 10, 9)
    let solved = shanghai.instant(2025, 6, 12, 9, 30)
    for (command, who, now) in [
      (.open(.init()), .customer("mei"), opened), (.solve, .agent("li"), solved),
    ] as [(Ticket.Command, Principal, Instant)] {
      for event in try ticket.perform(command, by: who, at: now) { timeline.apply(event) }
    }
    let breach = try #require(
      timeline.breaches(of: "T-1", after: opened, through: solved).first)

    let rules = try CompensationBook(Self.book).versions
    var account = CompensationAccount(of: "mei", in: .cny)
    let claim = Claim(
      try cause(of: breach), facts: Facts(rules.policy(at: solved).schema), at: solved)
    try account.perform(.claim(claim), by: .system, at: solved, under: rules)
    // 17:00 to 9:30 of the day after next: 41 started hours, of which the case pays 30.
    #expect(account.cause(breach.key)?.award?.entitled.description == "41.00 CNY")
    #expect(account.payouts.map(\.compensation.description) == ["30.00 CNY"])
    #expect(throws: CompensationAccount.Rejection.award(.alreadyAwarded(breach.key))) {
      try account.perform(.claim(claim), by: .system, at: solved, under: rules)
    }

    try account.perform(.reverse(breach.key), by: .agent("li"), at: solved, under: rules)
    #expect(account.standing(of: "T-1")?.onTop.isZero == true)
    #expect(account.payouts.map(\.state) == [.cancelled])
  }
}
