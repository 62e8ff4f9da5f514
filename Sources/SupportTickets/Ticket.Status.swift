// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket {
  /// Where a ticket stands.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nobody has begun to work on it.
    case new
    /// It is being worked on.
    case open
    /// The work waits for the customer.
    case pending
    /// The work waits for somebody or something else; see ``PauseReasons``.
    case onHold
    /// The answer is given; a message of the customer opens it again.
    case solved
    /// It is done with.
    case closed
  }
}
