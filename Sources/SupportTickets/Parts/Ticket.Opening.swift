// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What is known of a ticket from its first moment.
  public struct Opening: Hashable, Sendable {
    private struct Parts: Hashable, Sendable {
      var channel: Channel?
      var customer: CustomerID?
      var classification: Classification
      var priority: Priority?
      var subject: String?
      var contact: ContactID?
      var splitFrom: SplitOrigin?
      var fields: [CustomField]
      var documents: [Document]
    }

    private var box: Boxed<Parts>

    /// Creates an opening.
    public init(
      channel: Channel? = nil, customer: CustomerID? = nil,
      classification: Classification = Classification(), priority: Priority? = nil,
      subject: String? = nil, contact: ContactID? = nil, splitFrom: SplitOrigin? = nil,
      fields: [CustomField] = [], documents: [Document] = []
    ) {
      box = Boxed(
        Parts(
          channel: channel, customer: customer, classification: classification,
          priority: priority, subject: subject, contact: contact, splitFrom: splitFrom,
          fields: fields, documents: documents))
    }

    private mutating func change(_ body: (inout Parts) -> Void) {
      var parts = box.value
      body(&parts)
      box = Boxed(parts)
    }

    /// The way it reached the desk.
    public var channel: Channel? {
      get { box.value.channel }
      set { change { $0.channel = newValue } }
    }
    /// Who is served.
    public var customer: CustomerID? {
      get { box.value.customer }
      set { change { $0.customer = newValue } }
    }
    /// What it is about, as far as that is known.
    public var classification: Classification {
      get { box.value.classification }
      set { change { $0.classification = newValue } }
    }
    /// How urgent it is, as far as that is known.
    public var priority: Priority? {
      get { box.value.priority }
      set { change { $0.priority = newValue } }
    }
    /// One line on what it is about; personal, so explanations hide it.
    public var subject: String? {
      get { box.value.subject }
      set { change { $0.subject = newValue } }
    }
    /// The contact in which it was told.
    public var contact: ContactID? {
      get { box.value.contact }
      set { change { $0.contact = newValue } }
    }
    /// Which ticket it was split off, and from which message on; `nil` for a matter of its own.
    public var splitFrom: SplitOrigin? {
      get { box.value.splitFrom }
      set { change { $0.splitFrom = newValue } }
    }
    /// What was asked for at the door: name, ways to reach the customer, an order number, …
    public var fields: [CustomField] {
      get { box.value.fields }
      set { change { $0.fields = newValue } }
    }
    /// What came along for the file, such as a picture of a fault.
    public var documents: [Document] {
      get { box.value.documents }
      set { change { $0.documents = newValue } }
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
    try values.encodeIfPresent(contact, forKey: .contact)
    try values.encodeIfPresent(splitFrom, forKey: .splitFrom)
    if !fields.isEmpty { try values.encode(fields, forKey: .fields) }
    if !documents.isEmpty { try values.encode(documents, forKey: .documents) }
  }
}
