// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime

/// `replay make-log`: writes a log of calls that nobody made, the same for the same seed on every
/// machine.
enum MakeLog {
  static let usage = """
    Usage: replay make-log --calls [options]

    Writes a log of calls of a hotline that never was, for trying `replay calls` and for measuring it:
    days with their curves, calls that are given up, calls over midnight, customers who call again,
    and some rows that cannot be.

      --rows 24000        how many calls
      --days 28           over how many days
      --from 2025-10-13   the first day
      --zone NAME         whose clocks; default: Europe/Berlin
      --seed 7            another seed, another log
      --out FILE          where the log goes; default: standard output
      --help              print this
    """

  static func run(_ arguments: [String]) throws(ReplayFailure) {
    var plan = CallLogPlan()
    var out: String?
    var isOfCalls = false
    var line = CommandLineReader(
      arguments, valued: ["--rows", "--days", "--from", "--zone", "--seed", "--out"],
      flags: ["--calls", "--help", "-h"])
    while let option = try line.next() {
      switch option {
      case "--calls": isOfCalls = true
      case "--rows": plan.rows = try line.number(in: 1...1_000_000_000)
      case "--days": plan.days = try line.number(in: 1...36_500)
      case "--seed": plan.seed = UInt64(try line.number(in: 0...Int.max))
      case "--from": plan.from = try date(try line.value("a date such as 2025-10-13"))
      case "--zone": plan.zone = try zone(try line.value("a zone such as Europe/Berlin"))
      case "--out": out = try line.file()
      default:
        print(usage)
        return
      }
    }
    guard isOfCalls else {
      throw ReplayFailure(.usage, "make-log needs --calls: a log of calls is what it can make")
    }
    try write(plan, out)
  }

  private static func date(_ text: String) throws(ReplayFailure) -> CivilDate {
    do throws(TextError) {
      return try CivilDate(text)
    } catch {
      throw ReplayFailure(.usage, "\(error)")
    }
  }

  private static func zone(_ name: String) throws(ReplayFailure) -> ZoneRules {
    do throws(UnknownZone) {
      return try ZoneRules(identifier: name)
    } catch {
      throw ReplayFailure(.usage, "\(error)")
    }
  }

  private static func write(_ plan: CallLogPlan, _ path: String?) throws(ReplayFailure) {
    var file = FileHandle.standardOutput
    if let path {
      guard FileManager.default.createFile(atPath: path, contents: nil),
        let opened = FileHandle(forWritingAtPath: path)
      else { throw ReplayFailure(.cannotCreate, "cannot write \(path)") }
      file = opened
    }
    var maker = CallLogMaker(plan)
    do {
      while let bytes = maker.next(atLeast: 1 << 20) { try file.write(contentsOf: Data(bytes)) }
    } catch {
      if (error as NSError).code == Int(EPIPE) { return }
      throw ReplayFailure(.cannotCreate, "cannot write: \(error.localizedDescription)")
    }
  }
}
