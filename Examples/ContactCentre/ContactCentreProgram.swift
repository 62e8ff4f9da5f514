// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// Simulates a day of a contact centre with a typhoon at noon, with and without a surge plan.
@main
struct ContactCentreProgram {
  static func main() {
    do {
      let options = try CentreOptions(Array(CommandLine.arguments.dropFirst()))
      if options.help {
        print(CentreOptions.usage)
        return
      }
      let storm = try StormDay(seed: options.seed, withPlan: options.withPlan)
      if let path = options.html { try write(StormPage(storm).html, to: path) }
      print(StormText(storm).lines.joined(separator: "\n"))
      if let path = options.html { print("\nWritten: \(path)") }
    } catch let problem as CentreOptions.Problem {
      fail("\(problem.message); see --help", 64)
    } catch let failure as CannotWrite {
      fail("cannot write \(failure.path)", 73)
    } catch {
      fail("\(error)", 70)
    }
  }

  private struct CannotWrite: Error {
    var path: String
  }

  private static func write(_ text: String, to path: String) throws(CannotWrite) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    } catch {
      throw CannotWrite(path: path)
    }
  }

  private static func fail(_ message: String, _ code: Int32) -> Never {
    FileHandle.standardError.write(Data("contact-centre: \(message)\n".utf8))
    exit(code)
  }
}

/// What the command line asks for.
struct CentreOptions {
  struct Problem: Error {
    var message: String
  }

  static let usage = """
    Usage: contact-centre [options]

    Simulates a day of a contact centre with 200 agents on which a typhoon doubles the calls at noon,
    with and without a surge plan, and compares it with what the formulas of queues say.

      --seed N          the chance of the day (default: 1)
      --html FILE       where the page with charts goes (default: contact-centre.html)
      --no-html         write no page
      --no-surge-plan   simulate the day without the plan only
      --help            print this

    Exit codes: 64 wrong usage, 73 cannot write.
    """

  var seed: UInt64 = 1
  var html: String? = "contact-centre.html"
  var withPlan = true
  var help = false

  init(_ arguments: [String]) throws(Problem) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts.first.map(String.init) ?? ""
      let inline = parts.count > 1 ? String(parts[1]) : nil
      func value() throws(Problem) -> String {
        guard let value = inline ?? rest.popFirst(), !value.isEmpty else {
          throw Problem(message: "\(name) needs a value")
        }
        return value
      }
      switch name {
      case "--seed":
        let text = try value()
        guard let number = UInt64(text) else {
          throw Problem(message: "\"\(text)\" is no seed: a whole number from 0 on")
        }
        seed = number
      case "--html": html = try value()
      case _ where inline != nil: throw Problem(message: "\(name) takes no value")
      case "--no-html": html = nil
      case "--no-surge-plan": withPlan = false
      case "--help", "-h": help = true
      default: throw Problem(message: "unknown option \(argument)")
      }
    }
  }
}
