// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportSLA
import SupportTickets

@main
struct Replay {
  static func main() async {
    do throws(ReplayFailure) {
      let arguments = Array(CommandLine.arguments.dropFirst())
      switch arguments.first {
      case "calls": try CallReplay.run(Array(arguments.dropFirst()))
      case "make-log": try MakeLog.run(Array(arguments.dropFirst()))
      default: try await run(arguments)
      }
    } catch {
      FileHandle.standardError.write(Data("replay: \(error.message)\n".utf8))
      exit(error.code.rawValue)
    }
  }

  private static func run(_ arguments: [String]) async throws(ReplayFailure) {
    let options = try ReplayOptions(arguments)
    guard !options.help else {
      print(ReplayOptions.usage)
      return
    }
    var stopwatch = Stopwatch()
    let map = try Inputs.map(options)
    let book = try Inputs.book(options, map)
    let other = try Inputs.otherBook(options, map)
    let path = options.log ?? Inputs.bundled("incident_event_log.csv.gz")
    let reader = LogReader(map, path: path, isStrict: options.strict)
    var progress = Progress(isShown: !options.quiet)
    let log = try reader.read(stopwatch: &stopwatch) { progress.show(rows: $0, part: $1) }
    progress.clear()
    let run = try ReplayRun(log, map: map, book: book, keepsHistories: other != nil)
    var comparison: Comparison?
    stopwatch.lap(\.folding)
    if let other { comparison = await Comparison(run, against: other) }
    stopwatch.lap(\.comparing)
    let figures = Figures(run, path: path, comparison: comparison)
    try Outputs.write(figures, options)
    stopwatch.lap(\.reporting)
    if options.timings { try Outputs.tell(stopwatch, compares: other != nil) }
  }
}
