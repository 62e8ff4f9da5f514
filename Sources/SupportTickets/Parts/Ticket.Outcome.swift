// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// How a matter came out. The set is open.
  public struct Outcome: Identifier {
    /// The name, as policies and stored events spell it.
    public let rawValue: String

    /// Creates an outcome from its name.
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
