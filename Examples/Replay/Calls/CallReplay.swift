// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore

/// `replay calls`: a log of calls into figures.
enum CallReplay {
  static func run(_ arguments: [String]) throws(ReplayFailure) {
    let options = try CallOptions(arguments)
    guard !options.help else {
      print(CallOptions.usage)
      return
    }
    var stopwatch = Stopwatch()
    let figures = try figures(options)
    stopwatch.lap(\.folding)
    try Outputs.write(figures, options)
    stopwatch.lap(\.reporting)
    if options.timings { try Outputs.tell(stopwatch, rows: figures.rows) }
  }

  /// Reads and counts what the options ask for.
  static func figures(_ options: CallOptions) throws(ReplayFailure) -> CallFigures {
    let map = try map(options)
    let path = options.log ?? Inputs.bundled("call-log.csv.gz")
    let plans = try CallPlans(map, within: options.within, short: options.short)
    let run = try CallRun(
      plans, path: path, threads: options.threads, isStrict: options.strict,
      showsProgress: !options.quiet)
    return CallFigures(
      try run.count(), plans, options, source: URL(fileURLWithPath: path).lastPathComponent)
  }

  private static func map(_ options: CallOptions) throws(ReplayFailure) -> CallMap {
    let path = options.map ?? Inputs.bundled("call-map.json")
    let bytes = try Inputs.read(path)
    do throws(DocumentError) {
      return try CallMap.read(bytes)
    } catch {
      throw ReplayFailure(.data, "\(path):\n\(error)")
    }
  }
}
