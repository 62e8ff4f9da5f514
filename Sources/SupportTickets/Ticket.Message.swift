// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// A message of a ticket, without its text: the text stays with the host.
  public struct Message: Hashable, Sendable, Codable {
    /// What a message counts as.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// The customer wrote or spoke.
      case customer
      /// A person answered in public.
      case reply
      /// A person said in public that the answer will take longer; it counts as a first reply.
      case holdingReply
      /// A program answered in public; it never counts as a reply.
      case automatic
      /// A note that the customer does not see.
      case note
    }

    /// What it counts as.
    public var kind: Kind
    /// The name of the message, where the host gives it one.
    public var id: MessageID?

    /// Creates a message.
    public init(_ kind: Kind, id: MessageID? = nil) {
      self.kind = kind
      self.id = id
    }

    /// Whether a person answered the customer with it.
    public var isReply: Bool { kind == .reply || kind == .holdingReply }
  }
}
