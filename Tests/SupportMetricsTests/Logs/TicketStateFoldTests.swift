// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportSLA
import SupportTestKit
import Testing

@Suite("Metrics: rows of a ticket log")
struct TicketStateFoldTests {
  private static let pauses: [SLAPauses] = [
    .waiting, .customer, [], [.new, .waiting], [.open], [.vendor, .other],
  ]

  @Test(
    "what the rows come to is what the ticket and its timeline say",
    arguments: [UInt64](1...6), [15, 60, 7] as [Int64])
  func slowWay(seed: UInt64, step: Int64) throws {
    let hours: [UInt8: Int64] = [1: 2, 2: 8, 3: 16]
    let promise = try RowPromise(hours, pauseWhile: Self.pauses[Int(seed) % Self.pauses.count])
    var maker = RowMaker(seed: seed, minutes: step)
    let stories = (0..<200).map { maker.rows(of: Int32($0)) }
    try compare(stories, promise, "seed \(seed), step \(step)")
  }

  @Test("a sample of the made-up log comes to what tickets and timelines say")
  func sample() throws {
    let promise = try RowPromise([1: 8, 2: 16, 3: 40, 4: 80], pauseWhile: .waiting)
    var log = IncidentLog(seed: 2, rows: 3_000)
    var stories: [[TicketEventRow]] = []
    while let incident = log.next() {
      stories.append(incident.rows(of: Int32(stories.count)))
    }
    try compare(stories, promise, "the log")
  }

  private func compare(
    _ stories: [[TicketEventRow]], _ promise: RowPromise, _ name: Comment
  ) throws {
    let end = try #require(stories.joined().map(\.at).max()).adding(milliseconds: 90 * 60_000)
    var fold = TicketStateFold(promise.promise, tickets: 0..<Int32(stories.count))
    fold.add(stories.flatMap(\.self))
    for (number, rows) in stories.enumerated() {
      let outcome = try #require(fold.outcome(of: Int32(number), asOf: end))
      let story = RowStory(rows, promise.policy)
      let expected = story.outcome(
        insteadOf: outcome, rows[rows.count - 1].priority,
        firstResolvedAt: Self.firstResolved(rows), asOf: end)
      let told = rows.map { "\($0.at) \($0.state)" }
      #expect(outcome == expected, "\(name), ticket \(number): \(told)")
    }
  }

  /// When the first row in a resolved state came; no earlier than the rows before it.
  private static func firstResolved(_ rows: [TicketEventRow]) -> Instant? {
    guard let first = rows.firstIndex(where: \.state.isResolved) else { return nil }
    return rows[...first].map { max($0.at, rows[0].openedAt ?? $0.at) }.max()
  }

  @Test("parts of a log, in either order of its rows, come to the whole", arguments: 1...9)
  func parts(count: Int) async throws {
    let promise = try RowPromise([1: 8, 2: 16, 3: 40], pauseWhile: .waiting).promise
    var log = IncidentLog(seed: UInt64(count), rows: 2_000)
    var rows: [TicketEventRow] = []
    var tickets: Int32 = 0
    while let incident = log.next() {
      rows += incident.rows(of: tickets)
      tickets += 1
    }
    let end = try #require(rows.map(\.at).max())
    var fold = TicketStateFold(promise, tickets: 0..<tickets)
    fold.add(rows)
    let whole = fold.figures(asOf: end)
    let parts = await TicketStateFold.figures(
      of: rows, tickets: 0..<tickets, order: .byTicket, promise: promise, asOf: end, parts: count)
    #expect(parts == whole)
    rows.sort { ($0.at, $0.ticket) < ($1.at, $1.ticket) }
    let mixed = await TicketStateFold.figures(
      of: rows, tickets: 0..<tickets, order: .mixed, promise: promise, asOf: end, parts: count)
    #expect(mixed == whole)
    // Row by row, in the middle of tickets.
    var slow = TicketStateFold(promise, tickets: 0..<tickets)
    for start in stride(from: 0, to: rows.count, by: 7) {
      slow.add(rows[start..<min(start + 7, rows.count)])
    }
    #expect(slow.figures(asOf: end) == whole)
    #expect(whole.all.tickets == Int(tickets))
    #expect(whole.all.attainment.met + whole.all.attainment.missed <= whole.all.tickets)
  }

  @Test("figures of the same tickets, of another promise or of another end are not added")
  func refusals() throws {
    let promise = try RowPromise([1: 8], pauseWhile: .waiting).promise
    let other = try RowPromise([1: 9], pauseWhile: .waiting).promise
    let end = Instant(millisecondsSince1970: 1_460_000_000_000)
    func figures(_ promise: TicketPromise, _ tickets: Range<Int32>) -> TicketStateFold {
      TicketStateFold(promise, tickets: tickets)
    }
    var sum = figures(promise, 0..<5).figures(asOf: end)
    #expect(throws: TicketStateFigures.MergeError.sameTickets(4..<5)) {
      try sum.merge(figures(promise, 4..<6).figures(asOf: end))
    }
    #expect(throws: TicketStateFigures.MergeError.otherPromise) {
      try sum.merge(figures(other, 5..<6).figures(asOf: end))
    }
    #expect(throws: TicketStateFigures.MergeError.otherEnd(.max)) {
      try sum.merge(figures(promise, 5..<6).figures(asOf: .max))
    }
    try sum.merge(figures(promise, 7..<9).figures(asOf: end))
    try sum.merge(figures(promise, 5..<7).figures(asOf: end))
    #expect(sum.tickets == [0..<9])
    #expect(sum.priorities.isEmpty)
    #expect(sum.all.reopenRate.value == nil)
    #expect(sum.all.meanReassignments == nil)
  }

  @Test("rows of tickets that are not looked at are passed over, whatever their numbers")
  func strangers() throws {
    let promise = try RowPromise([1: 8], pauseWhile: .waiting).promise
    var fold = TicketStateFold(promise, tickets: 3..<5)
    fold.add(
      [Int32.min, -1, 0, 3, 5, .max, 4, 3].map {
        TicketEventRow(ticket: $0, at: .epoch, state: .open, priority: 9)
      })
    #expect(fold.figures(asOf: .max).all.tickets == 2)
    #expect(fold.outcome(of: 5, asOf: .max) == nil)
    #expect(fold.outcome(of: 3, asOf: .max)?.verdict == nil)
    #expect(fold.outcome(of: 3, asOf: .max)?.reassignments == nil)
  }

  @Test("instants at both ends of time, and promises beyond them, break nothing")
  func extremes() throws {
    let clock = try RowPromise([1: 8], pauseWhile: []).promise.clock
    let spans: [[UInt8: Duration]] = [
      [0: .zero, 1: .seconds(8 * 3_600)], [1: .seconds(Int64.max), 2: .seconds(Int64.min)],
    ]
    for within in spans {
      let promise = TicketPromise(clock, pauseWhile: [], within: within)
      var fold = TicketStateFold(promise, tickets: 0..<3)
      for ticket in Int32(0)..<3 {
        fold.add(
          zip(
            [Instant.min, .max, .min, .max],
            [.new, .resolved, .open, .closed] as [TicketEventRow.State]
          ).map { at, state in
            TicketEventRow(
              ticket: ticket, at: at, openedAt: .min, state: state, priority: UInt8(ticket),
              reassignments: .max)
          })
      }
      let figures = fold.figures(asOf: .max)
      #expect(figures.all.resolved == 3)
      #expect(figures.all.reopens == 3)
      #expect(figures.all.reassignments == 3 * Int64(Int32.max))
    }
  }
}

extension Incident {
  /// The rows as the fold takes them, under a number.
  func rows(of ticket: Int32) -> [TicketEventRow] {
    rows.map { row in
      TicketEventRow(
        ticket: ticket, at: Instant(secondsSince1970: row.minute * 60),
        openedAt: Instant(secondsSince1970: openedAt * 60), state: row.state.told,
        priority: row.priority, reassignments: row.reassignments)
    }
  }
}

extension IncidentLog.State {
  /// The state in the words of the fold.
  fileprivate var told: TicketEventRow.State {
    switch self {
    case .new: .new
    case .active: .open
    case .awaitingUser: .waitingForCustomer
    case .awaitingVendor: .waitingForVendor
    case .awaitingProblem: .waitingForProblem
    case .awaitingEvidence: .waitingForEvidence
    case .resolved: .resolved
    case .closed: .closed
    }
  }
}
