// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What is known of a ticket from its first moment.
  public struct Opening: Hashable, Sendable, Codable {
    /// The way it reached the desk.
    public var channel: Channel?
    /// Who is served.
    public var customer: CustomerID?
    /// What it is about, as far as that is known.
    public var classification: Classification
    /// How urgent it is, as far as that is known.
    public var priority: Priority?
    /// One line on what it is about; personal, so explanations hide it.
    public var subject: String?

    /// Creates an opening.
    public init(
      channel: Channel? = nil, customer: CustomerID? = nil,
      classification: Classification = Classification(), priority: Priority? = nil,
      subject: String? = nil
    ) {
      self.channel = channel
      self.customer = customer
      self.classification = classification
      self.priority = priority
      self.subject = subject
    }
  }
}
