// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What a merge changes: events of the survivor and of each source, to be stored together.
  public struct Merging: Hashable, Sendable {
    /// Events of one ticket.
    public struct Part: Hashable, Sendable {
      /// The ticket.
      public var ticket: ID
      /// What happens to it.
      public var events: [Event]
    }

    /// What happens to the ticket that goes on.
    public var survivor: Part
    /// What happens to the others, in the order given.
    public var sources: [Part]

    /// What happens to a ticket; empty for one that takes no part.
    public func events(of ticket: ID) -> [Event] {
      ([survivor] + sources).first { $0.ticket == ticket }?.events ?? []
    }
  }

  /// Decides to merge tickets into one: all or none of them.
  ///
  /// Messages are kept, in ``Details/absorbed`` of the survivor. A merged ticket is final and no
  /// ticket absorbs itself, so merges never form a circle.
  ///
  /// ```swift
  /// let merging = try Ticket.merge([chat], into: call, by: .agent("li"), at: now)
  /// merging.events(of: call.id)         // call absorbed chat
  /// merging.events(of: chat.id)         // chat merged into call
  /// ```
  ///
  /// The clocks of the survivor go on with those of a source as they stood before: hand its
  /// timeline to `apply(_:knowing:)` together with the survivor's event.
  ///
  /// - Throws: ``Rejection`` of the first ticket that cannot take part.
  public static func merge(
    _ sources: [Ticket], into survivor: Ticket, by principal: Principal, at now: Instant,
    because reason: String? = nil, under policy: TicketPolicy = .unrestricted
  ) throws(Rejection) -> Merging {
    var target = survivor
    var merging = Merging(survivor: .init(ticket: survivor.id, events: []), sources: [])
    for source in sources {
      guard let absorption = source.absorption else { throw .notOpened(.merge) }
      let events = try source.decide(
        .merge(into: survivor.id), by: principal, at: now, because: reason, under: policy)
      merging.survivor.events += try target.perform(
        .absorb(absorption), by: principal, at: now, because: reason, under: policy)
      merging.sources.append(.init(ticket: source.id, events: events))
    }
    if sources.isEmpty { throw .nothingToChange(.merge) }
    return merging
  }

  /// What this ticket would leave to a survivor; `nil` before it was opened.
  public var absorption: Absorption? {
    openedAt.map { opened in
      Absorption(
        of: id, earlier: details.absorbedTickets, openedAt: opened,
        firstAssignedAt: firstAssignedAt, firstRepliedAt: firstRepliedAt, messages: allMessages)
    }
  }

  /// Its own messages and those of the tickets that were merged into it, by time; those of one
  /// instant in the order in which they came.
  public var allMessages: [MessageEntry] {
    if details.absorbed.isEmpty { return messages }
    let all = details.absorbed.flatMap(\.messages) + messages
    return all.sortedStably(by: \.at)
  }

  /// What a split changes: events of the ticket, and the opening of the new one.
  public struct Splitting: Hashable, Sendable {
    /// What happens to the ticket.
    public var events: [Event]
    /// The first events of the new ticket.
    public var opening: [Event]
  }

  /// Decides to give the messages from an instant on to a new ticket of the same customer.
  ///
  /// ```swift
  /// let splitting = try ticket.split(into: "T-2", messagesFrom: noon, by: .agent("li"), at: now)
  /// splitting.events                    // of the ticket: splitOff
  /// splitting.opening                   // of T-2: opened, with the messages since noon
  /// ```
  ///
  /// - Throws: ``Rejection`` where there is no such message, or the ticket cannot be split.
  public func split(
    into id: ID, messagesFrom instant: Instant, by principal: Principal, at now: Instant,
    because reason: String? = nil, under policy: TicketPolicy = .unrestricted
  ) throws(Rejection) -> Splitting {
    let events = try decide(
      .split(Split(into: id, messagesFrom: instant)), by: principal, at: now, because: reason,
      under: policy)
    var opening = self.opening ?? Opening()
    opening.classification = classification
    opening.priority = priority
    opening.fields = details.fields
    opening.documents = []
    opening.splitFrom = SplitOrigin(
      self.id, messagesFrom: instant, messages: messages.filter { $0.at >= instant })
    return Splitting(
      events: events,
      opening: [Event(.opened(opening), by: principal, at: now, because: reason)])
  }
}
