// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportRules

/// The facts that a desk writes beside those of a ticket.
public enum DeskFacts {
  /// The member's tier, `tier`; its values are the programme's tiers from the lowest to the highest.
  public static let tier = "tier"
  /// The promise that was missed, by its metric, such as `resolution`: `promise`; of claims for
  /// compensation only.
  public static let promise = FactField("promise", .text, isOptional: true)
  /// The rule or agreement whose promise was missed: `promiseRule`; of claims for compensation only.
  public static let promiseRule = FactField("promiseRule", .text, isOptional: true)

  /// What a claim knows beside the case.
  static let ofClaims = [promise, promiseRule]
}
