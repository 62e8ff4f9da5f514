// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// A relation to another ticket.
  public struct Link: Hashable, Sendable, Codable {
    /// What the other ticket is to this one.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// The other one is the larger matter.
      case parent
      /// The other one is a part of this matter.
      case child
      /// This one asks for the same as the other one.
      case duplicateOf
      /// The other one asks for the same as this one.
      case duplicate
      /// The other one is the cause of this incident.
      case problem
      /// The other one is an incident that this problem caused.
      case incident
      /// This complaint was made because the other matter was late or badly settled.
      case repeats
      /// The other one was made because this matter was late or badly settled.
      case repeatedBy
      /// They have to do with one another.
      case related

      /// What this ticket is to the other one.
      public var reversed: Self {
        switch self {
        case .parent: .child
        case .child: .parent
        case .duplicateOf: .duplicate
        case .duplicate: .duplicateOf
        case .problem: .incident
        case .incident: .problem
        case .repeats: .repeatedBy
        case .repeatedBy: .repeats
        case .related: .related
        }
      }
    }

    /// What the other ticket is to this one.
    public var kind: Kind
    /// The other ticket.
    public var ticket: ID

    /// Creates a link.
    public init(_ kind: Kind, _ ticket: ID) {
      self.kind = kind
      self.ticket = ticket
    }
  }
}
