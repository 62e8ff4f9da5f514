// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// For whom something is told: explanations, records of a ticket, log lines.
///
/// Two things are kept from some readers: what is personal to the customer, and what the desk says
/// for itself (reasons, names of agents, limits).
///
/// | audience | personal | confidential |
/// | --- | --- | --- |
/// | ``customer`` | shown | hidden |
/// | ``desk`` | hidden | shown |
/// | ``arbitrator`` | hidden | shown |
/// | ``auditor`` | shown | shown |
/// | ``everyone`` | hidden | hidden |
public enum Audience: String, Hashable, Sendable, Codable, CaseIterable {
  /// The customer whom it is about.
  case customer
  /// Those who work for the desk.
  case desk
  /// Those who judge a dispute: they see the reasons, not who the customer is.
  case arbitrator
  /// Those who have to see everything.
  case auditor
  /// Anybody; what is not known to be meant for somebody is told like this.
  case everyone

  /// Whether personal text is shown.
  public var seesPersonal: Bool { self == .customer || self == .auditor }

  /// Whether what the desk says for itself is shown.
  public var seesConfidential: Bool {
    switch self {
    case .desk, .arbitrator, .auditor: true
    case .customer, .everyone: false
    }
  }
}
