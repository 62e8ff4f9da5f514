// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// What activities earn.
extension MemberAccount {
  /// How an earning came out, step by step, for its explanation.
  struct EarningPlan {
    /// One ledger's amount on its way.
    struct Amount {
      var base: Int64 = 0
      var factors: [(name: Explanation.Operand.Value, factor: Rate)] = []
      var extras: [(rule: RuleID, points: Int64)] = []
      var result: Int64 = 0
    }

    var earning: Earning
    var points = Amount()
    var qualifying = Amount()
    var tier: TierID
  }

  /// The account was advanced to the instant.
  func earning(_ request: EarningRequest, _ now: Instant) throws(Rejection) -> EarningPlan {
    if earnings[request.id] != nil { throw .alreadyDone("earning \(request.id)") }
    if let spend = request.spend {
      if spend.currency != programme.currency {
        throw .wrongCurrency(spend, expected: programme.currency)
      }
      if spend.minorUnits < 0 {
        throw .outOfRange("spend", value: spend.minorUnits, bounds: 0...Int64.max)
      }
    }
    let facts = try facts(of: request, now)
    let date = programme.zone.date(at: now)
    let (rule, terms) = try outcome(
      of: programme.earnings.decide(facts, on: date), "the activity \(request.activity)")
    let campaigns = try matching(facts, date)
    let tier = programme.tiers[track.effectiveRank(at: now)]
    let points = try amount(
      terms.points, request.spend, tier: tier, campaigns.filter { $0.1.raises(.redeemable) },
      "points of \(request.id)")
    let qualifying = try amount(
      terms.qualifying, request.spend, tier: nil, campaigns.filter { $0.1.raises(.qualifying) },
      "qualifying points of \(request.id)")
    let contribution = try amount(
      terms.contribution, request.spend, tier: nil, [], "contribution value of \(request.id)")
    try checkRoom(for: points.result)
    let expiry = terms.expiry ?? programme.points.expiry
    let earning = Earning(
      id: request.id, activity: request.activity, spend: request.spend, points: points.result,
      paidOwed: min(points.result, ledger.owed), qualifying: qualifying.result,
      contribution: contribution.result, availableFrom: available(terms.pending, now),
      expiry: lotExpiry(expiry, now), activeUntil: activeUntil(now),
      service: service(terms.service, request.spend, now), rule: rule,
      campaigns: campaigns.map(\.0))
    return EarningPlan(earning: earning, points: points, qualifying: qualifying, tier: tier.id)
  }

  // MARK: Amounts

  /// What a yield comes to: the base times all factors, rounded once, and the extras.
  private func amount(
    _ yield: EarnTerms.Yield?, _ spend: Money?, tier: MembershipProgramme.Tier?,
    _ campaigns: [(RuleID, EarnCampaign)], _ subject: String
  ) throws(Rejection) -> EarningPlan.Amount {
    var amount = EarningPlan.Amount()
    guard let yield else { return amount }
    var rate: Rate?
    switch yield {
    case .fixed(let number):
      amount.base = number
      rate = .one
    case .perSpend(let number, let each):
      amount.base = spend?.minorUnits ?? 0
      rate = Rate(number, over: each.minorUnits)
    }
    if let tier, tier.earning != .one {
      amount.factors.append((.text(tier.id.rawValue), tier.earning))
    }
    for (rule, campaign) in campaigns where campaign.factor != .one {
      amount.factors.append((.text(rule.rawValue), campaign.factor))
    }
    rate = joined(amount.factors.map(\.factor)).flatMap { factor in rate?.product(with: factor) }
    guard let rate else { throw .arithmetic(subject, .overflow(subject)) }
    do throws(MoneyError) {
      amount.result = try amount.base.scaled(by: rate, programme.points.rounding)
    } catch {
      throw .arithmetic(subject, error)
    }
    for (rule, campaign) in campaigns where campaign.extra > 0 {
      amount.extras.append((rule, campaign.extra))
      let (sum, overflow) = amount.result.addingReportingOverflow(campaign.extra)
      if overflow { throw .arithmetic(subject, .overflow("\(amount.result) + \(campaign.extra)")) }
      amount.result = sum
    }
    return amount
  }

  private func joined(_ factors: [Rate]) -> Rate? {
    switch programme.points.stacking {
    case .highest: factors.max() ?? .one
    case .multiply: factors.reduce(Rate?.some(.one)) { $0?.product(with: $1) }
    case .add:
      // What each adds to the whole: 2 and 1.5 make 2.5; small ones together make nothing, not less.
      Rate(-1, over: 1).flatMap { less in
        factors.reduce(Rate?.some(.one)) { $0?.sum(with: $1)?.sum(with: less) }
      }.map { max($0, .zero) }
    }
  }

  private func service(
    _ terms: EarnTerms.Service?, _ spend: Money?, _ now: Instant
  ) -> BenefitGrant? {
    guard let terms, let spend, spend.minorUnits >= terms.each.minorUnits else { return nil }
    let steps = Int(clamping: spend.minorUnits / terms.each.minorUnits)
    let span = MembershipSpan.months(terms.months).times(steps)
    let from = grants.filter { $0.benefit == terms.benefit }.map(\.until).max() ?? now
    return BenefitGrant(
      terms.benefit, until: span.end(after: max(from, now), in: programme.zone))
  }

  // MARK: Rules

  func outcome<Outcome>(
    of decision: RuleTable<Outcome>.Decision, _ subject: String
  ) throws(Rejection) -> (RuleID, Outcome) {
    switch decision {
    case .matched(let rule, let outcome): return (rule, outcome)
    case .notAssessable(let rule, let missing): throw .notAssessable(rule, missing: missing)
    default: throw .noRule(subject)
    }
  }

  private func matching(
    _ facts: Facts, _ date: CivilDate
  ) throws(Rejection) -> [(RuleID, EarnCampaign)] {
    switch programme.campaigns.decide(facts, on: date) {
    case .collected(let rules, let campaigns): return Array(zip(rules, campaigns))
    case .notAssessable(let rule, let missing): throw .notAssessable(rule, missing: missing)
    default: return []
    }
  }

  func facts(of request: EarningRequest, _ now: Instant) throws(Rejection) -> Facts {
    var own: [MembershipFact] = [.init("activity", .text(request.activity))]
    if let spend = request.spend { own.append(.init("spend", .money(spend))) }
    return try facts(request.facts + own, now)
  }

  /// What is known of the member, and what the host says.
  func facts(_ given: [MembershipFact], _ now: Instant) throws(Rejection) -> Facts {
    var facts = Facts(programme.schema)
    let tier = programme.tiers[track.effectiveRank(at: now)]
    let date = programme.zone.date(at: now)
    let since = programme.zone.date(at: enrolledAt ?? now)
    let apart = (date.year - since.year) * 12 + date.month - since.month
    // A date that a month lacks becomes its last: a year from 29 February is the 28th.
    let months = since.adding(months: apart) > date ? apart - 1 : apart
    let own: [MembershipFact] = [
      .init("tier", .text(tier.id.rawValue)),
      .init("memberDay", .boolean(programme.memberDay?.includes(date) ?? false)),
      .init("monthsAsMember", .integer(Int64(max(months, 0)))),
    ]
    for fact in given + own {
      do throws(FactError) {
        try facts.set(fact.name, to: fact.value)
      } catch {
        throw .wrongFact(error)
      }
    }
    return facts
  }
}
