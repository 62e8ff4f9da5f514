// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportRules

/// Answers vectors of decision tables.
struct RuleTableVectors: VectorAnswers {
  mutating func answer(_ vector: Vector) throws(Vector.Refusal) -> JSONValue {
    let cases = Self.cases(vector)
    let node = try vector.field("table")
    let table = try DecisionTable(node, facts: cases.map { $0.member("inputs") })
    var members: [(String, JSONValue)] = [
      ("cases", .list(cases.map { Self.answer($0, table) }))
    ]
    if case .boolean(true)? = vector.node.member("analyse")?.value {
      members.append(("findings", table.findings))
    }
    return .object(members)
  }

  private static func cases(_ vector: Vector) -> [DocumentNode] {
    guard case .array(let cases)? = vector.node.member("cases")?.value else { return [] }
    return cases
  }

  private static func answer(_ node: DocumentNode, _ table: DecisionTable) -> JSONValue {
    let id = node.member("id")?.json ?? .null
    do throws(Vector.Refusal) {
      return .object([("id", id), ("actual", try table.decide(node.member("inputs")))])
    } catch {
      return .object([
        ("id", id), ("error", .text(error.code)), ("message", .text(error.message)),
      ])
    }
  }

  /// Each case is compared with its own expectation.
  func meetsExpectation(_ vector: Vector, _ actual: JSONValue) -> Bool {
    guard case .object(let members) = actual, case .list(let answers)? = members.first?.1
    else { return false }
    return zip(Self.cases(vector), answers).allSatisfy { node, answer in
      guard case .object(let members) = answer else { return false }
      func member(_ key: String) -> JSONValue? { members.first { $0.0 == key }?.1 }
      if case .boolean(true)? = node.member("error_expected")?.value {
        guard case .text(let code)? = member("error") else { return false }
        guard case .string(let expected)? = node.member("expected")?.member("error")?.value
        else { return true }
        return code == expected
      }
      guard let expected = node.member("expected") else { return true }
      if case .string(let code)? = expected.member("error")?.value {
        guard case .text(let found)? = member("error") else { return false }
        return found == code
      }
      return member("actual").map { Self.equal(expected.json, $0) } ?? false
    }
  }

  private static func equal(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.flag(let one), .flag(let other)): return one == other
    case (.text(let one), .text(let other)): return one == other
    case (.list(let one), .list(let other)):
      return one.count == other.count && zip(one, other).allSatisfy(equal)
    case (.object(let one), .object(let other)):
      if let first = number(left), let second = number(right) { return first == second }
      return one.count == other.count
        && one.allSatisfy { key, value in
          other.first { $0.0 == key }.map { equal(value, $0.1) } ?? false
        }
    case (.integer, _), (.decimal, _), (.object, .integer), (.object, .decimal):
      return number(left) != nil && number(left) == number(right)
    default: return false
    }
  }

  /// A number, whether written `3` or `{"number": "3"}`.
  private static func number(_ value: JSONValue) -> ExactDecimal? {
    switch value {
    case .integer(let integer): return ExactDecimal(Int64(integer))
    case .decimal(let text): return try? ExactDecimal(text)
    case .object(let members):
      guard members.count == 1, members[0].0 == "number", case .text(let text) = members[0].1
      else { return nil }
      return try? ExactDecimal(text)
    default: return nil
    }
  }
}
