// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportSLA

/// The fold of a ticket log whose rows tell states: when each ticket was resolved, how often it came
/// back and was handed on, and whether the promise to resolve it was kept.
///
/// It is the fast way to a few figures: 64 bytes a ticket, rows in order of time or ticket by ticket,
/// a few nanoseconds each. The words mean what `Ticket` and `SLATimeline` mean by them when they are
/// fed the events that the rows stand for:
///
/// - A ticket is *opened* when its first row says so, or else at that row, and is new until then. Its
///   priority is that of its last row.
/// - It is *resolved* by the first row in which it is resolved or closed; more such rows change
///   nothing. A row in any other state after that *reopens* it. `resolvedAt` is the beginning of the
///   last such stretch and `nil` while it is open.
/// - The promise runs from the opening to the resolution, in the hours of its clock, and stands still
///   in the states that it pauses for. A reopening lets it go on without the time in between (S5). A
///   new priority means its own time, less what was used (S6). It is *met* when the ticket is resolved
///   at the due time or before; once the due time has passed it is *missed*, whatever comes later.
/// - What was used up exactly when hours ended was due at that closing (T4).
/// - A row whose time goes back counts as if it had come with the row before.
///
/// What rows do not tell has no influence: merging, adjustments, changes of the policy. A ticket that
/// changes between a priority with a promise and one without is judged by its last promise.
///
/// ```swift
/// var fold = TicketStateFold(promise, tickets: 0..<count)
/// fold.add(rows)
/// fold.figures(asOf: end).all.attainment.attainment.value
/// ```
///
/// - Complexity: O(1) for each row. The clock is asked for one sum where a ticket is resolved and for
///   one difference where a pause begins or a priority changes.
public struct TicketStateFold: Sendable {
  /// The promise that is measured.
  public let promise: TicketPromise
  /// The tickets that are looked at; rows of others are passed over.
  public let tickets: Range<Int32>
  private var states: [TicketFoldState]

  /// Creates a fold to which no row has come.
  ///
  /// - Parameters:
  ///   - promise: The promise to measure.
  ///   - tickets: The tickets to look at; 64 bytes are set aside for each.
  public init(_ promise: TicketPromise, tickets: Range<Int32>) {
    self.promise = promise
    self.tickets = tickets
    states = Array(repeating: TicketFoldState(), count: tickets.count)
  }

  /// Folds rows. Those of one ticket come in order of time, the tickets as they like.
  public mutating func add(_ rows: [TicketEventRow]) {
    add(rows[...])
  }

  /// Folds some of the rows of a log, as the other `add` does.
  public mutating func add(_ rows: ArraySlice<TicketEventRow>) {
    let (first, count, promise) = (Int(tickets.lowerBound), states.count, promise)
    states.withUnsafeMutableBufferPointer { states in
      rows.withUnsafeBufferPointer { rows in
        var index = 0
        while index < rows.count {
          let ticket = rows[index].ticket
          let position = Int(ticket) - first
          guard position >= 0, position < count else {
            index += 1
            continue
          }
          // A ticket's rows often stand together: its state is then read and written once.
          var state = states[position]
          repeat {
            state.take(rows[index], promise)
            index += 1
          } while index < rows.count && rows[index].ticket == ticket
          states[position] = state
        }
      }
    }
  }

  /// What the rows so far say of a ticket.
  ///
  /// - Parameters:
  ///   - ticket: Its number.
  ///   - instant: The end of the log: an instant not before its last row.
  /// - Returns: `nil` where no row is about it.
  public func outcome(of ticket: Int32, asOf instant: Instant) -> TicketOutcome? {
    guard tickets.contains(ticket) else { return nil }
    let state = states[Int(ticket) - Int(tickets.lowerBound)]
    return state.isSeen ? state.outcome(promise, asOf: instant) : nil
  }

  /// Counts all tickets by priority.
  ///
  /// - Parameter instant: The end of the log: an instant not before its last row. A promise that is due
  ///   before it and not kept is missed.
  /// - Returns: The figures; priorities that no ticket has are left out.
  /// - Complexity: O(tickets)
  public func figures(asOf instant: Instant) -> TicketStateFigures {
    var counts = Array(repeating: TicketFoldCounts(), count: 256)
    for state in states where state.isSeen {
      counts[Int(state.priority)].count(state, promise, asOf: instant.millisecondsSince1970)
    }
    return TicketStateFigures(
      promise: promise, asOf: instant, tickets: tickets.isEmpty ? [] : [tickets],
      priorities: counts.indices.filter { counts[$0].tickets > 0 }.map { priority in
        .init(priority: UInt8(priority), counts[priority])
      })
  }
}

/// Counts of the tickets of a priority, before they are made into figures.
struct TicketFoldCounts {
  var tickets = 0
  var reopened = 0
  var reopens = 0
  var told = 0
  var reassignments: Int64 = 0
  var spans: [Int64] = []
  var attainment = AttainmentTally()

  @inline(__always)
  mutating func count(_ state: TicketFoldState, _ promise: TicketPromise, asOf instant: Int64) {
    tickets &+= 1
    if state.reopens > 0 {
      reopened &+= 1
      reopens &+= Int(state.reopens)
    }
    if state.reassignments >= 0 {
      told &+= 1
      reassignments &+= Int64(state.reassignments)
    }
    if state.phase == .resolved { spans.append(state.resolvedAt &- state.openedAt) }
    attainment.count(state.verdict(promise, asOf: instant))
  }
}
