// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("Compensation: policies as documents")
struct DocumentTests {
  private static func desk() throws -> CompensationBook {
    try CompensationBook(DocumentSchemaTests.text(.good, "desk.json"))
  }

  @Test("everything that a policy may say is read")
  func reading() throws {
    let policy = try Self.desk().policy
    func yuan(_ units: Int64) -> Money { Money(minorUnits: units, currency: .cny) }
    #expect(
      policy.id == "desk" && policy.version == "1" && policy.zone.identifier == "Asia/Shanghai")
    #expect(
      policy.caps.prefix(2) == [
        AwardCap(
          "case", yuan(500_000), .perCase, .lifetime, covers: .compensationOnly,
          counts: [.cash, .credit]),
        AwardCap(
          "year", yuan(10_000_000), .perCustomer, .calendarYear, covers: .refundAndCompensation,
          counts: [.cash]),
      ])
    #expect(
      policy.caps.map(\.window) == [
        .lifetime, .calendarYear, .calendarMonth, .rolling(months: 12),
      ])
    #expect(
      policy.settlement
        == Settlement([
          .stack(Stacking(.highest, adding: ["overtime"])), .cap("case"), .cap("month"),
          .cap("year"), .cap("rolling"), .minimum(yuan(100)), .round(RoundingRule(.halfEven)),
        ]))
    #expect(
      policy.rules.map(\.then) == [
        AwardFormula([
          .base(.fact("serviceFee")), .times(.rate(try Rate("10%"))),
          .round(RoundingRule(.halfEven)),
        ]),
        AwardFormula(
          [.refund(.fact("paid")), .base(.share(try Rate("20%"), of: "paid"))],
          grants: [.points(2_000), .benefit("tier/platinum")]),
        AwardFormula(
          [
            .accrue(.money(yuan(100)), per: try AccrualUnits("started h")),
            .round(RoundingRule(.exact)),
          ], group: "overtime"),
      ])
    #expect(policy.otherwise == .grants(.points(10)))
    #expect(
      policy.options.approvals == [
        ApprovalLevel("lead", above: yuan(50_000)),
        ApprovalLevel("board", above: yuan(500_000), people: 2, orBy: ["lead"]),
      ])
    #expect(policy.options.approvalCovers == .compensationOnly)
    #expect(
      policy.options.payment
        == PaymentTerms(
          within: .workingDays(3), calendar: "office", carriedBelow: yuan(100),
          penalty: AwardFormula([
            .times(
              .perUnit(
                try Rate("0.05%"),
                AccrualUnits(.started, .elapsed(milliseconds: 86_400_000), atMost: 100))),
            .round(RoundingRule(.up)),
          ])))
    #expect(
      policy.options.serialClaims == [
        SerialClaimRule("often", claims: 5, withinMilliseconds: 30 * 86_400_000),
        SerialClaimRule("at-once", claims: 3, withinMilliseconds: 12 * 3_600_000),
      ])
    #expect(policy.options.arbitration != nil)
  }

  @Test("versions hold from their dates on, by the clocks of the zone")
  func versions() throws {
    let versions = try CompensationBook(DocumentSchemaTests.text(.good, "versions.json")).versions
    #expect(versions.policy(at: try Instant("2024-12-31T15:59:59.999Z")).version == "2024")
    #expect(versions.policy(at: try Instant("2024-12-31T16:00:00Z")).version == "2025")
  }

  @Test(
    "a way to count is the text that is written for it",
    arguments: [
      "started h", "started 15 min", "full day", "exact 365 days", "full 30 s", "exact 1500 ms",
      "started calendar day", "full working day", "full 10", "started 1",
    ])
  func units(text: String) throws {
    #expect(try AccrualUnits(text, calendar: "office").text == text)
  }

  @Test(
    "what is no way to count is refused",
    arguments: [
      "", "h", "started", "started 0 h", "started -1 h", "full 1.5 h", "full month", "exact 0",
      "started 9223372036854775807 h", "half h", "started 2 calendar days", "Full h",
    ])
  func noUnits(text: String) {
    #expect(throws: TextError.self) { try AccrualUnits(text, calendar: "office") }
    #expect(throws: TextError.self) { try AccrualUnits("full working day") }
  }

  // MARK: Mistakes

  @Test("every mistake is told at once, each at its place, with what was meant")
  func mistakes() throws {
    let text = """
      {
        "format": 0, "id": "desk", "version": "1", "zone": "UTC", "currency": "CNY",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
        "facts": { "fault": { "oneOf": ["none", "minor"] }, "paid": { "money": "CNY" } },
        "compensation": {
          "caps": [
            { "id": "year", "amount": 100.5, "per": "customer", "window": "calender year",
              "covers": "compensationOnly", "counts": ["cash"] } ],
          "settle": [ { "stack": "highest", "refunds": "highest" }, { "cap": "years" } ],
          "rules": [
            { "id": "a", "when": { "falt": "minor" },
              "then": [ { "base": "payd" }, { "times": 0.2 }, { "rond": "up" } ] },
            { "id": "b", "when": { "fault": "minor" },
              "then": [ { "base": "paid" }, { "accrue": "1.00", "per": "started working day",
                          "calendar": "ofice" }, { "round": "half evn" } ] },
            { "id": "b", "then": [ { "base": "fault" }, { "times": "10%" } ] } ],
          "approval": {}
        }
      }
      """
    let error = try #require(throws: DocumentError.self) { try CompensationBook(text) }
    let places = Set(error.problems.map { "\($0.line) \($0.path)" })
    let expected: Set = [
      "7 compensation.caps[0].amount", "7 compensation.caps[0].window", "7 compensation.caps[0]",
      "9 compensation.settle[1]", "11 compensation.rules[0].when.falt",
      "12 compensation.rules[0].then[0].base", "12 compensation.rules[0].then[1].times",
      "12 compensation.rules[0].then[2].rond", "15 compensation.rules[1].then[1].calendar",
      "15 compensation.rules[1].then[2].round", "16 compensation.rules[2].id",
      "16 compensation.rules[2].then[0]", "16 compensation.rules[2].then",
      "17 compensation.approval",
    ]
    #expect(places == expected, "\(error)")
    let meant = Set(error.problems.compactMap(\.suggestion))
    #expect(
      meant.isSuperset(of: ["calendar year", "year", "fault", "paid", "office", "approvals"]))
  }

  @Test("a mistake among the facts, or of the currency, hides none in the rules, and adds none")
  func unreadFacts() throws {
    let text = """
      { "format": 0, "id": "desk", "version": "1", "zone": "UTC", "currency": "yuan",
        "facts": { "paid": { "many": "CNY" } },
        "compensation": {
          "settle": [ { "stack": "sum", "refunds": "sum" } ],
          "rules": [ { "id": "a", "when": { "paid": "1.00" },
                       "then": [ { "base": "paid" }, { "add": "pad" }, { "round": "up" } ] } ] } }
      """
    let error = try #require(throws: DocumentError.self) { try CompensationBook(text) }
    #expect(
      Set(error.problems.map(\.path)) == [
        "currency", "facts.paid", "facts.paid.many", "compensation.rules[0].then[1].add",
      ], "\(error)")
  }

  @Test("a fact that every claim brings itself cannot be declared otherwise")
  func claimFacts() throws {
    func book(_ facts: String) throws -> CompensationBook {
      try CompensationBook(
        """
        { "format": 0, "id": "desk", "version": "1", "zone": "UTC", "currency": "CNY",
          "facts": \(facts),
          "compensation": { "settle": [ { "stack": "sum", "refunds": "sum" } ], "rules": [] } }
        """)
    }
    #expect(try book(#"{ "cause": { "is": "text" } }"#).policy.schema.fields.count == 2)
    let error = try #require(throws: DocumentError.self) {
      try book(#"{ "cause": { "oneOf": ["fault"] } }"#)
    }
    #expect(error.problems.map(\.path) == ["facts"], "\(error)")
  }

  @Test("as many rules as are bounded ask what would otherwise be due", arguments: [16, 17, 400])
  func otherwise(count: Int) throws {
    let asking = (0..<count).map { number in
      """
      { "id": "\(number)", "then": [ { "base": "1.00" }, { "add": "awardOtherwiseDue" },
                                    { "round": "exact" } ] },
      """
    }
    let text = """
      { "format": 0, "id": "desk", "version": "1", "zone": "UTC", "currency": "CNY", "facts": {},
        "compensation": {
          "settle": [ { "stack": "sum", "refunds": "sum" } ],
          "rules": [ \(asking.joined()) { "id": "last", "then": [ { "round": "exact" } ] } ] } }
      """
    guard count > 16 else {
      let book = try CompensationBook(text)
      let now = Instant(millisecondsSince1970: 0)
      let claim = Claim(
        Cause(key: "k", .fault, of: "T", at: now), facts: Facts(book.policy.schema), at: now)
      let account = CompensationAccount(of: "C-1", in: .cny)
      #expect(
        try book.policy.award(for: claim, in: account).award?.compensation.minorUnits == 1_600)
      return
    }
    let error = try #require(throws: DocumentError.self) { try CompensationBook(text) }
    #expect(error.problems.map(\.path) == ["compensation.rules"], "\(error)")
  }

  // MARK: Writing

  @Test("a policy that was made in code is written, and read again as the same")
  func writing() throws {
    let versions = CompensationPolicyVersions(try Self.desk().policy)
    let book = try CompensationBook(versions)
    #expect(try CompensationBook(book.json).versions == versions)
  }

  @Test("a calendar that counts no wait is a mistake, in code as in a document")
  func idleCalendar() throws {
    let policy = try Self.desk().policy
    let units = try #require(try? AccrualUnits("started h"))
    var idle = units
    idle.waitingCalendar = "office"
    let rules = [units, idle].map { units in
      Rule(
        "late", when: .always,
        then: AwardFormula([
          .accrue(.money(Money(minorUnits: 1, currency: .cny)), per: units),
          .round(RoundingRule(.exact)),
        ]))
    }
    func make(_ rule: Rule<AwardFormula>) throws -> CompensationPolicy {
      try CompensationPolicy(
        "desk", version: "1", currency: .cny, zone: policy.zone, facts: [], rules: [rule],
        settlement: Settlement([.stack(Stacking(.sum))]),
        options: CompensationOptions(calendars: policy.options.calendars))
    }
    #expect(throws: Never.self) { try make(rules[0]) }
    let error = try #require(throws: DocumentError.self) { try make(rules[1]) }
    #expect(error.problems.map(\.path) == ["rules[0].then[0]"])
  }

  @Test("what a document cannot say is not written")
  func notWritten() throws {
    let policy = try Self.desk().policy
    let noon = try Instant("2025-01-01T12:00:00Z")
    let versions = try CompensationPolicyVersions([.init(policy, from: noon)])
    let error = try #require(throws: DocumentError.self) { try CompensationBook(versions) }
    #expect(error.problems.map(\.path) == ["effectiveFrom"])
  }
}
