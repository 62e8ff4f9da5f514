// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension TicketPolicy {
  /// Something that a ticket or its opening can lack.
  public indirect enum Part: Hashable, Sendable {
    /// The customer's id.
    case customer
    /// The channel.
    case channel
    /// What it is.
    case kind
    /// The desk's own category.
    case category
    /// One line on what it is about.
    case subject
    /// A field of the desk's own with a value.
    case field(String)
    /// A document of this kind in the file.
    case document(Ticket.DocumentKind)
    /// A public answer by a person, other than a holding reply.
    case answer
    /// A written record of every contact over these channels; empty: over any. A ticket that came over
    /// one of the channels needs such a contact; where no channel is named, one without contacts lacks
    /// nothing.
    case record(channels: [Ticket.Channel])
    /// The customer's number or address of every contact over these channels; empty: over any. A ticket
    /// that came over one of the channels needs such a contact; where no channel is named, one without
    /// contacts lacks nothing.
    case address(channels: [Ticket.Channel])
    /// A receipt of every contact.
    case receipt
    /// The time by which the customer was told that something is done.
    case expectedTime
    /// The customer's yes to a confirmation.
    case confirmation(Ticket.ConfirmationStep)
    /// A stage of a procedure.
    case stage(Ticket.StageEntry)
    /// How the matter came out.
    case outcome
    /// At least one of these.
    case anyOf([Part])

    /// What is lacking, in a word: `orderNumber`, `document apology`, `customer or reach`.
    public var name: String {
      switch self {
      case .customer: "customer"
      case .channel: "channel"
      case .kind: "kind"
      case .category: "category"
      case .subject: "subject"
      case .field(let name): name
      case .document(let kind): "document \(kind)"
      case .answer: "answer"
      case .record: "record of the contact"
      case .address: "address of the contact"
      case .receipt: "receipt of the contact"
      case .expectedTime: "expected time"
      case .confirmation(let step): "confirmation \(step)"
      case .stage(let entry): "stage \(entry.stage) of \(entry.procedure)"
      case .outcome: "outcome"
      case .anyOf(let parts): parts.map(\.name).joined(separator: " or ")
      }
    }
  }

  /// Something that is missing, and the rule that wants it.
  public struct Missing: Hashable, Sendable, CustomStringConvertible {
    /// What is missing.
    public var part: Part
    /// The rule that wants it.
    public var rule: RuleID

    /// Creates it.
    public init(_ part: Part, by rule: RuleID) {
      self.part = part
      self.rule = rule
    }

    /// `orderNumber (SG-2)`.
    public var description: String { "\(part.name) (\(rule))" }
  }
}

extension TicketPolicy.Part {
  /// Whether an opening brings it; what can only come later it lacks.
  func isIn(_ opening: Ticket.Opening) -> Bool {
    switch self {
    case .customer: opening.customer != nil
    case .channel: opening.channel != nil
    case .kind: opening.classification.kind != nil
    case .category: opening.classification.category != nil
    case .subject: !(opening.subject ?? "").isEmpty
    case .field(let name): opening.fields.contains { $0.name == name && $0.value != nil }
    case .document(let kind): opening.documents.contains { $0.kind == kind }
    case .anyOf(let parts): parts.contains { $0.isIn(opening) }
    case .answer, .record, .address, .receipt, .expectedTime, .confirmation, .stage, .outcome: false
    }
  }

  /// Whether a ticket has it.
  func isIn(_ ticket: Ticket) -> Bool {
    let details = ticket.details
    return switch self {
    case .customer, .channel, .subject: ticket.opening.map(isIn) ?? false
    case .kind: ticket.classification.kind != nil
    case .category: ticket.classification.category != nil
    case .field(let name): details.field(name)?.value != nil
    case .document(let kind): details.documents.contains { $0.value.kind == kind }
    case .answer: ticket.isAnswered
    case .record(let channels):
      ticket.hasContacts(over: channels) { $0.record != nil }
    case .address(let channels):
      ticket.hasContacts(over: channels) { $0.contact.address != nil }
    case .receipt: details.contacts.allSatisfy { $0.receipt != nil }
    case .expectedTime: details.confirmations.allSatisfy { $0.request.expectedAt != nil }
    case .confirmation(let step):
      details.confirmations.last { $0.request.step == step }?.accepted == true
    case .stage(let entry): details.stages.contains { $0.value == entry }
    case .outcome: details.outcome != nil
    case .anyOf(let parts): parts.contains { $0.isIn(ticket) }
    }
  }
}

extension Ticket {
  /// Whether each contact over some channels has something; where the ticket itself came over one of
  /// them, there has to be such a contact.
  fileprivate func hasContacts(over channels: [Channel], having: (ContactState) -> Bool) -> Bool {
    func counts(_ state: ContactState) -> Bool {
      channels.isEmpty || channels.contains(state.contact.channel)
    }
    if let channel = opening?.channel, channels.contains(channel),
      !details.contacts.contains(where: counts)
    {
      return false
    }
    return details.contacts.allSatisfy { !counts($0) || having($0) }
  }

  /// Whether a person gave a public answer that is no holding reply; of merged tickets also theirs.
  public var isAnswered: Bool {
    messages.contains { $0.kind == .reply }
      || details.absorbed.contains { source in source.messages.contains { $0.kind == .reply } }
  }
}
