// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

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
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let (name, inline) = Self.split(argument)
      func value() throws(ReplayFailure) -> String {
        guard let value = inline ?? rest.popFirst(), !value.isEmpty,
          inline != nil || !value.hasPrefix("--")
        else { throw ReplayFailure(.usage, "\(name) needs a file name") }
        return value
      }
      switch name {
      case "--log": log = try value()
      case "--map": map = try value()
      case "--policy": policy = try value()
      case "--json": json = try value()
      case "--report": report = try value()
      case _ where inline != nil && Self.flags.contains(name):
        throw ReplayFailure(.usage, "\(name) takes no value")
      case "--no-report": report = nil
      case "--timings": timings = true
      case "--strict": strict = true
      case "--quiet", "-q": quiet = true
      case "--help", "-h": help = true
      default: throw ReplayFailure(.usage, Self.unknown(argument, name))
      }
    }
    if let json, json == report {
      throw ReplayFailure(.usage, "--json and --report name the same file")
    }
    let inputs = [log, map, policy].compactMap(\.self)
    for output in [json, report].compactMap(\.self) where inputs.contains(output) {
      throw ReplayFailure(.usage, "\(output) is read and would be overwritten")
    }
    if !help, log != nil, map == nil {
      throw ReplayFailure(
        .usage, "--log needs a --map that says which columns mean what; see --help")
    }
  }

  private static let valued = ["--log", "--map", "--policy", "--json", "--report"]
  private static let flags = [
    "--no-report", "--timings", "--strict", "--quiet", "-q", "--help", "-h",
  ]

  /// Splits `--log=FILE`.
  private static func split(_ argument: String) -> (name: String, value: String?) {
    guard argument.hasPrefix("--"), let sign = argument.firstIndex(of: "=") else {
      return (argument, nil)
    }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  private static func unknown(_ argument: String, _ name: String) -> String {
    guard argument.hasPrefix("-") else {
      return "\"\(argument)\" is not an option; a log is given with --log FILE"
    }
    let near = EditDistance.nearest(to: name, among: valued + flags)
    return "unknown option \(name)" + (near.map { "; did you mean \($0)?" } ?? "; see --help")
  }
}
