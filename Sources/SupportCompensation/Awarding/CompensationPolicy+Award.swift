// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

extension CompensationPolicy {
  /// Decides what a claim gives, beside what the customer has got before.
  ///
  /// It changes nothing; `decide` of ``CompensationAccount`` makes events of it.
  ///
  /// - Parameters:
  ///   - claim: What is claimed.
  ///   - account: What the customer has got before.
  /// - Returns: One of the four outcomes of semantics C8.
  /// - Throws: ``AwardError`` where a sum cannot be had, a fact is below zero, or the cause was awarded
  ///   before.
  /// - Complexity: O(facts asked + steps + causes in the windows of the caps).
  public func award(
    for claim: Claim, in account: CompensationAccount
  ) throws(AwardError) -> AwardOutcome {
    var notes = NoNotes()
    return try core.award(for: core.fitted(claim), in: account, &notes)
  }

  /// Decides again and keeps each step.
  ///
  /// - Parameters:
  ///   - claim: What is claimed.
  ///   - account: What the customer had got before the claim was decided.
  /// - Returns: The outcome with the way to it.
  /// - Throws: ``AwardError``, as ``award(for:in:)``.
  public func trace(
    of claim: Claim, in account: CompensationAccount
  ) throws(AwardError) -> AwardTrace {
    var notes = AwardNotes()
    let claim = core.fitted(claim)
    let outcome = try core.award(for: claim, in: account, &notes)
    return AwardTrace(
      claim: claim, outcome: outcome, lines: notes.lines, rule: notes.rule, core: core)
  }

  /// Decides again and tells why: the rule, each sum before and after each step, each cap with what it
  /// leaves.
  ///
  /// - Parameters:
  ///   - claim: What is claimed.
  ///   - account: What the customer had got before the claim was decided.
  ///   - others: Which of the rules that did not decide are told of.
  /// - Returns: The outcome, with a step for the rule and each step of the way.
  /// - Throws: ``AwardError``, as ``award(for:in:)``.
  public func explanation(
    of claim: Claim, in account: CompensationAccount, others: RuleTrace.Others = .none
  ) throws(AwardError) -> Explanation {
    let claim = core.fitted(claim)
    var notes = AwardSentences(core, claim, others)
    let outcome = try core.award(for: claim, in: account, &notes)
    return notes.explanation(of: outcome)
  }
}
