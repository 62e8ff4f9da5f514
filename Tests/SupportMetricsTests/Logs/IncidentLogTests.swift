// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportSLA
import SupportTestKit
import SupportTime
import Testing

@Suite("Metrics: a made-up log and its figures")
struct IncidentLogTests {
  private func incidents(_ seed: UInt64, _ rows: Int) -> [Incident] {
    var log = IncidentLog(seed: seed, rows: rows)
    var incidents: [Incident] = []
    while let incident = log.next() { incidents.append(incident) }
    return incidents
  }

  @Test("a log has as many rows as were asked for, in order", arguments: [-1, 0, 1, 2, 999, 5_000])
  func shape(rows: Int) {
    let incidents = incidents(5, rows)
    #expect(incidents.map(\.rows.count).reduce(0, +) == max(rows, 0))
    for (one, next) in zip(incidents, incidents.dropFirst()) {
      #expect(one.number < next.number)
      #expect(one.openedAt <= next.openedAt)
    }
    for incident in incidents {
      #expect(!incident.rows.isEmpty)
      #expect(incident.rows[0].minute >= incident.openedAt)
      for (row, next) in zip(incident.rows, incident.rows.dropFirst()) {
        #expect(row.minute < next.minute)
        #expect(row.reopens <= next.reopens)
        #expect(row.reassignments <= next.reassignments)
        #expect(row.priority == next.priority || next.state == .new || next.state == .active)
      }
    }
  }

  @Test("a seed gives the same text on every machine")
  func text() {
    var text: [UInt8] = []
    IncidentLog.appendHeader(to: &text)
    for incident in incidents(1, 2_000) { incident.appendRows(to: &text) }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2_001)
    #expect(lines.allSatisfy { $0.split(separator: ",").count == IncidentLog.columns.count })
    #expect(lines[1] == Self.firstLine)
    // FNV-1a of all bytes.
    let hash = text.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    #expect(hash == Self.hash)
  }

  private static let firstLine =
    "0000045,Active,true,0,0,0,true,1361,114,1/3/2016 09:47,60,1/3/2016 09:47,"
    + "738,1/3/2016 09:47,Phone,24,59,167,?,?,3,3,3,67,155,false,false,Do Not Notify,"
    + "?,?,?,?,9,66,3/3/2016 10:22,8/3/2016 11:08"
  private static let hash: UInt64 = 0xee91c5840129c4af

  /// Computed with Polars 2.1.0 and DuckDB 2.0.1, which agree:
  /// `Benchmarks/Peers/tickets_peer.py --rows 20000 --seed 3`.
  @Test("the figures of a log are those of Polars and DuckDB")
  func peers() async throws {
    let promise = try Self.promise()
    var rows: [TicketEventRow] = []
    for incident in incidents(3, 20_000) { rows += incident.rows(of: incident.number) }
    let numbers = try #require(rows.first).ticket..<(try #require(rows.last).ticket + 1)
    let end = try #require(rows.map(\.at).max())
    let figures = await TicketStateFold.figures(
      of: rows, tickets: numbers, order: .byTicket, promise: promise, asOf: end, parts: 2)
    let shares = [50, 90, 99].compactMap { Rate($0, over: 100) }
    let lines = figures.priorities.map { line -> [Int128] in
      let quantiles = line.resolutionTimes.quantiles(shares) ?? []
      return [
        Int128(line.priority), Int128(line.tickets), Int128(line.resolved),
        line.resolutionTimes.sum,
      ] + quantiles.map { $0.numerator * 100 / $0.denominator } + [
        Int128(line.reopened), Int128(line.reassignments), Int128(line.attainment.met),
        Int128(line.attainment.missed),
      ]
    }
    #expect(lines == Self.peerLines)
  }

  /// Priority, tickets, resolved, sum and p50, p90, p99 of the times in milliseconds and hundredths of
  /// them, reopened, reassignments, met, missed.
  private static let peerLines: [[Int128]] = [
    [
      1, 69, 69, 12_125_280_000, 7_746_000_000, 46_321_200_000, 114_242_640_000, 1, 94, 47, 22,
    ],
    [
      2, 75, 75, 17_983_800_000, 11_736_000_000, 58_827_600_000, 175_047_720_000, 3, 81, 63, 12,
    ],
    [
      3, 3_007, 2_984, 1_437_811_080_000, 24_960_000_000, 122_493_000_000, 302_539_080_000, 37,
      3_184, 2_596, 397,
    ],
    [
      4, 99, 98, 48_840_960_000, 25_530_000_000, 145_670_400_000, 329_934_000_000, 1, 107, 92, 6,
    ],
  ]

  private static func promise() throws -> TicketPromise {
    let day = [try DayInterval("09:00-17:00")]
    var weekly: [Weekday: [DayInterval]] = [:]
    for weekday in Weekday.allCases.prefix(5) { weekly[weekday] = day }
    let holidays = try [
      "2016-03-25", "2016-03-28", "2016-05-05", "2016-05-16", "2016-10-03", "2016-12-26",
    ].map { BusinessCalendar.Holiday(try CivilDate($0)) }
    let calendar = try BusinessCalendar(zone: "Europe/Berlin", weekly: weekly, holidays: holidays)
    return TicketPromise(
      try calendar.compiled(), pauseWhile: .waiting,
      within: [8, 16, 40, 80].enumerated().reduce(into: [:]) { within, entry in
        within[UInt8(entry.offset + 1)] = .seconds(entry.element * 3_600)
      })
  }
}
