// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Formulas on the way into a document.
extension AwardFormula {
  /// The list of steps; an object where more is said than the steps.
  func form(_ currency: Currency) -> DocumentForm {
    let list = DocumentForm.list(steps.map { $0.form(currency) })
    if form == .cash, grants.isEmpty, group == nil { return list }
    var members: [DocumentForm.Member] = []
    if !steps.isEmpty { members.append(.init("steps", list)) }
    if form != .cash { members.append(.init("form", form.form)) }
    if !grants.isEmpty { members.append(.init("grants", .list(grants.map(\.form)))) }
    if let group { members.append(.init("group", .text(group))) }
    return .object(members)
  }
}

extension AwardFormula.Step {
  fileprivate func form(_ currency: Currency) -> DocumentForm {
    func object(_ key: String, _ value: DocumentForm) -> DocumentForm {
      .object([.init(key, value)])
    }
    return switch self {
    case .refund(let amount): object("refund", amount.form)
    case .becomesRefund: .text("becomesRefund")
    case .base(let amount): object("base", amount.form)
    case .add(let amount): object("add", amount.form)
    case .subtract(let amount): object("subtract", amount.form)
    case .rest(let amount): object("restOf", amount.form)
    case .atLeast(let amount): object("atLeast", amount.form)
    case .atMost(let amount): object("atMost", amount.form)
    case .bands(let bands): bands.form
    case .accrue(let amount, let units):
      .object([.init("accrue", amount.form)] + units.members)
    case .times(.rate(let rate)): object("times", .text(rate.description))
    case .times(.fact(let fact)): object("times", .fact(fact))
    case .times(.perUnit(let rate, let units)):
      .object([.init("times", .text(rate.description))] + units.members)
    case .round(let rule): object("round", .text(rule.text(in: currency)))
    }
  }
}

extension AwardAmount {
  fileprivate var form: DocumentForm {
    switch self {
    case .money(let money): .text(money.amountText)
    case .fact(let fact): .fact(fact)
    case .share(let rate, let fact):
      .object([.init("share", .text(rate.description)), .init("of", .text(fact))])
    case .awardOtherwiseDue: .text("awardOtherwiseDue")
    case .notStated: .text("notStated")
    }
  }
}

extension DocumentForm {
  /// The name of a fact, in an object where it would be read as a number or a word.
  fileprivate static func fact(_ name: String) -> Self {
    let isPlain = !name.startsNumber && !["awardOtherwiseDue", "notStated"].contains(name)
    return isPlain ? .text(name) : .object([.init("fact", .text(name))])
  }
}

extension AwardBands {
  fileprivate var form: DocumentForm {
    let rows = rows.map { row -> DocumentForm in
      var members: [DocumentForm.Member] = []
      switch row.from {
      case .including(let value): members.append(.init("atLeast", value.form))
      case .excluding(let value): members.append(.init("above", value.form))
      case .unbounded: break
      }
      switch row.worth {
      case .rate(let rate): members.append(.init("rate", .text(rate.description)))
      case .amount(let money): members.append(.init("amount", .text(money.amountText)))
      }
      return .object(members)
    }
    return .object([
      .init("bands", .text(fact)), .init("reach", .text(reach.rawValue)),
      .init("rows", .list(rows)),
    ])
  }
}

extension AccrualUnits {
  fileprivate var members: [DocumentForm.Member] {
    var members = [DocumentForm.Member("per", .text(text))]
    var calendar: String?
    if case .fact(let fact) = source { members.append(.init("of", .text(fact))) }
    if case .workingDay(let name) = unit { calendar = name }
    if let calendar { members.append(.init("calendar", .text(calendar))) }
    if let waiting { members.append(.init("after", .text(waiting.description))) }
    if let waitingCalendar, waitingCalendar != usualWaitingCalendar(calendar) {
      members.append(.init("afterCalendar", .text(waitingCalendar)))
    }
    if let atMost { members.append(.init("atMost", .integer(atMost))) }
    return members
  }
}

extension AwardForm {
  fileprivate var form: DocumentForm {
    switch self {
    case .cash, .credit, .thirdPartyCost: .text(kind.rawValue)
    case .points(let each): .object([.init("points", .text(each.amountText))])
    case .coupon(let valid): .object([.init("coupon", .text(valid.description))])
    }
  }
}

extension AwardGrant {
  fileprivate var form: DocumentForm {
    switch self {
    case .points(let points): .object([.init("points", .integer(points))])
    case .benefit(let name): .object([.init("benefit", .text(name))])
    }
  }
}
