// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

/// The way to an award, step by step: each sum before and after, each cap with what it leaves.
///
/// It holds values; sentences are made by ``explanation(others:)`` only when somebody reads them.
public struct AwardTrace: Sendable {
  /// One step.
  public struct Line: Hashable, Sendable {
    /// What kind of step it was.
    public enum Kind: Hashable, Sendable {
      /// A step of the formula.
      case formula(AwardFormula.Step)
      /// A step of the settlement that is no cap.
      case settlement(Settlement.Step)
      /// A cap, what counted toward it before, and what it left for this case.
      case cap(AwardCap, used: Money, left: Money)
      /// A sum that a rounding would have carried past a cap.
      case roundedBelowCap(RoundingRule)
      /// What the case had got before.
      case paidBefore(Money)
    }

    /// What kind of step it was.
    public var kind: Kind
    /// The sum before.
    public var before: ExactMoney
    /// The sum after.
    public var after: ExactMoney
    /// The sum that the step took from the facts or the policy.
    public var amount: ExactMoney?
    /// The number of units, or the factor that was a fact.
    public var count: Rate?

    init(
      _ kind: Kind, before: ExactMoney, after: ExactMoney, amount: ExactMoney? = nil,
      count: Rate? = nil
    ) {
      self.kind = kind
      self.before = before
      self.after = after
      self.amount = amount
      self.count = count
    }
  }

  /// What was claimed.
  public let claim: Claim
  /// What came out.
  public let outcome: AwardOutcome
  /// The steps, in order.
  public let lines: [Line]

  /// The place of the rule that decided; that of the default comes after the rules.
  let rule: Int?
  let core: CompensationPolicyCore
}

/// Collects the lines of a trace.
struct AwardNotes: AwardRecorder {
  static var takesNotes: Bool { true }
  var lines: [AwardTrace.Line] = []
  var rule: Int?

  init() { lines.reserveCapacity(12) }

  mutating func note(_ line: consuming AwardTrace.Line) { lines.append(line) }
  mutating func note(rule: Int) { self.rule = rule }
}
