// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension MemberAccount {
  /// Tells the steps of an answer, in English and in Simplified Chinese. Nothing that decides makes one:
  /// ask where somebody wants to know.
  ///
  /// ```swift
  /// account.explanation(of: .tier, at: now).text(in: .simplifiedChinese, for: .customer)
  /// ```
  public func explanation(of question: MembershipQuestion, at instant: Instant) -> Explanation {
    let now = reached(instant)
    guard enrolledAt != nil else { return Explanation(.membershipNotEnrolled) }
    var account = self
    account.advance(to: now)
    return account.explanation(question, now)
  }

  private func explanation(_ question: MembershipQuestion, _ now: Instant) -> Explanation {
    switch question {
    case .balance: balanceExplanation(now)
    case .tier: tierExplanation(now)
    case .benefit(let id): benefitExplanation(id, now)
    case .earning(let request):
      closedAt.map { refusal(.closed(since: $0)) } ?? earningExplanation(request, now)
    case .redemption(let id): redemptionExplanation(id)
    case .reward(let request):
      closedAt.map { refusal(.closed(since: $0)) } ?? rewardExplanation(request, now)
    case .closing: closingExplanation()
    }
  }

  func told(_ instant: Instant) -> Explanation.Operand.Value {
    .instant(instant, utcOffset: programme.zone.offset(at: instant))
  }

  func refusal(_ rejection: Rejection) -> Explanation {
    Explanation(
      .membershipRefused, [.init("reason", rejection.explanation(in: programme.zone).phrase)])
  }

  // MARK: Benefits, rewards, closing

  private func benefitExplanation(_ id: BenefitID, _ now: Instant) -> Explanation {
    let name = Explanation.Operand("benefit", .text(id.rawValue))
    guard let state = entitlement(id, at: now) else {
      let tier = programme.tiers[track.effectiveRank(at: now)].id
      return Explanation(.membershipNoBenefit, [name, .init("tier", .text(tier.rawValue))])
    }
    let used = Explanation.Operand("used", .count(state.used))
    guard let left = state.left, let allowed = state.allowed, let period = state.period else {
      return Explanation(.membershipEntitlementFree, [name, used])
    }
    return Explanation(
      .membershipEntitlement,
      [
        name, .init("left", .count(left)), .init("allowed", .count(allowed)),
        .init("start", told(period.start)), .init("end", told(period.end)),
        .init("carried", .count(state.carried)), used,
      ])
  }

  private func rewardExplanation(_ request: RewardRequest, _ now: Instant) -> Explanation {
    do throws(Rejection) {
      let grant = try reward(request, now)
      return Explanation(
        .membershipReward,
        [
          .init("cause", .text(grant.cause.kind.rawValue)), .init("id", .text(grant.cause.id)),
          .init("rule", .text(grant.rule.rawValue)), .init("reward", grant.reward.phrase),
        ])
    } catch {
      return refusal(error)
    }
  }

  private func closingExplanation() -> Explanation {
    guard let closedAt else { return Explanation(.membershipOpen) }
    let stays = closure?.kept ?? []
    let steps = stays.map { kept in
      let part = Explanation.Operand("part", .phrase(kept.part.code, []))
      return kept.until.map {
        Explanation(.membershipKept, [part, .init("end", told($0))])
      } ?? Explanation(.membershipKeptForever, [part])
    }
    return Explanation(.membershipClosed, [.init("at", told(closedAt))], steps: steps)
  }
}
