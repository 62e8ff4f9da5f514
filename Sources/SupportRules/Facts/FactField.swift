// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A fact that rules may ask about: its name, the values that it can take, and how it is handled.
///
/// ```swift
/// FactField("tier", .ordered(["silver", "gold", "platinum"]))
/// FactField("delay", .duration(milliseconds: 0...360_000_000), isOptional: true)
/// FactField("ageGroup", .choice(["adult", "elderly"]), isProtected: true)
/// ```
public struct FactField: Hashable, Sendable {
  /// The name that documents and explanations use.
  public var name: String
  /// The values that it can take.
  public var domain: Domain
  /// Whether a case is complete without it: the analysis then looks at unknown as one more state.
  ///
  /// Any fact may be unknown when a table decides; this only says that it is expected to be.
  public var isOptional: Bool
  /// Whether its value is personal: explanations hide it from everybody for whom it is not revealed.
  public var isPersonal: Bool
  /// Whether it must not decide: the analysis shows where it can change an outcome.
  public var isProtected: Bool

  /// Creates a field.
  public init(
    _ name: String, _ domain: Domain, isOptional: Bool = false, isPersonal: Bool = false,
    isProtected: Bool = false
  ) {
    self.name = name
    self.domain = domain
    self.isOptional = isOptional
    self.isPersonal = isPersonal
    self.isProtected = isProtected
  }

  /// Creates the field that a typed key names.
  public init<Value>(
    _ key: FactKey<Value>, _ domain: Domain, isOptional: Bool = false, isPersonal: Bool = false,
    isProtected: Bool = false
  ) {
    self.init(
      key.name, domain, isOptional: isOptional, isPersonal: isPersonal, isProtected: isProtected)
  }
}
