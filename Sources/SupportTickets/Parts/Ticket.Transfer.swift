// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// A ticket that goes from one hand to another.
  public struct Transfer: Hashable, Sendable, Codable {
    /// Who worked on it.
    public var from: Assignment
    /// Who works on it from now on.
    public var to: Assignment
    /// The contact during which it was handed on.
    public var contact: ContactID?

    /// Creates a transfer.
    public init(from: Assignment, to: Assignment, contact: ContactID? = nil) {
      self.from = from
      self.to = to
      self.contact = contact
    }
  }
}
