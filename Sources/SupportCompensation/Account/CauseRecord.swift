// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What became of a cause that was claimed.
public struct CauseRecord: Hashable, Sendable {
  /// Where it stands.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// Whether, or how much, cannot be told yet.
    case undecided
    /// It gives nothing; it may be claimed again with other facts.
    case notEligible
    /// The delay goes on, and nothing is paid before it ends.
    case goingOn
    /// It was awarded.
    case awarded
    /// The award was taken back.
    case reversed
  }

  /// The cause as it was claimed last.
  public internal(set) var cause: Cause
  /// Where it stands.
  public internal(set) var state = State.undecided
  /// The last award, also of a delay that goes on.
  public internal(set) var award: Award?
  /// Who claimed it.
  public internal(set) var claimedBy: Principal?
  /// What is given back for it, net.
  public internal(set) var refund: Money
  /// What is paid on top for it, net.
  public internal(set) var compensation: Money
  /// What special arbitration gave for it on top.
  public internal(set) var arbitrated: Money
  /// The decisions of arbitration that were carried out.
  public internal(set) var decisions: [IdempotencyKey] = []
  /// The place of its case.
  var ticket: Int

  init(_ cause: Cause, ticket: Int, _ currency: Currency) {
    self.cause = cause
    self.ticket = ticket
    refund = .zero(currency)
    compensation = .zero(currency)
    arbitrated = .zero(currency)
  }
}
