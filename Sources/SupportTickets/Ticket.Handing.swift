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

  /// Why a ticket was raised to somebody with more authority. The set is open.
  public struct EscalationCause: Identifier {
    /// The name.
    public let rawValue: String

    /// Creates it from its name.
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
    /// Why.
    public var cause: EscalationCause
    /// To which team; `nil` where the host decides.
    public var to: GroupID?

    /// Creates an escalation.
    public init(_ cause: EscalationCause, to: GroupID? = nil) {
      self.cause = cause
      self.to = to
    }
  }

  /// How a matter came out. The set is open.
  public struct Outcome: Identifier {
    /// The name.
    public let rawValue: String

    /// Creates it from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The customer has an answer.
    public static let answered = Self(rawValue: "answered")
    /// It is none of the desk's business, such as a dispute between players.
    public static let outOfScope = Self(rawValue: "outOfScope")
    /// The answer must not be told.
    public static let withheld = Self(rawValue: "withheld")
    /// Another organisation goes on with it.
    public static let handedOver = Self(rawValue: "handedOver")
    /// The customer no longer wants it.
    public static let withdrawn = Self(rawValue: "withdrawn")
    /// It cannot be done, and the customer was told why.
    public static let unfulfillable = Self(rawValue: "unfulfillable")
  }

}
