// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A customer and the company do not agree about what is due: evidence, a check against history,
/// arbitration level by level, a decision recorded as an agreement, and its publication.
///
/// A dispute is a value made by its events: ``decide(_:by:at:because:under:)`` says which events a
/// command would cause and changes nothing, ``apply(_:)`` folds one event and refuses nothing. Where
/// it stands depends on the time, too: a level whose limit passed has passed it on without anybody
/// doing anything, see ``state(at:)``.
///
/// ```swift
/// var dispute = Dispute("D-1")
/// try dispute.perform(
///   .open(.init(customer: "c-7", claims: claimed, about: cause)), by: .customer("c-7"), at: now,
///   under: policy)
/// dispute.state(at: later)                 // .underReview(level: operations, since: …, dueAt: …)
/// ```
public struct Dispute: Hashable, Sendable {
  /// The name of the dispute.
  public let id: DisputeID
  /// How many events made it: what an append expects of the stream.
  public internal(set) var version: Int64 = 0
  /// When the last event happened; `nil` before the first.
  public internal(set) var lastEventAt: Instant?
  /// Who claims what; `nil` before it was opened.
  public internal(set) var opening: Opening?
  /// The first arbitration and each later review, in order; none before it was opened.
  public internal(set) var rounds: [Round] = []

  /// Creates a dispute that nothing has happened to yet.
  public init(_ id: DisputeID) {
    self.id = id
  }

  /// The round that goes on, or went last.
  public var round: Round? { rounds.last }

  /// What the customer was given by all agreements so far, each counted for what it added.
  public var given: Money? {
    guard let opening else { return nil }
    let units = rounds.reduce(0 as Int64) {
      .saturatingSum($0, $1.agreement?.onTop.minorUnits ?? 0)
    }
    return Money(minorUnits: units, currency: opening.claims.currency)
  }

  /// Everybody who decided at a level in any round: nobody decides twice.
  var arbitrators: [Principal] { rounds.flatMap { $0.rulings.map(\.by) } }
}

extension Dispute {
  /// The steps of a dispute, in their order; none is skipped.
  public enum Step: String, Hashable, Sendable, Codable, CaseIterable {
    /// Evidence is brought.
    case evidence
    /// What the customer says is held against what is known.
    case systemCheck
    /// People decide, level by level.
    case review
    /// The decision is written down as an agreement.
    case agreement
    /// The outcome is published, masked.
    case publication
  }

  /// The two sides of a dispute.
  public enum Side: String, Hashable, Sendable, Codable, CaseIterable {
    /// Who claims.
    case customer
    /// Who is claimed from.
    case company
  }
}
