// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

/// Sums that are said outright, so that what an account makes of several is plain to see.
@Suite("What an account makes of several sums")
struct AccountCornerTests {
  /// A policy that gives what the fact `sum` says, in cash or in points of 0.10.
  static func policy(
    _ version: PolicyVersion = "1", cap: AwardCap? = nil, mode: Stacking.Mode = .sum,
    options: CompensationOptions = CompensationOptions()
  ) throws -> CompensationPolicy {
    let steps: [AwardFormula.Step] = [.base(.fact("sum")), .round(RoundingRule(.halfEven))]
    return try CompensationPolicy(
      "sums", version: version, currency: .cny, zone: ZoneRules(identifier: "Asia/Shanghai"),
      facts: [
        FactField("sum", .money(.cny)), FactField("other", .money(.cny), isOptional: true),
        FactField("inPoints", .boolean),
      ],
      rules: [
        Rule(
          "points", when: .equals("inPoints", true),
          then: AwardFormula(steps, form: .points(each: Desk.yuan("0.10")), grants: [.points(7)])),
        Rule("cash", when: .always, then: AwardFormula(steps)),
      ],
      settlement: Settlement([.stack(Stacking(mode))] + (cap.map { [.cap($0.id)] } ?? [])),
      caps: cap.map { [$0] } ?? [], options: options)
  }

  static func claim(
    _ policy: CompensationPolicy, _ key: IdempotencyKey, _ sum: String, of ticket: TicketID = "T",
    at: String = "2025-05-18T10:00:00Z", inPoints: Bool = false
  ) throws -> Claim {
    Claim(
      Cause(key: key, .fault, of: ticket, at: try Instant(at)),
      facts: try Facts(
        policy.schema, ["sum": .money(Desk.yuan(sum)), "inPoints": .boolean(inPoints)]),
      at: try Instant("2026-06-01T00:00:00Z"))
  }

  static let asksLead = CompensationOptions(approvals: [
    ApprovalLevel("lead", above: Desk.yuan("100"))
  ])
  static func year(_ amount: String) -> AwardCap {
    AwardCap(
      "year", Desk.yuan(amount), .perCustomer, .calendarYear, covers: .compensationOnly,
      counts: [.cash])
  }

  @Test("facts of another schema are read by name, also by formulas")
  func otherSchema() throws {
    let policy = try Self.policy()
    let fields = [policy.schema.fields[1]] + policy.schema.fields.reversed()
    let schema = try FactSchema(
      fields.reduce(into: []) { list, field in
        if !list.contains(where: { $0.name == field.name }) { list.append(field) }
      })
    let claim = Claim(
      Cause(key: "c", .fault, of: "T", at: .epoch),
      facts: try Facts(
        schema,
        [
          "sum": .money(Desk.yuan("5")), "other": .money(Desk.yuan("900")), "inPoints": false,
        ]), at: .epoch)
    let award = try policy.award(for: claim, in: CompensationAccount(of: "mei", in: .cny)).award
    #expect(award?.compensation == Desk.yuan("5"))
  }

  @Test(
    "a cause adds no more than before caps: what a cap withheld is not paid by another year or form"
  )
  func withheldStays() throws {
    var desk = AccountDesk(policy: try Self.policy(cap: Self.year("100")))
    try desk.perform(.claim(Self.claim(desk.policy, "a", "190", at: "2025-05-18T00:00:00Z")))
    try desk.perform(.claim(Self.claim(desk.policy, "b", "1", at: "2026-05-18T00:00:00Z")))
    try desk.perform(.claim(Self.claim(desk.policy, "c", "20.05", inPoints: true)))
    #expect(desk.account.cause("a")?.compensation == Desk.yuan("100"))
    #expect(desk.account.cause("b")?.compensation == Desk.yuan("1"))
    // Whole points of 0.10 only, each form in a payout of its own.
    #expect(desk.account.cause("c")?.compensation == Desk.yuan("20"))
    #expect(desk.account.payouts.map(\.form.kind) == [.cash, .cash, .points])
  }

  @Test("a late claim under an older version does not go past the approval that the case needs")
  func olderVersion() throws {
    let versions = try CompensationPolicyVersions([
      .init(Self.policy("2024"), from: .min),
      .init(Self.policy("2025", options: Self.asksLead), from: Instant("2025-01-01T00:00:00Z")),
    ])
    var account = CompensationAccount(of: "mei", in: .cny)
    let now = try Instant("2026-06-01T00:00:00Z")
    let policy = versions.policy(at: now)
    for (key, sum, at) in [
      ("b", "200", "2025-05-18T00:00:00Z"), ("c", "1", "2024-05-18T00:00:00Z"),
    ] as [(IdempotencyKey, String, String)] {
      try account.perform(
        .claim(Self.claim(policy, key, sum, at: at)), by: .system, at: now, under: versions)
    }
    #expect(
      account.payouts.isEmpty && account.standing(of: "T")?.approval?.total == Desk.yuan("201"))
  }

  @Test("a refused approval takes back what nobody placed, and no more")
  func refused() throws {
    var desk = AccountDesk(policy: try Self.policy(options: Self.asksLead))
    try desk.perform(.claim(Self.claim(desk.policy, "a", "500")))
    try desk.perform(.claim(Self.claim(desk.policy, "b", "400")))
    try desk.perform(.approve("T", as: "lead"), by: .agent("li"))
    try desk.perform(.reverse("a"))
    // 900 were placed and not sent: cancelled, and 400 are asked about anew.
    #expect(desk.account.standing(of: "T")?.approval?.total == Desk.yuan("400"))
    try desk.perform(.refuseApproval("T"), by: .agent("li"))
    #expect(desk.onTop("T") == "0.00 CNY")
    #expect(throws: CompensationAccount.Rejection.nothingCarried) {
      try desk.perform(.payCarried)
    }
  }

  @Test("a payout that comes back after its cause was reversed is not sent again")
  func returnedAfterReversal() throws {
    var desk = AccountDesk(policy: try Self.policy())
    try desk.perform(.claim(Self.claim(desk.policy, "a", "72")))
    let key = desk.account.payouts[0].key
    try desk.perform(.movePayout(key, to: .sent))
    try desk.perform(.reverse("a"))
    try desk.perform(.movePayout(key, to: .returned))
    #expect(desk.account.payout(key)?.state == .cancelled)
    #expect(desk.account.standing(of: "T")?.overpaid == Desk.yuan("0"))
  }

  @Test("a reversal gives a cause that is left no more than it adds")
  func boundedAdjustment() throws {
    let cap = Self.year("150")
    var desk = AccountDesk(policy: try Self.policy(cap: cap))
    try desk.perform(
      .claim(Self.claim(desk.policy, "x", "150", of: "U", at: "2026-02-01T00:00:00Z")))
    try desk.perform(.claim(Self.claim(desk.policy, "a", "100")))
    try desk.perform(.claim(Self.claim(desk.policy, "b", "100")))
    try desk.perform(.claim(Self.claim(desk.policy, "d", "100", at: "2026-03-01T00:00:00Z")))
    try desk.perform(.reverse("a"))
    #expect(desk.account.cause("b")?.compensation == Desk.yuan("100"))
    #expect(desk.account.cause("d")?.compensation == Desk.yuan("0"))
  }

  @Test("one form stands once in a case, whatever is reversed in between")
  func forms() throws {
    let options = CompensationOptions(payment: PaymentTerms(carriedBelow: Desk.yuan("100")))
    var desk = AccountDesk(policy: try Self.policy(options: options))
    try desk.perform(.claim(Self.claim(desk.policy, "x", "30")))
    try desk.perform(.claim(Self.claim(desk.policy, "y", "50", inPoints: true)))
    try desk.perform(.reverse("x"))
    try desk.perform(.claim(Self.claim(desk.policy, "z", "20", inPoints: true)))
    try desk.perform(.reverse("y"))
    #expect(desk.account.standing(of: "T")?.overpaid == Desk.yuan("0"))
    try desk.perform(.payCarried)
    #expect(desk.account.payouts.map(\.compensation) == [Desk.yuan("20")])
  }

  @Test("what was arbitrated can be carried out again after a reversal that was wrong")
  func arbitratedAgain() throws {
    let options = CompensationOptions(arbitration: .always)
    var desk = AccountDesk(policy: try Self.policy(options: options))
    let claim = try Self.claim(desk.policy, "a", "10")
    try desk.perform(.claim(claim))
    try desk.perform(.arbitrate("a", compensation: Desk.yuan("1000"), decision: "D"))
    try desk.perform(.reverse("a"))
    try desk.perform(.reinstate(claim))
    try desk.perform(.arbitrate("a", compensation: Desk.yuan("1000"), decision: "D"))
    #expect(desk.onTop("T") == "1010.00 CNY")
  }

  @Test("what is given beside money is revoked when its award is taken back")
  func revoked() throws {
    var desk = AccountDesk(policy: try Self.policy())
    try desk.perform(.claim(Self.claim(desk.policy, "a", "10", inPoints: true)))
    try desk.perform(.reverse("a"))
    let actions = desk.events.flatMap { $0.intents(causedBy: "E", of: desk.account) }
      .map(\.action)
    #expect(actions == [.grant, .pay, .revoke, .cancelPayment])
  }

  @Test("a rolling window counts whole dates, so that no later one is passed")
  func rolling() throws {
    let cap = AwardCap(
      "month", Desk.yuan("100"), .perCustomer, .rolling(months: 1), covers: .compensationOnly,
      counts: [.cash])
    var desk = AccountDesk(policy: try Self.policy(cap: cap))
    for (key, sum, at) in [
      ("a", "1", "2025-03-29T15:00:00Z"), ("b", "99", "2025-03-29T17:00:00Z"),
      ("c", "50", "2025-02-28T16:30:00Z"), ("d", "50", "2025-02-28T04:00:00Z"),
    ] as [(IdempotencyKey, String, String)] {
      try desk.perform(
        .claim(Self.claim(desk.policy, key, sum, of: TicketID(key.rawValue), at: at)))
    }
    // In Shanghai: 29 and 30 March; 1 March lies in the month that ends on 30 March, 28 February not.
    #expect(desk.onTop("c") == "0.00 CNY" && desk.onTop("d") == "50.00 CNY")
  }

  @Test(
    "events that no decision made are folded without a trap",
    arguments: [Int64.min, -1, 0, 1, .max])
  func anyEvents(units: Int64) throws {
    let money = Money(minorUnits: units, currency: .cny)
    let euros = Money(minorUnits: units, currency: .eur)
    let payout = Payout(
      key: "P", parts: [.init(ticket: "T", refund: money, compensation: money)], form: .cash)
    var desk = AccountDesk(policy: try Self.policy())
    try desk.perform(.claim(Self.claim(desk.policy, "a", "10")))
    let changes: [CompensationAccount.Change] = [
      .adjusted("a", refund: money, compensation: money),
      .adjusted("a", refund: euros, compensation: euros), .payoutPlaced(payout),
      .arbitrated("a", compensation: money, decision: "D"), .latePaymentCharged("P", money),
      .payoutMoved("P", to: .cancelled), .payoutMoved("P", to: .cancelled),
      .reversed("a", refund: money, compensation: money, arbitrated: money),
      .reversed("b", refund: money, compensation: money, arbitrated: money),
      .approved("T", "li"), .approvalRefused("U"), .payoutPlaced(payout),
    ]
    for change in changes + changes.reversed() {
      desk.account.apply(.init(change, by: .system, at: desk.now))
      _ = desk.account.standing(of: "T")?.overpaid
      _ = try? desk.account.decide(.payCarried, by: .system, at: desk.now, under: desk.policy)
      _ = try? desk.account.decide(.reverse("a"), by: .system, at: desk.now, under: desk.policy)
    }
  }
}
