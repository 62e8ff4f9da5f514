// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A ticket made from events that were recorded or imported: nothing is refused, nothing is lost,
/// everything odd is counted.
///
/// Histories from elsewhere enter here and through ``Ticket/apply(_:)``, never through `decide`:
/// what happened cannot be forbidden afterwards. Real logs begin in any state, repeat themselves,
/// and now and then run backwards.
///
/// ```swift
/// var history = TicketHistory("T-1")
/// for event in events { history.append(event) }
/// history.ticket.reopenCount
/// history.anomalies.count(of: .timeRunsBackwards)
/// ```
public struct TicketHistory: Hashable, Sendable {
  /// The ticket as all events so far have made it.
  public private(set) var ticket: Ticket
  /// What was odd about the events.
  public private(set) var anomalies = Anomalies()
  /// The records that were applied, in the order in which they came; single events are not kept.
  public private(set) var records: [Recorded<Ticket.Event>] = []
  /// The records that were not applied, as they came.
  public private(set) var setAside: [SetAside] = []
  /// The highest version taken in, what was set aside as unreadable included; 0 before. The next
  /// append to the stream expects it.
  public private(set) var version: Int64 = 0
  /// When the history is looked at: events that occurred later are from the future.
  public let readAt: Instant
  private let stream: StreamID
  private var seen: Set<EventID> = []

  /// A record that was not applied.
  public enum SetAside: Hashable, Sendable {
    /// An event that came in twice, or belongs to another ticket.
    case event(Recorded<Ticket.Event>, Anomaly)
    /// Something that could not be read.
    case unreadable(Recorded<EventTree>, Anomaly)
    /// A row of an export that could not be read, as it came.
    case row(String, Anomaly)

    /// Why it was set aside.
    public var anomaly: Anomaly {
      switch self {
      case .event(_, let anomaly), .unreadable(_, let anomaly), .row(_, let anomaly): anomaly
      }
    }
  }

  /// Creates the history of a ticket to which nothing has happened yet.
  ///
  /// - Parameters:
  ///   - id: The name of the ticket.
  ///   - readAt: The present instant; without it only a record's own instants tell that an event is
  ///     from the future.
  public init(_ id: Ticket.ID, readAt: Instant = .max) {
    ticket = Ticket(id)
    stream = StreamID(.ticket, of: id)
    self.readAt = readAt
  }

  /// Takes in an imported event: applies it and counts what is odd about it.
  ///
  /// - Complexity: as ``Ticket/apply(_:)``.
  public mutating func append(_ event: Ticket.Event) {
    fold(event, knownAt: readAt)
  }

  private mutating func fold(_ event: Ticket.Event, knownAt: Instant) {
    if let last = ticket.lastEventAt, event.occurredAt < last {
      anomalies.note(.timeRunsBackwards, at: event.occurredAt)
    }
    if event.occurredAt > knownAt { anomalies.note(.fromTheFuture, at: event.occurredAt) }
    let ignored = ticket.ignoredEventCount
    let oddity = oddity(of: event.change)
    ticket.apply(event)
    if let oddity {
      anomalies.note(oddity, at: event.occurredAt)
    } else if ticket.ignoredEventCount != ignored {
      anomalies.note(.withoutEffect, at: event.occurredAt)
    }
  }

  /// Takes in a recorded event: checks its envelope, applies it and counts what is odd about it.
  ///
  /// A record that was taken in before, or that belongs to another stream than `ticket/` and the
  /// name of the ticket, is counted, kept in ``setAside`` and not applied.
  public mutating func append(_ record: Recorded<Ticket.Event>) {
    if let anomaly = objection(record.stream, record.id) {
      anomalies.note(anomaly, at: record.occurredAt)
      setAside.append(.event(record, anomaly))
      return
    }
    let event = record.event
    take(record.version, event.occurredAt)
    if record.occurredAt != event.occurredAt || record.principal != event.by {
      anomalies.note(.contradictoryEnvelope, at: event.occurredAt)
    }
    records.append(record)
    fold(event, knownAt: min(readAt, record.recordedAt))
  }

  /// Takes in what a reader made of a stored record. What cannot be read keeps its place in the
  /// stream: it is counted and kept in ``setAside``, and is no gap.
  public mutating func append(_ reading: TicketEventReader.Reading) {
    switch reading {
    case .event(let record): append(record)
    case .unreadable(let record, let anomaly):
      let objection = objection(record.stream, record.id)
      anomalies.note(objection ?? anomaly, at: record.occurredAt)
      setAside.append(.unreadable(record, objection ?? anomaly))
      guard objection == nil else { return }
      take(record.version, record.occurredAt)
      if record.occurredAt > min(readAt, record.recordedAt) {
        anomalies.note(.fromTheFuture, at: record.occurredAt)
      }
    }
  }

  /// Takes in a row of an export that could not be made an event: it is counted and kept in
  /// ``setAside`` as it came.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - anomaly: What is wrong with it.
  ///   - instant: When it occurred, where that could be read.
  public mutating func append(
    row: String, as anomaly: Anomaly = .unreadable, at instant: Instant? = nil
  ) {
    anomalies.note(anomaly, at: instant)
    setAside.append(.row(row, anomaly))
  }

  /// Says how long the stream is, once everything was taken in: a history that ends before is cut
  /// off, which is counted.
  public mutating func end(atVersion version: Int64) {
    if self.version < version {
      anomalies.note(.cutOff, at: ticket.lastEventAt ?? .min)
    }
  }

  private mutating func objection(_ stream: StreamID, _ id: EventID) -> Anomaly? {
    if stream != self.stream { return .wrongTicket }
    return seen.insert(id).inserted ? nil : .duplicate
  }

  private mutating func take(_ version: Int64, _ occurred: Instant) {
    // A version can be any number; the one after the last there is wraps and is a gap.
    if version != self.version &+ 1 { anomalies.note(.versionGap, at: occurred) }
    self.version = max(self.version, version)
  }
}
