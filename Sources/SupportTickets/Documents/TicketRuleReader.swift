// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Reads the rules of one edition of the section `tickets`.
struct TicketRuleReader {
  /// Which spans the clock of the edition can tell.
  enum Timing {
    /// Only elapsed time: the document names neither a zone nor a calendar.
    case elapsedOnly
    /// Dates as well, but no opening hours.
    case datesOnly
    /// All of them.
    case all
  }

  /// What conditions may ask about.
  private let facts: ReadableFacts
  private let partReader: TicketPartReader
  private let timing: Timing
  /// A policy with clock and fields alone, to try rules one by one.
  private let base: TicketPolicy
  private let fields: [TicketPolicy.FieldRule]
  private let identity: (methods: [String], needed: [Ticket.Command.Kind])
  private let narrowed: [FactField]
  private let kinds: [Ticket.Kind]?

  /// Reads what the rules of the section refer to.
  ///
  /// - Parameters:
  ///   - section: The section.
  ///   - known: The facts of tickets and of the document.
  ///   - declared: The facts of the document alone.
  ///   - narrowed: The facts of tickets that the document narrows.
  ///   - clock: The clock of the edition.
  ///   - timing: Which spans it can tell.
  ///   - problems: Takes the reports.
  init(
    section: inout DocumentObject, facts known: ReadableFacts, declared: ReadableFacts,
    narrowed: [FactField], clock: BusinessClock?, timing: Timing, _ problems: inout Problems
  ) {
    let identityNode = section.optional("identity")
    let identity = identityNode.map { Self.identity($0, &problems) } ?? ([], [])
    self.identity = identity ?? ([], [])
    let fieldsNode = section.optional("fields")
    let methods = identity.flatMap { $0.methods.isEmpty ? nil : $0.methods }
    fields = TicketFieldReader(declared: declared, methods: methods).rules(fieldsNode, &problems)
    kinds =
      section.optional("kinds").map { $0.list(mayBeEmpty: true, &problems) { $0.name(&$1) } }
      ?? nil
    self.timing = timing
    self.narrowed = narrowed
    var base = TicketPolicy("", clock: clock)
    base.fields = fields
    base.narrowed = narrowed
    self.base = base
    self.facts = Self.facts(known, fields: fields, kinds: kinds)
    let facts = declared.schema.fields.map(\.name)
    let others = Self.keys(of: fieldsNode).filter { declared.schema.field($0) == nil }
    let names = (facts + others).filter { Ticket.factSchema.field($0) == nil }
    partReader = TicketPartReader(
      fields: declared.isSound ? .init(names) : nil,
      stages: Self.stages(section.optional("procedures")).map { .init($0) },
      confirmations: Self.texts("step", of: section.optional("confirmations")).map { .init($0) })
  }

  /// The facts with the fields that are none, and with the kinds and classes that there are.
  private static func facts(
    _ facts: ReadableFacts, fields: [TicketPolicy.FieldRule], kinds: [Ticket.Kind]?
  ) -> ReadableFacts {
    var problems = Problems()
    let others = fields.filter { facts.schema.field($0.name) == nil }.map(\.fact)
    let classes = FactField.Domain.choice(of: Ticket.ComplaintClass.self)
    var narrow = [FactField(Ticket.complaintClassFact.name, classes)]
    if let kinds, !kinds.isEmpty {
      narrow.append(FactField(Ticket.kindFact.name, .choice(kinds.map(\.rawValue))))
    }
    // What the document narrows further stays so.
    let closer = narrow.filter { field in
      facts.schema.field(field.name).map(field.narrows) ?? true
    }
    return facts.joining(others, at: nil, &problems).narrowing(closer)
  }

  // MARK: The section

  /// Reads every rule into a policy.
  func read(
    _ section: inout DocumentObject, _ policy: inout TicketPolicy, _ problems: inout Problems
  ) {
    policy.fields = fields
    policy.narrowed = narrowed
    policy.kinds = kinds
    policy.identityMethods = identity.methods
    policy.identityNeeded = identity.needed
    readLists(&section, &policy, &problems)
    readTerms(&section, &policy, &problems)
    func flag(_ key: String) -> Bool {
      section.value(key, or: false, &problems) { $0.boolean(&$1) } ?? false
    }
    policy.holdingReplyNeedsReason = flag("holdingReplyNeedsReason")
    policy.ownerKeeps = flag("ownerKeeps")
    policy.receiptNeeded = flag("receiptNeeded")
    policy.reasonsRequired =
      section.value("reasonsRequired", or: [], &problems) {
        $0.list(mayBeEmpty: true, &$1) { $0.choice(&$1) }
      } ?? []
  }

  private func readLists(
    _ section: inout DocumentObject, _ policy: inout TicketPolicy, _ problems: inout Problems
  ) {
    list("intake", \.intake, "id", &section, &policy, &problems, intake)
    list("permissions", \.permissions, nil, &section, &policy, &problems, permission)
    list("forbiddenMarks", \.forbiddenMarks, "mark", &section, &policy, &problems, forbiddenMark)
    list("requirements", \.requirements, "id", &section, &policy, &problems, requirement)
    list("procedures", \.procedures, "id", &section, &policy, &problems, procedure)
    list("incidentPlans", \.incidentPlans, "level", &section, &policy, &problems, incidentPlan)
    list("confirmations", \.confirmations, "step", &section, &policy, &problems, confirmation)
    list("followUps", \.followUps, "id", &section, &policy, &problems, followUp)
    list("notices", \.notices, "purpose", &section, &policy, &problems, notice)
    list("retention", \.retention, "id", &section, &policy, &problems, retention)
  }

  private func readTerms(
    _ section: inout DocumentObject, _ policy: inout TicketPolicy, _ problems: inout Problems
  ) {
    term("attachments", \.attachments, &section, &policy, &problems, attachments)
    term("transfers", \.transfers, &section, &policy, &problems, transfers)
    term("recordings", \.recordings, &section, &policy, &problems, recordings)
    term("dissatisfaction", \.dissatisfaction, &section, &policy, &problems, dissatisfaction)
    term("inspection", \.inspection, &section, &policy, &problems, inspection)
    term("abuse", \.abuse, &section, &policy, &problems, abuse)
    term("duplicates", \.duplicates, &section, &policy, &problems, duplicates)
    term("conversations", \.conversations, &section, &policy, &problems, conversations)
    term(
      "afterAccountClosure", \.afterAccountClosure, &section, &policy, &problems,
      afterAccountClosure)
  }

  /// Reads a list of rules; each is checked by itself, so that no mistake hides another.
  private func list<Rule>(
    _ key: String, _ path: WritableKeyPath<TicketPolicy, [Rule]>, _ name: String?,
    _ section: inout DocumentObject, _ policy: inout TicketPolicy, _ problems: inout Problems,
    _ read: (inout DocumentObject, inout Problems) -> Rule?
  ) {
    guard let nodes = section.optional(key)?.array(&problems) else { return }
    var names: Set<DocumentNode.Value> = []
    for node in nodes {
      guard var object = node.object(&problems) else { continue }
      if let name, let value = object.optional(name), !names.insert(value.value).inserted {
        problems.report("the \(name) \(DocumentForm(value).line) stands twice", at: value)
      }
      let rule = read(&object, &problems)
      object.finish(&problems)
      guard let rule else { continue }
      var probe = base
      probe[keyPath: path] = [rule]
      report(probe, under: "\(key)[0]", at: node, &problems)
      policy[keyPath: path].append(rule)
    }
  }

  /// Reads a rule of which there is one.
  private func term<Rule>(
    _ key: String, _ path: WritableKeyPath<TicketPolicy, Rule?>,
    _ section: inout DocumentObject, _ policy: inout TicketPolicy, _ problems: inout Problems,
    _ read: (inout DocumentObject, inout Problems) -> Rule?
  ) {
    guard let node = section.optional(key), var object = node.object(&problems) else { return }
    let rule = read(&object, &problems)
    object.finish(&problems)
    guard let rule else { return }
    var probe = base
    probe[keyPath: path] = rule
    report(probe, under: key, at: node, &problems)
    policy[keyPath: path] = rule
  }

  /// Reports what the policy itself has against a rule, at its place.
  private func report(
    _ probe: TicketPolicy, under place: String, at node: DocumentNode, _ problems: inout Problems
  ) {
    for problem in probe.checkRules() where problem.path.hasPrefix(place) {
      let path = Self.place(of: problem).dropFirst(place.count)
      problems.report(
        problem.message, at: node.place(named: path), suggestion: problem.suggestion)
    }
  }

  /// Where a document says what the policy has a problem with.
  static func place(of problem: Problem) -> String {
    let path = problem.path
    return path.hasSuffix(".period") ? path.dropLast("period".count) + "for" : path
  }

  // MARK: Values

  func when(_ rule: inout DocumentObject, _ problems: inout Problems) -> Condition? {
    rule.value("when", or: .always, &problems, condition)
  }

  func condition(_ node: DocumentNode, _ problems: inout Problems) -> Condition? {
    Condition(reading: node, facts, &problems)
  }

  func parts(_ node: DocumentNode, _ problems: inout Problems) -> [TicketPolicy.Part]? {
    partReader.parts(node, &problems)
  }

  /// Parts that an opening can bring.
  func partsOfOpening(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> [TicketPolicy.Part]? {
    guard let parts = parts(node, &problems) else { return nil }
    var isSound = true
    for (part, place) in zip(parts, node.array(&problems) ?? []) where !part.canOpen {
      problems.report("\(part.name.quoted) can only come after the opening", at: place)
      isSound = false
    }
    return isSound ? parts : nil
  }

  func fieldNames(_ node: DocumentNode, _ problems: inout Problems) -> [String]? {
    node.list(&problems) { node, problems in
      guard let fields = partReader.fields else { return node.nonEmptyString(&problems) }
      if case .string(let name) = node.value, fields.contains(name) { return name }
      return node.oneOf(fields.all.map { (name: $0, value: $0) }, &problems)
    }
  }

  func commands(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> [Ticket.Command.Kind]? {
    node.list(&problems) { $0.choice(&$1) }
  }

  func span(_ node: DocumentNode, _ problems: inout Problems) -> ServiceDuration? {
    let span = node.text(&problems) { text throws(TextError) in try ServiceDuration(text) }
    guard let span else { return nil }
    switch (span, timing) {
    case (.elapsed, _), (_, .all), (.calendarDays, .datesOnly), (.months, .datesOnly):
      return span
    case (.calendarDays, .elapsedOnly), (.months, .elapsedOnly):
      problems.report(
        "\"\(span)\" needs the document's \"zone\", by whose dates it is counted", at: node)
    case (.business, _), (.workingDays, _):
      problems.report("\"\(span)\" needs a calendar: name one for the tickets", at: node)
    }
    return nil
  }

  // MARK: Names

  /// `{"methods": […], "neededFor": […]}`.
  private static func identity(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> (methods: [String], needed: [Ticket.Command.Kind])? {
    guard var object = node.object(&problems) else { return nil }
    let methods = object.value("methods", or: [], &problems) {
      $0.list(&$1) { $0.nonEmptyString(&$1) }
    }
    let needed = object.value("neededFor", or: [], &problems) {
      $0.list(&$1) { $0.choice(&$1) as Ticket.Command.Kind? }
    }
    object.finish(&problems)
    guard let methods, let needed else { return nil }
    return (methods, needed)
  }

  private static func keys(of node: DocumentNode?) -> [String] {
    guard case .object(let members) = node?.value else { return [] }
    return members.filter { !$0.isNote }.map(\.key)
  }

  /// The texts of a key in a list of objects, none without a list; `nil` where not all can be told.
  private static func texts(_ key: String, of node: DocumentNode?) -> [String]? {
    guard let node else { return [] }
    guard case .array(let elements) = node.value else { return nil }
    let texts = elements.compactMap { element -> String? in
      guard case .string(let text) = element.member(key)?.value else { return nil }
      return text
    }
    return texts.count == elements.count ? texts : nil
  }

  /// The stages of all procedures, as `complaint/assessed`; `nil` where not all can be told.
  private static func stages(_ node: DocumentNode?) -> [String]? {
    guard let node else { return [] }
    guard let names = texts("id", of: node), case .array(let elements) = node.value else {
      return nil
    }
    var all: [String] = []
    for (name, element) in zip(names, elements) {
      guard case .array(let nodes) = element.member("stages")?.value else { return nil }
      for case .string(let stage) in nodes.map(\.value) { all.append("\(name)/\(stage)") }
    }
    return all
  }
}

extension DocumentNode {
  /// The value of a key of an object.
  fileprivate func member(_ key: String) -> DocumentNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }
}
