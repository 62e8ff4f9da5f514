// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Foundation
import SupportCore

/// Answers files of vectors: questions in a neutral form that names no Swift type.
@main
struct Vectors {
  private static let usage = """
    Usage: vectors KIND [--check] < FILE

    Reads one JSON object a line and prints one answer a line, in the same order. With --check it
    compares with the expected answers and prints only the differences, then how many passed.

    Kinds: business-time, erlang, money, rule-table, sla
    Exit codes: 0, 1 when --check found a difference, 64 wrong usage.
    """

  private static let kinds: [String: any VectorAnswers] = [
    "business-time": BusinessTimeVectors(), "erlang": ErlangVectors(), "money": MoneyVectors(),
    "rule-table": RuleTableVectors(), "sla": SLAVectors(),
  ]

  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let checks = arguments.contains("--check")
    arguments.removeAll { $0 == "--check" }
    if arguments == ["--help"] {
      print(usage)
      return
    }
    guard let kind = arguments.first, arguments.count == 1, var answers = kinds[kind] else {
      FileHandle.standardError.write(Data((usage + "\n").utf8))
      exit(64)
    }
    var tally = (passed: 0, failed: 0)
    while let line = readLine() {
      if line.allSatisfy(\.isWhitespace) { continue }
      let answer = Answer(line, &answers)
      if !checks {
        print(answer.json.line)
      } else if answer.meetsExpectation {
        tally.passed += 1
      } else {
        tally.failed += 1
        print("\(answer.json.line) instead of \(answer.expected?.json.line ?? "an expectation")")
      }
    }
    guard checks else { return }
    print("\(tally.passed) passed, \(tally.failed) failed")
    if tally.failed > 0 { exit(1) }
  }
}

/// A kind of vectors: answers each by the public API alone.
protocol VectorAnswers: Sendable {
  /// The answer, or a refusal that says why there is none.
  mutating func answer(_ vector: Vector) throws(Vector.Refusal) -> JSONValue
  /// The line as it is read: a kind may rewrite what no exact decimal holds.
  func readable(_ line: String) -> String
  /// Whether an answer to a vector without an expectation of its own is the one expected.
  func meetsExpectation(_ vector: Vector, _ actual: JSONValue) -> Bool
}

extension VectorAnswers {
  func readable(_ line: String) -> String { line }

  /// A vector that expects nothing is met by any answer.
  func meetsExpectation(_ vector: Vector, _ actual: JSONValue) -> Bool { true }
}

/// What the library says to a vector.
struct Answer {
  let expected: DocumentNode?
  private let vector: Vector?
  private let answers: any VectorAnswers
  private let id: JSONValue
  private let result: Result<JSONValue, Vector.Refusal>

  init(_ line: String, _ answers: inout any VectorAnswers) {
    do throws(Vector.Refusal) {
      let vector = try Vector(line: answers.readable(line))
      id = vector.id
      expected = vector.expected
      result = Self.result(vector, &answers)
      self.vector = vector
    } catch {
      id = .null
      expected = nil
      vector = nil
      result = .failure(error)
    }
    self.answers = answers
  }

  private static func result(
    _ vector: Vector, _ answers: inout any VectorAnswers
  ) -> Result<JSONValue, Vector.Refusal> {
    do throws(Vector.Refusal) {
      return .success(try answers.answer(vector))
    } catch {
      return .failure(error)
    }
  }

  var json: JSONValue {
    switch result {
    case .success(let actual): .object([("id", id), ("actual", actual)])
    case .failure(let refusal):
      .object([
        ("id", id), ("error", .text(refusal.code)), ("message", .text(refusal.message)),
      ])
    }
  }

  /// Whether the answer is the one expected; `{"error": code}` expects a refusal of that code. A
  /// vector that expects nothing is met by any answer.
  var meetsExpectation: Bool {
    guard let expected else {
      guard case .success(let actual) = result, let vector else { return false }
      return answers.meetsExpectation(vector, actual)
    }
    switch result {
    case .success(let actual): return Self.equal(expected.json, actual)
    case .failure(let refusal):
      guard case .string(let code) = expected.member("error")?.value else { return false }
      return code == refusal.code
    }
  }

  /// Equal by meaning: instants however they are written, numbers by value (those that are no exact
  /// decimals to nine digits), objects by the keys that are expected.
  private static func equal(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.flag(let one), .flag(let other)): return one == other
    case (.text(let one), .text(let other)):
      if one == other { return true }
      guard let first = try? Instant(one), let second = try? Instant(other) else { return false }
      return first == second
    case (.list(let one), .list(let other)):
      return one.count == other.count && zip(one, other).allSatisfy(equal)
    case (.object(let expected), .object(let actual)):
      return expected.allSatisfy { key, value in
        actual.first { $0.0 == key }.map { equal(value, $0.1) } ?? false
      }
    case (_, .number(let actual)):
      guard let expected = double(left) else { return false }
      return abs(actual - expected) <= 1e-9 * max(abs(actual), abs(expected))
    default: return number(left) != nil && number(left) == number(right)
    }
  }

  /// A number as the nearest binary one; a text is one that no exact decimal holds.
  private static func double(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let integer): Double(integer)
    case .decimal(let text), .text(let text): Double(text)
    default: nil
    }
  }

  private static func number(_ value: JSONValue) -> ExactDecimal? {
    switch value {
    case .integer(let integer): ExactDecimal(Int64(integer))
    case .decimal(let text): try? ExactDecimal(text)
    default: nil
    }
  }
}
