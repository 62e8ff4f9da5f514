// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// How tiers, benefits and rewards that are given change an account.
extension MemberAccount {
  mutating func give(_ grant: TierGrant, _ now: Instant) -> Bool {
    guard let rank = programme.rank(of: grant.tier),
      !track.grants.contains(where: { $0.grant == grant })
    else { return false }
    track.grants.append(TierTrack.Grant(grant: grant, from: now, rank: rank))
    noteStep(.granted, now)
    return true
  }

  mutating func endGrant(of tier: TierID, _ now: Instant) -> Bool {
    let count = track.grants.count
    track.grants.removeAll { $0.grant.tier == tier }
    noteStep(.grantEnded, now)
    return track.grants.count < count
  }

  mutating func note(_ use: BenefitUse, _ now: Instant) -> Bool {
    guard entries.insert(use.id).inserted else { return false }
    uses.append(BenefitUseRecord(at: now, use: use))
    return true
  }

  mutating func callOff(_ id: MembershipEntryID) -> Bool {
    guard let index = uses.firstIndex(where: { $0.use.id == id }) else { return false }
    uses.remove(at: index)
    return true
  }

  mutating func give(_ grant: BenefitGrant, _ now: Instant) -> Bool {
    grants.append(
      BenefitGrantRecord(benefit: grant.benefit, from: now, until: grant.until ?? .max))
    return true
  }

  mutating func give(_ grant: RewardGrant, _ now: Instant) -> Bool {
    guard rewarded[grant.cause] == nil else { return false }
    rewarded[grant.cause] = grant.reward
    let until: Instant = if case .at(let instant) = grant.expiry { instant } else { .max }
    switch grant.reward {
    case .points(let points):
      _ = receive(points, paying: grant.paidOwed, from: now, grant.expiry, now)
    case .contribution(let value):
      qualifying.append(QualifyingEntry(at: now, contribution: max(value, 0)))
    case .benefit(let benefit, _): _ = give(BenefitGrant(benefit, until: until), now)
    case .certificate(let name, _):
      certificates.append(CertificateRecord(name: name, from: now, until: until))
    case .coupon, .money, .fromPool: break
    }
    return true
  }

  mutating func note(_ result: CertificationResult, _ now: Instant) -> Bool {
    guard entries.insert(result.scores.id).inserted else { return false }
    if let until = result.until { certifiedUntil = max(until, certifiedUntil ?? until) }
    return true
  }
}
