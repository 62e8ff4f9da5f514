// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportTestKit

/// The side of SupportKit in `Peers/tickets_peer.py`: makes the log, and measures the figures.
@main
struct TicketPeer {
  private static let usage = """
    Usage: ticket-peer make FILE [ROWS [SEED]]      writes a made-up log, 5,000,000 rows by default
           ticket-peer run FILE [ROUNDS [THREADS]]  prints its figures and times as JSON
    """

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch arguments.first {
      case "make" where (2...4).contains(arguments.count):
        let rows = arguments.count > 2 ? Int(arguments[2]) : 5_000_000
        let seed = arguments.count > 3 ? UInt64(arguments[3]) : 1
        guard let rows, let seed else { fail(usage, 64) }
        try make(arguments[1], rows: rows, seed: seed)
      case "run" where (2...4).contains(arguments.count):
        let rounds = arguments.count > 2 ? Int(arguments[2]) : 5
        let threads = arguments.count > 3 ? Int(arguments[3]) : 2
        guard let rounds, let threads, rounds > 0, threads > 0 else { fail(usage, 64) }
        try await run(arguments[1], rounds: rounds, threads: threads)
      default: fail(usage, 64)
      }
    } catch {
      fail("\(error)", 65)
    }
  }

  private static func fail(_ message: String, _ code: Int32) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(code)
  }

  private static func make(_ path: String, rows: Int, seed: UInt64) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { fail("cannot write \(path)", 73) }
    var log = IncidentLog(seed: seed, rows: rows)
    var text: [UInt8] = []
    IncidentLog.appendHeader(to: &text)
    while let incident = log.next() {
      incident.appendRows(to: &text)
      if text.count > 4 << 20 {
        try file.write(contentsOf: text)
        text.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: text)
    try file.close()
  }

  /// Times of some rounds in milliseconds: those of the clock on the wall and of both cores.
  private struct Times {
    var wall: [Double] = []
    var cores: [Double] = []

    mutating func measure(_ work: () async throws -> Void) async rethrows {
      let (start, used) = (ContinuousClock.now, clock())
      try await work()
      let (seconds, attoseconds) = (ContinuousClock.now - start).components
      wall.append(Double(seconds) * 1e3 + Double(attoseconds / 1_000_000_000) / 1e6)
      cores.append(Double(clock() - used) * 1e3 / Double(CLOCKS_PER_SEC))
    }
  }

  private static func run(_ path: String, rounds: Int, threads: Int) async throws {
    let promise = try PeerPromise.make()
    let log = try TicketLog(MappedFile(path))
    var (whole, compute) = (Times(), Times())
    var table = ""
    for _ in 0..<rounds {
      try await whole.measure {
        table = PeerTable(try await log.figures(promise, threads: threads)).json
      }
    }
    let rows = try log.rows()
    for _ in 0..<rounds {
      var again = ""
      await compute.measure {
        let figures = await TicketStateFold.figures(
          of: rows.rows, tickets: rows.tickets, order: rows.isAscending ? .byTicket : .mixed,
          promise: promise, asOf: rows.end, parts: threads)
        again = PeerTable(figures).json
      }
      guard again == table else { fail("two ways give two tables", 70) }
    }
    print(
      """
      {"rows": \(rows.rows.count), "rejected": \(rows.rejected), "threads": \(threads),
       "whole": \(whole.wall), "whole cores": \(whole.cores),
       "compute": \(compute.wall), "compute cores": \(compute.cores),
       "table": \(table)}
      """)
  }
}
