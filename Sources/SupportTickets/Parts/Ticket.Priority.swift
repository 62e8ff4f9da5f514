// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket {
  /// How urgent a ticket is. The set is open: a desk with five priorities, or with numbers, makes
  /// its own.
  public struct Priority: RawRepresentable, Hashable, Sendable, Codable,
    ExpressibleByStringLiteral
  {
    /// The name of the priority.
    public let rawValue: String

    /// Creates a priority from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// Creates a priority from a literal.
    public init(stringLiteral value: String) {
      self.init(rawValue: value)
    }

    /// Work stands still for many, or somebody is harmed.
    public static let urgent = Self(rawValue: "urgent")
    /// Before the ordinary.
    public static let high = Self(rawValue: "high")
    /// The ordinary.
    public static let normal = Self(rawValue: "normal")
    /// When there is time.
    public static let low = Self(rawValue: "low")
  }
}
