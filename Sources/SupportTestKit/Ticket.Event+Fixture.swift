// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTickets

extension Ticket.Event {
  /// Returns an event with everything but the change defaulted.
  ///
  /// Use it to write a history down without saying what does not matter. By default a customer
  /// says what customers say, a program what programs say, and an agent does the rest.
  public static func fixture(
    _ change: Ticket.Change, by principal: Principal? = nil, at instant: Instant = .fixtureStart
  ) -> Self {
    Self(change, by: principal ?? change.fixturePrincipal, at: instant)
  }

  /// Returns events a minute apart, in order.
  public static func fixtures(
    _ changes: Ticket.Change..., from start: Instant = .fixtureStart
  ) -> [Self] {
    var clock = SteppingClock(at: start)
    return changes.map { fixture($0, at: clock.tick()) }
  }
}

extension Ticket.Change {
  /// Who would do this on an ordinary day.
  var fixturePrincipal: Principal {
    switch self {
    case .opened(let opening): .customer(opening.customer ?? .fixture)
    case .messageAdded(let message):
      switch message.kind {
      case .customer: .customer(.fixture)
      case .automatic: .automation("bot")
      case .reply, .holdingReply, .note: .agent(.fixture)
      }
    default: .agent(.fixture)
    }
  }
}

extension AgentID {
  /// The agent of fixtures, `wang`.
  public static let fixture: Self = "wang"
}

extension CustomerID {
  /// The customer of fixtures, `c-1`.
  public static let fixture: Self = "c-1"
}
