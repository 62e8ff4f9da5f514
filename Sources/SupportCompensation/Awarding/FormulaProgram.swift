// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// A formula whose facts, sums and calendars have been looked up.
final class FormulaProgram: Sendable {
  /// A sum.
  enum Amount: Sendable {
    case fixed(ExactMoney)
    case fact(Int)
    case share(Rate, of: Int)
    case otherwise
    case notStated
  }

  /// A factor.
  enum Factor: Sendable {
    case rate(Rate)
    /// A fact and how many decimals its code has.
    case fact(Int, decimals: Int)
    /// A rate for each unit, and the place of the units.
    case perUnit(Rate, Int)
  }

  /// How units are counted.
  struct Units: Sendable {
    enum Source: Sendable {
      case delay
      case fact(Int)
    }
    enum Measure: Sendable {
      /// So many milliseconds, or of a number, a unit.
      case amount(Int64)
      case dates
      case workingDates(BusinessClock)
    }
    var source: Source
    var measure: Measure
    var counting: AccrualUnits.Counting
    /// The time that is free at first.
    var waiting: ServiceDuration?
    var waitingClock: BusinessClock?
    var waitingName: String
    var atMost: Int64?
  }

  /// A scale: where each row starts, as the code of the fact.
  struct Bands: Sendable {
    var fact: Int
    var reach: AwardBands.Reach
    var starts: [Int64]
    var worths: [AwardBands.Worth]
  }

  /// A step, free of references so that running it copies nothing.
  enum Step: Sendable {
    case refund(Amount)
    case becomesRefund
    case base(Amount)
    case add(Amount)
    case subtract(Amount)
    case rest(Amount)
    /// The place of the scale.
    case bands(Int)
    /// A sum for each unit, and the place of the units.
    case accrue(Amount, Int)
    case times(Factor)
    case atLeast(Amount)
    case atMost(Amount)
    case round(RoundingRule)
  }

  let terms: AwardTerms
  let formula: AwardFormula
  /// Nothing, in the policy's currency.
  let zero: ExactMoney
  let schema: FactSchema
  let zone: ZoneRules
  let steps: [Step]
  let scales: [Bands]
  let units: [Units]
  /// Whether some step asks what would otherwise be due.
  let asksOtherwise: Bool

  init(
    _ formula: AwardFormula, of rule: RuleID, _ draft: CompensationDraft, _ schema: FactSchema,
    steps: [Step], scales: [Bands], units: [Units]
  ) {
    terms = AwardTerms(
      rule: rule, policy: draft.version, group: formula.group, form: formula.form,
      grants: formula.grants)
    zero = ExactMoney(.zero(draft.currency))
    self.schema = schema
    zone = draft.zone
    self.formula = formula
    self.steps = steps
    self.scales = scales
    self.units = units
    asksOtherwise = formula.steps.contains { $0.asksOtherwise }
  }

  var rule: RuleID { terms.rule }

  /// Whether what it gives depends on how long a delay lasts, given the position of that fact.
  func counts(_ delay: Int?) -> Bool {
    if asksOtherwise { return true }
    for unit in units {
      switch unit.source {
      case .delay: return true
      case .fact(let position): if position == delay { return true }
      }
    }
    return scales.contains { $0.fact == delay }
  }
}
