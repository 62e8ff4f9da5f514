// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// The way a contact reached the desk. The set is open.
  public struct Channel: Identifier {
    /// The name of the channel.
    public let rawValue: String

    /// Creates a channel from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A call.
    public static let phone = Self(rawValue: "phone")
    /// A mail.
    public static let email = Self(rawValue: "email")
    /// A chat on a site or in an app.
    public static let chat = Self(rawValue: "chat")
    /// A form on a site.
    public static let web = Self(rawValue: "web")
    /// A comment or message on a social network.
    public static let social = Self(rawValue: "social")
    /// A visit.
    public static let counter = Self(rawValue: "counter")
  }
}
