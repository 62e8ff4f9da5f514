// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A table that stands alone in a document: its facts, the values that it decides on, and its rules.
///
/// ```json
/// { "format": 1, "id": "refund",
///   "facts": { "tier": { "ordered": ["silver", "gold"] },
///              "paid": { "money": "CNY", "atLeast": "0.00", "atMost": "50000.00" } },
///   "outcome": { "oneOf": ["automatic", "approval"] },
///   "rules": [ { "id": "gold", "when": { "tier": "gold", "paid": { "below": "500.00" } },
///                "then": "automatic" } ],
///   "otherwise": "approval" }
/// ```
///
/// The format has number 1; its JSON Schema is `Documentation/schemas/rule-table.schema.json`. Hosts
/// whose outcomes are richer values read the rules with ``Rule/list(reading:_:_:outcome:)``.
public struct RuleTableDocument: Hashable, Sendable {
  /// The table.
  public let table: RuleTable<FactValue>
  /// The values that it decides on; for ``HitPolicy/priority`` and ``HitPolicy/outputOrder`` a scale,
  /// whose highest name comes first.
  public let outcome: FactField.Domain
  /// A remark for readers.
  public let note: String?

  /// Creates a document.
  ///
  /// - Throws: `DocumentError` with a problem for each outcome that is not of the domain.
  public init(
    _ table: RuleTable<FactValue>, outcome: FactField.Domain, note: String? = nil
  ) throws(DocumentError) {
    var problems = Problems()
    for (position, rule) in table.rules.enumerated() {
      if let objection = outcome.objection(to: rule.then) {
        problems.report("\(rule.then) \(objection)", path: "rules[\(position)].then")
      }
    }
    if let otherwise = table.otherwise, let objection = outcome.objection(to: otherwise) {
      problems.report("\(otherwise) \(objection)", path: "otherwise")
    }
    if table.hitPolicy.needsOrder, table.outcomeOrder != OutcomeOrder(Self.order(outcome)) {
      problems.report("the outcome must be a scale in the order of the table", path: "outcome")
    }
    try problems.throwIfAny()
    self.table = table
    self.outcome = outcome
    self.note = note
  }

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - text: JSON in UTF-8.
  ///   - limits: The bounds on size, depth and number of values.
  /// - Throws: `DocumentError` with every mistake, each with its place.
  /// - Complexity: O(*n*) in the length of the text, for conditions of few ways each.
  public init(
    _ text: some Collection<UInt8>, limits: DocumentLimits = .standard
  ) throws(DocumentError) {
    self = try DocumentNode.read(text, limits: limits) { node, problems in
      Self(reading: node, &problems)
    }
  }

  /// Reads a document from text.
  ///
  /// - Throws: `DocumentError` with every mistake, each with its place.
  public init(_ text: String) throws(DocumentError) {
    try self.init(text.utf8)
  }

  init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    _ = object.required("format", &problems)?.integer(in: 1...1, &problems)
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let note = object.optional("note").flatMap { $0.string(&problems) }
    let schema = object.required("facts", &problems).flatMap {
      FactSchema(reading: $0, &problems)
    }
    let outcome = object.required("outcome", &problems).flatMap {
      Self.domain($0, &problems)
    }
    let policies = HitPolicy.allCases.map { (name: $0.rawValue, value: $0) }
    let hitPolicy = object.optional("hitPolicy").map { $0.oneOf(policies, &problems) } ?? .first
    let rulesNode = object.required("rules", &problems)
    let otherwiseNode = object.optional("otherwise")
    object.finish(&problems)
    guard let outcome, let schema, let hitPolicy, let rulesNode else { return nil }
    let rules = Rule.list(reading: rulesNode, schema, &problems) {
      FactValue(reading: $0, outcome, &$1)
    }
    let otherwise = otherwiseNode.map { FactValue(reading: $0, outcome, &problems) } ?? .some(nil)
    let order = hitPolicy.needsOrder ? Self.order(outcome) : []
    if hitPolicy.needsOrder, order.isEmpty {
      problems.report("the hit policy \(hitPolicy.rawValue) needs an ordered outcome", at: node)
    }
    guard let id, let rules, let otherwise, problems.isEmpty else { return nil }
    do {
      table = try RuleTable(
        id, schema: schema, hitPolicy: hitPolicy, outcomeOrder: OutcomeOrder(order), rules: rules,
        otherwise: otherwise)
    } catch {
      for problem in error.problems { problems.report(problem) }
      return nil
    }
    self.outcome = outcome
    self.note = note
  }

  private static func domain(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> FactField.Domain? {
    guard var object = node.object(&problems) else { return nil }
    let domain = FactField.Domain(reading: &object, &problems)
    object.finish(&problems)
    guard let domain else { return nil }
    do {
      _ = try FactSchema([FactField("outcome", domain)])
      return domain
    } catch {
      for problem in error.problems { problems.report(problem.message, at: node) }
      return nil
    }
  }

  /// The outcomes of a scale from the highest to the lowest; empty where there is no scale.
  private static func order(_ outcome: FactField.Domain) -> [FactValue] {
    if case .ordered(let names) = outcome { names.reversed().map(FactValue.text) } else { [] }
  }

  /// The document as JSON text; reading it gives an equal value, but that whole numbers among the
  /// decimals are read as decimals. A table or rule whose id is empty cannot be read, and one with
  /// conditions of more than about thirty levels only with a greater `DocumentLimits.maximumDepth`.
  public var json: String {
    var members: [DocumentForm.Member] = [
      .init("format", .integer(1)), .init("id", .text(table.id)),
    ]
    if let note { members.append(.init("note", .text(note))) }
    members += [
      .init("facts", table.schema.form), .init("outcome", .object(outcome.form)),
      .init("hitPolicy", .text(table.hitPolicy.rawValue)),
      .init("rules", .list(table.rules.map { $0.form(\.form) })),
    ]
    if let otherwise = table.otherwise { members.append(.init("otherwise", otherwise.form)) }
    return DocumentForm.object(members).text
  }
}
