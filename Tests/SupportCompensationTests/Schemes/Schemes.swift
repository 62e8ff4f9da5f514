// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime

/// Published schemes of compensation and refund as policies, a file for each; what they share.
///
/// They show that the language of formulas is enough for what laws, regulators and companies write,
/// and they hold it to the sums that those print. They are no legal advice: each says which text it
/// is after and how it reads what the text leaves open.
enum Schemes {
  static let minute: Int64 = 60_000
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 86_400_000

  static let toCents = AwardFormula.Step.round(RoundingRule(.halfUp))
  static let exactly = AwardFormula.Step.round(RoundingRule(.exact))

  static func span(_ milliseconds: Int64) -> FactValue { .duration(milliseconds: milliseconds) }

  static func sum(_ text: String, _ currency: Currency) throws -> FactValue {
    .money(try Money(text, currency))
  }

  /// The zones of the schemes, each read once.
  private static let zones = Dictionary(
    uniqueKeysWithValues: [
      "America/Los_Angeles", "America/New_York", "Asia/Shanghai", "Europe/Berlin",
      "Europe/Brussels", "Europe/London", "UTC",
    ].map { name in (name, Result { try ZoneRules(identifier: name) }) })

  static func zone(_ name: String) throws -> ZoneRules {
    try zones[name]?.get() ?? ZoneRules(identifier: name)
  }

  /// A policy whose causes are added up.
  static func policy(
    _ id: String, version: PolicyVersion, in currency: Currency, zone: String,
    facts: [FactField], rules: [Rule<AwardFormula>], settle steps: [Settlement.Step] = [],
    caps: [AwardCap] = [], options: CompensationOptions = CompensationOptions()
  ) throws -> CompensationPolicy {
    try CompensationPolicy(
      id, version: version, currency: currency, zone: try Self.zone(zone),
      facts: facts, rules: rules,
      settlement: Settlement([.stack(Stacking(.sum, refunds: .sum))] + steps), caps: caps,
      options: options)
  }

  static func claim(
    _ policy: CompensationPolicy, key: IdempotencyKey = "c1", of ticket: TicketID = "T-1",
    kind: Cause.Kind = .fault, at: String = "2025-06-15T12:00:00Z", now: String? = nil,
    delay: Cause.Delay? = nil, _ facts: KeyValuePairs<String, FactValue> = [:]
  ) throws -> Claim {
    Claim(
      Cause(key: key, kind, of: ticket, at: try Instant(at), delay: delay),
      facts: try Facts(policy.schema, facts),
      at: try now.map { try Instant($0) } ?? delay?.until ?? Instant(at))
  }

  /// A delay of so many milliseconds.
  static func delay(
    _ milliseconds: Int64, from: String = "2025-06-15T12:00:00Z"
  ) throws -> Cause.Delay {
    let start = try Instant(from)
    return try Cause.Delay(from: start, until: start.adding(milliseconds: milliseconds))
  }

  /// What one claim gives a customer who had nothing before.
  static func outcome(
    _ policy: CompensationPolicy, _ claim: Claim
  ) throws -> AwardOutcome {
    try policy.award(
      for: claim, in: CompensationAccount(of: "customer", in: policy.currency))
  }

  /// What one claim is paid on top; nothing where it is not eligible.
  static func onTop(_ policy: CompensationPolicy, _ claim: Claim) throws -> Money {
    switch try outcome(policy, claim) {
    case .eligible(let award): return award.compensation
    case .notEligible: return .zero(policy.currency)
    case .amountUnknown(let rule, let missing), .notAssessable(let rule, let missing):
      throw Unanswered(rule: rule, missing: missing)
    }
  }

  /// What one claim is given back; nothing where it is not eligible.
  static func back(_ policy: CompensationPolicy, _ claim: Claim) throws -> Money {
    switch try outcome(policy, claim) {
    case .eligible(let award): return award.refund
    case .notEligible: return .zero(policy.currency)
    case .amountUnknown(let rule, let missing), .notAssessable(let rule, let missing):
      throw Unanswered(rule: rule, missing: missing)
    }
  }

  /// What a case stands at when these were claimed one after another.
  static func settle(
    _ claims: [Claim], under policies: CompensationPolicyVersions, in currency: Currency
  ) throws -> CompensationAccount {
    var account = CompensationAccount(of: "customer", in: currency)
    for claim in claims {
      try account.perform(.claim(claim), by: .system, at: claim.at, under: policies)
    }
    return account
  }

  /// A claim that a test expected to be answered.
  struct Unanswered: Error {
    var rule: RuleID
    var missing: [String]
  }
}
