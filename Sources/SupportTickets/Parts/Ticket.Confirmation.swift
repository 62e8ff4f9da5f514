// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Something that a customer is asked to confirm. The set is open.
  public struct ConfirmationStep: Identifier {
    /// The name, as policies and stored events spell it.
    public let rawValue: String

    /// Creates a step from its name.
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

  /// A confirmation that the customer was asked for.
  public struct ConfirmationState: Hashable, Sendable {
    /// What was asked.
    public var request: ConfirmationRequest
    /// When it was asked.
    public var askedAt: Instant
    /// Whether the customer agreed; `nil` until an answer came.
    public var accepted: Bool?
  }
}
