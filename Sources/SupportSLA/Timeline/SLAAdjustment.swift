// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Something that a person decides about the clocks of a ticket: always with who and why, and
/// counted apart from what the policy says.
///
/// It is told to a timeline with ``SLATimeline/apply(_:)-(SLAAdjustment)`` at the instant at which
/// it was decided, between the events of the ticket.
public struct SLAAdjustment: Hashable, Sendable {
  /// What is decided.
  public enum Kind: Hashable, Sendable {
    /// Breaches within an interval are set aside; of one metric, or of all with `nil`.
    case waived(SLAMetric?, from: Instant, until: Instant)
    /// The running cycle gets that many more milliseconds of its target's own time; amounts below
    /// 1 do nothing, and a cycle gets 10,000 years at most.
    case extended(SLAMetric, milliseconds: Int64)
    /// Time between two instants does not count, for any clock: maintenance, force majeure. The
    /// part that has passed is given back to what runs.
    case excluded(from: Instant, until: Instant)
    /// Somebody takes care of a broken promise; its ladder stops.
    case acknowledged(SLAMetric)
  }

  /// When it was decided.
  public var at: Instant
  /// Who decided it.
  public var by: Principal
  /// Why.
  public var reason: String
  /// What was decided.
  public var kind: Kind

  /// Creates an adjustment.
  public init(_ kind: Kind, by: Principal, at: Instant, because reason: String) {
    self.at = at
    self.by = by
    self.reason = reason
    self.kind = kind
  }
}
