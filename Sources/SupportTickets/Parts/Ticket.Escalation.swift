// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Why a ticket was raised to somebody with more authority. The set is open.
  public struct EscalationCause: Identifier {
    /// The name, as policies and stored events spell it.
    public let rawValue: String

    /// Creates a cause from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// It would have been handed on too often; the transfer did not take place.
    public static let transferLimit = Self(rawValue: "transferLimit")
    /// The customer said so, or rated low.
    public static let dissatisfied = Self(rawValue: "dissatisfied")
    /// A contact was scored below the bound.
    public static let inspection = Self(rawValue: "inspection")
    /// It was not settled in time.
    public static let overdue = Self(rawValue: "overdue")
    /// Somebody asked for it.
    public static let asked = Self(rawValue: "asked")
  }

  /// A ticket that was raised to somebody with more authority.
  public struct Escalation: Hashable, Sendable, Codable {
    /// What made it necessary.
    public var cause: EscalationCause
    /// To which team; `nil` where the host decides.
    public var to: GroupID?

    /// Creates an escalation.
    public init(_ cause: EscalationCause, to: GroupID? = nil) {
      self.cause = cause
      self.to = to
    }
  }
}
