// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportRules

/// A table of a vector as a table of the library.
struct DecisionTable {
  private let inputs: [TableInput]
  private let outputs: [TableOutput]
  private let table: RuleTable<TableOutcome>
  private let isList: Bool

  /// - Parameters:
  ///   - node: The table of a vector.
  ///   - facts: The inputs of its cases; their numbers are part of what a number may be.
  /// - Throws: A refusal of the whole table.
  init(_ node: DocumentNode, facts: [DocumentNode?]) throws(Vector.Refusal) {
    let hitPolicy = try Self.hitPolicy(node)
    let inputNodes = try Self.list(node, "inputs")
    outputs = try Self.list(node, "outputs").map { (output) throws(Vector.Refusal) in
      try TableOutput(output)
    }
    let ruleNodes = try Self.list(node, "rules")
    var cells: [[TableCell]] = []
    var outcomes: [TableOutcome] = []
    for rule in ruleNodes {
      let row = try Self.texts(rule, "in", count: inputNodes.count)
      cells.append(try row.map { (text) throws(Vector.Refusal) in try TableCell(text) })
      outcomes.append(try Self.outcome(rule, outputs))
    }
    var inputs: [TableInput] = []
    for (position, input) in inputNodes.enumerated() {
      let name = try input.tableText("expr")
      inputs.append(
        try TableInput(
          input, position: position, cells: cells.map { $0[position] },
          given: facts.compactMap { $0?.member(name)?.tableNumber }))
    }
    self.inputs = inputs
    let rules = zip(cells, outcomes).enumerated().map { number, line in
      let parts = zip(inputs, line.0).compactMap { $0.condition($1) }
      return Rule(
        RuleID("\(number + 1)"), when: parts.count == 1 ? parts[0] : .all(parts), then: line.1)
    }
    isList = hitPolicy == .ruleOrder || hitPolicy == .outputOrder || hitPolicy == .collect
    let isCounted = hitPolicy == .collectCount
    let isAdded = !isList && !isCounted && !hitPolicy.isSingle
    if isAdded, !outcomes.allSatisfy(\.isNumber) || outputs.count != 1 {
      throw Vector.Refusal("invalid_table", "only a single number can be added up or compared")
    }
    let order = try TableOutput.order(outcomes, outputs, hitPolicy)
    do throws(DocumentError) {
      table = try RuleTable(
        "table", schema: try FactSchema(inputs.map(\.field)), hitPolicy: hitPolicy,
        outcomeOrder: order, rules: rules,
        otherwise: isCounted ? nil : TableOutput.defaults(outputs))
    } catch {
      throw Vector.Refusal("invalid_table", error.description)
    }
  }

  // MARK: Reading

  private static func hitPolicy(_ node: DocumentNode) throws(Vector.Refusal) -> HitPolicy {
    let aggregation: String? =
      if case .string(let text)? = node.member("aggregation")?.value { text } else { nil }
    let name = try node.tableText("hit_policy")
    switch (name, aggregation) {
    case ("UNIQUE", nil): return .unique
    case ("ANY", nil): return .any
    case ("PRIORITY", nil): return .priority
    case ("FIRST", nil): return .first
    case ("RULE ORDER", nil): return .ruleOrder
    case ("OUTPUT ORDER", nil): return .outputOrder
    case ("COLLECT", nil): return .collect
    case ("COLLECT", "SUM"?): return .collectSum
    case ("COLLECT", "MIN"?): return .collectMin
    case ("COLLECT", "MAX"?): return .collectMax
    case ("COLLECT", "COUNT"?): return .collectCount
    default:
      throw Vector.Refusal("invalid_table", "no hit policy \(name) \(aggregation ?? "")")
    }
  }

  private static func list(
    _ node: DocumentNode, _ key: String
  ) throws(Vector.Refusal) -> [DocumentNode] {
    guard case .array(let elements)? = node.member(key)?.value else {
      throw Vector.Refusal("invalid_table", "\"\(key)\" must be a list")
    }
    return elements
  }

  private static func texts(
    _ node: DocumentNode, _ key: String, count: Int
  ) throws(Vector.Refusal) -> [String] {
    let texts = try list(node, key).compactMap { node -> String? in
      if case .string(let text) = node.value { text } else { nil }
    }
    guard texts.count == count else {
      throw Vector.Refusal("invalid_table", "a rule needs \(count) cells in \"\(key)\"")
    }
    return texts
  }

  private static func outcome(
    _ rule: DocumentNode, _ outputs: [TableOutput]
  ) throws(Vector.Refusal) -> TableOutcome {
    let texts = try texts(rule, "out", count: outputs.count)
    var values: [FactValue?] = []
    for (text, output) in zip(texts, outputs) { values.append(try output.value(text)) }
    return TableOutcome(values: values)
  }

  // MARK: Answers

  func decide(_ node: DocumentNode?) throws(Vector.Refusal) -> JSONValue {
    var facts = Facts(table.schema)
    for input in inputs {
      let fact = try input.fact(node?.member(input.name))
      do throws(FactError) {
        try facts.set(input.field.name, to: fact)
      } catch {
        throw Vector.Refusal("outside_domain", error.description)
      }
    }
    switch table.decide(facts) {
    case .matched(_, let outcome), .aggregated(_, let outcome): return json(outcome)
    case .otherwise(let outcome): return isList ? .list([json(outcome)]) : json(outcome)
    case .collected(_, let outcomes): return .list(outcomes.map(json))
    case .counted(let count): return .object([("number", .text("\(count)"))])
    case .noMatch: return .null
    case .notAssessable(let rule, let missing):
      let names = missing.map { name in inputs.first { $0.field.name == name }?.name ?? name }
      throw Vector.Refusal(
        "not_assessable", "rule \(rule) needs \(names.joined(separator: ", "))")
    case .conflict(let conflict):
      throw Vector.Refusal(Self.code(conflict.reason), conflict.description)
    }
  }

  private static func code(_ reason: RuleConflict.Reason) -> String {
    switch reason {
    case .severalMatched: "not_unique"
    case .outcomesDiffer: "outputs_differ"
    case .overflow: "overflow"
    case .differentKinds: "invalid_table"
    }
  }

  private func json(_ outcome: TableOutcome) -> JSONValue {
    let values = outcome.values.map(TableOutput.json)
    guard outputs.count != 1 else { return values[0] }
    return .object(zip(outputs, values).map { ($0.name ?? "", $1) })
  }

  // MARK: Findings

  /// Everything that the analysis finds, with no limit on the number of findings.
  var findings: JSONValue {
    let analysis = table.analysis(limits: .init(findings: 10_000))
    func region(_ finding: RuleFinding) -> JSONValue { witness(finding.region) }
    let gaps = analysis.findings(of: .gap).filter { $0.region != nil }.map { finding in
      JSONValue.object([("witness", region(finding))])
    }
    let overlaps = analysis.findings.compactMap { finding -> JSONValue? in
      guard case .overlap(let first, let second, _, _) = finding else { return nil }
      let rules = JSONValue.list([number(first), number(second)])
      return .object([("rules", rules), ("witness", region(finding))])
    }
    let unreachable = analysis.findings.compactMap { finding -> JSONValue? in
      guard case .unreachable(let rule, let others) = finding else { return nil }
      return .object([("rule", number(rule)), ("coveredBy", .list(others.map(number)))])
    }
    var members: [(String, JSONValue)] = [
      ("gaps", .list(gaps)), ("overlaps", .list(overlaps)), ("unreachable", .list(unreachable)),
    ]
    let notProved = analysis.findings.compactMap { finding -> JSONValue? in
      if case .notProved(let kind) = finding { .text(kind.rawValue) } else { nil }
    }
    if !notProved.isEmpty { members.append(("notProved", .list(notProved))) }
    return .object(members)
  }

  private func number(_ rule: RuleID) -> JSONValue { .integer(Int(rule.rawValue) ?? 0) }

  private func witness(_ region: RuleRegion?) -> JSONValue {
    .object(
      inputs.compactMap { input in
        region?.witness[input.field.name].map { (input.name, input.json($0)) }
      })
  }
}
