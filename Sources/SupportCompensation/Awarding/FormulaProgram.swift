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
    case perUnit(Rate, Units)
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

  enum Step: Sendable {
    case refund(Amount)
    case becomesRefund
    case base(Amount)
    case add(Amount)
    case subtract(Amount)
    case rest(Amount)
    case bands(Bands)
    case accrue(Amount, Units)
    case times(Factor)
    case atLeast(Amount)
    case atMost(Amount)
    case round(RoundingRule)
  }

  let terms: AwardTerms
  let formula: AwardFormula
  let steps: [Step]
  /// Whether some step asks what would otherwise be due.
  let asksOtherwise: Bool

  init(_ formula: AwardFormula, of rule: RuleID, policy: PolicyVersion, steps: [Step]) {
    terms = AwardTerms(
      rule: rule, policy: policy, group: formula.group, form: formula.form,
      grants: formula.grants)
    self.formula = formula
    self.steps = steps
    asksOtherwise = formula.steps.contains { $0.asksOtherwise }
  }

  var rule: RuleID { terms.rule }
}
