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
      let scenario = try CentreScenario()
      func day(_ seed: UInt64) throws -> StormDay {
        try StormDay(
          seed: seed, scenario, withPlan: options.withPlan, callbacks: options.callbacks)
      }
      if options.days > 1 {
        let days = try (0..<options.days).map { try day(options.seed &+ $0) }
        print(StormAverages(days).lines.joined(separator: "\n"))
        return
      }
      let storm = try day(options.seed)
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
      --no-callbacks    nobody takes the callbacks that are offered
      --days N          print the averages of so many days, of this seed and those after it
      --help            print this

    Exit codes: 64 wrong usage, 70 what is stated about the day does not fit, 73 cannot write.
    """

  var seed: UInt64 = 1
  var html: String? = "contact-centre.html"
  var withPlan = true
  var callbacks = true
  var days: UInt64 = 1
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
      func number(_ bounds: ClosedRange<UInt64>) throws(Problem) -> UInt64 {
        let text = try value()
        guard let number = UInt64(text), bounds.contains(number) else {
          throw Problem(
            message: "\(name): \"\(text)\" is no whole number from \(bounds.lowerBound) to "
              + "\(bounds.upperBound)")
        }
        return number
      }
      switch name {
      case "--seed": seed = try number(0...UInt64.max)
      case "--days": days = try number(1...1_000)
      case "--html": html = try value()
      case _ where inline != nil: throw Problem(message: "\(name) takes no value")
      case "--no-html": html = nil
      case "--no-surge-plan": withPlan = false
      case "--no-callbacks": callbacks = false
      case "--help", "-h": help = true
      default: throw Problem(message: "unknown option \(argument)")
      }
    }
  }
}
