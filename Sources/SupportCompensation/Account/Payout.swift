// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Something to be paid to the customer, once, under its key.
public struct Payout: Hashable, Sendable, Codable {
  /// What of it is for which case: small sums of several are paid together.
  public struct Part: Hashable, Sendable, Codable {
    /// The case.
    public var ticket: TicketID
    /// What is given back.
    public var refund: Money
    /// What is paid on top.
    public var compensation: Money

    /// Creates a part.
    public init(ticket: TicketID, refund: Money, compensation: Money) {
      self.ticket = ticket
      self.refund = refund
      self.compensation = compensation
    }
  }

  /// How far it is.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// To be sent.
    case due
    /// On its way.
    case sent
    /// It could not be sent; send it again.
    case failed
    /// It came back; send it again.
    case returned
    /// It arrived.
    case settled
    /// Not to be sent any more.
    case cancelled

    /// Whether nothing is on its way.
    public var isUnsent: Bool {
      switch self {
      case .due, .failed, .returned: true
      case .sent, .settled, .cancelled: false
      }
    }

    /// Where it may go from here; cancelling is the account's own business.
    public var next: [Self] {
      switch self {
      case .due: [.sent, .failed]
      case .sent: [.settled, .failed, .returned]
      case .failed, .returned: [.sent]
      case .settled: [.returned]
      case .cancelled: []
      }
    }
  }

  /// The name under which it is paid once.
  public var key: IdempotencyKey
  /// What of it is for which case, at least one.
  public var parts: [Part]
  /// In what the compensation is paid.
  public var form: AwardForm
  /// By when it is promised; `nil` where no time is.
  public var dueBy: Instant?
  /// How far it is.
  public var state: State
  /// When it was sent last.
  public var sentAt: Instant?
  /// Whether its being late was charged already, or is not to be: a penalty has none of its own.
  public var isCharged: Bool

  /// Creates a payout that is to be sent.
  public init(
    key: IdempotencyKey, parts: [Part], form: AwardForm, dueBy: Instant? = nil,
    isCharged: Bool = false
  ) {
    self.key = key
    self.parts = parts
    self.form = form
    self.dueBy = dueBy
    state = .due
    self.isCharged = isCharged
  }

  /// What is given back in all.
  public var refund: Money { sum(\.refund) }
  /// What is paid on top in all.
  public var compensation: Money { sum(\.compensation) }

  private func sum(_ part: KeyPath<Part, Money>) -> Money {
    let currency = parts.first.map { $0.refund.currency } ?? .cny
    return Money(
      minorUnits: parts.reduce(0) { .saturatingSum($0, $1[keyPath: part].minorUnits) },
      currency: currency)
  }
}
