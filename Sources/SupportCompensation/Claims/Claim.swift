// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// A cause and what is true of the case: what an award is decided from.
///
/// Sums are facts like all others: `paid`, `serviceFee`.
///
/// ```swift
/// let claim = Claim(cause, facts: try Facts(policy.schema, ["fault": "minor", "paid": …]), at: now)
/// ```
public struct Claim: Hashable, Sendable {
  /// Claims are handed on through every step of a decision: one reference is.
  let storage: Storage

  /// Why somebody may have something to get.
  public var cause: Cause { storage.cause }
  /// What is true of the case, with `cause` and `delay` written from the cause.
  public var facts: Facts { storage.facts }
  /// When it is looked at: a delay that goes on is counted until then.
  public var at: Instant { storage.at }

  /// Creates a claim.
  ///
  /// - Parameters:
  ///   - cause: Why somebody may have something to get.
  ///   - facts: What is true of the case; where the schema declares `cause` and `delay`, they are
  ///     written from the cause.
  ///   - now: When it is looked at.
  public init(_ cause: Cause, facts: Facts, at now: Instant) {
    var facts = facts
    if let position = facts.schema.position(of: Self.causeFact.name) {
      facts.record(.text(cause.kind.rawValue), at: position)
    }
    if let delay = cause.delay, let position = facts.schema.position(of: Self.delayFact.name) {
      facts.record(.duration(milliseconds: delay.milliseconds(at: now)), at: position)
    }
    storage = Storage(cause, facts, now)
  }

  /// The kind of the cause, as a fact that rules may ask about.
  public static let causeFact = FactField("cause", .text)
  /// How long the delay of the cause lasted, as a fact that rules may ask about; for a cause without a
  /// delay it is what the facts say.
  public static let delayFact = FactField(
    "delay", .duration(milliseconds: 0...36_525 * 86_400_000 * 10), isOptional: true)
  /// The facts that a claim brings itself.
  public static let factFields = [causeFact, delayFact]

  final class Storage: Sendable {
    let cause: Cause
    let facts: Facts
    let at: Instant

    init(_ cause: Cause, _ facts: Facts, _ at: Instant) {
      self.cause = cause
      self.facts = facts
      self.at = at
    }
  }

  /// Tells whether the same is claimed, of the same facts, at the same instant.
  public static func == (left: Self, right: Self) -> Bool {
    left.storage === right.storage
      || (left.cause == right.cause && left.facts == right.facts && left.at == right.at)
  }

  /// Hashes what is claimed, and when.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(cause)
    hasher.combine(at)
  }
}
