// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportRules

extension CommandForm {
  static func write(_ command: CompensationAccount.Command, to values: inout Values) throws {
    switch command {
    case .claim(let claim): try write("claim", claim, to: &values)
    case .reverse(let key): try write("reverse", key, to: &values)
    case .reinstate(let claim): try write("reinstate", claim, to: &values)
    case .arbitrate(let key, let compensation, let decision):
      try write("arbitrate", key, to: &values)
      try values.encode(compensation, forKey: .second)
      try values.encode(decision, forKey: .third)
    case .approve(let ticket, let level):
      try write("approve", ticket, to: &values)
      try values.encode(level, forKey: .second)
    case .refuseApproval(let ticket): try write("refuseApproval", ticket, to: &values)
    case .movePayout(let key, let state):
      try write("movePayout", key, to: &values)
      try values.encode(state, forKey: .second)
    case .payCarried: try write("payCarried", to: &values)
    }
  }

  private static func write(_ name: String, _ claim: Claim, to values: inout Values) throws {
    try write(name, claim.cause, to: &values)
    try values.encode(claim.at, forKey: .at)
    let facts = claim.facts.schema.fields.compactMap { field in
      claim.facts[field.name].map { NamedValue(field.name, $0) }
    }
    try values.encode(facts, forKey: .facts)
  }

  static func write(_ command: MemberAccount.Command, to values: inout Values) throws {
    switch command {
    case .enrol: try write("enrol", to: &values)
    case .earn(let earning):
      try write("earn", earning.id, to: &values)
      try values.encode(earning.activity, forKey: .second)
      try values.encodeIfPresent(earning.spend, forKey: .third)
      try values.encode(earning.facts.map { NamedValue($0.name, $0.value) }, forKey: .facts)
    case .confirmEarning(let id): try write("confirmEarning", id, to: &values)
    case .refundEarning(let earning, let id, let share):
      try write("refundEarning", earning, to: &values)
      try values.encode(id, forKey: .second)
      switch share {
      case .all: break
      case .spend(let money): try values.encode(money, forKey: .third)
      case .points(let points): try values.encode(points, forKey: .third)
      }
    case .redeem(let id, let points, let purpose):
      try write("redeem", id, to: &values)
      try values.encode(points, forKey: .second)
      try values.encode(purpose, forKey: .third)
    case .reverseRedemption(let redemption, let id, let points):
      try write("reverseRedemption", redemption, to: &values)
      try values.encode(id, forKey: .second)
      try values.encodeIfPresent(points, forKey: .third)
    case .adjust(let id, let points, let expiry):
      try write("adjust", id, to: &values)
      try values.encode(points, forKey: .second)
      if let expiry { try values.encode(words(of: expiry), forKey: .third) }
    case .reinstatePoints(let id): try write("reinstatePoints", id, to: &values)
    case .grantTier(let grant): try write("grantTier", grant, to: &values)
    case .endTierGrant(let tier): try write("endTierGrant", tier, to: &values)
    case .useBenefit(let use): try write("useBenefit", use, to: &values)
    case .returnBenefitUse(let id): try write("returnBenefitUse", id, to: &values)
    case .grantBenefit(let grant): try write("grantBenefit", grant, to: &values)
    case .reward(let reward):
      try write("reward", reward.cause, to: &values)
      try values.encode(reward.facts.map { NamedValue($0.name, $0.value) }, forKey: .facts)
    case .certify(let scores): try write("certify", scores, to: &values)
    case .close: try write("close", to: &values)
    }
  }

  private static func words(of expiry: PointExpiry) -> String {
    switch expiry {
    case .never: "never"
    case .after(let span): "after \(span)"
    case .endOfMonth(let months): "end of month \(months)"
    case .yearly(let month, let day, let months): "yearly \(month)-\(day) after \(months)"
    case .on(let date): "on \(date)"
    case .inactivity: "inactivity"
    }
  }

  static func write(_ command: Dispute.Command, to values: inout Values) throws {
    try write("dispute.\(command.kind.rawValue)", to: &values)
    switch command {
    case .open(let opening): try values.encode(opening, forKey: .value)
    case .fileEvidence(let evidence): try values.encode(evidence, forKey: .value)
    case .check(let history): try values.encode(history, forKey: .value)
    case .rule(let verdict, let level, let reasons):
      try values.encode(verdict, forKey: .value)
      try values.encode(level, forKey: .second)
      try values.encode(reasons, forKey: .third)
    case .recordAgreement(let reference): try values.encode(reference, forKey: .value)
    case .publish(let text): try values.encodeIfPresent(text, forKey: .value)
    case .closeEvidence, .appeal, .accept, .withdraw, .reopen: break
    }
  }
}
