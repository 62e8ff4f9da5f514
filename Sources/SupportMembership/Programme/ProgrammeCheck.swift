// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Looks for mistakes of a draft that its types allow.
struct ProgrammeCheck {
  let draft: MembershipProgramme.Draft

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
    pools(&problems)
    levels(&problems)
    if let day = draft.memberDay?.day { within(day, 1...31, "memberDay", &problems) }
    certification(&problems)
    var parts: Set<ClosingRules.Part> = []
    for (position, kept) in draft.closing.kept.enumerated() {
      let path = "closing.kept[\(position)]"
      check(kept.span, "\(path).for", &problems)
      if !parts.insert(kept.part).inserted {
        problems.report("the part \(kept.part.rawValue.quoted) stands twice", path: path)
      }
    }
  }

  // MARK: Tiers

  func tiers(_ problems: inout Problems) {
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

  func check(
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

  func check(_ period: QualifyingPeriod, _ path: String, _ problems: inout Problems) {
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

  func tierRules(_ problems: inout Problems) {
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

  func check(
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

  // MARK: Bounds

  func check(_ span: MembershipSpan?, _ path: String, _ problems: inout Problems) {
    if let span { within(span.count, 1...MembershipSpan.longest, path, &problems) }
  }

  func within(
    _ number: Int, _ bounds: ClosedRange<Int>, _ path: String, _ problems: inout Problems
  ) {
    if !bounds.contains(number) {
      problems.report(
        "\(number) is outside \(bounds.lowerBound) ... \(bounds.upperBound)", path: path)
    }
  }

  func atLeastOne(_ number: Int64, _ path: String, _ problems: inout Problems) {
    if number < 1 { problems.report("\(number) is below 1", path: path) }
  }
}
