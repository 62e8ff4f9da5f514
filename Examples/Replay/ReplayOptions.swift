// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What the command line asks for.
struct ReplayOptions {
  var log: String?
  var map: String?
  var policy: String?
  var against: String?
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
      --policy NAME   a preset, or a file: a policy book, or calendars and service levels alone
                      (JSON); default: the bundled ones
      --against NAME  another policy of these kinds: what would it change?
      --json FILE     write the figures as JSON; "-" is standard output
      --report FILE   write the HTML report there; default: support-report.html
      --no-report     write no HTML report
      --timings       tell on standard error how long each part took
      --strict        stop at the first bad row, with exit code 65
      --quiet         print no report and no progress
      --help          print this

    Presets: creation-and-magic, dream-west, service-guide, game-company-code, rental-desk,
    wealth-desk, network-adviser.
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
      case "--policy": policy = try line.value("the name of a preset or of a file")
      case "--against": against = try line.value("the name of a preset or of a file")
      case "--json": json = try line.file()
      case "--report": report = try line.file()
      case "--no-report": report = nil
      case "--timings": timings = true
      case "--strict": strict = true
      case "--quiet", "-q": quiet = true
      default: help = true
      }
    }
    try CommandLineReader.check(outputs: [json, report], inputs: [log, map, policy, against])
    if !help, log != nil, map == nil {
      throw ReplayFailure(
        .usage, "--log needs a --map that says which columns mean what; see --help")
    }
  }

  private static let valued = ["--log", "--map", "--policy", "--against", "--json", "--report"]
  private static let flags = [
    "--no-report", "--timings", "--strict", "--quiet", "-q", "--help", "-h",
  ]
}
