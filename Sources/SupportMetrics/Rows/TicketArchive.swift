// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportSLA
public import SupportTickets

/// The recorded events of tickets, from which the rows of any past instant are made: as they were
/// known then, or as they are known now (semantics M6).
///
/// Two instants matter, and they are two arguments. What happened goes by when it *occurred*; what was
/// known goes by when it was *recorded*. A correction counts from when it was recorded, so the figures
/// of an earlier instant stay what a report showed then; asked with a later knowledge, they change by
/// exactly what was corrected.
///
/// ```swift
/// let archive = TicketArchive(records)
/// archive.rows(asOf: monthEnd, by: writer)                    // the report of that day
/// archive.rows(at: monthEnd, knownAt: today, by: writer)      // the same day, corrected since
/// archive.difference(at: monthEnd, knownAt: monthEnd, and: today, by: writer)
/// ```
public struct TicketArchive: Sendable {
  private var positions: [TicketID: Int] = [:]
  private(set) var streams: [Stream] = []
  /// How many records belong to no ticket and were left out.
  public private(set) var foreignRecordCount = 0

  /// The records of one ticket, in the order in which they came.
  struct Stream: Sendable {
    var ticket: TicketID
    var records: [Recorded<Ticket.Event>]
  }

  /// Creates an archive of records, those of one stream in its order.
  public init(_ records: some Sequence<Recorded<Ticket.Event>> = []) {
    for record in records { append(record) }
  }

  /// Takes in a record, the later ones of a stream after the earlier ones.
  public mutating func append(_ record: Recorded<Ticket.Event>) {
    guard record.stream.rawValue.hasPrefix(Self.prefix) else {
      foreignRecordCount.add(saturating: 1)
      return
    }
    let ticket = TicketID(rawValue: String(record.stream.rawValue.dropFirst(Self.prefix.count)))
    if let position = positions[ticket] {
      streams[position].records.append(record)
    } else {
      positions[ticket] = streams.count
      streams.append(Stream(ticket: ticket, records: [record]))
    }
  }

  /// What the names of streams of tickets begin with.
  private static let prefix = StreamID(.ticket, of: TicketID(rawValue: "")).rawValue

  /// The tickets, in the order in which their first records came.
  public var tickets: [TicketID] { streams.map(\.ticket) }

  /// The events of a ticket that had occurred until an instant, as they were known at another:
  /// corrections that were recorded until then are applied, later ones are not.
  ///
  /// Nothing where no record of the ticket was known.
  public func events(of ticket: TicketID, at instant: Instant, knownAt: Instant) -> [Ticket.Event] {
    guard let position = positions[ticket] else { return [] }
    var history = TicketHistory(ticket)
    for record in streams[position].records where record.recordedAt <= knownAt {
      history.append(record)
    }
    return history.correctedEvents().filter { $0.occurredAt <= instant }
  }

  /// The life of a ticket until an instant, as it was known at another.
  public func life(of ticket: TicketID, at instant: Instant, knownAt: Instant) -> TicketLife {
    TicketLife(ticket, events: events(of: ticket, at: instant, knownAt: knownAt))
  }

  /// The lives of all tickets that were open by an instant, as they were known at another.
  ///
  /// - Complexity: O(records), and the sorting of histories in which an instant was corrected.
  public func lives(at instant: Instant, knownAt: Instant) -> [TicketLife] {
    streams.compactMap { stream in
      let one = life(of: stream.ticket, at: instant, knownAt: knownAt)
      return one.ticket.openedAt == nil ? nil : one
    }
  }

  /// The rows of all tickets that were open by an instant, as a report made then would have had them.
  public func rows(
    asOf instant: Instant, by writer: TicketRowWriter, under policy: SLAPolicyVersions? = nil
  ) -> [Facts] {
    rows(at: instant, knownAt: instant, by: writer, under: policy)
  }

  /// The rows of all tickets that were open by an instant, as they were known at another.
  ///
  /// - Parameters:
  ///   - instant: Until when things had occurred.
  ///   - knownAt: Until when they had been recorded.
  ///   - writer: Makes the rows.
  ///   - policy: Whose promises are judged at the instant; without it no promise is known.
  /// - Returns: The rows, in the order in which the tickets' first records came.
  public func rows(
    at instant: Instant, knownAt: Instant, by writer: TicketRowWriter,
    under policy: SLAPolicyVersions? = nil
  ) -> [Facts] {
    lives(at: instant, knownAt: knownAt).compactMap { life in
      let clocks = policy.map {
        timeline(of: life.ticket.id, at: instant, knownAt: knownAt, under: $0)
      }
      return writer.row(of: life, promises: clocks, at: instant)
    }
  }

  // MARK: Promises

  /// The clocks of a ticket until an instant, as they were known at another, those of the tickets that
  /// were merged into it or that it was split off known to them (semantics S9).
  public func timeline(
    of ticket: TicketID, at instant: Instant, knownAt: Instant, under policy: SLAPolicyVersions
  ) -> SLATimeline {
    timeline(of: ticket, at: instant, knownAt, policy, within: [ticket]) { _ in false }
  }

  private func timeline(
    of ticket: TicketID, at instant: Instant, _ knownAt: Instant, _ policy: SLAPolicyVersions,
    within chain: Set<TicketID>, until isEnd: (Ticket.Change) -> Bool
  ) -> SLATimeline {
    var timeline = SLATimeline(policy)
    for event in events(of: ticket, at: instant, knownAt: knownAt) {
      if isEnd(event.change) { break }
      guard let (other, end) = Self.other(in: event.change, of: ticket), !chain.contains(other),
        agrees(other, with: ticket, at: instant, knownAt, end)
      else {
        timeline.apply(event)
        continue
      }
      let known = self.timeline(
        of: other, at: instant, knownAt, policy, within: chain.union([other]), until: end)
      timeline.apply(event, knowing: known)
    }
    return timeline
  }

  /// The ticket whose clocks a change goes on with, and what ended there by it.
  private static func other(
    in change: Ticket.Change, of ticket: TicketID
  ) -> (TicketID, (Ticket.Change) -> Bool)? {
    switch change {
    case .absorbed(let source):
      return (source.source, { $0 == .merged(into: ticket) })
    case .opened(let opening):
      guard let source = opening.splitFrom?.source else { return nil }
      return (
        source,
        { change in
          if case .splitOff(let split) = change { split.into == ticket } else { false }
        }
      )
    default: return nil
    }
  }

  /// Whether the other ticket tells the same: a ticket is merged once, whatever others say, so each is
  /// gone through for one survivor alone.
  private func agrees(
    _ other: TicketID, with ticket: TicketID, at instant: Instant, _ knownAt: Instant,
    _ isEnd: (Ticket.Change) -> Bool
  ) -> Bool {
    for event in events(of: other, at: instant, knownAt: knownAt) {
      if isEnd(event.change) { return true }
      if case .merged = event.change { return false }
    }
    return false
  }
}
