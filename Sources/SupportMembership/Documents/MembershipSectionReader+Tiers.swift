// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Reads tiers and what they bring.
extension MembershipSectionReader {
  func tier(_ node: DocumentNode, _ problems: inout Problems) -> MembershipProgramme.Tier? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems.all.count
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    var tier = MembershipProgramme.Tier(TierID(id ?? ""))
    tier.requirement = object.optional("requirement").flatMap { requirement($0, &problems) }
    tier.renewal = object.optional("renewal").flatMap { requirement($0, &problems) }
    tier.lifetime = object.optional("lifetime").flatMap { requirement($0, &problems) }
    tier.earning = object.optional("earning").flatMap { rate($0, &problems) } ?? .one
    let most = Int64(Int32.max)
    tier.priority = Int(
      object.optional("priority").flatMap { $0.integer(in: -most...most, &problems) } ?? 0)
    tier.response = object.optional("response").flatMap { node in
      node.text(&problems) { text throws(TextError) in try ServiceDuration(text) }
    }
    tier.agreement = object.optional("agreement").flatMap { $0.nonEmptyString(&problems) }
    tier.benefits =
      object.optional("benefits").flatMap { node in
        node.values(&problems) { benefit($0, &$1) }
      } ?? []
    object.finish(&problems)
    return problems.all.count == before && id != nil ? tier : nil
  }

  /// Reads `{"points": 1000, "in": "calendar year"}`, or `any` and `all` of a list.
  func requirement(_ node: DocumentNode, _ problems: inout Problems) -> TierRequirement? {
    guard var object = node.object(&problems) else { return nil }
    let keys = ["points", "spend", "contribution", "balance", "any", "all"]
    guard let (key, value) = onlyKey(of: keys, in: &object, &problems) else { return nil }
    let isCounted = ["points", "spend", "contribution"].contains(key)
    let period =
      isCounted
      ? object.required("in", &problems).flatMap { self.period($0, &problems) } : .lifetime
    object.finish(&problems)
    func parts() -> [TierRequirement]? {
      value.values(&problems) { requirement($0, &$1) }
    }
    guard let period else { return nil }
    switch key {
    case "points": return number(value, from: 1, &problems).map { .points($0, in: period) }
    case "spend": return money(value, &problems).map { .spend($0, in: period) }
    case "contribution":
      return number(value, from: 1, &problems).map { .contribution($0, in: period) }
    case "balance": return number(value, from: 1, &problems).map(TierRequirement.balance)
    case "any": return parts().map(TierRequirement.any)
    default: return parts().map(TierRequirement.all)
    }
  }

  func tierRules(_ node: DocumentNode, _ problems: inout Problems) -> TierRules? {
    guard var object = node.object(&problems) else { return nil }
    let validity = object.required("validity", &problems).flatMap { self.validity($0, &problems) }
    let grace = object.optional("grace").map { span($0, &problems) }
    let chance = object.optional("secondChance").map { span($0, &problems) }
    let downgrade: TierRules.Downgrade? = object.required("downgrade", &problems).flatMap {
      choice($0, &problems)
    }
    object.finish(&problems)
    guard let validity, let downgrade else { return nil }
    return TierRules(
      validity: validity, grace: grace ?? nil, secondChance: chance ?? nil, downgrade: downgrade)
  }

  private func validity(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> TierRules.Validity? {
    if case .string = node.value {
      return node.oneOf(
        [("whileQualified", .whileQualified), ("unlimited", .unlimited)], &problems)
    }
    guard var object = node.object(&problems) else { return nil }
    guard let (key, value) = onlyKey(of: ["endOf", "for", "endOfMonth"], in: &object, &problems)
    else { return nil }
    let further =
      key == "endOf"
      ? object.required("further", &problems)?.integer(in: 0...100, &problems) : 0
    object.finish(&problems)
    switch key {
    case "endOf":
      guard let period = period(value, &problems), let further else { return nil }
      return .endOf(period, further: Int(further))
    case "for": return span(value, &problems).map(TierRules.Validity.span)
    default: return months(value, &problems).map { .endOfMonth(after: $0) }
    }
  }

  func benefit(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> MembershipProgramme.Benefit? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let allowance = object.optional("allowance").map { self.allowance($0, &problems) }
    let calendar = object.optional("calendar").map { $0.nonEmptyString(&problems) }
    object.finish(&problems)
    if allowance != nil, allowance ?? nil == nil { return nil }
    guard let id else { return nil }
    return MembershipProgramme.Benefit(
      BenefitID(id), allowance: allowance ?? nil, calendar: calendar ?? nil)
  }

  private func allowance(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> MembershipProgramme.Benefit.Allowance? {
    guard var object = node.object(&problems) else { return nil }
    let count = object.required("count", &problems).flatMap { number($0, from: 1, &problems) }
    let period = object.required("per", &problems).flatMap { self.period($0, &problems) }
    let carry = object.required("carryOver", &problems).flatMap {
      carryOver($0, &problems)
    }
    object.finish(&problems)
    guard let count, let period, let carry else { return nil }
    return .init(count, per: period, carryOver: carry)
  }

  private func carryOver(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> MembershipProgramme.Benefit.Allowance.CarryOver? {
    if case .string = node.value { return node.oneOf([("never", .never)], &problems) }
    return number(node, from: 1, &problems).map { .upTo($0) }
  }
}
