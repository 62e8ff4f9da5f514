// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The versions of a compensation policy, each from the instant at which it came into force.
///
/// A cause is judged by the version in force when it happened (semantics C6): what is claimed late is
/// paid by the rates of then.
public struct CompensationPolicyVersions: Hashable, Sendable {
  /// A version and from when it is in force.
  public struct Version: Hashable, Sendable {
    /// From when, included.
    public var effectiveFrom: Instant
    /// The policy.
    public var policy: CompensationPolicy

    /// Creates a version.
    public init(_ policy: CompensationPolicy, from effectiveFrom: Instant) {
      self.policy = policy
      self.effectiveFrom = effectiveFrom
    }
  }

  /// The versions before the latest, in the order of time.
  private let earlier: [Version]
  private let latest: Version

  /// The versions, in the order of time, at least one.
  public var versions: [Version] { earlier + [latest] }

  /// A policy that has one version.
  public init(_ policy: CompensationPolicy) {
    earlier = []
    latest = Version(policy, from: .min)
  }

  /// Creates a history of versions, in any order; before the first one, the first one holds.
  ///
  /// - Throws: `DocumentError` where there is none, two begin at one instant, or two pay in different
  ///   currencies.
  public init(_ versions: [Version]) throws(DocumentError) {
    let ordered = versions.sorted { $0.effectiveFrom < $1.effectiveFrom }
    guard let latest = ordered.last else {
      throw DocumentError(Problem(path: "versions", message: "a policy needs a version"))
    }
    var problems = Problems()
    for (one, next) in zip(ordered, ordered.dropFirst()) {
      if one.effectiveFrom == next.effectiveFrom {
        problems.report(
          "two versions are in force from \(next.effectiveFrom)", path: "effectiveFrom")
      }
      if one.policy.currency != next.policy.currency {
        problems.report(
          "version \(next.policy.version) pays in \(next.policy.currency), version"
            + " \(one.policy.version) in \(one.policy.currency)", path: "currency")
      }
    }
    try problems.throwIfAny()
    earlier = ordered.dropLast()
    self.latest = latest
  }

  /// The policy, where it has one version.
  var only: CompensationPolicy? { earlier.isEmpty ? latest.policy : nil }

  /// The version in force at an instant.
  public func policy(at instant: Instant) -> CompensationPolicy {
    if instant >= latest.effectiveFrom { return latest.policy }
    let version = earlier.last { $0.effectiveFrom <= instant } ?? earlier.first ?? latest
    return version.policy
  }
}
