// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What the command line of `replay calls` asks for.
struct CallOptions {
  var log: String?
  var map: String?
  var json: String?
  var report: String? = "call-report.html"
  /// The thresholds of the service levels in seconds, ascending, each once.
  var within = [20, 30, 60]
  /// Up to how many seconds an abandoned call is a short one.
  var short = 5
  /// How many types, priorities, queues and agents the report names.
  var top = 10
  /// How many threads read and count.
  var threads = 2
  var timings = false
  var strict = false
  var quiet = false
  var help = false

  static let usage = """
    Usage: replay calls [options]

    Counts a log of calls, a row each: every reading of the service level side by side, abandonment,
    waiting, handling, arrivals, repeat contacts, by type, priority, queue and agent, and tells
    impossible rows apart. Without options it counts the bundled log.

      --log FILE          the log: CSV or TSV, plain or gzip
      --map FILE          which columns mean what (JSON); needed for a log of your own
      --within 20,30,60   the thresholds of the service levels, in seconds
      --short 5           up to how many seconds an abandoned call is a short one
      --top 10            how many types, priorities, queues and agents are named
      --threads 2         how many threads read and count; the figures are the same
      --json FILE         write the figures as JSON; "-" is standard output
      --report FILE       write the HTML report there; default: call-report.html
      --no-report         write no HTML report
      --timings           tell on standard error how long each part took
      --strict            stop at the first bad row, with exit code 65
      --quiet             print no report and no progress
      --help              print this

    The format of maps is described in Examples/Replay/README.md.
    Exit codes: 64 wrong usage, 65 wrong data, 66 missing file, 69 gzip missing, 73 cannot write.
    """

  /// Reads the arguments that follow `calls`.
  init(_ arguments: [String]) throws(ReplayFailure) {
    var line = CommandLineReader(arguments, valued: Self.valued, flags: Self.flags)
    while let option = try line.next() {
      switch option {
      case "--log": log = try line.file()
      case "--map": map = try line.file()
      case "--json": json = try line.file()
      case "--report": report = try line.file()
      case "--within": within = try Self.thresholds(try line.value("a list such as 20,30,60"))
      case "--short": short = try line.number(in: 0...86_400)
      case "--top": top = try line.number(in: 1...10_000)
      case "--threads": threads = try line.number(in: 1...64)
      case "--no-report": report = nil
      case "--timings": timings = true
      case "--strict": strict = true
      case "--quiet", "-q": quiet = true
      default: help = true
      }
    }
    try CommandLineReader.check(outputs: [json, report], inputs: [log, map])
    if !help, log != nil, map == nil {
      throw ReplayFailure(
        .usage, "--log needs a --map that says which columns mean what; see --help")
    }
  }

  private static let valued = [
    "--log", "--map", "--within", "--short", "--top", "--threads", "--json", "--report",
  ]
  private static let flags = [
    "--no-report", "--timings", "--strict", "--quiet", "-q", "--help", "-h",
  ]

  private static func thresholds(_ text: String) throws(ReplayFailure) -> [Int] {
    var thresholds: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let seconds = Int(part), (0...86_400).contains(seconds) else {
        throw ReplayFailure(
          .usage, "--within takes whole seconds, 0 ... 86400, such as 20,30,60; not \"\(part)\"")
      }
      thresholds.insert(seconds)
    }
    guard thresholds.count <= 12 else {
      throw ReplayFailure(.usage, "--within takes at most 12 thresholds")
    }
    return thresholds.sorted()
  }
}
