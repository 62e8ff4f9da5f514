// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The answer to a question about all cases there are.
public enum RuleProof<Counterexample: Hashable & Sendable>: Hashable, Sendable {
  /// It is proved.
  case holds
  /// It is refuted, by this.
  case fails(Counterexample)
  /// Neither is known: the steps did not suffice, or the question is beyond what can be proved.
  case notProved

  /// What refutes it, `nil` where nothing does or is known to.
  public var counterexample: Counterexample? {
    if case .fails(let counterexample) = self { counterexample } else { nil }
  }
}
