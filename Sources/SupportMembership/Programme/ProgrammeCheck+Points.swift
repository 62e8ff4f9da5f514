// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Mistakes of points, rules and what they say.
extension ProgrammeCheck {
  func points(_ problems: inout Problems) {
    let rules = draft.points
    check(rules.expiry, "points.expiry", &problems)
    if case .reinstated(let validity, let window) = rules.expiredReturn {
      check(validity, "points.expiredReturn.for", &problems)
      check(window, "points.expiredReturn.window", &problems)
    }
    check(rules.reinstatement?.window, "points.reinstatement.window", &problems)
    check(rules.reinstatement?.validity, "points.reinstatement.for", &problems)
    check(rules.inactivity?.after, "points.inactivity.after", &problems)
    for (position, span) in rules.remindBefore.enumerated() {
      check(span, "points.remindBefore[\(position)]", &problems)
    }
  }

  private func check(_ expiry: PointExpiry, _ path: String, _ problems: inout Problems) {
    switch expiry {
    case .never, .on: break
    case .after(let span): check(span, path, &problems)
    case .endOfMonth(let months): within(months, 0...MembershipSpan.longest, path, &problems)
    case .yearly(let month, let day, let months):
      within(month, 1...12, path, &problems)
      within(day, 1...31, path, &problems)
      within(months, 0...MembershipSpan.longest, path, &problems)
    case .inactivity:
      if draft.points.inactivity == nil {
        problems.report("points.inactivity does not say how long", path: path)
      }
    }
  }

  func outcomes(_ problems: inout Problems) {
    for (position, rule) in draft.earnings.enumerated() {
      let path = "earnings[\(position)].then"
      for yield in rule.then.yields { check(yield, path, &problems) }
      if let expiry = rule.then.expiry { check(expiry, "\(path).expiry", &problems) }
      if case .span(let span) = rule.then.pending { check(span, "\(path).pending", &problems) }
      if let service = rule.then.service {
        within(service.months, 1...MembershipSpan.longest, "\(path).service", &problems)
        check(.perSpend(0, each: service.each), "\(path).service", &problems)
        check(service.benefit, "\(path).service.benefit", &problems)
      }
    }
    for (position, rule) in draft.campaigns.enumerated() {
      let path = "campaigns[\(position)].then"
      if rule.then.factor < .zero {
        problems.report("the factor \(rule.then.factor) is below 0", path: path)
      }
      if rule.then.extra < 0 {
        problems.report("the extra \(rule.then.extra) is below 0", path: path)
      }
    }
    for (position, rule) in draft.rewards.enumerated() {
      let path = "rewards[\(position)].then"
      switch rule.then {
      case .coupon(let sum), .money(let sum), .fromPool(let sum, _):
        if sum.minorUnits < 1 { problems.report("\(sum) is no reward", path: path) }
      case .points(let number), .contribution(let number): atLeastOne(number, path, &problems)
      case .benefit(let benefit, let span):
        check(span, path, &problems)
        check(benefit, "\(path).benefit", &problems)
      case .certificate(_, let span): check(span, path, &problems)
      }
    }
  }

  func pools(_ problems: inout Problems) {
    var names: Set<RewardPoolID> = []
    for (position, pool) in draft.pools.enumerated() {
      let path = "pools[\(position)]"
      if !names.insert(pool.id).inserted {
        problems.report("the pool \(pool.id.rawValue.quoted) stands twice", path: path)
      }
      if pool.perYear.currency != draft.currency {
        problems.report("\(pool.perYear) is not in \(draft.currency)", path: "\(path).perYear")
      } else if pool.perYear.minorUnits < 1 {
        problems.report("\(pool.perYear) is nothing to give", path: "\(path).perYear")
      }
    }
    if draft.pools.isEmpty { return }
    for (position, rule) in draft.rewards.enumerated() {
      if case .fromPool(let sum, let name) = rule.then {
        check(sum, outOf: name, "rewards[\(position)].then", &problems)
      }
    }
  }

  private func check(
    _ sum: Money, outOf name: RewardPoolID, _ path: String, _ problems: inout Problems
  ) {
    guard let pool = draft.pools.first(where: { $0.id == name }) else {
      problems.report(
        "the pool \(name.rawValue.quoted) is unknown", path: "\(path).pool",
        suggestion: EditDistance.nearest(
          to: name.rawValue, among: draft.pools.map(\.id.rawValue)))
      return
    }
    if sum.currency == pool.perYear.currency, sum.minorUnits > pool.perYear.minorUnits {
      problems.report(
        "\(sum) is more than the pool \(name) holds in a year, \(pool.perYear)", path: path)
    }
  }

  /// A benefit that is given has to be one of the programme's own or of a tier.
  private func check(_ benefit: BenefitID, _ path: String, _ problems: inout Problems) {
    let known = (draft.benefits + draft.tiers.flatMap(\.benefits)).map(\.id)
    if known.contains(benefit) { return }
    problems.report(
      "the benefit \(benefit.rawValue.quoted) is unknown", path: path,
      suggestion: EditDistance.nearest(to: benefit.rawValue, among: known.map(\.rawValue)))
  }

  private func check(_ yield: EarnTerms.Yield, _ path: String, _ problems: inout Problems) {
    switch yield {
    case .fixed(let number):
      if number < 0 { problems.report("\(number) is below 0", path: path) }
    case .perSpend(let number, let each):
      if number < 0 { problems.report("\(number) is below 0", path: path) }
      if each.minorUnits < 1 { problems.report("\(each) is nothing to spend", path: path) }
      if each.currency != draft.currency {
        problems.report("\(each) is not in \(draft.currency)", path: path)
      }
    }
  }

  func levels(_ problems: inout Problems) {
    var last: Int64?
    var names: Set<String> = []
    for (position, level) in draft.contributionLevels.enumerated() {
      let path = "contributionLevels[\(position)]"
      if !names.insert(level.id).inserted {
        problems.report("the level \(level.id.quoted) stands twice", path: path)
      }
      if let last, level.atLeast <= last {
        problems.report("\(level.atLeast) is not above the level before, \(last)", path: path)
      }
      if level.atLeast < 0 { problems.report("\(level.atLeast) is below 0", path: path) }
      last = level.atLeast
    }
  }

  func certification(_ problems: inout Problems) {
    guard let rules = draft.certification else { return }
    let path = "certification"
    if rules.dimensions.isEmpty {
      problems.report("at least one dimension is needed", path: "\(path).dimensions")
    }
    var names: Set<String> = []
    for (position, dimension) in rules.dimensions.enumerated() {
      let place = "\(path).dimensions[\(position)]"
      if !names.insert(dimension.name).inserted {
        problems.report("the dimension \(dimension.name.quoted) stands twice", path: place)
      }
      within(dimension.items, 1...1_000, "\(place).items", &problems)
    }
    atLeastOne(rules.highest, "\(path).highest", &problems)
    if rules.pass < .zero || rules.pass > .one {
      problems.report("\(rules.pass) is outside 0% ... 100%", path: "\(path).pass")
    }
    if let ratings = rules.ratings {
      if ratings.thousandths == nil {
        problems.report(
          "\(ratings.weight) is no whole number of thousandths within 0% ... 100%",
          path: "\(path).ratings.weight")
      }
      atLeastOne(ratings.least, "\(path).ratings.from", &problems)
      if ratings.least > CertificationScores.Ratings.most {
        problems.report(
          "\(ratings.least) is above \(CertificationScores.Ratings.most)",
          path: "\(path).ratings.from")
      }
      if rules.highest > CertificationRules.highestBesideRatings {
        problems.report(
          "\(rules.highest) is above \(CertificationRules.highestBesideRatings), the most beside ratings",
          path: "\(path).highest")
      }
    }
    switch rules.period {
    case .calendar, .anniversary: check(rules.period, "\(path).period", &problems)
    case .rolling, .lifetime:
      problems.report("a calendar or membership period is needed", path: "\(path).period")
    }
  }
}
