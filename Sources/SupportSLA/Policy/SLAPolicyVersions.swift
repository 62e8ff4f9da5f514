// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

/// The versions of a policy, each from the instant at which it came into force.
///
/// A ticket keeps the version in force when it was opened, or follows the one in force at each of
/// its events (semantics S7). A new version never changes what was decided before.
public struct SLAPolicyVersions: Sendable {
  /// A version and from when it is in force.
  public struct Version: Sendable {
    /// From when, included.
    public var effectiveFrom: Instant
    /// The policy.
    public var policy: SLAPolicy

    /// Creates a version.
    public init(_ policy: SLAPolicy, from effectiveFrom: Instant) {
      self.policy = policy
      self.effectiveFrom = effectiveFrom
    }
  }

  /// Which version holds for a ticket (semantics S7).
  public enum InForce: String, Hashable, Sendable, Codable, CaseIterable {
    /// The one in force when it was opened.
    case atOpening
    /// The one in force at each of its events.
    case atEachEvent
  }

  /// The versions, in the order of time.
  public let versions: [Version]
  /// Which of them holds for a ticket.
  public var inForce: InForce { book.inForce }

  let book: SLARulebook

  /// Creates a history of versions, in any order; before the first one, the first one holds.
  ///
  /// - Throws: `DocumentError` where there is none, two begin at one instant, or two ask about
  ///   different facts.
  public init(
    _ versions: [Version], inForce: InForce = .atOpening
  ) throws(DocumentError) {
    let ordered = versions.sorted { $0.effectiveFrom < $1.effectiveFrom }
    var problems = Problems()
    for (earlier, later) in zip(ordered, ordered.dropFirst())
    where earlier.effectiveFrom == later.effectiveFrom {
      problems.report(
        "two versions are in force from \(later.effectiveFrom)", path: "effectiveFrom")
    }
    guard let first = ordered.first else {
      problems.report("a policy needs a version", path: "versions")
      throw DocumentError(problems.all[0])
    }
    for version in ordered where version.policy.rules.schema != first.policy.rules.schema {
      problems.report(
        "version \(version.policy.version) asks about other facts than version"
          + " \(first.policy.version)", path: "facts")
    }
    try problems.throwIfAny()
    self.versions = ordered
    book = SLARulebook(
      schema: first.policy.rules.schema, ordered.map { ($0.effectiveFrom, $0.policy.core) },
      inForce: inForce, policies: ordered.map(\.policy))
  }

  /// The version in force at an instant.
  public func policy(at instant: Instant) -> SLAPolicy {
    versions[book.edition(at: instant)].policy
  }
}
