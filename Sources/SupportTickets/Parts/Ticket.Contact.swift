// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// One conversation over one channel: a call, a chat, a visit.
  public struct Contact: Hashable, Sendable, Codable {
    /// The name of the contact.
    public var id: ContactID
    /// The way it runs over.
    public var channel: Channel
    /// The customer's number or address; personal.
    public var address: String?
    /// Where its recording lies, where it is recorded.
    public var recording: Recording?

    /// Creates a contact.
    public init(
      _ id: ContactID, over channel: Channel, address: String? = nil, recording: Recording? = nil
    ) {
      self.id = id
      self.channel = channel
      self.address = address
      self.recording = recording
    }
  }

  /// A reference to an encrypted recording; the recording itself stays with the host.
  public struct Recording: Hashable, Sendable, Codable {
    /// Where it lies.
    public var reference: String
    /// The key with which it is encrypted; `nil` for one that lies there in the clear.
    public var key: String?

    /// Creates a reference.
    public init(_ reference: String, key: String?) {
      self.reference = reference
      self.key = key
    }
  }

  /// What was written down about a contact.
  public struct ContactRecord: Hashable, Sendable, Codable {
    /// The contact.
    public var contact: ContactID
    /// The name of the record, which stays with the host.
    public var record: String

    /// Creates a reference to a record.
    public init(_ contact: ContactID, record: String) {
      self.contact = contact
      self.record = record
    }
  }

  /// What the customer takes away from a contact.
  public struct Receipt: Hashable, Sendable, Codable {
    /// The contact.
    public var contact: ContactID
    /// The code by which it can be verified.
    public var code: String

    /// Creates a receipt; the code comes from the host, for the library draws none.
    public init(_ contact: ContactID, code: String) {
      self.contact = contact
      self.code = code
    }
  }

  /// What a customer thinks of a contact.
  public struct Rating: Hashable, Sendable, Codable {
    /// The contact.
    public var contact: ContactID
    /// 1, the worst, to 5.
    public var stars: Int

    /// Creates a rating; whether its number can be is decided with the command.
    public init(_ contact: ContactID, stars: Int) {
      self.contact = contact
      self.stars = stars
    }
  }

  /// How good a contact was by the desk's own measure; the score comes from the host.
  public struct Inspection: Hashable, Sendable, Codable {
    /// The contact.
    public var contact: ContactID
    /// Who served it.
    public var agent: AgentID
    /// The score in thousandths, 0 ... 1000.
    public var score: Int

    /// Creates an inspection.
    public init(_ contact: ContactID, of agent: AgentID, score: Int) {
      self.contact = contact
      self.agent = agent
      self.score = score
    }
  }

  /// A breach of the desk's code of conduct.
  public struct Violation: Hashable, Sendable, Codable {
    /// The contact in which it happened.
    public var contact: ContactID
    /// Who did it.
    public var agent: AgentID
    /// The rule that was broken.
    public var rule: RuleID

    /// Creates a violation.
    public init(_ rule: RuleID, by agent: AgentID, in contact: ContactID) {
      self.contact = contact
      self.agent = agent
      self.rule = rule
    }
  }

  /// A conversation as far as it went.
  public struct ContactState: Hashable, Sendable {
    /// What it was.
    public var contact: Contact
    /// When it began.
    public var startedAt: Instant
    /// When it ended; `nil` while it goes on.
    public var endedAt: Instant?
    /// The name of the written record.
    public var record: String?
    /// The code of the receipt.
    public var receipt: String?
    /// The customer's rating, 1 ... 5.
    public var stars: Int?
    /// The desk's own score, in thousandths.
    public var score: Int?
  }
}
