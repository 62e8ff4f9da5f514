// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What is given for a cause: small, without the way there, and kept in the account's events.
public struct Award: Sendable {
  /// What it says: events, records and outcomes hold an award, and each holds one reference.
  let storage: Storage

  /// What the rule says whatever the claim; awards of one rule share it.
  var terms: AwardTerms { storage.terms }
  /// What the formula gives on top for this cause alone, exact.
  public var entitled: ExactMoney { storage.entitled }
  /// What the formula gives back for this cause alone.
  public var entitledRefund: Money { storage.entitledRefund }
  /// What is given back now.
  public var refund: Money { storage.refund }
  /// What is paid on top now, rounded and capped; this takes headroom.
  public var compensation: Money { storage.compensation }
  /// What the caps took from the case's sum.
  public var withheld: Money { storage.withheld }
  /// The caps that took it, in the order of the settlement.
  public var limitedBy: [RuleID] { storage.limitedBy }
  /// The cause whose higher award already covers this one, wholly or in part.
  public var coveredBy: IdempotencyKey? { storage.coveredBy }
  /// Whether the case's sum is below the least payout and waits for more of the case, or for nothing.
  public var isBelowLeastPayout: Bool { storage.isBelowLeastPayout }
  /// Whether the delay goes on and the award can still change with it, so that the sums are interim: they
  /// are settled once, when it ends. An award that does not depend on the delay is final at once.
  public var isInterim: Bool { storage.isInterim }
  /// Whether the policy lets this case go to special arbitration, which alone lifts caps.
  public var mayBeArbitrated: Bool { storage.mayBeArbitrated }

  /// The rule that decided; `otherwise` where the table's default did.
  public var rule: RuleID { terms.rule }
  /// The version of the policy that decided.
  public var policy: PolicyVersion { terms.policy }
  /// The group of causes that it belongs to; see ``Stacking``.
  public var group: String? { terms.group }
  /// In what the compensation is paid.
  public var form: AwardForm { terms.form }
  /// What is given beside money.
  public var grants: [AwardGrant] { terms.grants }

  /// What is paid and given back together.
  ///
  /// - Throws: `MoneyError` where the two do not fit together.
  public func total() throws(MoneyError) -> Money { try refund + compensation }

  final class Storage: Sendable {
    let terms: AwardTerms
    /// What is entitled, where it is whole: a number of 128 bits would need memory of its own kind.
    private let whole: Money
    /// The same where it is no whole number of minor units; else empty.
    private let fraction: [ExactMoney]
    let entitledRefund: Money
    let refund: Money
    let compensation: Money
    let withheld: Money
    let limitedBy: [RuleID]
    let coveredBy: IdempotencyKey?
    let isBelowLeastPayout: Bool
    let isInterim: Bool
    let mayBeArbitrated: Bool

    init(
      terms: AwardTerms, entitled: ExactMoney, entitledRefund: Money, refund: Money,
      compensation: Money, withheld: Money, limitedBy: [RuleID], coveredBy: IdempotencyKey?,
      isBelowLeastPayout: Bool, isInterim: Bool, mayBeArbitrated: Bool
    ) {
      self.terms = terms
      let exact = entitled.exactly
      whole = exact ?? .zero(entitled.currency)
      fraction = exact == nil ? [entitled] : []
      self.entitledRefund = entitledRefund
      self.refund = refund
      self.compensation = compensation
      self.withheld = withheld
      self.limitedBy = limitedBy
      self.coveredBy = coveredBy
      self.isBelowLeastPayout = isBelowLeastPayout
      self.isInterim = isInterim
      self.mayBeArbitrated = mayBeArbitrated
    }

    var entitled: ExactMoney { fraction.first ?? ExactMoney(whole) }
  }
}

extension Award: Hashable {
  /// Tells whether both give the same, for the same reasons.
  public static func == (left: Self, right: Self) -> Bool {
    left.storage === right.storage
      || (left.terms == right.terms && left.entitled == right.entitled
        && left.entitledRefund == right.entitledRefund && left.refund == right.refund
        && left.compensation == right.compensation && left.withheld == right.withheld
        && left.limitedBy == right.limitedBy && left.coveredBy == right.coveredBy
        && left.isBelowLeastPayout == right.isBelowLeastPayout
        && left.isInterim == right.isInterim && left.mayBeArbitrated == right.mayBeArbitrated)
  }

  /// Hashes what is given, and by which rule.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(terms)
    hasher.combine(entitled)
    hasher.combine(refund)
    hasher.combine(compensation)
  }
}

/// What a rule says of its awards, whatever the claim.
final class AwardTerms: Sendable {
  let rule: RuleID
  let policy: PolicyVersion
  let group: String?
  let form: AwardForm
  let grants: [AwardGrant]

  init(
    rule: RuleID, policy: PolicyVersion, group: String?, form: AwardForm, grants: [AwardGrant]
  ) {
    self.rule = rule
    self.policy = policy
    self.group = group
    self.form = form
    self.grants = grants
  }
}

extension AwardTerms: Hashable {
  static func == (left: AwardTerms, right: AwardTerms) -> Bool {
    left === right
      || (left.rule == right.rule && left.policy == right.policy && left.group == right.group
        && left.form == right.form && left.grants == right.grants)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(policy)
  }
}

extension Award: Codable {
  private enum CodingKeys: String, CodingKey {
    case rule, policy, group, form, grants, entitled, entitledRefund, refund, compensation
    case withheld, limitedBy, coveredBy, isBelowLeastPayout, isInterim, mayBeArbitrated
  }

  /// Decodes all that it holds; `group`, `grants`, `limitedBy`, `coveredBy` and the flags may be left
  /// out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let terms = AwardTerms(
      rule: try values.decode(RuleID.self, forKey: .rule),
      policy: try values.decode(PolicyVersion.self, forKey: .policy),
      group: try values.decodeIfPresent(String.self, forKey: .group),
      form: try values.decode(AwardForm.self, forKey: .form),
      grants: try values.decodeIfPresent([AwardGrant].self, forKey: .grants) ?? [])
    func flag(_ key: CodingKeys) throws -> Bool {
      try values.decodeIfPresent(Bool.self, forKey: key) ?? false
    }
    storage = Storage(
      terms: terms, entitled: try values.decode(ExactMoney.self, forKey: .entitled),
      entitledRefund: try values.decode(Money.self, forKey: .entitledRefund),
      refund: try values.decode(Money.self, forKey: .refund),
      compensation: try values.decode(Money.self, forKey: .compensation),
      withheld: try values.decode(Money.self, forKey: .withheld),
      limitedBy: try values.decodeIfPresent([RuleID].self, forKey: .limitedBy) ?? [],
      coveredBy: try values.decodeIfPresent(IdempotencyKey.self, forKey: .coveredBy),
      isBelowLeastPayout: try flag(.isBelowLeastPayout), isInterim: try flag(.isInterim),
      mayBeArbitrated: try flag(.mayBeArbitrated))
  }

  /// Encodes all that it holds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(rule, forKey: .rule)
    try values.encode(policy, forKey: .policy)
    try values.encodeIfPresent(group, forKey: .group)
    try values.encode(form, forKey: .form)
    if !grants.isEmpty { try values.encode(grants, forKey: .grants) }
    try values.encode(entitled, forKey: .entitled)
    try values.encode(entitledRefund, forKey: .entitledRefund)
    try values.encode(refund, forKey: .refund)
    try values.encode(compensation, forKey: .compensation)
    try values.encode(withheld, forKey: .withheld)
    if !limitedBy.isEmpty { try values.encode(limitedBy, forKey: .limitedBy) }
    try values.encodeIfPresent(coveredBy, forKey: .coveredBy)
    if isBelowLeastPayout { try values.encode(true, forKey: .isBelowLeastPayout) }
    if isInterim { try values.encode(true, forKey: .isInterim) }
    if mayBeArbitrated { try values.encode(true, forKey: .mayBeArbitrated) }
  }
}
