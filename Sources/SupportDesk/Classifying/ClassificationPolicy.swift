// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTickets

/// What a ticket is by its facts, without anybody saying so.
///
/// ```json
/// "classification": { "rules": [
///   { "id": "CM-57", "when": { "sentiment": { "below": 300 } }, "then": { "raiseTo": "high" } },
///   { "id": "routine", "when": { "severity": { "known": false } },
///     "then": { "set": { "severity": "routine" } } } ] }
/// ```
///
/// Every rule acts that begins to hold: at the opening each that holds, later each that held not before
/// what happened and holds after it. Of two rules that say the same part the first one counts. A part
/// that somebody said already stays as it is, but for `raiseTo` and `handTo`, which replace a priority and
/// whoever has the ticket; what people decide later is not taken back.
public struct ClassificationPolicy: Hashable, Sendable {
  /// What a rule says of a ticket; each part may be left open.
  public struct Outcome: Hashable, Sendable {
    /// Kind, category and subcategory, where they are not known.
    public var classification = Ticket.Classification()
    /// The priority, where none is known.
    public var priority: Ticket.Priority?
    /// The priority, whatever it was.
    public var raiseTo: Ticket.Priority?
    /// How heavy a complaint is, and how far it has to be coordinated, where it is not known.
    public var grade = Ticket.ComplaintGrade()
    /// How far an incident reaches, where it is not known.
    public var incident: Ticket.IncidentLevel?
    /// Fields of the desk's own, where they have no value.
    public var fields: [Ticket.CustomField] = []
    /// Who gets the ticket, where nobody has it.
    public var assignTo: GroupID?
    /// Who gets the ticket, whoever had it: an owner that follows the level of an incident.
    public var handTo: GroupID?
    /// To whom it is raised.
    public var escalateTo: GroupID?

    /// Creates an outcome that says nothing yet.
    public init() {}
  }

  /// The rules, in order.
  public let rules: [Rule<Outcome>]
  /// The facts that they ask about.
  public let facts: FactSchema
  /// The rules with their positions as outcomes.
  private let table: RuleTable<Int>
  /// Reads what the rules ask about.
  let reader: TicketFactReader

  /// Creates a policy.
  ///
  /// - Throws: `DocumentError` with a problem for each rule that does not fit the facts, and for each
  ///   kind, category, subcategory or priority that is none of those to which a fact is narrowed.
  public init(_ rules: [Rule<Outcome>], facts: FactSchema) throws(DocumentError) {
    var problems = Problems()
    for (position, rule) in rules.enumerated() {
      for mistake in rule.then.mistakes(in: facts) {
        problems.report(
          mistake.message, path: "rules[\(position)].then.\(mistake.key)",
          suggestion: mistake.suggestion)
      }
    }
    try problems.throwIfAny()
    table = try RuleTable(
      "classification", schema: facts, hitPolicy: .collect,
      rules: rules.enumerated().map {
        Rule($1.id, when: $1.when, then: $0, from: $1.from, until: $1.until)
      })
    reader = TicketFactReader(facts, asked: table.factsAsked)
    self.rules = rules
    self.facts = facts
  }

  /// The rules that hold for a case, in order. What is not known does not hold.
  ///
  /// - Complexity: O(fields asked × log values + rules).
  public func matching(_ facts: Facts, on date: CivilDate) -> [Rule<Outcome>] {
    holding(facts, on: date).map { rules[$0] }
  }

  /// The positions of the rules that hold for a case, in order.
  func holding(_ facts: Facts, on date: CivilDate) -> [Int] {
    var holding: [Int] = []
    table.visit(facts, on: date) { position, truth in
      if truth == .yes { holding.append(position) }
      return true
    }
    return holding
  }
}

extension ClassificationPolicy {
  init?(reading node: DocumentNode, _ facts: FactSchema, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let rules = object.required("rules", &problems).flatMap { node in
      Rule<Outcome>.list(reading: node, facts, &problems) {
        Outcome(reading: $0, facts, &$1)
      }
    }
    object.finish(&problems)
    guard let rules, problems.isEmpty else { return nil }
    do throws(DocumentError) {
      try self.init(rules, facts: facts)
    } catch {
      for problem in error.problems {
        problems.report(
          problem.message, at: node.place(named: problem.path), suggestion: problem.suggestion)
      }
      return nil
    }
  }
}

extension ClassificationPolicy.Outcome {
  fileprivate init?(reading node: DocumentNode, _ facts: FactSchema, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    func text(_ key: String) -> String? {
      object.optional(key).flatMap { $0.nonEmptyString(&problems) }
    }
    classification = .init(
      kind: text("kind").map(Ticket.Kind.init(rawValue:)), category: text("category"),
      subcategory: text("subcategory"))
    priority = text("priority").map(Ticket.Priority.init(rawValue:))
    raiseTo = text("raiseTo").map(Ticket.Priority.init(rawValue:))
    grade.complaintClass = object.optional("complaintClass").flatMap { node in
      node.oneOf(Ticket.ComplaintClass.allCases.map { ($0.rawValue, $0) }, &problems)
    }
    grade.level = object.optional("complaintLevel").flatMap { node in
      node.integer(in: 1...4, &problems).flatMap { Ticket.ComplaintLevel(rawValue: Int($0)) }
    }
    incident = object.optional("incidentLevel").flatMap { node in
      node.integer(in: 1...3, &problems).flatMap { Ticket.IncidentLevel(rawValue: Int($0)) }
    }
    fields = object.optional("set").map { Self.fields($0, facts, &problems) } ?? []
    assignTo = text("assignTo").map(GroupID.init(rawValue:))
    handTo = text("handTo").map(GroupID.init(rawValue:))
    escalateTo = text("escalateTo").map(GroupID.init(rawValue:))
    object.finish(&problems)
    for mistake in mistakes(in: facts) {
      let place = node[mistake.key] ?? node
      problems.report(mistake.message, at: place, suggestion: mistake.suggestion)
    }
    guard problems.isEmpty else { return nil }
    if self == Self() { problems.report("the rule says nothing of the ticket", at: node) }
  }

  /// Names that a narrowed fact of the library does not have, each with the key that says it.
  fileprivate func mistakes(
    in facts: FactSchema
  ) -> [(key: String, message: String, suggestion: String?)] {
    let said: [(key: String, name: String?, fact: FactField)] = [
      ("kind", classification.kind?.rawValue, Ticket.kindFact),
      ("category", classification.category, Ticket.categoryFact),
      ("subcategory", classification.subcategory, Ticket.subcategoryFact),
      ("priority", priority?.rawValue, Ticket.priorityFact),
      ("raiseTo", raiseTo?.rawValue, Ticket.priorityFact),
    ]
    return said.compactMap { key, name, fact in
      guard let name, let known = facts.field(fact.name)?.names, !known.contains(name) else {
        return nil
      }
      let list = known.joined(separator: ", ")
      return (
        key, "there is no \(fact.name) \(name.quoted); there are \(list)",
        EditDistance.nearest(to: name, among: known)
      )
    }
  }

  private static func fields(
    _ node: DocumentNode, _ facts: FactSchema, _ problems: inout Problems
  ) -> [Ticket.CustomField] {
    guard let object = node.object(&problems) else { return [] }
    return object.members.compactMap { member in
      guard let field = facts.field(member.key) else {
        problems.report(
          "there is no fact \(member.key.quoted)", atKeyOf: member,
          suggestion: EditDistance.nearest(to: member.key, among: facts.fields.map(\.name)))
        return nil
      }
      guard !Ticket.factFields.contains(where: { $0.name == field.name }) else {
        problems.report("\(member.key.quoted) is said by a key of its own", atKeyOf: member)
        return nil
      }
      return FactValue(reading: member.value, field, &problems)
        .map { Ticket.CustomField(field.name, $0, isPersonal: field.isPersonal) }
    }
  }
}
