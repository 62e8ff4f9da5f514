// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

/// What is paid for what, how much at most, who agrees, and by when: a rule table of formulas with
/// what becomes of their sums.
///
/// ```swift
/// let policy = try CompensationPolicy(
///   "desk", version: "2025", currency: .cny, zone: shanghai, facts: facts,
///   rules: [
///     Rule("minor", when: .equals("fault", "minor"), then: AwardFormula([
///       .base(.fact("serviceFee")), .times(.rate(try Rate("10%"))), .round(RoundingRule(.halfEven)),
///     ])),
///   ],
///   settlement: Settlement([.stack(Stacking(.highest)), .cap("year")]),
///   caps: [AwardCap("year", limit, .perCustomer, .calendarYear, covers: .compensationOnly,
///                   counts: [.cash])])
/// let outcome = try policy.award(for: claim, in: account)
/// ```
///
/// A policy is compiled when it is made; copying it is cheap.
public struct CompensationPolicy: Sendable {
  let core: CompensationPolicyCore

  /// Creates a policy.
  ///
  /// - Parameters:
  ///   - id: The name of the policy.
  ///   - version: Its version; kept with what it decides.
  ///   - currency: The currency in which it pays.
  ///   - zone: By whose clocks its years, months and dates go.
  ///   - facts: What rules and formulas may ask about, besides ``Claim/factFields``.
  ///   - rules: The rules; the first that matches decides about a claim.
  ///   - otherwise: What follows where no rule matches; by default nothing.
  ///   - settlement: What becomes of the sums of a case.
  ///   - caps: The caps that the settlement names.
  ///   - options: Approvals, payment, signs of serial claims, arbitration, calendars.
  /// - Throws: `DocumentError` with a problem for each mistake: of the rules, of each step, each cap
  ///   that the settlement does not name once, sums in another currency or below zero, rates below
  ///   zero, more than the whole given back, formulas without a rounding where the settlement has none
  ///   (semantics C2), approvals that stand in for one another in a circle, calendars that are not
  ///   there, more than 16 rules that ask what would otherwise be due.
  public init(
    _ id: String, version: PolicyVersion, currency: Currency, zone: ZoneRules,
    facts: [FactField], rules: [Rule<AwardFormula>], otherwise: AwardFormula? = nil,
    settlement: Settlement, caps: [AwardCap] = [],
    options: CompensationOptions = CompensationOptions()
  ) throws(DocumentError) {
    core = try CompensationPolicyCore(
      CompensationDraft(
        id: id, version: version, currency: currency, zone: zone, facts: facts, rules: rules,
        otherwise: otherwise, settlement: settlement, caps: caps, options: options))
  }

  init(core: CompensationPolicyCore) {
    self.core = core
  }

  /// The name of the policy.
  public var id: String { core.draft.id }
  /// Its version.
  public var version: PolicyVersion { core.draft.version }
  /// The currency in which it pays.
  public var currency: Currency { core.draft.currency }
  /// By whose clocks its years, months and dates go.
  public var zone: ZoneRules { core.draft.zone }
  /// What rules and formulas may ask about.
  public var schema: FactSchema { core.schema }
  /// The rules, in order.
  public var rules: [Rule<AwardFormula>] { core.draft.rules }
  /// What follows where no rule matches.
  public var otherwise: AwardFormula? { core.draft.otherwise }
  /// What becomes of the sums of a case.
  public var settlement: Settlement { core.draft.settlement }
  /// The caps that the settlement names.
  public var caps: [AwardCap] { core.draft.caps }
  /// Approvals, payment, signs of serial claims, arbitration, calendars.
  public var options: CompensationOptions { core.draft.options }
}

/// What a compensation policy decides beside its rules and caps.
public struct CompensationOptions: Hashable, Sendable {
  /// What counts for approvals: what is paid on top, or the refund, too.
  public var approvalCovers: AwardCap.Cover
  /// Who has to agree, by sum; none by default.
  public var approvals: [ApprovalLevel]
  /// By when it is paid, and what a late payment costs.
  public var payment: PaymentTerms
  /// Signs of serial claims.
  public var serialClaims: [SerialClaimRule]
  /// Which claims may go to special arbitration, which alone lifts the caps; none by default.
  public var arbitration: Condition?
  /// The calendars that units and waits name.
  public var calendars: [String: BusinessCalendar]

  /// Creates options; the policy checks them.
  public init(
    approvalCovers: AwardCap.Cover = .refundAndCompensation, approvals: [ApprovalLevel] = [],
    payment: PaymentTerms = PaymentTerms(), serialClaims: [SerialClaimRule] = [],
    arbitration: Condition? = nil, calendars: [String: BusinessCalendar] = [:]
  ) {
    self.approvalCovers = approvalCovers
    self.approvals = approvals
    self.payment = payment
    self.serialClaims = serialClaims
    self.arbitration = arbitration
    self.calendars = calendars
  }
}

/// Everything that makes a policy.
struct CompensationDraft: Hashable, Sendable {
  var id: String
  var version: PolicyVersion
  var currency: Currency
  var zone: ZoneRules
  var facts: [FactField]
  var rules: [Rule<AwardFormula>]
  var otherwise: AwardFormula?
  var settlement: Settlement
  var caps: [AwardCap]
  var options: CompensationOptions
}
