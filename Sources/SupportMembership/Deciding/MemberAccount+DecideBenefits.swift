// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// How tiers, benefits, rewards and certificates are given, and what stays at the end.
extension MemberAccount {
  func granted(_ grant: TierGrant, _ now: Instant) throws(Rejection) -> Change {
    guard programme.rank(of: grant.tier) != nil else { throw .unknownName("tier \(grant.tier)") }
    if track.grants.contains(where: { $0.grant == grant }) {
      throw .alreadyDone("grant of \(grant.tier)")
    }
    if let until = grant.until, until <= now {
      throw .outOfRange(
        "until", value: until.millisecondsSince1970,
        bounds: now.millisecondsSince1970...Int64.max)
    }
    if let challenge = grant.challenge {
      if challenge.points == nil, challenge.spend == nil {
        throw .programmeSilent("a challenge that asks for nothing")
      }
      if let points = challenge.points { try check(points, "challenge.points") }
      if let spend = challenge.spend {
        if spend.currency != programme.currency {
          throw .wrongCurrency(spend, expected: programme.currency)
        }
        try check(spend.minorUnits, "challenge.spend")
      }
    }
    return .tierGranted(grant)
  }

  func endedGrant(_ tier: TierID) throws(Rejection) -> Change {
    guard track.grants.contains(where: { $0.grant.tier == tier }) else {
      throw .unknownName("grant of \(tier)")
    }
    return .tierGrantEnded(tier)
  }

  func used(_ use: BenefitUse, _ now: Instant) throws(Rejection) -> Change {
    try checkNew(use.id)
    try check(use.count, "count")
    guard let state = entitlement(use.benefit, now) else {
      throw .noSuchBenefit(
        use.benefit, programme.tiers[track.effectiveRank(at: now)].id)
    }
    if let left = state.left, use.count > left {
      throw .usedUp(use.benefit, left: left, wanted: use.count, next: state.period?.end)
    }
    return .benefitUsed(use)
  }

  func calledOff(_ id: MembershipEntryID) throws(Rejection) -> Change {
    guard uses.contains(where: { $0.use.id == id }) else { throw .unknownName("use \(id)") }
    return .benefitUseReturned(id)
  }

  func granted(_ grant: BenefitGrant, _ now: Instant) throws(Rejection) -> Change {
    let isKnown =
      programme.draft.benefits.contains { $0.id == grant.benefit }
      || programme.tiers.contains { $0.benefit(grant.benefit) != nil }
    guard isKnown else { throw .unknownName("benefit \(grant.benefit)") }
    if let until = grant.until, until <= now {
      throw .outOfRange(
        "until", value: until.millisecondsSince1970,
        bounds: now.millisecondsSince1970...Int64.max)
    }
    return .benefitGranted(grant)
  }

  func reward(_ request: RewardRequest, _ now: Instant) throws(Rejection) -> RewardGrant {
    let cause = request.cause
    if rewarded[cause] != nil { throw .alreadyDone("\(cause.kind) \(cause.id)") }
    let facts = try facts(request.facts + [.init("cause", .text(cause.kind.rawValue))], now)
    let (rule, reward) = try outcome(
      of: programme.rewards.decide(facts, on: programme.zone.date(at: now)),
      "\(cause.kind) \(cause.id)")
    var grant = RewardGrant(reward, for: cause, rule: rule)
    switch reward {
    case .points(let points):
      try checkRoom(for: points)
      grant.paidOwed = min(points, ledger.owed)
      grant.expiry = giftExpiry(programme.points.expiry, now)
    case .benefit(_, let span), .certificate(_, let span):
      grant.expiry = .at(span.end(after: now, in: programme.zone))
    case .coupon, .money, .fromPool, .contribution: break
    }
    return grant
  }

  func certified(_ scores: CertificationScores, _ now: Instant) throws(Rejection) -> Change {
    try checkNew(scores.id)
    guard let rules = programme.draft.certification else {
      throw .programmeSilent("certification")
    }
    guard scores.dimensions.map(\.name) == rules.dimensions.map(\.name) else {
      let names = rules.dimensions.map(\.name).joined(separator: ", ")
      throw .wrongScores("the dimensions are \(names), in this order")
    }
    var failed: [String] = []
    for (dimension, rule) in zip(scores.dimensions, rules.dimensions) {
      guard dimension.scores.count == rule.items else {
        throw .wrongScores(
          "\(rule.name) has \(rule.items) items, \(dimension.scores.count) are scored")
      }
      for score in dimension.scores where !(0...rules.highest).contains(score) {
        throw .outOfRange(rule.name, value: score, bounds: 0...rules.highest)
      }
      if !rules.passes(dimension.scores) { failed.append(rule.name) }
    }
    try check(scores.ratings, by: rules)
    let score = rules.score(of: scores)
    let isPassed = failed.isEmpty && score?.reaches(rules.pass) != false
    var until: Instant?
    if isPassed, let enrolledAt {
      let zone = programme.zone
      until = rules.period.stretch(at: now, enrolled: enrolledAt, in: zone).flatMap {
        rules.period.stretch(at: $0.end, enrolled: enrolledAt, in: zone)?.end
      }
    }
    return .certified(
      CertificationResult(scores, failed: failed, score: score?.thousandths, until: until))
  }

  /// Ratings must be such as can have been given, and as many as the rules ask for.
  private func check(
    _ ratings: CertificationScores.Ratings?, by rules: CertificationRules
  ) throws(Rejection) {
    if let ratings {
      let counts = 0...CertificationScores.Ratings.most
      guard counts.contains(ratings.count) else {
        throw .outOfRange("ratings.count", value: ratings.count, bounds: counts)
      }
      let stars = ratings.count...5 * ratings.count
      guard stars.contains(ratings.stars) else {
        throw .outOfRange("ratings.stars", value: ratings.stars, bounds: stars)
      }
    }
    guard let least = rules.ratings?.least, (ratings?.count ?? 0) < least else { return }
    throw .tooFewRatings(ratings?.count ?? 0, atLeast: least)
  }

  func closed(_ now: Instant) -> Change {
    let kept = programme.draft.closing.kept.map { kept in
      Closure.Kept(
        kept.part, until: kept.span.map { $0.end(after: now, in: programme.zone) })
    }
    let sums = ledger.sums(at: now.millisecondsSince1970)
    let keepsPoints = kept.contains { $0.part == .points }
    return .closed(Closure(kept: kept, forfeited: keepsPoints ? 0 : sums.available + sums.pending))
  }
}
