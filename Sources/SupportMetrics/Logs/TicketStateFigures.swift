// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The figures of tickets by priority, exact: what ``TicketStateFold`` comes to.
///
/// Parts merge in any order to the figures of the whole, exactly, as long as no ticket is in both
/// (semantics M7).
public struct TicketStateFigures: Hashable, Sendable {
  /// The figures of the tickets of a priority.
  public struct Priority: Hashable, Sendable {
    /// The number of the priority.
    public let priority: UInt8
    /// All tickets.
    public private(set) var tickets: Int
    /// Tickets that came back at least once.
    public private(set) var reopened: Int
    /// Times that tickets came back.
    public private(set) var reopens: Int
    /// Times that tickets were handed on.
    public private(set) var reassignments: Int64
    /// Tickets of which it is known how often they were handed on.
    public private(set) var reassignmentsTold: Int
    /// From the opening to the last resolution, in elapsed milliseconds, of the tickets that are
    /// resolved.
    public private(set) var resolutionTimes: ValueTally
    /// How the promises to resolve them ended.
    public private(set) var attainment: AttainmentTally

    init(priority: UInt8, _ counts: TicketFoldCounts) {
      self.priority = priority
      tickets = counts.tickets
      reopened = counts.reopened
      reopens = counts.reopens
      reassignments = counts.reassignments
      reassignmentsTold = counts.told
      resolutionTimes = ValueTally(counts.spans)
      attainment = counts.attainment
    }

    /// Tickets that are resolved.
    public var resolved: Int { resolutionTimes.count }
    /// Tickets that came back, of all.
    public var reopenRate: MetricRate { MetricRate(reopened, of: tickets) }
    /// How often a ticket was handed on, on average; `nil` where no ticket tells.
    public var meanReassignments: MetricFraction? {
      MetricFraction(Int128(reassignments), over: Int128(reassignmentsTold))
    }

    mutating func merge(_ other: Self) {
      tickets.add(saturating: other.tickets)
      reopened.add(saturating: other.reopened)
      reopens.add(saturating: other.reopens)
      reassignments.add(saturating: other.reassignments)
      reassignmentsTold.add(saturating: other.reassignmentsTold)
      resolutionTimes.merge(other.resolutionTimes)
      attainment.merge(other.attainment)
    }
  }

  /// Why figures are not added to others.
  public enum MergeError: Error, Hashable, Sendable {
    /// Tickets are in both.
    case sameTickets(Range<Int32>)
    /// They measure another promise.
    case otherPromise
    /// They hold for another end of the log.
    case otherEnd(Instant)
  }

  /// The promise that was measured.
  public let promise: TicketPromise
  /// The end of the log that they hold for.
  public let asOf: Instant
  /// The tickets that were looked at, ascending and apart from one another.
  public private(set) var tickets: [Range<Int32>]
  /// The figures of each priority that a ticket has, ascending by its number.
  public private(set) var priorities: [Priority]

  init(
    promise: TicketPromise, asOf: Instant, tickets: [Range<Int32>], priorities: [Priority]
  ) {
    self.promise = promise
    self.asOf = asOf
    self.tickets = tickets
    self.priorities = priorities
  }

  /// The figures of all tickets together; its number is that of the first priority.
  public var all: Priority {
    var sum = priorities.first ?? Priority(priority: 0, TicketFoldCounts())
    for priority in priorities.dropFirst() { sum.merge(priority) }
    return sum
  }

  /// The figures of a priority; `nil` where no ticket has it.
  public subscript(priority: UInt8) -> Priority? {
    priorities.first { $0.priority == priority }
  }

  /// Adds the figures of other tickets; any order gives the same figures.
  ///
  /// - Throws: ``MergeError`` where the sum would mean nothing; the figures are then as before.
  public mutating func merge(_ other: Self) throws(MergeError) {
    if other.promise != promise { throw .otherPromise }
    if other.asOf != asOf { throw .otherEnd(other.asOf) }
    for range in other.tickets {
      for mine in tickets where mine.overlaps(range) { throw .sameTickets(mine.clamped(to: range)) }
    }
    tickets = Self.joined(tickets + other.tickets)
    for priority in other.priorities {
      if let place = priorities.firstIndex(where: { $0.priority == priority.priority }) {
        priorities[place].merge(priority)
      } else {
        priorities.append(priority)
      }
    }
    priorities.sort { $0.priority < $1.priority }
  }

  /// Ranges in order, those that touch made one.
  private static func joined(_ ranges: [Range<Int32>]) -> [Range<Int32>] {
    var joined: [Range<Int32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, last.upperBound == range.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
