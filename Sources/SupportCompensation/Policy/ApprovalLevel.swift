// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Who has to agree before a sum is paid.
///
/// The level with the highest limit that a case's sum passes has to agree. A later award that changes
/// the sum asks anew, and what was agreed before counts no longer.
public struct ApprovalLevel: Hashable, Sendable {
  /// Names a level: `team-lead`, `board`.
  public struct ID: Identifier {
    /// The text of the identifier.
    public let rawValue: String

    /// Creates an identifier from its text.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// The name of the level.
  public var id: ID
  /// A case's sum above this needs the level; not negative.
  public var above: Money
  /// How many different people of the level have to agree, at least 1; two for four eyes.
  public var people: Int
  /// Levels that may agree in place of this one; the policy refuses circles.
  public var orBy: [ID]

  /// Creates a level.
  public init(_ id: ID, above: Money, people: Int = 1, orBy: [ID] = []) {
    self.id = id
    self.above = above
    self.people = people
    self.orBy = orBy
  }
}
