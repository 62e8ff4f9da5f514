// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore

/// Takes a command line apart: options with a value, written `--log FILE` or `--log=FILE`, and flags.
struct CommandLineReader {
  private var rest: ArraySlice<String>
  private let valued: [String]
  private let flags: [String]
  private var name = ""
  private var inline: String?

  init(_ arguments: [String], valued: [String], flags: [String]) {
    rest = arguments[...]
    self.valued = valued
    self.flags = flags
  }

  /// The next option; `nil` at the end.
  mutating func next() throws(ReplayFailure) -> String? {
    guard let argument = rest.popFirst() else { return nil }
    (name, inline) = Self.split(argument)
    if valued.contains(name) { return name }
    guard flags.contains(name) else { throw ReplayFailure(.usage, unknown(argument)) }
    if inline != nil { throw ReplayFailure(.usage, "\(name) takes no value") }
    return name
  }

  /// The value of the last option.
  mutating func value(_ kind: String) throws(ReplayFailure) -> String {
    guard let value = inline ?? rest.popFirst(), !value.isEmpty,
      inline != nil || !value.hasPrefix("--")
    else { throw ReplayFailure(.usage, "\(name) needs \(kind)") }
    return value
  }

  /// The value of the last option as the name of a file.
  mutating func file() throws(ReplayFailure) -> String { try value("a file name") }

  /// The value of the last option as a whole number.
  mutating func number(in bounds: ClosedRange<Int>) throws(ReplayFailure) -> Int {
    let text = try value("a number")
    guard let number = Int(text), bounds.contains(number) else {
      throw ReplayFailure(
        .usage,
        "\(name) takes a whole number, \(bounds.lowerBound) ... \(bounds.upperBound), not \"\(text)\""
      )
    }
    return number
  }

  /// Refuses outputs that would write over one another or over what is read.
  static func check(outputs: [String?], inputs: [String?]) throws(ReplayFailure) {
    let outputs = outputs.compactMap(\.self)
    if Set(outputs).count < outputs.count {
      throw ReplayFailure(.usage, "--json and --report name the same file")
    }
    for output in outputs where inputs.contains(output) {
      throw ReplayFailure(.usage, "\(output) is read and would be overwritten")
    }
  }

  /// Splits `--log=FILE`.
  private static func split(_ argument: String) -> (name: String, value: String?) {
    guard argument.hasPrefix("--"), let sign = argument.firstIndex(of: "=") else {
      return (argument, nil)
    }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  private func unknown(_ argument: String) -> String {
    guard argument.hasPrefix("-") else {
      return "\"\(argument)\" is not an option; a log is given with --log FILE"
    }
    let near = EditDistance.nearest(to: name, among: valued + flags)
    return "unknown option \(name)" + (near.map { "; did you mean \($0)?" } ?? "; see --help")
  }
}
