// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportSLA
import SupportTickets

@main
struct Replay {
  static func main() {
    do throws(ReplayFailure) {
      let options = try ReplayOptions(Array(CommandLine.arguments.dropFirst()))
      guard !options.help else {
        print(ReplayOptions.usage)
        return
      }
      try run(options)
    } catch {
      FileHandle.standardError.write(Data("replay: \(error.message)\n".utf8))
      exit(error.code.rawValue)
    }
  }

  private static func run(_ options: ReplayOptions) throws(ReplayFailure) {
    var stopwatch = Stopwatch()
    let map = try Inputs.map(options)
    let book = try Inputs.book(options, map)
    let path = options.log ?? Inputs.bundled("incident_event_log.csv.gz")
    var reader = LogReader(map, path: path, isStrict: options.strict)
    let source = try LogSource(path: path)
    var progress = Progress(isShown: !options.quiet)
    let log = try reader.read(source, stopwatch: &stopwatch) { progress.show(rows: $0) }
    progress.clear()
    let run = try ReplayRun(log, map: map, book: book)
    stopwatch.lap(\.folding)
    let figures = Figures(run, path: path)
    try Outputs.write(figures, options)
    stopwatch.lap(\.reporting)
    if options.timings { try Outputs.tell(stopwatch) }
  }
}
