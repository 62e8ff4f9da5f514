// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension TicketHistory {
  /// A way in which recorded or imported events can be odd.
  public enum Anomaly: String, Hashable, Sendable, Codable, CaseIterable {
    /// Something happened before the ticket was opened.
    case beforeOpening
    /// The ticket was opened a second time.
    case openedAgain
    /// An event occurred before the one that stands ahead of it.
    case timeRunsBackwards
    /// A ticket that was solved was solved again, or a closed one closed.
    case repeated
    /// A ticket that was neither solved nor closed was reopened.
    case reopenedWhileOpen
    /// Work started or waited on a solved or closed ticket without a reopening.
    case workedWhileResolved
    /// A closed ticket was worked on without a reopening.
    case afterClosing
    /// Something but privacy changed after the ticket was put away; the event changed nothing.
    case afterArchiving
    /// Something but privacy changed after the ticket became a part of another; the event changed
    /// nothing.
    case afterMerging
    /// An event could not concern the ticket as it stood: a rating of an unknown contact, an answer
    /// that nobody asked for, a merge into itself; it changed nothing.
    case withoutEffect
    /// An event occurred after it was recorded, or after the history is looked at; it was applied.
    case fromTheFuture
    /// The stream goes on behind the last record that was taken in.
    case cutOff
    /// A record is of a kind that this version does not know; it was set aside.
    case unknownKind
    /// A record is of a version that this version cannot read; it was set aside.
    case unknownVersion
    /// A record is of a known kind and its parts are wrong; it was set aside.
    case unreadable
    /// A record came in twice; the second was not applied.
    case duplicate
    /// Records of the stream are missing, or came in another order.
    case versionGap
    /// A record belongs to another ticket; it was not applied.
    case wrongTicket
    /// The envelope of a record tells another instant, or somebody else, than its event; the event
    /// was applied as it says itself.
    case contradictoryEnvelope
  }

  /// How often each oddity was met, and when first.
  public struct Anomalies: Hashable, Sendable {
    /// An oddity that was met.
    public struct Entry: Hashable, Sendable {
      /// What was odd.
      public var anomaly: Anomaly
      /// How many events it was true of.
      public var count: Int
      /// When the first of these events occurred of which that is known; `nil` where it is of none.
      public var firstAt: Instant?
    }

    /// What was met, in the order in which it was met first.
    public private(set) var entries: [Entry] = []

    /// How often an oddity was met.
    public func count(of anomaly: Anomaly) -> Int {
      entries.first { $0.anomaly == anomaly }?.count ?? 0
    }

    /// How many oddities were met in all.
    public var total: Int { entries.reduce(0) { $0 + $1.count } }

    mutating func note(_ anomaly: Anomaly, at instant: Instant?) {
      if let position = entries.firstIndex(where: { $0.anomaly == anomaly }) {
        entries[position].count += 1
        entries[position].firstAt = entries[position].firstAt ?? instant
      } else {
        entries.append(Entry(anomaly: anomaly, count: 1, firstAt: instant))
      }
    }
  }
}
