// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

extension Dispute {
  /// Who claims what, and what they say.
  public struct Opening: Hashable, Sendable, Codable {
    /// Who claims.
    public var customer: CustomerID
    /// What is claimed beyond what was given before; above zero.
    public var claims: Money
    /// The cause in the compensation account; `nil` where the dispute is about something else.
    public var cause: IdempotencyKey?
    /// The ticket that it is about.
    public var ticket: TicketID?
    /// What the customer says, each name once.
    public var statements: [Statement]

    /// Creates an opening.
    public init(
      customer: CustomerID, claims: Money, about cause: IdempotencyKey? = nil,
      ticket: TicketID? = nil, saying statements: [Statement] = []
    ) {
      self.customer = customer
      self.claims = claims
      self.cause = cause
      self.ticket = ticket
      self.statements = statements
    }
  }

  /// Something that is said to be so: by the customer, or by the history of the case.
  public struct Statement: Hashable, Sendable, Codable {
    /// What it is about: `deliveredOn`, `announced`.
    public var name: String
    /// How it is said to be.
    public var value: FactValue

    /// Creates a statement.
    public init(_ name: String, _ value: FactValue) {
      self.name = name
      self.value = value
    }
  }

  /// What kind of thing is brought as evidence. The set is open.
  public struct EvidenceKind: Identifier {
    /// The name, as policies and stored events spell it.
    public let rawValue: String

    /// Creates a kind from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// What was agreed, such as an order or a contract.
    public static let contract = Self(rawValue: "contract")
    /// A proof of payment.
    public static let payment = Self(rawValue: "payment")
    /// What was written or said.
    public static let correspondence = Self(rawValue: "correspondence")
    /// A picture or a video.
    public static let picture = Self(rawValue: "picture")
    /// What a system wrote down.
    public static let log = Self(rawValue: "log")
  }

  /// A piece of evidence; the thing itself stays with the host.
  public struct Evidence: Hashable, Sendable, Codable {
    /// What it is.
    public var kind: EvidenceKind
    /// Where it lies; not empty.
    public var reference: String

    /// Creates a piece of evidence.
    public init(_ kind: EvidenceKind, reference: String) {
      self.kind = kind
      self.reference = reference
    }
  }
}
