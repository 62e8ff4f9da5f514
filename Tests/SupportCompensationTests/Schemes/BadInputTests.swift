// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

/// What cannot be worked out has a name, never a wrong sum: a typed outcome or error for each.
@Suite("Claims that are wrong, and policies that cannot be")
struct BadInputTests {
  private let most = Money(minorUnits: .max, currency: .cny)

  private static let facts = [
    FactField("kind", .choice(["share", "hours", "people", "both"])),
    FactField("sum", .money(.cny)), FactField("back", .money(.cny)),
    FactField("people", .integer(-10...1_000_000_000)),
  ]

  private func policy(
    _ rules: [Rule<AwardFormula>]? = nil, stack: Stacking = Stacking(.sum, refunds: .sum),
    caps: [AwardCap] = [], options: CompensationOptions = CompensationOptions()
  ) throws -> CompensationPolicy {
    let hours = AccrualUnits(.started, .elapsed(milliseconds: Schemes.hour))
    return try CompensationPolicy(
      "input", version: "1", currency: .cny, zone: Schemes.zone("Asia/Shanghai"),
      facts: Self.facts,
      rules: rules ?? [
        Rule(
          "share", when: .equals("kind", "share"),
          then: AwardFormula([
            .base(.fact("sum")), .times(.rate(try Rate("150%"))), Schemes.toCents,
          ])),
        Rule(
          "hours", when: .equals("kind", "hours"),
          then: AwardFormula([.accrue(.fact("sum"), per: hours), Schemes.exactly])),
        Rule(
          "people", when: .equals("kind", "people"),
          then: AwardFormula([.base(.fact("sum")), .times(.fact("people")), Schemes.exactly])),
        Rule(
          "both", when: .equals("kind", "both"),
          then: AwardFormula([.refund(.fact("back")), .base(.fact("sum")), Schemes.exactly])),
      ],
      settlement: Settlement([.stack(stack)] + caps.map { .cap($0.id) }), caps: caps,
      options: options)
  }

  private func outcome(
    _ policy: CompensationPolicy, _ facts: KeyValuePairs<String, FactValue>,
    delay: Cause.Delay? = nil
  ) throws -> AwardOutcome {
    try Schemes.outcome(policy, Schemes.claim(policy, delay: delay, facts))
  }

  // MARK: Facts

  @Test("a sum or a number below zero is an error that names the fact, the value and the rule")
  func negative() throws {
    let policy = try policy()
    let (below, one) = (try Schemes.sum("-0.01", .cny), try Schemes.sum("1.00", .cny))
    #expect(throws: AwardError.negative(fact: "sum", below, "share")) {
      try outcome(policy, ["kind": "share", "sum": below])
    }
    #expect(throws: AwardError.negative(fact: "back", below, "both")) {
      try outcome(policy, ["kind": "both", "sum": one, "back": below])
    }
    #expect(throws: AwardError.negative(fact: "people", -1, "people")) {
      try outcome(policy, ["kind": "people", "sum": one, "people": -1])
    }
    let error = AwardError.negative(fact: "sum", below, "share")
    #expect(error.description == "rule share: sum is -0.01 CNY, which is below zero")
  }

  @Test("nothing, for no hours or of no sum, is not eligible; the rule says why")
  func nothing() throws {
    let policy = try policy()
    let (zero, one) = (try Schemes.sum("0.00", .cny), try Schemes.sum("1.00", .cny))
    #expect(
      try outcome(policy, ["kind": "share", "sum": zero]) == .notEligible(.nothingDue("share")))
    #expect(
      try outcome(policy, ["kind": "hours", "sum": one], delay: Schemes.delay(0))
        == .notEligible(.nothingDue("hours")))
    #expect(
      try outcome(policy, ["kind": "people", "sum": one, "people": 0])
        == .notEligible(.nothingDue("people")))
  }

  @Test("a fact that is missing: not assessable where a rule needs it, else an unknown amount")
  func missing() throws {
    let policy = try policy()
    #expect(try outcome(policy, [:]) == .notAssessable("share", missing: ["kind"]))
    #expect(
      try outcome(policy, ["kind": "share"]) == .amountUnknown("share", missing: ["sum"]))
    #expect(
      try outcome(policy, ["kind": "both"]) == .amountUnknown("both", missing: ["back", "sum"]))
    let one = try Schemes.sum("1.00", .cny)
    #expect(
      try outcome(policy, ["kind": "hours", "sum": one])
        == .amountUnknown("hours", missing: ["delay"]))
    // What is known to be wrong is told, whatever else is missing.
    #expect(throws: AwardError.negative(fact: "people", -1, "people")) {
      try outcome(policy, ["kind": "people", "people": -1])
    }
  }

  @Test("a sum that the policy does not state yet is unknown, and so is twice of it")
  func notStated() throws {
    let twice = AwardFormula([
      .base(.awardOtherwiseDue), .times(.rate(try Rate("2"))), Schemes.exactly,
    ])
    let policy = try policy([
      Rule("double", when: .equals("kind", "both"), then: twice),
      Rule("late", then: AwardFormula([.base(.notStated), Schemes.exactly])),
    ])
    #expect(try outcome(policy, ["kind": "hours"]) == .amountUnknown("late", missing: []))
    #expect(try outcome(policy, ["kind": "both"]) == .amountUnknown("double", missing: []))
  }

  @Test("a value that its domain does not hold, or in another currency, never gets into the facts")
  func domains() throws {
    let policy = try policy()
    for (name, value) in [
      ("sum", try Schemes.sum("1.00", .eur)), ("people", 1_000_000_001), ("kind", "shares"),
      ("sum", 1),
    ] as [(String, FactValue)] {
      var facts = Facts(policy.schema)
      let error = try #require(throws: FactError.self) { try facts.set(name, to: value) }
      guard case .outsideDomain(name, value, _, _) = error else {
        Issue.record("\(error)")
        continue
      }
    }
  }

  // MARK: Overflow

  @Test(
    "what does not fit 64 bits is an error with its rule",
    arguments: ["share", "hours", "people"])
  func overflow(kind: String) throws {
    let policy = try policy()
    let error = try #require(throws: AwardError.self) {
      try outcome(
        policy, ["kind": .text(kind), "sum": .money(most), "people": 1_000_000_000],
        delay: Schemes.delay(2 * Schemes.hour))
    }
    guard case .money(.overflow, RuleID(kind)) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("the largest sums that fit are paid")
  func largest() throws {
    let policy = try policy()
    let outcome = try outcome(policy, ["kind": "both", "sum": .money(most), "back": .money(most)])
    #expect(outcome.award?.compensation == most && outcome.award?.refund == most)
    #expect(throws: MoneyError.self) { try outcome.award?.total() }
  }

  @Test("two sums of one case that do not fit together are refused, and nothing is changed")
  func overflowOfACase() throws {
    let policy = try policy()
    let now = try Instant("2025-06-30T00:00:00Z")
    var account = CompensationAccount(of: "customer", in: .cny)
    func claim(_ key: IdempotencyKey, sum: Money, back: Money) throws -> Claim {
      try Schemes.claim(
        policy, key: key, ["kind": "both", "sum": .money(sum), "back": .money(back)])
    }
    let (none, one) = (Money.zero(.cny), Money(minorUnits: 1, currency: .cny))
    try account.perform(
      .claim(claim("a", sum: most, back: most)), by: .system, at: now, under: policy)
    let before = account
    for (sum, back) in [(one, none), (none, one)] {
      let error = try #require(throws: CompensationAccount.Rejection.self) {
        try account.perform(
          .claim(claim("b", sum: sum, back: back)), by: .system, at: now, under: policy)
      }
      guard case .award(.money(.overflow, "both")) = error else {
        Issue.record("\(error)")
        continue
      }
    }
    #expect(account == before)
  }

  @Test("caps count up to the greatest sum there is, over cases that do not fit together")
  func overflowOfACap() throws {
    let cap = AwardCap(
      "all", most, .perCustomer, .lifetime, covers: .refundAndCompensation, counts: [.cash])
    let policy = try policy(caps: [cap])
    var account = CompensationAccount(of: "customer", in: .cny)
    for ticket in ["T-1", "T-2"] as [TicketID] {
      let claim = try Schemes.claim(
        policy, key: IdempotencyKey(ticket.rawValue), of: ticket,
        ["kind": "both", "sum": .money(most), "back": .money(most)])
      try account.perform(.claim(claim), by: .system, at: claim.at, under: policy)
      #expect(account.standing(of: ticket)?.refund == most)
      #expect(account.standing(of: ticket)?.compensation.isZero == true)
    }
    let left = account.headroom(of: "all", under: policy, at: try Instant("2025-06-15T12:00:00Z"))
    #expect(left?.isZero == true)
  }

  // MARK: Time

  @Test("a delay, or a stretch of it, that ends before it begins is refused when it is made")
  func backwards() throws {
    let (early, late) = (try Instant("2025-06-15T12:00:00Z"), try Instant("2025-06-15T12:00:01Z"))
    let wrong = AwardError.endsBeforeItBegins(from: late, until: early)
    #expect(throws: wrong) { try Cause.Delay(from: late, until: early) }
    #expect(throws: wrong) {
      try Cause.Delay(from: early, suspended: [.init(from: late, until: early)])
    }
    #expect(throws: wrong) { try Cause.Delay(from: late).ended(at: early) }
    #expect(wrong.description == "2025-06-15T12:00:00Z is before 2025-06-15T12:00:01Z")
  }

  @Test("what has not happened yet, or not ended yet, is no claim")
  func notBegun() throws {
    let policy = try policy()
    let claim = try Schemes.claim(
      policy, at: "2025-06-15T12:00:00Z", now: "2025-06-15T11:00:00Z",
      delay: Cause.Delay(from: Instant("2025-06-15T12:00:00Z")),
      ["kind": "hours", "sum": Schemes.sum("1.00", .cny)])
    let account = CompensationAccount(of: "mei", in: .cny)
    let noon = try Instant("2025-06-15T12:00:00Z")
    let eleven = try Instant("2025-06-15T11:00:00Z")
    #expect(throws: AwardError.notYet(noon, at: eleven)) {
      try policy.award(for: claim, in: account)
    }
    let ending = try Schemes.claim(
      policy, at: "2025-06-15T10:00:00Z", now: "2025-06-15T11:00:00Z",
      delay: Cause.Delay(from: Instant("2025-06-15T10:00:00Z"), until: noon),
      ["kind": "hours", "sum": Schemes.sum("1.00", .cny)])
    #expect(throws: AwardError.notYet(noon, at: eleven)) {
      try policy.award(for: ending, in: account)
    }
  }

  @Test("an account refuses a command from before its last event")
  func clock() throws {
    let policy = try policy()
    let (first, second) = (
      try Instant("2025-06-15T12:00:00Z"), try Instant("2025-06-15T11:59:59.999Z")
    )
    var account = CompensationAccount(of: "customer", in: .cny)
    func claim(_ key: IdempotencyKey) throws -> Claim {
      try Schemes.claim(policy, key: key, ["kind": "share", "sum": Schemes.sum("1.00", .cny)])
    }
    try account.perform(.claim(claim("a")), by: .system, at: first, under: policy)
    #expect(throws: CompensationAccount.Rejection.beforeLastEvent(second, last: first)) {
      try account.perform(.claim(claim("b")), by: .system, at: second, under: policy)
    }
    try account.perform(.claim(claim("b")), by: .system, at: first, under: policy)
    #expect(account.causes.count == 2)
  }

  @Test("a wait for which no calendar has openings left is an error that names the calendar")
  func noOpening() throws {
    var parts = BusinessCalendar.Parts(zone: "Asia/Shanghai")
    parts.weekly = [.monday: [.wholeDay]]
    parts.validity = try CivilDate("2024-01-01")...CivilDate("2024-12-31")
    let days = AccrualUnits(
      .full, .calendarDay, after: .workingDays(2, landing: .endOfDay), in: "desk")
    let policy = try policy(
      [
        Rule("days", then: AwardFormula([.accrue(.fact("sum"), per: days), Schemes.exactly]))
      ],
      options: CompensationOptions(calendars: ["desk": BusinessCalendar(parts)]))
    let delay = try Schemes.delay(30 * Schemes.day)
    #expect(throws: AwardError.noOpening(calendar: "desk", after: delay.from)) {
      try outcome(policy, ["sum": Schemes.sum("1.00", .cny)], delay: delay)
    }
  }

  // MARK: Claims

  @Test("a cause pays once, under whichever case it is told again")
  func duplicates() throws {
    let policy = try policy()
    var account = CompensationAccount(of: "customer", in: .cny)
    let now = try Instant("2025-06-30T00:00:00Z")
    func claim(of ticket: TicketID) throws -> Claim {
      try Schemes.claim(
        policy, key: "a", of: ticket, ["kind": "share", "sum": Schemes.sum("10.00", .cny)])
    }
    try account.perform(.claim(claim(of: "T-1")), by: .system, at: now, under: policy)
    let before = account
    for ticket in ["T-1", "T-2"] as [TicketID] {
      #expect(throws: AwardError.alreadyAwarded("a")) {
        try policy.award(for: claim(of: ticket), in: account)
      }
      #expect(throws: CompensationAccount.Rejection.award(.alreadyAwarded("a"))) {
        try account.perform(.claim(claim(of: ticket)), by: .system, at: now, under: policy)
      }
    }
    #expect(account == before)
    #expect(account.standing(of: "T-1")?.compensation == (try Money("15.00", .cny)))
  }

  @Test("an account in another currency is refused")
  func currency() throws {
    let policy = try policy()
    let claim = try Schemes.claim(policy, ["kind": "share", "sum": Schemes.sum("1.00", .cny)])
    #expect(throws: AwardError.otherCurrency(account: .eur, policy: .cny)) {
      try policy.award(for: claim, in: CompensationAccount(of: "customer", in: .eur))
    }
  }

  // MARK: Policies

  @Test("more than the whole may be paid on top, but never given back")
  func percentages() throws {
    #expect(
      try outcome(policy(), ["kind": "share", "sum": Schemes.sum("10.00", .cny)])
        .award?.compensation == Money("15.00", .cny))
    let error = try #require(throws: DocumentError.self) {
      try policy([
        Rule(
          "refund",
          then: AwardFormula([.refund(.share(Rate("100.01%"), of: "sum")), Schemes.exactly]))
      ])
    }
    #expect(error.problems.map(\.path) == ["rules[0].then[0]"])
    #expect(error.problems.map(\.message) == ["100.01% is more than all that was paid"])
    #expect(throws: Never.self) {
      try policy([
        Rule(
          "refund", then: AwardFormula([.refund(.share(Rate("100%"), of: "sum")), Schemes.exactly]))
      ])
    }
  }

  @Test("a policy tells all its mistakes at once, each with its place")
  func mistakes() throws {
    let below = try Money("-1.00", .cny)
    let error = try #require(throws: DocumentError.self) {
      try policy(
        [
          Rule(
            "a",
            then: AwardFormula([
              .base(.money(below)), .times(.rate(Rate("-5%"))), .add(.fact("price")),
              .times(.fact("sum")), .accrue(.fact("kind"), per: AccrualUnits(.full, .number(0))),
            ])),
          Rule("b", then: AwardFormula([])),
        ],
        caps: [
          AwardCap(
            "cap", below, .perCase, .rolling(months: 0), covers: .compensationOnly, counts: [])
        ])
    }
    #expect(
      Set(error.problems.map(\.path)) == [
        "rules[0].then[0]", "rules[0].then[1]", "rules[0].then[2]", "rules[0].then[3]",
        "rules[0].then[4]", "rules[0].then", "rules[1].then", "caps[0].amount",
        "caps[0].counts", "caps[0].window",
      ])
  }
}
