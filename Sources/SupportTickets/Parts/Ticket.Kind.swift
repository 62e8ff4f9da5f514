// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What a ticket is. The set is open.
  public struct Kind: Identifier {
    /// The name of the kind.
    public let rawValue: String

    /// Creates a kind from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A question.
    public static let inquiry = Self(rawValue: "inquiry")
    /// A complaint about what the organisation did.
    public static let complaint = Self(rawValue: "complaint")
    /// An idea for doing better.
    public static let suggestion = Self(rawValue: "suggestion")
    /// Something does not work, for one or for many.
    public static let incident = Self(rawValue: "incident")
    /// A wish for something to be done.
    public static let request = Self(rawValue: "request")
  }
}
