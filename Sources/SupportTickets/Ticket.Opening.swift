// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What is known of a ticket from its first moment.
  public struct Opening: Hashable, Sendable {
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
    /// What few openings have.
    private struct Rest: Hashable, Sendable {
      var contact: ContactID?
      var splitFrom: SplitOrigin?
      var fields: [CustomField] = []
      var documents: [Document] = []
    }

    private var rest: Boxed<Rest>?

    /// Creates an opening.
    public init(
      channel: Channel? = nil, customer: CustomerID? = nil,
      classification: Classification = Classification(), priority: Priority? = nil,
      subject: String? = nil, contact: ContactID? = nil, splitFrom: SplitOrigin? = nil,
      fields: [CustomField] = [], documents: [Document] = []
    ) {
      self.channel = channel
      self.customer = customer
      self.classification = classification
      self.priority = priority
      self.subject = subject
      let rest = Rest(
        contact: contact, splitFrom: splitFrom, fields: fields, documents: documents)
      self.rest = rest == Rest() ? nil : .value(rest)
    }

    /// Whether there is anything that few openings have.
    var hasRest: Bool { rest != nil }

    private mutating func change(_ body: (inout Rest) -> Void) {
      var new = rest?.value ?? Rest()
      body(&new)
      rest = new == Rest() ? nil : .value(new)
    }

    /// The contact in which it was told.
    public var contact: ContactID? {
      get { rest?.value.contact }
      set { change { $0.contact = newValue } }
    }
    /// Which ticket it was split off, and from which message on; `nil` for a matter of its own.
    public var splitFrom: SplitOrigin? {
      get { rest?.value.splitFrom }
      set { change { $0.splitFrom = newValue } }
    }
    /// What was asked for at the door: name, ways to reach the customer, an order number, …
    public var fields: [CustomField] {
      get { rest?.value.fields ?? [] }
      set { change { $0.fields = newValue } }
    }
    /// What came along for the file, such as a picture of a fault.
    public var documents: [Document] {
      get { rest?.value.documents ?? [] }
      set { change { $0.documents = newValue } }
    }
  }

  /// Where a ticket that was split off another one begins.
  public struct SplitOrigin: Hashable, Sendable, Codable {
    /// The ticket that it was part of.
    public var source: ID
    /// The instant from which on the source's messages belong to it, included.
    public var messagesFrom: Instant

    /// These messages, in order.
    public var messages: [MessageEntry]

    /// Creates an origin.
    public init(_ source: ID, messagesFrom: Instant, messages: [MessageEntry] = []) {
      self.source = source
      self.messagesFrom = messagesFrom
      self.messages = messages
    }
  }
}

extension Ticket.Opening: Codable {
  private enum CodingKeys: String, CodingKey {
    case channel, customer, classification, priority, subject, contact, splitFrom, fields
    case documents
  }

  /// Decodes an object; fields and documents may be left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      channel: try values.decodeIfPresent(Ticket.Channel.self, forKey: .channel),
      customer: try values.decodeIfPresent(CustomerID.self, forKey: .customer),
      classification: try values.decode(Ticket.Classification.self, forKey: .classification),
      priority: try values.decodeIfPresent(Ticket.Priority.self, forKey: .priority),
      subject: try values.decodeIfPresent(String.self, forKey: .subject),
      contact: try values.decodeIfPresent(ContactID.self, forKey: .contact),
      splitFrom: try values.decodeIfPresent(Ticket.SplitOrigin.self, forKey: .splitFrom),
      fields: try values.decodeIfPresent([Ticket.CustomField].self, forKey: .fields) ?? [],
      documents: try values.decodeIfPresent([Ticket.Document].self, forKey: .documents) ?? [])
  }

  /// Encodes an object without what is not known.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(channel, forKey: .channel)
    try values.encodeIfPresent(customer, forKey: .customer)
    try values.encode(classification, forKey: .classification)
    try values.encodeIfPresent(priority, forKey: .priority)
    try values.encodeIfPresent(subject, forKey: .subject)
    if !hasRest { return }
    try values.encodeIfPresent(contact, forKey: .contact)
    try values.encodeIfPresent(splitFrom, forKey: .splitFrom)
    if !fields.isEmpty { try values.encode(fields, forKey: .fields) }
    if !documents.isEmpty { try values.encode(documents, forKey: .documents) }
  }
}
