// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// A level of arbitration: who decides, within which time, and what follows.
public struct DisputeLevel: Hashable, Sendable {
  /// Names a level. The set is open.
  public struct ID: Identifier {
    /// The text of the identifier.
    public let rawValue: String

    /// Creates an identifier from its text.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// Those who work with the customer.
    public static let customerSide = Self(rawValue: "customerSide")
    /// Those who run the service.
    public static let operations = Self(rawValue: "operations")
    /// The lawyers.
    public static let legal = Self(rawValue: "legal")
  }

  /// What happens when a level's time has passed without a decision.
  public enum AfterLimit: String, Hashable, Sendable, Codable, CaseIterable {
    /// The next level takes over from the limit on, by itself.
    case passesOn
    /// The level still has to decide; it is overdue.
    case staysOverdue
  }

  /// The name of the level.
  public var id: ID
  /// Who may decide at it, each once; empty where the host vouches for that.
  public var members: [AgentID]
  /// The time to decide; not negative.
  public var within: ServiceDuration
  /// The calendar in which working days and business hours count.
  public var calendar: String?
  /// When it is reminded, from the start of its time; `nil` where it is not.
  public var remindAfter: ServiceDuration?
  /// What happens when its time has passed; the last level stays overdue.
  public var afterLimit: AfterLimit
  /// Whether it may pass on without deciding; the last one may not.
  public var mayPassOn: Bool
  /// The time to appeal against its decision, in the level's calendar; every level but the last has
  /// one, and the last one has none.
  public var appealWithin: ServiceDuration?

  /// Creates a level; the policy checks it.
  public init(
    _ id: ID, members: [AgentID] = [], within: ServiceDuration, calendar: String? = nil,
    remindAfter: ServiceDuration? = nil, afterLimit: AfterLimit, mayPassOn: Bool,
    appealWithin: ServiceDuration? = nil
  ) {
    self.id = id
    self.members = members
    self.within = within
    self.calendar = calendar
    self.remindAfter = remindAfter
    self.afterLimit = afterLimit
    self.mayPassOn = mayPassOn
    self.appealWithin = appealWithin
  }
}
