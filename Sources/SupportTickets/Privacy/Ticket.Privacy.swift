// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What a customer allows, or no longer allows, to be told to others.
  public struct Consent: Hashable, Sendable, Codable {
    /// To whom, such as `insurer`.
    public var recipient: String
    /// Whether it is allowed from now on.
    public var isGiven: Bool

    /// Creates a consent or its withdrawal.
    public init(to recipient: String, isGiven: Bool) {
      self.recipient = recipient
      self.isGiven = isGiven
    }
  }

  /// Something from the file that was told to somebody outside.
  public struct Disclosure: Hashable, Sendable, Codable {
    /// To whom.
    public var recipient: String
    /// The legal order that demands it; `nil` where it rests on the customer's consent.
    public var order: String?

    /// Creates a disclosure.
    public init(to recipient: String, order: String? = nil) {
      self.recipient = recipient
      self.order = order
    }
  }

  /// An order that nothing of the file may be erased, or the end of it.
  public struct LegalHold: Hashable, Sendable, Codable {
    /// The name of the order.
    public var order: String
    /// Whether it holds from now on.
    public var holds: Bool

    /// Creates a hold or its end.
    public init(_ order: String, holds: Bool) {
      self.order = order
      self.holds = holds
    }
  }

  /// What is erased.
  public enum ErasureScope: String, Hashable, Sendable, Codable, CaseIterable {
    /// What says something about a person.
    case personal
    /// The evidence.
    case evidence
  }

  /// What concerns the privacy of a file.
  public struct PrivacyState: Hashable, Sendable {
    /// To whom the customer allows something to be told, in the order of the consents.
    public internal(set) var consents: [String] = []
    /// What was told to somebody outside, in order.
    public internal(set) var disclosures: [Dated<Disclosure>] = []
    /// The orders under which the file is kept.
    public internal(set) var holds: [String] = []
    /// What was erased, and when.
    public internal(set) var erasures: [Dated<ErasureScope>] = []
    /// Who looked into the file, when, and what for.
    public internal(set) var accesses: [Access] = []

    /// Whether a part was erased, however long ago.
    public func isErased(_ scope: ErasureScope) -> Bool {
      erasures.contains { $0.value == scope }
    }
  }

  /// A look into the file.
  public struct Access: Hashable, Sendable {
    /// When it was looked into.
    public var at: Instant
    /// Who looked.
    public var by: Principal
    /// For which purpose, in words of the desk.
    public var purpose: String
  }
}
