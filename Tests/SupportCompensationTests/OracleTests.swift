// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

/// Holds the library to a second model, `Fixtures/awards/award_oracle.py`: policies that are read from
/// documents, claims that are decided one by one.
///
/// `SUPPORTKIT_AWARD_LINES=FILE` adds the lines of a file, such as those of `award_lines.py`.
@Suite("Compensation: a second model says the same")
struct OracleTests {
  static let fixture = lines(
    Bundle.module.resourceURL?.appending(path: "Fixtures/awards/awards.jsonl"))

  private static func lines(_ file: URL?) -> [String] {
    let text = file.flatMap { try? String(contentsOf: $0, encoding: .utf8) }
    return (text ?? "").split(separator: "\n").map { String($0) }
  }

  @Test("each claim gives what the model says")
  func fixture() throws {
    #expect(Self.fixture.count > 150)
    CompilationMemo.during {
      for line in Self.fixture {
        #expect(throws: Never.self, "\(line.prefix(40))") { try check(line) }
      }
    }
  }

  @Test("the lines of another file give what the model says")
  func more() throws {
    guard let file = ProcessInfo.processInfo.environment["SUPPORTKIT_AWARD_LINES"] else { return }
    var refused: [String: Int] = [:]
    for line in Self.lines(URL(filePath: file)) {
      do {
        try check(line)
      } catch let error as DocumentError {
        for problem in error.problems {
          refused[problem.message.filter { !$0.isNumber }, default: 0] += 1
        }
      }
    }
    for (message, count) in refused.sorted(by: { $0.value > $1.value }) { print(count, message) }
  }

  @Test("a cause that is claimed again for another case counts there, and no longer here")
  func anotherCase() throws {
    let book = try CompensationBook(
      """
      { "format": 0, "id": "desk", "version": "1", "zone": "UTC", "currency": "CNY",
        "facts": { "paid": { "money": "CNY", "optional": true } },
        "compensation": { "settle": [ { "stack": "sum", "refunds": "sum" } ],
          "rules": [ { "id": "all", "then": [ { "base": "paid" }, { "round": "exact" } ] } ] } }
      """)
    var account = CompensationAccount(of: "C-1", in: .cny)
    func claim(_ ticket: TicketID, _ paid: Int64?) throws -> CompensationAccount.Command {
      var facts = Facts(book.policy.schema)
      try facts.set("paid", to: paid.map { .money(Money(minorUnits: $0, currency: .cny)) })
      return .claim(
        Claim(
          Cause(key: "k", .fault, of: ticket, at: Instant(millisecondsSince1970: 0)),
          facts: facts, at: Instant(millisecondsSince1970: 0)))
    }
    let now = Instant(millisecondsSince1970: 0)
    try account.perform(claim("A", nil), by: .system, at: now, under: book.versions)
    try account.perform(claim("B", 500), by: .system, at: now, under: book.versions)
    #expect(account.standing(of: "A")?.compensation.minorUnits == 0)
    #expect(account.standing(of: "B")?.compensation.minorUnits == 500)
  }

  @Test("no rounding is wrong for a sum that takes the place of one that is not known")
  func roundingOfUnknown() throws {
    let book = try CompensationBook(
      """
      { "format": 0, "id": "desk", "version": "1", "zone": "UTC", "currency": "CNY", "facts": {},
        "compensation": { "settle": [ { "stack": "sum", "refunds": "sum" } ],
          "rules": [
            { "id": "rest", "then": [ { "base": "awardOtherwiseDue" }, { "restOf": "0.50" },
                                      { "round": "exact to 1.00" } ] },
            { "id": "late", "then": [ { "accrue": "1.00", "per": "started h" }, { "round": "up" } ] }
          ] } }
      """)
    let now = Instant(millisecondsSince1970: 0)
    let claim = Claim(
      Cause(key: "k", .fault, of: "A", at: now), facts: Facts(book.policy.schema), at: now)
    let account = CompensationAccount(of: "C-1", in: .cny)
    #expect(
      try book.policy.award(for: claim, in: account) == .amountUnknown("rest", missing: ["delay"]))
  }

  private func check(_ text: String) throws {
    let line = try OracleLine(text)
    let book = try CompensationBook(line.book)
    #expect(try CompensationBook(book.json) == book)
    var account = CompensationAccount(of: "C-1", in: book.policy.currency)
    for (claim, expected) in zip(line.claims, line.awards) {
      let answer = try line.decide(claim, in: &account, under: book)
      #expect(answer == expected, "\(line.id)")
    }
    #expect(line.claims.count == line.awards.count)
  }
}

/// One line of the model: a policy, the claims of a customer, what they give.
private struct OracleLine {
  /// What is claimed, before it meets a schema.
  struct RawClaim {
    var key: String
    var cause: Cause
    var at: Instant
    var facts: [String: FactValue]
  }

  let id: String
  let book: [UInt8]
  let claims: [RawClaim]
  let awards: [String]

  init(_ text: String) throws {
    let raw = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    id = try #require(raw["id"] as? String)
    let currency = try Currency(#require(raw["currency"] as? String))
    let kinds = try #require(raw["facts"] as? [String: String])
    let book: [String: Any] = [
      "format": 0, "id": "oracle", "version": "1", "zone": "Asia/Shanghai",
      "currency": currency.code, "facts": kinds.mapValues { Self.domain($0, currency) },
      "compensation": try #require(raw["compensation"]),
    ]
    self.book = Array(try JSONSerialization.data(withJSONObject: book))
    claims = try #require(raw["claims"] as? [[String: Any]]).map {
      try Self.claim($0, currency)
    }
    awards = try #require(raw["awards"] as? [[String: Any]]).map(Self.answer)
  }

  private static func domain(_ kind: String, _ currency: Currency) -> [String: Any] {
    switch kind {
    case "money": ["money": currency.code, "optional": true]
    case "int": ["integer": ["atLeast": 0, "atMost": 1_000_000_000], "optional": true]
    case "ms": ["duration": ["atLeast": "0 h", "atMost": "1000000 h"], "optional": true]
    default: ["is": "text", "optional": true]
    }
  }

  // MARK: Claims

  private static func claim(_ raw: [String: Any], _ currency: Currency) throws -> RawClaim {
    func instant(_ value: Any?) throws -> Instant {
      Instant(millisecondsSince1970: try #require(value as? NSNumber).int64Value)
    }
    var delay: Cause.Delay?
    if let late = raw["delay"] as? [String: Any] {
      let suspended = late["suspended"] as? [[NSNumber]] ?? []
      delay = try Cause.Delay(
        from: instant(late["from"]), until: instant(late["until"]),
        suspended: suspended.map { try .init(from: instant($0[0]), until: instant($0[1])) })
    }
    let key = try #require(raw["key"] as? String)
    let ticket = try #require(raw["ticket"] as? String)
    let facts = raw["facts"] as? [String: [String: Any]] ?? [:]
    return RawClaim(
      key: key,
      cause: Cause(
        key: IdempotencyKey(key), .fault, of: TicketID(ticket), at: try instant(raw["at"]),
        delay: delay),
      at: try instant(raw["now"]), facts: try facts.mapValues { try value($0, currency) })
  }

  private static func value(_ raw: [String: Any], _ currency: Currency) throws -> FactValue {
    if let text = raw["text"] as? String { return .text(text) }
    if let number = raw["int"] as? NSNumber { return .integer(number.int64Value) }
    if let number = raw["ms"] as? NSNumber { return .duration(milliseconds: number.int64Value) }
    let amount = try ExactDecimal(#require(raw["money"] as? String))
    let units = try #require(amount.exactInteger(decimals: currency.minorUnitDigits))
    return .money(Money(minorUnits: units, currency: currency))
  }

  /// Decides a claim, and holds the event to the outcome.
  func decide(
    _ raw: RawClaim, in account: inout CompensationAccount, under book: CompensationBook
  ) throws -> String {
    var facts = Facts(book.policy.schema)
    for (name, value) in raw.facts { try facts.set(name, to: value) }
    let claim = Claim(raw.cause, facts: facts, at: raw.at)
    let now = max(raw.at, account.lastEventAt ?? raw.at)
    let outcome: AwardOutcome
    do throws(AwardError) {
      outcome = try book.policy.award(for: claim, in: account)
    } catch {
      #expect(throws: CompensationAccount.Rejection.award(error)) {
        try account.decide(.claim(claim), by: .system, at: now, under: book.versions)
      }
      return "\(raw.key) \(Self.name(of: error))"
    }
    let events = try account.perform(.claim(claim), by: .system, at: now, under: book.versions)
    let change = try #require(events.first?.change)
    switch outcome {
    case .eligible(let award):
      #expect(change == .awarded(raw.cause, award))
      let sums = [award.compensation, award.refund].map(\.amountText)
      return "\(raw.key) \(award.rule) \(sums[0]) + \(sums[1])"
    case .amountUnknown(let rule, let missing):
      #expect(change == .undecided(raw.cause, rule, missing: missing))
      return "\(raw.key) amountUnknown \(rule)"
    case .notAssessable(let rule, let missing):
      #expect(change == .undecided(raw.cause, rule, missing: missing))
      return "\(raw.key) notAssessable \(rule)"
    case .notEligible(let denial):
      #expect(change == .refused(raw.cause, denial))
      return "\(raw.key) notEligible"
    }
  }

  // MARK: Answers

  private static func name(of error: AwardError) -> String {
    switch error {
    case .alreadyAwarded: "alreadyAwarded"
    case .negative: "negativeAmount"
    case .money(.inexact, _): "inexact"
    case .money: "overflow"
    default: "\(error)"
    }
  }

  private static func answer(_ raw: [String: Any]) throws -> String {
    let key = try #require(raw["key"] as? String)
    if let error = raw["error"] as? String { return "\(key) \(error)" }
    if let rule = raw["amountUnknown"] as? String { return "\(key) amountUnknown \(rule)" }
    if let rule = raw["notAssessable"] as? String { return "\(key) notAssessable \(rule)" }
    guard let rule = raw["rule"] as? String else { return "\(key) notEligible" }
    let sums = try ["compensation", "refund"].map { try #require(raw[$0] as? String) }
    return "\(key) \(rule) \(sums[0]) + \(sums[1])"
  }
}
