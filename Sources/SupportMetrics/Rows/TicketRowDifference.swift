// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportSLA
import SupportTickets

/// Which facts of which tickets differ between two reports, and the records that made them differ: why
/// a figure moved.
public struct TicketRowDifference: Hashable, Sendable {
  /// A fact that differs.
  public struct Change: Hashable, Sendable {
    /// The name of the fact.
    public var fact: String
    /// What it was; `nil` where it was not known.
    public var before: FactValue?
    /// What it is; `nil` where it is not known.
    public var after: FactValue?
  }

  /// A ticket of which something differs.
  public struct Entry: Hashable, Sendable {
    /// Whether the ticket has a row in both reports.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// Only the later report has a row of it.
      case appeared
      /// Only the earlier report has a row of it.
      case vanished
      /// Both have.
      case changed
    }

    /// The ticket.
    public var ticket: TicketID
    /// Whether it has a row in both.
    public var kind: Kind
    /// The facts that differ, in the order of the subject; all that are known where one row is missing.
    public var changes: [Change]
    /// The records that the later report knows and the earlier one does not, of the ticket itself; what
    /// happened in a merged ticket stands with that.
    public var because: [EventID]
    /// Which of these correct an earlier record.
    public var corrections: [EventID]
  }

  /// The tickets of which something differs, in the order in which their first records came.
  public var entries: [Entry]

  /// Whether nothing differs.
  public var isEmpty: Bool { entries.isEmpty }

  /// What differs of a ticket; `nil` where nothing does.
  public func entry(of ticket: TicketID) -> Entry? { entries.first { $0.ticket == ticket } }
}

extension TicketArchive {
  /// Tells what a report about one instant shows otherwise once more is known: what corrections and
  /// late records changed.
  ///
  /// - Parameters:
  ///   - instant: The instant that both reports are about.
  ///   - earlier: What was known for the first report.
  ///   - later: What was known for the second one.
  ///   - writer: Makes the rows.
  ///   - policy: Whose promises are judged; without it no promise is known.
  /// - Returns: The tickets of which something differs.
  /// - Complexity: O(records).
  public func difference(
    at instant: Instant, knownAt earlier: Instant, and later: Instant, by writer: TicketRowWriter,
    under policy: SLAPolicyVersions? = nil
  ) -> TicketRowDifference {
    difference(from: (instant, earlier), to: (instant, later), writer, policy)
  }

  /// Tells what differs between the reports of two instants, each as known then.
  public func difference(
    asOf earlier: Instant, and later: Instant, by writer: TicketRowWriter,
    under policy: SLAPolicyVersions? = nil
  ) -> TicketRowDifference {
    difference(from: (earlier, earlier), to: (later, later), writer, policy)
  }

  private func difference(
    from before: (at: Instant, knownAt: Instant), to after: (at: Instant, knownAt: Instant),
    _ writer: TicketRowWriter, _ policy: SLAPolicyVersions?
  ) -> TicketRowDifference {
    var entries: [TicketRowDifference.Entry] = []
    for stream in streams {
      func row(_ report: (at: Instant, knownAt: Instant)) -> Facts? {
        let ticket = stream.ticket
        let clocks = policy.map {
          timeline(of: ticket, at: report.at, knownAt: report.knownAt, under: $0)
        }
        return writer.row(
          of: life(of: ticket, at: report.at, knownAt: report.knownAt), promises: clocks,
          at: report.at)
      }
      let (old, new) = (row(before), row(after))
      guard old != new else { continue }
      let fields = writer.subject.schema.fields
      let changes = fields.indices.compactMap { position -> TicketRowDifference.Change? in
        let (was, now) = (old?[position], new?[position])
        return was == now ? nil : .init(fact: fields[position].name, before: was, after: now)
      }
      let known = Set(
        stream.records.filter { Self.isTold($0, by: before) }.map(\.id))
      let because = stream.records.filter { Self.isTold($0, by: after) && !known.contains($0.id) }
      entries.append(
        .init(
          ticket: stream.ticket, kind: old == nil ? .appeared : new == nil ? .vanished : .changed,
          changes: changes, because: because.map(\.id),
          corrections: because.filter(\.event.isCorrection).map(\.id)))
    }
    return TicketRowDifference(entries: entries)
  }

  private static func isTold(
    _ record: Recorded<Ticket.Event>, by report: (at: Instant, knownAt: Instant)
  ) -> Bool {
    record.recordedAt <= report.knownAt
      && (record.event.occurredAt <= report.at || record.event.isCorrection)
  }
}

extension Ticket.Event {
  /// Whether it says that an earlier record is wrong.
  fileprivate var isCorrection: Bool {
    if case .corrected = change { true } else { false }
  }
}
