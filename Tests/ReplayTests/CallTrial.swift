// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Foundation
import SupportTestKit

@testable import replay

/// A log of calls written to a temporary file and counted as the program would.
struct CallTrial {
  var log: [UInt8]
  var map = CallTrial.standardMap
  var threads = 2
  /// Bytes that a thread takes at a time: few, since a debug build is slow to make room for many.
  var chunk = 1 << 14
  var options: [String] = []

  init(_ text: String, map: String = CallTrial.standardMap) {
    log = Array(text.utf8)
    self.map = map
  }

  /// Times with dates and an outcome.
  static let standardMap = """
    { "format": 0, "time": { "formats": ["iso8601"] },
      "columns": { "arrival": "arrival", "queueEntry": "queue", "answer": "answer", "end": "end",
                   "outcome": "outcome", "talk": "talk", "agent": "agent", "customer": "customer",
                   "type": "type" },
      "outcomes": { "A": "answered", "X": "abandoned", "M": "left in menu", "P": "phantom" } }
    """
  static let header = "arrival,queue,answer,end,outcome,talk,agent,customer,type"

  /// Times of the day, dated by a column, on the clocks of Berlin.
  static let dailyMap = """
    { "format": 0, "time": { "formats": ["H:mm:ss"], "zone": "Europe/Berlin" },
      "date": { "formats": ["yyMMdd"] },
      "columns": { "date": "date", "arrival": "in", "queueEntry": { "name": "q", "missing": ["0:00:00"] },
                   "answer": "answer", "end": "end" } }
    """

  /// What plans are made of.
  private struct Order: Hashable, Sendable {
    var map: String
    var within: [Int]
    var short: Int
  }

  /// Checking the definitions of a plan takes long, so that logs with the same map share one.
  private static let plans = MadeOnce<Order, CallPlans> { order in
    try CallPlans(
      CallMap.read(Array(order.map.utf8)), within: order.within, short: order.short)
  }

  /// The figures of the log, or why there are none.
  func figures() throws -> CallFigures {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("calls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log.csv")
    try Data(log).write(to: path)
    let options = try CallOptions(["--quiet"] + options)
    let plans = try Self.plans.value(
      Order(map: map, within: options.within, short: options.short))
    let run = try CallRun(
      plans, path: path.path, threads: threads, isStrict: options.strict, showsProgress: false,
      chunk: chunk)
    return CallFigures(try run.count(), plans, options, source: "log.csv")
  }

  /// The JSON of the figures.
  func json() throws -> JSONValue { try figures().json }

  /// What the run complained of; empty when it did not.
  func failure() -> String {
    do {
      _ = try figures()
      return ""
    } catch let failure as ReplayFailure {
      return failure.message
    } catch {
      return "\(error)"
    }
  }
}
