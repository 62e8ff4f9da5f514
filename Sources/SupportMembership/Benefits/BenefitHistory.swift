// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What a member had and used of one benefit, told in the order of time: each question is about an
/// instant not before that of the last one, so that all of them together take one walk.
struct BenefitHistory {
  private let account: MemberAccount
  private let id: BenefitID
  private let uses: [BenefitUseRecord]
  private let grants: [BenefitGrantRecord]
  private var (use, grant, step, place) = (0, 0, 0, 0)
  /// The latest end of what was given up to now.
  private var givenUntil = Instant.min

  init(_ account: MemberAccount, _ id: BenefitID) {
    self.account = account
    self.id = id
    uses = account.uses.filter { $0.use.benefit == id }
    grants = account.grants.filter { $0.benefit == id }
  }

  /// What was used before an instant, and not before that of the last question; saturating.
  mutating func used(before end: Instant) -> Int64 {
    var sum: Int64 = 0
    while use < uses.count, uses[use].at < end {
      sum.add(saturating: max(uses[use].use.count, 0))
      use += 1
    }
    return sum
  }

  /// The benefit that the member had at an instant, by the edition in force then.
  mutating func benefit(at instant: Instant) -> MembershipProgramme.Benefit? {
    let steps = account.track.steps
    while step + 1 < steps.count, steps[step + 1].at <= instant { step += 1 }
    let editions = account.editions.editions
    while place < account.track.edition, editions[place + 1].from <= instant { place += 1 }
    while grant < grants.count, grants[grant].from <= instant {
      givenUntil = max(givenUntil, grants[grant].until)
      grant += 1
    }
    guard steps.indices.contains(step), steps[step].at <= instant else { return nil }
    let programme = editions[place].programme
    if let benefit = programme.tier(steps[step].tier)?.benefit(id) { return benefit }
    return givenUntil > instant ? programme.givenBenefit(id) : nil
  }
}

extension MembershipProgramme {
  func tier(_ id: TierID) -> Tier? {
    rank(of: id).map { tiers[$0] }
  }

  /// What is given apart from a tier has the terms of its own entry, or of the lowest tier with it.
  func givenBenefit(_ id: BenefitID) -> Benefit {
    draft.benefits.first { $0.id == id }
      ?? tiers.lazy.compactMap { $0.benefit(id) }.first ?? Benefit(id)
  }
}
