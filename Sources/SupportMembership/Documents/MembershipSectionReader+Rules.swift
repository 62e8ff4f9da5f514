// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads what rules for earning, campaigns and rewards say.
extension MembershipSectionReader {
  func terms(_ node: DocumentNode, _ problems: inout Problems) -> EarnTerms? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems.all.count
    var terms = EarnTerms()
    terms.points = object.optional("points").flatMap { yield($0, &problems) }
    terms.qualifying = object.optional("qualifying").flatMap { yield($0, &problems) }
    terms.contribution = object.optional("contribution").flatMap { yield($0, &problems) }
    if let node = object.optional("pending") {
      if case .string("untilConfirmed") = node.value {
        terms.pending = .untilConfirmed
      } else if let span = span(node, &problems) {
        terms.pending = .span(span)
      }
    }
    terms.expiry = object.optional("expiry").flatMap { expiry($0, &problems) }
    terms.service = object.optional("service").flatMap { service($0, &problems) }
    object.finish(&problems)
    return problems.all.count == before ? terms : nil
  }

  /// Reads a whole number, or `{"perSpend": 1, "each": "1.00"}`.
  private func yield(_ node: DocumentNode, _ problems: inout Problems) -> EarnTerms.Yield? {
    if case .number = node.value {
      return number(node, from: 0, &problems).map(EarnTerms.Yield.fixed)
    }
    guard var object = node.object(&problems) else { return nil }
    let points = object.required("perSpend", &problems).flatMap { number($0, from: 0, &problems) }
    let each = object.required("each", &problems).flatMap { money($0, &problems) }
    object.finish(&problems)
    guard let points, let each else { return nil }
    return .perSpend(points, each: each)
  }

  private func service(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> EarnTerms.Service? {
    guard var object = node.object(&problems) else { return nil }
    let benefit = object.required("benefit", &problems)?.nonEmptyString(&problems)
    let months = object.required("months", &problems)?.integer(
      in: 1...Int64(MembershipSpan.longest), &problems)
    let each = object.required("each", &problems).flatMap { money($0, &problems) }
    object.finish(&problems)
    guard let benefit, let months, let each else { return nil }
    return .init(BenefitID(benefit), months: Int(months), each: each)
  }

  func campaign(_ node: DocumentNode, _ problems: inout Problems) -> EarnCampaign? {
    guard var object = node.object(&problems) else { return nil }
    let ledger: EarnCampaign.Ledger? = object.required("ledger", &problems).flatMap {
      choice($0, &problems)
    }
    let factor = object.optional("factor").map { rate($0, &problems) } ?? .one
    let extra = object.optional("extra").map { number($0, from: 0, &problems) } ?? 0
    object.finish(&problems)
    guard let ledger, let factor, let extra else { return nil }
    return EarnCampaign(ledger, factor: factor, extra: extra)
  }

  func reward(_ node: DocumentNode, _ problems: inout Problems) -> MemberReward? {
    guard var object = node.object(&problems) else { return nil }
    let keys = ["coupon", "money", "points", "contribution", "benefit", "certificate"]
    guard let (key, value) = onlyKey(of: keys, in: &object, &problems) else { return nil }
    let pool =
      key == "money"
      ? object.optional("pool").map { $0.nonEmptyString(&problems) } : nil
    let lasting =
      ["benefit", "certificate"].contains(key)
      ? object.required("for", &problems).flatMap { span($0, &problems) } : nil
    object.finish(&problems)
    switch key {
    case "coupon": return money(value, &problems).map(MemberReward.coupon)
    case "money":
      guard let sum = money(value, &problems) else { return nil }
      guard let pool else { return .money(sum) }
      return pool.map { .fromPool(sum, RewardPoolID($0)) }
    case "points": return number(value, from: 1, &problems).map(MemberReward.points)
    case "contribution": return number(value, from: 1, &problems).map(MemberReward.contribution)
    default:
      guard let name = value.nonEmptyString(&problems), let lasting else { return nil }
      return key == "benefit" ? .benefit(BenefitID(name), lasting) : .certificate(name, lasting)
    }
  }

  /// Reads `{"id": "proposals", "perYear": "500000.00"}`.
  func pool(_ node: DocumentNode, _ problems: inout Problems) -> MembershipProgramme.Pool? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let sum = object.required("perYear", &problems).flatMap { money($0, &problems) }
    object.finish(&problems)
    guard let id, let sum else { return nil }
    return .init(RewardPoolID(id), perYear: sum)
  }

  func level(_ node: DocumentNode, _ problems: inout Problems) -> ContributionLevel? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let least = object.required("atLeast", &problems).flatMap { number($0, from: 0, &problems) }
    object.finish(&problems)
    guard let id, let least else { return nil }
    return ContributionLevel(id, atLeast: least)
  }

  func certification(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> CertificationRules? {
    guard var object = node.object(&problems) else { return nil }
    let dimensions = object.required("dimensions", &problems)?.values(&problems) {
      dimension($0, &$1)
    }
    let highest = object.required("highest", &problems).flatMap { number($0, from: 1, &problems) }
    let pass = object.required("pass", &problems).flatMap { rate($0, &problems) }
    let period = object.required("period", &problems).flatMap { self.period($0, &problems) }
    let ratingsNode = object.optional("ratings")
    let ratings = ratingsNode.flatMap { self.ratings($0, &problems) }
    object.finish(&problems)
    guard let dimensions, let highest, let pass, let period,
      ratingsNode == nil || ratings != nil
    else { return nil }
    return CertificationRules(
      dimensions: dimensions, highest: highest, pass: pass, period: period, ratings: ratings)
  }

  private func ratings(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> CertificationRules.Ratings? {
    guard var object = node.object(&problems) else { return nil }
    let weight = object.required("weight", &problems).flatMap { rate($0, &problems) }
    let least = object.required("from", &problems).flatMap { number($0, from: 1, &problems) }
    object.finish(&problems)
    guard let weight, let least else { return nil }
    return .init(weight: weight, from: least)
  }

  private func dimension(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> CertificationRules.Dimension? {
    guard var object = node.object(&problems) else { return nil }
    let name = object.required("name", &problems)?.nonEmptyString(&problems)
    let items = object.required("items", &problems)?.integer(in: 1...1_000, &problems)
    object.finish(&problems)
    guard let name, let items else { return nil }
    return .init(name, items: Int(items))
  }

  func closing(_ node: DocumentNode, _ problems: inout Problems) -> ClosingRules? {
    guard var object = node.object(&problems) else { return nil }
    let kept = object.required("kept", &problems)?.values(&problems) { self.kept($0, &$1) }
    object.finish(&problems)
    return kept.map { ClosingRules(kept: $0) }
  }

  private func kept(_ node: DocumentNode, _ problems: inout Problems) -> ClosingRules.Kept? {
    guard var object = node.object(&problems) else { return nil }
    let part: ClosingRules.Part? = object.required("part", &problems).flatMap {
      choice($0, &problems)
    }
    let lasting = object.optional("for").map { span($0, &problems) }
    object.finish(&problems)
    guard let part, lasting != .some(nil) else { return nil }
    return .init(part, for: lasting ?? nil)
  }
}
