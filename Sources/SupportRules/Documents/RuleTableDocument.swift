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
/// `hitPolicy` may be left out and then is ``HitPolicy/first``.
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
  /// - Throws: `DocumentError` with a problem for each outcome that is not of the domain, for a domain
  ///   that no schema would take, and for one that is not what the hit policy asks for: a scale in the
  ///   order of the table, or what can be added up or compared.
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
    if let (part, text) = outcome.mistake {
      problems.report(text, path: "outcome.\(part)")
    } else if let objection = table.hitPolicy.objection(to: outcome) {
      problems.report(objection, path: "outcome")
    } else if table.hitPolicy.needsOrder,
      table.outcomeOrder != OutcomeOrder(Self.order(outcome))
    {
      problems.report("the outcome must be a scale in the order of the table", path: "outcome")
    }
    try problems.throwIfAny()
    self.table = table
    self.outcome = outcome.withoutUnknown
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
    let facts = ReadableFacts(reading: object.required("facts", &problems), &problems)
    let outcomeNode = object.required("outcome", &problems)
    let outcome = outcomeNode.flatMap { Self.domain($0, &problems) }
    let policies = HitPolicy.allCases.map { (name: $0.rawValue, value: $0) }
    let hitPolicy = object.optional("hitPolicy").map { $0.oneOf(policies, &problems) } ?? .first
    let rulesNode = object.required("rules", &problems)
    let otherwiseNode = object.optional("otherwise")
    object.finish(&problems)
    func value(_ node: DocumentNode, _ problems: inout Problems) -> FactValue? {
      outcome.flatMap { FactValue(reading: node, $0, &problems) }
    }
    let rules = rulesNode.flatMap {
      Rule.list(reading: $0, facts, &problems, outcome: value)
    }
    let otherwise = otherwiseNode.map { value($0, &problems) } ?? .some(nil)
    if let outcomeNode, let outcome, let objection = hitPolicy?.objection(to: outcome) {
      problems.report(objection, at: outcomeNode)
    }
    guard let id, let outcome, let hitPolicy, let rules, let otherwise, problems.isEmpty
    else { return nil }
    do throws(DocumentError) {
      let order = hitPolicy.needsOrder ? Self.order(outcome) : []
      let table = try RuleTable(
        id, schema: facts.schema, hitPolicy: hitPolicy, outcomeOrder: OutcomeOrder(order),
        rules: rules, otherwise: otherwise)
      try self.init(table, outcome: outcome, note: note)
    } catch {
      for problem in error.problems { problems.report(problem) }
      return nil
    }
  }

  private static func domain(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> FactField.Domain? {
    guard var object = node.object(&problems) else { return nil }
    let domain = FactField.Domain(reading: &object, &problems)
    object.finish(&problems)
    return domain
  }

  /// The outcomes of a scale from the highest to the lowest; empty where there is no scale.
  private static func order(_ outcome: FactField.Domain) -> [FactValue] {
    if case .ordered(let names) = outcome { names.reversed().map(FactValue.text) } else { [] }
  }

  /// The document as JSON text; reading it gives an equal value, but that whole numbers among the
  /// decimals are read as decimals, and that flags which it decides on come in the order of their
  /// domain, each once. A table whose id is empty cannot be read, and one with
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
