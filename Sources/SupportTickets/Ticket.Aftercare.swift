// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Something that a customer is asked to confirm. The set is open.
  public struct ConfirmationStep: Identifier {
    /// The name.
    public let rawValue: String

    /// Creates it from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The next step, such as a visit or an exchange, before it is taken.
    public static let nextStep = Self(rawValue: "nextStep")
    /// That an answer was understood.
    public static let understood = Self(rawValue: "understood")
    /// That the solution does.
    public static let solution = Self(rawValue: "solution")
  }

  /// A confirmation that a customer is asked for.
  public struct ConfirmationRequest: Hashable, Sendable, Codable {
    /// What is to be confirmed.
    public var step: ConfirmationStep
    /// When the customer was told that it will be done.
    public var expectedAt: Instant?

    /// Creates a request.
    public init(_ step: ConfirmationStep, expectedAt: Instant? = nil) {
      self.step = step
      self.expectedAt = expectedAt
    }
  }

  /// What a customer said to a confirmation.
  public struct ConfirmationAnswer: Hashable, Sendable, Codable {
    /// What was to be confirmed.
    public var step: ConfirmationStep
    /// Whether the customer agreed.
    public var accepted: Bool

    /// Creates an answer.
    public init(_ step: ConfirmationStep, accepted: Bool) {
      self.step = step
      self.accepted = accepted
    }
  }

  /// What a document is, by the name that a checklist uses. The set is open.
  public struct DocumentKind: Identifier {
    /// The name.
    public let rawValue: String

    /// Creates it from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A voucher of a transaction.
    public static let voucher = Self(rawValue: "voucher")
    /// Preserved evidence.
    public static let evidence = Self(rawValue: "evidence")
    /// A screenshot or video.
    public static let picture = Self(rawValue: "picture")
    /// A recorded apology.
    public static let apology = Self(rawValue: "apology")
  }

  /// A document of the file; the document itself stays with the host.
  public struct Document: Hashable, Sendable, Codable {
    /// What it is.
    public var kind: DocumentKind
    /// Where it lies.
    public var reference: String

    /// Creates a document.
    public init(_ kind: DocumentKind, reference: String) {
      self.kind = kind
      self.reference = reference
    }
  }

  /// A contact that is due later: care, a survey, a visit, a check.
  public struct FollowUp: Hashable, Sendable, Codable {
    /// Its name, distinct in the ticket.
    public var id: String
    /// What for, such as `satisfaction`.
    public var purpose: String
    /// When it is due.
    public var dueAt: Instant

    /// Creates a follow-up.
    public init(_ id: String, purpose: String, dueAt: Instant) {
      self.id = id
      self.purpose = purpose
      self.dueAt = dueAt
    }
  }

  /// Something that the customer is told over several channels.
  public struct Notice: Hashable, Sendable, Codable {
    /// What about, such as `booking`.
    public var purpose: String
    /// Over which channels, each once.
    public var channels: [Channel]

    /// Creates a notice.
    public init(_ purpose: String, over channels: [Channel]) {
      self.purpose = purpose
      self.channels = channels
    }
  }
}
