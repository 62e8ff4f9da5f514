// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension TicketStateFold {
  /// How the rows of a log follow one another.
  public enum Order: Hashable, Sendable {
    /// Ticket by ticket, the numbers ascending: a part of the log then is a part of its rows.
    case byTicket
    /// As they like, such as by time: each part looks at all rows and takes its own.
    case mixed
  }

  /// A part of a log that cuts through no ticket.
  public struct Part: Hashable, Sendable {
    /// The tickets of the part.
    public var tickets: Range<Int32>
    /// Where its rows are to be found, with rows of others among them where the log is mixed.
    public var rows: Range<Int>
  }

  /// Cuts a log into parts of about the same size.
  ///
  /// - Parameters:
  ///   - rows: The rows of the log.
  ///   - tickets: The tickets of the log.
  ///   - order: How the rows follow one another. Rows that are not in that order are passed over.
  ///   - count: How many parts there may be, at least 1.
  /// - Returns: Parts that hold every ticket once.
  /// - Complexity: O(count) but for tickets of very many rows.
  public static func parts(
    of rows: [TicketEventRow], tickets: Range<Int32>, order: Order, count: Int
  ) -> [Part] {
    let count = max(min(count, 1_024, tickets.count), 1)
    var parts: [Part] = []
    var (ticket, row) = (tickets.lowerBound, 0)
    for number in 1...count {
      let isLast = number == count
      switch order {
      case .mixed:
        let end =
          isLast
          ? tickets.upperBound
          : tickets.lowerBound + Int32(tickets.count * number / count)
        parts.append(Part(tickets: ticket..<end, rows: rows.indices))
        ticket = end
      case .byTicket:
        var end = isLast ? rows.count : max(rows.count * number / count, row)
        while end > 0, end < rows.count, rows[end].ticket == rows[end - 1].ticket { end += 1 }
        let next = end < rows.count ? rows[end].ticket : tickets.upperBound
        let upper = isLast ? tickets.upperBound : min(max(next, ticket), tickets.upperBound)
        parts.append(Part(tickets: ticket..<upper, rows: row..<end))
        (ticket, row) = (upper, end)
      }
    }
    return parts
  }

  /// Folds a log in parts at the same time and merges their figures: the same as one fold of the
  /// whole, exactly.
  ///
  /// - Parameters:
  ///   - rows: The rows of the log, those of one ticket in order of time.
  ///   - tickets: The tickets to look at.
  ///   - order: How the rows follow one another.
  ///   - promise: The promise to measure.
  ///   - instant: The end of the log: an instant not before its last row.
  ///   - parts: How many parts there may be, such as the number of cores.
  /// - Returns: The figures of all parts together.
  public static func figures(
    of rows: [TicketEventRow], tickets: Range<Int32>, order: Order, promise: TicketPromise,
    asOf instant: Instant, parts: Int
  ) async -> TicketStateFigures {
    let parts = Self.parts(of: rows, tickets: tickets, order: order, count: parts)
    return await withTaskGroup(of: TicketStateFigures.self) { group in
      for part in parts {
        group.addTask {
          var fold = Self(promise, tickets: part.tickets)
          fold.add(rows[part.rows])
          return fold.figures(asOf: instant)
        }
      }
      var whole = TicketStateFigures(promise: promise, asOf: instant, tickets: [], priorities: [])
      // INVARIANT: parts of one log share no ticket, so that merging cannot fail.
      for await part in group { try? whole.merge(part) }
      return whole
    }
  }
}
