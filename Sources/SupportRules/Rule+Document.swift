// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Condition {
  /// Reads a condition from a policy document: `{"kind": "complaint", "priority": ["high", "low"]}`.
  ///
  /// A field with a value asks for equality, with a list for membership; several fields in one
  /// object mean all of them.
  ///
  /// - Returns: The condition, or nil after reporting each unknown field, each value that the field
  ///   cannot have and each empty list.
  public init?(reading node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems) {
    guard let object = node.object(&problems) else { return nil }
    var parts: [Condition] = []
    for member in object.members {
      guard let field = schema.field(member.key) else {
        let names = schema.fields.map(\.name)
        let known = names.map(\.quoted).joined(separator: ", ")
        problems.report(
          "\(member.key.quoted) is no fact; known are \(known)", atKeyOf: member,
          suggestion: EditDistance.nearest(to: member.key, among: names))
        continue
      }
      let values =
        if case .array = member.value.value {
          member.value.values(&problems) { FactValue(reading: $0, field, &$1) } ?? []
        } else {
          FactValue(reading: member.value, field, &problems).map { [$0] } ?? []
        }
      if case .array(let elements) = member.value.value, elements.isEmpty {
        problems.report("a fact can never be one of nothing", at: member.value)
      }
      parts.append(.isOneOf(field.name, values))
    }
    self = parts.count == 1 ? parts[0] : .all(parts)
  }
}

extension FactValue {
  /// Reads a value that a field can have, or reports why it cannot.
  public init?(reading node: DocumentNode, _ field: FactField, _ problems: inout Problems) {
    let value: FactValue? =
      switch field.domain {
      case .choice(let names):
        node.oneOf(names.map { ($0, FactValue.text($0)) }, &problems)
      case .text: node.string(&problems).map(FactValue.text)
      case .integer(let bounds): node.integer(in: bounds, &problems).map(FactValue.integer)
      case .boolean: node.boolean(&problems).map(FactValue.boolean)
      }
    guard let value else { return nil }
    self = value
  }
}

extension Rule {
  /// Reads a rule from a policy document: `{"id": …, "when": {…}, "then": …}`.
  ///
  /// - Parameters:
  ///   - node: The rule; `when` may be left out for a rule that always holds.
  ///   - schema: The facts that it may ask about.
  ///   - problems: Takes the reports.
  ///   - outcome: Reads what follows.
  public init?(
    reading node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems,
    outcome: (DocumentNode, inout Problems) -> Outcome?
  ) {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let whenNode = object.optional("when")
    let when = whenNode.map { Condition(reading: $0, schema, &problems) } ?? .always
    let then = object.required("then", &problems).flatMap { outcome($0, &problems) }
    let note = object.optional("note").flatMap { $0.string(&problems) }
    object.finish(&problems)
    guard let id, let when, let then else { return nil }
    self.init(RuleID(id), when: when, then: then, note: note)
  }

  /// Reads the rules of a table, reporting each id that stands twice.
  public static func list(
    reading node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems,
    outcome: (DocumentNode, inout Problems) -> Outcome?
  ) -> [Self]? {
    var seen: Set<RuleID> = []
    return node.values(&problems) { node, problems -> Self? in
      // Ids of faulty rules count too: all mistakes are told at once.
      if case .object(let members) = node.value,
        case .string(let id) = members.first(where: { $0.key == "id" })?.value.value,
        !seen.insert(RuleID(id)).inserted
      {
        problems.report("the id \(id.quoted) stands twice", at: node)
      }
      return Self(reading: node, schema, &problems, outcome: outcome)
    }
  }
}
