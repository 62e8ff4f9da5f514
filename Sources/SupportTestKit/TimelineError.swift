// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTickets

/// A mistake in the notation of a ``TicketTimeline``; every case names the entry.
///
/// Show ``description`` to whoever wrote the line.
public enum TimelineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The entry does not begin with a time such as `09:30`, `Mon 09:30` or `2025-06-02 09:30`.
  case noTime(entry: String)
  /// The first entry names no day, so that its time belongs to no date.
  case noDay(entry: String)
  /// The entry lies before the one ahead of it.
  case timeRunsBackwards(entry: String)
  /// The word after the time is none of the notation; the known ones follow.
  case unknownWord(entry: String, word: String, known: [String])
  /// The word needs a name behind it, such as `assign li`, or another one than is there.
  case wrongName(entry: String, word: String)
  /// The ticket refuses what the entry wants.
  case refused(entry: String, Ticket.Rejection)
  /// Nothing stands before the first `=>`.
  case empty
  /// The host's zone data lacks the zone.
  case unknownZone(String)

  /// One line that names the entry and says what to write instead.
  public var description: String {
    switch self {
    case .noTime(let entry): "\"\(entry)\": a time is needed, such as \"Mon 09:30\""
    case .noDay(let entry): "\"\(entry)\": the first entry needs a day, such as \"Mon\""
    case .timeRunsBackwards(let entry): "\"\(entry)\": it lies before the entry ahead of it"
    case .unknownWord(let entry, let word, let known):
      "\"\(entry)\": \"\(word)\" is none of \(known.joined(separator: ", "))"
    case .wrongName(let entry, let word): "\"\(entry)\": the name behind \"\(word)\" is wrong"
    case .refused(let entry, let rejection): "\"\(entry)\": refused: \(rejection)"
    case .empty: "there is no entry"
    case .unknownZone(let zone): "the zone \"\(zone)\" is unknown"
    }
  }
}
