// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What the command line asks for.
struct ReplayOptions {
  var log: String?
  var map: String?
  var policy: String?
  var json: String?
  var report: String? = "support-report.html"
  var timings = false
  var strict = false
  var quiet = false
  var help = false

  static let usage = """
    Usage: replay [options]
           replay calls [options]
           replay make-log --calls [options]

    Replays a help desk's exported ticket log through tickets, service-level clocks and metrics,
    and tells how many, how fast, where it breaches, who reopens and what grows. Without options
    it replays the bundled ServiceNow log.

      --log FILE      the log: CSV or TSV, plain or gzip
      --map FILE      which columns mean what (JSON); needed for a log of your own
      --policy FILE   calendars and service levels (JSON); default: the bundled ones
      --json FILE     write the figures as JSON; "-" is standard output
      --report FILE   write the HTML report there; default: support-report.html
      --no-report     write no HTML report
      --timings       tell on standard error how long each part took
      --strict        stop at the first bad row, with exit code 65
      --quiet         print no report and no progress
      --help          print this

    The formats of maps and policies are described in Examples/Replay/README.md.
    Exit codes: 64 wrong usage, 65 wrong data, 66 missing file, 69 gzip missing, 73 cannot write.
    """

  /// Reads the arguments that follow the program's name.
  init(_ arguments: [String]) throws(ReplayFailure) {
    var line = CommandLineReader(arguments, valued: Self.valued, flags: Self.flags)
    while let option = try line.next() {
      switch option {
      case "--log": log = try line.file()
      case "--map": map = try line.file()
      case "--policy": policy = try line.file()
      case "--json": json = try line.file()
      case "--report": report = try line.file()
      case "--no-report": report = nil
      case "--timings": timings = true
      case "--strict": strict = true
      case "--quiet", "-q": quiet = true
      default: help = true
      }
    }
    try CommandLineReader.check(outputs: [json, report], inputs: [log, map, policy])
    if !help, log != nil, map == nil {
      throw ReplayFailure(
        .usage, "--log needs a --map that says which columns mean what; see --help")
    }
  }

  private static let valued = ["--log", "--map", "--policy", "--json", "--report"]
  private static let flags = [
    "--no-report", "--timings", "--strict", "--quiet", "-q", "--help", "-h",
  ]
}
