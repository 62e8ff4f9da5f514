// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Foundation

@testable import replay

/// A log of calls written to a temporary file and counted as the program would.
struct CallTrial {
  var log: [UInt8]
  var map = CallTrial.standardMap
  var threads = 2
  /// Bytes that a thread takes at a time.
  var chunk = 1 << 20
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

  /// The figures of the log, or why there are none.
  func figures() throws -> CallFigures {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("calls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log.csv")
    try Data(log).write(to: path)
    let options = try CallOptions(["--quiet"] + options)
    let map = try CallMap.read(Array(map.utf8))
    let plans = try CallPlans(map, within: options.within, short: options.short)
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
