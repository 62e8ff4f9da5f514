// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Writes how points are kept and earned.
extension MembershipSectionWriter {
  func form(_ rules: PointRules) -> DocumentForm {
    func window(_ validity: MembershipSpan, _ window: MembershipSpan) -> DocumentForm {
      .object([
        Member("for", .text(validity.description)), Member("window", .text(window.description)),
      ])
    }
    let back: DocumentForm =
      switch rules.expiredReturn {
      case .lost: .text("lost")
      case .reinstated(let validity, let within): window(validity, within)
      }
    let step = rules.rounding.step == 1 ? "" : " to \(rules.rounding.step)"
    let rounding = DocumentForm.text(rules.rounding.direction.text + step)
    var members = [
      Member("expiry", form(rules.expiry)), Member("order", .text(rules.order.rawValue)),
      Member("rounding", rounding), Member("stacking", .text(rules.stacking.rawValue)),
      Member("clawback", .text(rules.clawback.rawValue)), Member("expiredReturn", back),
    ]
    if let again = rules.reinstatement {
      members.append(Member("reinstatement", window(again.validity, again.window)))
    }
    if let inactivity = rules.inactivity {
      members.append(
        Member(
          "inactivity",
          .object([
            Member("after", .text(inactivity.after.description)),
            Member("countsSpending", .flag(inactivity.countsSpending)),
          ])))
    }
    if !rules.remindBefore.isEmpty {
      members.append(Member("remindBefore", .texts(rules.remindBefore.map(\.description))))
    }
    return .object(members)
  }

  func form(_ expiry: PointExpiry) -> DocumentForm {
    switch expiry {
    case .never: .text("never")
    case .inactivity: .text("inactivity")
    case .after(let span): .object([Member("after", .text(span.description))])
    case .endOfMonth(let months): .object([Member("endOfMonth", .integer(Int64(months)))])
    case .on(let date): .object([Member("on", .text(date.description))])
    case .yearly(let month, let day, let least):
      .object([
        Member("yearly", .text("\(month.padded(to: 2))-\(day.padded(to: 2))")),
        Member("atLeastMonths", .integer(Int64(least))),
      ])
    }
  }

  func form(_ terms: EarnTerms) -> DocumentForm {
    var members: [Member] = []
    for (key, yield) in [
      ("points", terms.points), ("qualifying", terms.qualifying),
      ("contribution", terms.contribution),
    ] {
      if let yield { members.append(Member(key, form(yield))) }
    }
    switch terms.pending {
    case .none: break
    case .span(let span): members.append(Member("pending", .text(span.description)))
    case .untilConfirmed: members.append(Member("pending", .text("untilConfirmed")))
    }
    if let expiry = terms.expiry { members.append(Member("expiry", form(expiry))) }
    if let service = terms.service {
      members.append(
        Member(
          "service",
          .object([
            Member("benefit", .text(service.benefit.rawValue)),
            Member("months", .integer(Int64(service.months))),
            Member("each", .text(service.each.amountText)),
          ])))
    }
    return .object(members)
  }

  private func form(_ yield: EarnTerms.Yield) -> DocumentForm {
    switch yield {
    case .fixed(let number): .integer(number)
    case .perSpend(let number, let each):
      .object([Member("perSpend", .integer(number)), Member("each", .text(each.amountText))])
    }
  }

  func form(_ campaign: EarnCampaign) -> DocumentForm {
    var members = [Member("ledger", .text(campaign.ledger.rawValue))]
    if campaign.factor != .one {
      members.append(Member("factor", .text(campaign.factor.description)))
    }
    if campaign.extra != 0 { members.append(Member("extra", .integer(campaign.extra))) }
    return .object(members)
  }

  func form(_ reward: MemberReward) -> DocumentForm {
    switch reward {
    case .coupon(let sum): .object([Member("coupon", .text(sum.amountText))])
    case .money(let sum): .object([Member("money", .text(sum.amountText))])
    case .fromPool(let sum, let pool):
      .object([Member("money", .text(sum.amountText)), Member("pool", .text(pool.rawValue))])
    case .points(let points): .object([Member("points", .integer(points))])
    case .contribution(let value): .object([Member("contribution", .integer(value))])
    case .benefit(let id, let span):
      .object([
        Member("benefit", .text(id.rawValue)), Member("for", .text(span.description)),
      ])
    case .certificate(let name, let span):
      .object([Member("certificate", .text(name)), Member("for", .text(span.description))])
    }
  }

  func form(_ rules: CertificationRules) -> DocumentForm {
    let ratings = rules.ratings.map { ratings in
      Member(
        "ratings",
        .object([
          Member("weight", .text(ratings.weight.description)),
          Member("from", .integer(ratings.least)),
        ]))
    }
    return .object(
      [
        Member(
          "dimensions",
          .list(
            rules.dimensions.map { dimension in
              .object([
                Member("name", .text(dimension.name)),
                Member("items", .integer(Int64(dimension.items))),
              ])
            })),
        Member("highest", .integer(rules.highest)), Member("pass", .text(rules.pass.description)),
        Member("period", .text(rules.period.description)),
      ] + [ratings].compactMap(\.self))
  }

  func form(_ rules: ClosingRules) -> DocumentForm {
    let kept = rules.kept.map { kept in
      DocumentForm.object(
        [Member("part", .text(kept.part.rawValue))]
          + (kept.span.map { [Member("for", .text($0.description))] } ?? []))
    }
    return .object([Member("kept", .list(kept))])
  }
}
