// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// How urgent a ticket is. The set is open: a desk with five priorities, or with numbers, makes
  /// its own.
  public struct Priority: RawRepresentable, Hashable, Sendable, Codable {
    /// The name of the priority.
    public let rawValue: String

    /// Creates a priority from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
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

  /// The way a contact reached the desk. The set is open.
  public struct Channel: RawRepresentable, Hashable, Sendable, Codable {
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

  /// What a ticket is. The set is open.
  public struct Kind: RawRepresentable, Hashable, Sendable, Codable {
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

  /// What a ticket is about; each part may be unknown.
  public struct Classification: Hashable, Sendable, Codable {
    /// What it is.
    public var kind: Kind?
    /// The desk's own category.
    public var category: String?
    /// A finer category.
    public var subcategory: String?

    /// Creates a classification.
    public init(kind: Kind? = nil, category: String? = nil, subcategory: String? = nil) {
      self.kind = kind
      self.category = category
      self.subcategory = subcategory
    }
  }

  /// Who works on a ticket.
  public struct Assignment: Hashable, Sendable, Codable {
    /// The team.
    public var group: GroupID?
    /// The person.
    public var agent: AgentID?

    /// Creates an assignment; neither: nobody works on it.
    public init(group: GroupID? = nil, agent: AgentID? = nil) {
      self.group = group
      self.agent = agent
    }
  }

  /// What is known of a ticket from its first moment.
  public struct Opening: Hashable, Sendable, Codable {
    /// The way it reached the desk.
    public var channel: Channel?
    /// Who is served.
    public var customer: CustomerID?
    /// What it is about, as far as that is known.
    public var classification: Classification
    /// How urgent it is, as far as that is known.
    public var priority: Priority?
    /// One line on what it is about; personal, so explanations hide it.
    public var subject: String?

    /// Creates an opening.
    public init(
      channel: Channel? = nil, customer: CustomerID? = nil,
      classification: Classification = Classification(), priority: Priority? = nil,
      subject: String? = nil
    ) {
      self.channel = channel
      self.customer = customer
      self.classification = classification
      self.priority = priority
      self.subject = subject
    }
  }

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
