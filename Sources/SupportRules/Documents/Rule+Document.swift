// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Rule {
  /// Reads a rule from a policy document:
  /// `{"id": …, "when": {…}, "then": …, "from": "2025-01-01", "until": "2026-01-01"}`.
  ///
  /// - Parameters:
  ///   - node: The rule; `when` may be left out for a rule that always holds, `from` (the first date
  ///     on which it holds) and `until` (the first on which it no longer does) as well.
  ///   - schema: The facts that it may ask about.
  ///   - problems: Takes the reports.
  ///   - outcome: Reads what follows.
  public init?(
    reading node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems,
    outcome: (DocumentNode, inout Problems) -> Outcome?
  ) {
    self.init(reading: node, ReadableFacts(schema), &problems, outcome: outcome)
  }

  package init?(
    reading node: DocumentNode, _ facts: ReadableFacts, _ problems: inout Problems,
    outcome: (DocumentNode, inout Problems) -> Outcome?
  ) {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let whenNode = object.optional("when")
    let when = whenNode.map { Condition(reading: $0, facts, &problems) } ?? .always
    let then = object.required("then", &problems).flatMap { outcome($0, &problems) }
    func date(_ key: String) -> CivilDate?? {
      guard let node = object.optional(key) else { return .some(nil) }
      return node.text(&problems) { text throws(TextError) in try CivilDate(text) }
    }
    let from = date("from")
    let until = date("until")
    let note = object.optional("note").flatMap { $0.string(&problems) }
    object.finish(&problems)
    guard let id, let when, let then, let from, let until else { return nil }
    self.init(RuleID(id), when: when, then: then, from: from, until: until, note: note)
  }

  /// Reads the rules of a table, reporting each id that stands twice.
  public static func list(
    reading node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems,
    outcome: (DocumentNode, inout Problems) -> Outcome?
  ) -> [Self]? {
    list(reading: node, ReadableFacts(schema), &problems, outcome: outcome)
  }

  static func list(
    reading node: DocumentNode, _ facts: ReadableFacts, _ problems: inout Problems,
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
      return Self(reading: node, facts, &problems, outcome: outcome)
    }
  }

  /// The rule in a document.
  package func form(_ outcome: (Outcome) -> DocumentForm) -> DocumentForm {
    var members = [DocumentForm.Member("id", .text(id.rawValue))]
    if when != .always { members.append(.init("when", when.form)) }
    members.append(.init("then", outcome(then)))
    if let from { members.append(.init("from", .text(from.description))) }
    if let until { members.append(.init("until", .text(until.description))) }
    if let note { members.append(.init("note", .text(note))) }
    return .object(members)
  }
}
