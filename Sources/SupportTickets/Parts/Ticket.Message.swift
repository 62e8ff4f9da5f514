// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// A message of a ticket, without its text: the text stays with the host.
  public struct Message: Hashable, Sendable {
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

      /// Whether the customer sees it.
      public var isPublic: Bool { self != .note }
    }

    /// What it counts as.
    public var kind: Kind
    /// The name of the message, where the host gives it one.
    public var id: MessageID?
    /// What few messages have.
    private struct Rest: Hashable, Sendable {
      var contact: ContactID?
      var holdingReason: String?
      var attachments: [Attachment] = []
      var marks: [String] = []
    }

    private var rest: Boxed<Rest>?

    /// Creates a message.
    public init(
      _ kind: Kind, id: MessageID? = nil, contact: ContactID? = nil,
      holdingReason: String? = nil, attachments: [Attachment] = [], marks: [String] = []
    ) {
      self.kind = kind
      self.id = id
      let rest = Rest(
        contact: contact, holdingReason: holdingReason, attachments: attachments, marks: marks)
      self.rest = rest == Rest() ? nil : Boxed(rest)
    }

    private mutating func change(_ body: (inout Rest) -> Void) {
      var new = rest?.value ?? Rest()
      body(&new)
      rest = new == Rest() ? nil : Boxed(new)
    }

    /// The contact in which it was said.
    public var contact: ContactID? {
      get { rest?.value.contact }
      set { change { $0.contact = newValue } }
    }
    /// Why the answer takes longer, in words for the customer; only of a holding reply.
    public var holdingReason: String? {
      get { rest?.value.holdingReason }
      set { change { $0.holdingReason = newValue } }
    }
    /// What came with it.
    public var attachments: [Attachment] {
      get { rest?.value.attachments ?? [] }
      set { change { $0.attachments = newValue } }
    }
    /// What the host found in it, such as `gameSecret`; a policy may forbid answers with a mark.
    public var marks: [String] {
      get { rest?.value.marks ?? [] }
      set { change { $0.marks = newValue } }
    }

    /// Whether a person answered the customer with it.
    public var isReply: Bool { kind == .reply || kind == .holdingReply }
  }

  /// A file that came with a message; the file itself stays with the host.
  public struct Attachment: Hashable, Sendable, Codable {
    /// The name of the file; it may name a person, so it is masked.
    public var name: String
    /// What it is, as a media type: `image/png`.
    public var mediaType: String
    /// Its size in bytes.
    public var bytes: Int64

    /// Creates an attachment.
    public init(_ name: String, mediaType: String, bytes: Int64) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  /// A message as a ticket remembers it.
  public struct MessageEntry: Hashable, Sendable, Codable {
    /// When it was said.
    public var at: Instant
    /// What it counts as.
    public var kind: Message.Kind
    /// Its name, where the host gave it one.
    public var id: MessageID?

    /// Creates an entry.
    public init(_ kind: Message.Kind, at: Instant, id: MessageID? = nil) {
      self.at = at
      self.kind = kind
      self.id = id
    }
  }
}

extension Ticket.Message: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, id, contact, holdingReason, attachments, marks
  }

  /// Decodes an object; everything but the kind may be left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(Kind.self, forKey: .kind),
      id: try values.decodeIfPresent(MessageID.self, forKey: .id),
      contact: try values.decodeIfPresent(ContactID.self, forKey: .contact),
      holdingReason: try values.decodeIfPresent(String.self, forKey: .holdingReason),
      attachments: try values.decodeIfPresent([Ticket.Attachment].self, forKey: .attachments)
        ?? [],
      marks: try values.decodeIfPresent([String].self, forKey: .marks) ?? [])
  }

  /// Encodes an object without what is not there.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(kind, forKey: .kind)
    try values.encodeIfPresent(id, forKey: .id)
    try values.encodeIfPresent(contact, forKey: .contact)
    try values.encodeIfPresent(holdingReason, forKey: .holdingReason)
    if !attachments.isEmpty { try values.encode(attachments, forKey: .attachments) }
    if !marks.isEmpty { try values.encode(marks, forKey: .marks) }
  }
}
