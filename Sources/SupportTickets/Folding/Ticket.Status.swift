// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket {
  /// Where a ticket stands.
  ///
  /// | from | a decision leads to |
  /// | --- | --- |
  /// | new | open, pending, on hold, solved, closed, merged |
  /// | open, pending, on hold | each other, solved, closed, merged |
  /// | solved | open, closed, merged |
  /// | closed | open, archived |
  /// | archived, merged | nothing more |
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nobody has begun to work on it.
    case new
    /// It is being worked on.
    case open
    /// The work waits for the customer.
    case pending
    /// The work waits for somebody or something else; see ``WaitReasons``.
    case onHold
    /// The answer is given; a message of the customer opens it again.
    case solved
    /// It is done with.
    case closed
    /// It is put away; only its privacy can still change.
    case archived
    /// It is a part of another ticket, which goes on for both.
    case merged

    /// Whether nothing but the privacy of the ticket can change any more.
    public var isFinal: Bool { self == .archived || self == .merged }
  }
}
