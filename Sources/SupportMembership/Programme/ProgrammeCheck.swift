// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Looks for mistakes of a draft that its types allow.
struct ProgrammeCheck {
  private let draft: MembershipProgramme.Draft

  init(_ draft: MembershipProgramme.Draft) {
    self.draft = draft
  }

  func run(_ problems: inout Problems) {
    tiers(&problems)
    tierRules(&problems)
    for (position, benefit) in draft.benefits.enumerated() {
      check(benefit, "benefits[\(position)]", &problems)
    }
    points(&problems)
    outcomes(&problems)
    levels(&problems)
    if let day = draft.memberDay?.day { within(day, 1...31, "memberDay", &problems) }
    certification(&problems)
    for (position, kept) in draft.closing.kept.enumerated() {
      check(kept.span, "closing.kept[\(position)].for", &problems)
    }
  }

  // MARK: Tiers

  private func tiers(_ problems: inout Problems) {
    if draft.tiers.isEmpty { problems.report("at least one tier is needed", path: "tiers") }
    var seen: Set<TierID> = []
    for (position, tier) in draft.tiers.enumerated() {
      let path = "tiers[\(position)]"
      if !seen.insert(tier.id).inserted {
        problems.report("the tier \(tier.id.rawValue.quoted) stands twice", path: path)
      }
      if position == 0, tier.requirement != nil || tier.renewal != nil {
        problems.report("the lowest tier is everybody's and takes nothing", path: path)
      }
      if tier.renewal != nil, tier.requirement == nil, position > 0 {
        problems.report("a tier that cannot be reached is not renewed", path: "\(path).renewal")
      }
      for (key, requirement) in [
        ("requirement", tier.requirement), ("renewal", tier.renewal), ("lifetime", tier.lifetime),
      ] {
        if let requirement { check(requirement, "\(path).\(key)", &problems) }
      }
      if tier.earning < .zero {
        problems.report("the factor \(tier.earning) is below 0", path: "\(path).earning")
      }
      for (place, benefit) in tier.benefits.enumerated() {
        check(benefit, "\(path).benefits[\(place)]", &problems)
      }
    }
  }

  private func check(
    _ requirement: TierRequirement, _ path: String, _ problems: inout Problems
  ) {
    guard requirement.depth <= TierRequirement.maximumDepth else {
      problems.report(
        "it is nested deeper than \(TierRequirement.maximumDepth)", path: path)
      return
    }
    switch requirement {
    case .any(let parts), .all(let parts):
      if parts.isEmpty { problems.report("a list of nothing asks for nothing", path: path) }
      for part in parts { check(part, path, &problems) }
    case .balance(let number), .points(let number, _), .contribution(let number, _):
      atLeastOne(number, path, &problems)
    case .spend(let sum, _):
      if sum.currency != draft.currency {
        problems.report("\(sum) is not in \(draft.currency)", path: path)
      }
      if sum.minorUnits < 1 { problems.report("\(sum) is nothing to spend", path: path) }
    }
    if let period = requirement.period { check(period, path, &problems) }
  }

  private func check(_ period: QualifyingPeriod, _ path: String, _ problems: inout Problems) {
    switch period {
    case .calendar(let months, let from):
      if ![1, 2, 3, 4, 6, 12].contains(months) {
        problems.report("\(months) months do not divide a year", path: path)
      }
      within(from, 1...12, path, &problems)
    case .anniversary(let months): within(months, 1...MembershipSpan.longest, path, &problems)
    case .rolling(let span): check(span, path, &problems)
    case .lifetime: break
    }
  }

  private func tierRules(_ problems: inout Problems) {
    let rules = draft.tierRules
    check(rules.grace, "tierRules.grace", &problems)
    check(rules.secondChance, "tierRules.secondChance", &problems)
    let path = "tierRules.validity"
    switch rules.validity {
    case .endOf(let period, let further):
      if case .rolling = period {
        problems.report("a rolling period has no end", path: path)
      } else if case .lifetime = period {
        problems.report("a life has no end that is known", path: path)
      }
      check(period, path, &problems)
      within(further, 0...100, path, &problems)
    case .span(let span): check(span, path, &problems)
    case .endOfMonth(let months): within(months, 0...MembershipSpan.longest, path, &problems)
    case .whileQualified, .unlimited: break
    }
  }

  private func check(
    _ benefit: MembershipProgramme.Benefit, _ path: String, _ problems: inout Problems
  ) {
    guard let allowance = benefit.allowance else { return }
    atLeastOne(allowance.count, "\(path).allowance", &problems)
    check(allowance.period, "\(path).allowance", &problems)
    if case .upTo(let most) = allowance.carryOver {
      atLeastOne(most, "\(path).allowance.carryOver", &problems)
    }
    switch allowance.period {
    case .calendar, .anniversary: break
    case .rolling, .lifetime:
      problems.report(
        "uses are counted in calendar or membership periods", path: "\(path).allowance")
    }
  }
}

extension ProgrammeCheck {
  // MARK: Points and rules

  private func points(_ problems: inout Problems) {
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

  private func outcomes(_ problems: inout Problems) {
    for (position, rule) in draft.earnings.enumerated() {
      let path = "earnings[\(position)].then"
      for yield in rule.then.yields { check(yield, path, &problems) }
      if let expiry = rule.then.expiry { check(expiry, "\(path).expiry", &problems) }
      if case .span(let span) = rule.then.pending { check(span, "\(path).pending", &problems) }
      if let service = rule.then.service {
        within(service.months, 1...MembershipSpan.longest, "\(path).service", &problems)
        check(.perSpend(0, each: service.each), "\(path).service", &problems)
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
      case .benefit(_, let span), .certificate(_, let span): check(span, path, &problems)
      }
    }
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

  private func levels(_ problems: inout Problems) {
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

  private func certification(_ problems: inout Problems) {
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
    switch rules.period {
    case .calendar, .anniversary: check(rules.period, "\(path).period", &problems)
    case .rolling, .lifetime:
      problems.report("a calendar or membership period is needed", path: "\(path).period")
    }
  }

  // MARK: Bounds

  private func check(_ span: MembershipSpan?, _ path: String, _ problems: inout Problems) {
    if let span { within(span.count, 1...MembershipSpan.longest, path, &problems) }
  }

  private func within(
    _ number: Int, _ bounds: ClosedRange<Int>, _ path: String, _ problems: inout Problems
  ) {
    if !bounds.contains(number) {
      problems.report(
        "\(number) is outside \(bounds.lowerBound) ... \(bounds.upperBound)", path: path)
    }
  }

  private func atLeastOne(_ number: Int64, _ path: String, _ problems: inout Problems) {
    if number < 1 { problems.report("\(number) is below 1", path: path) }
  }
}
