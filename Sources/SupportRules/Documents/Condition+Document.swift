// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Condition {
  /// Reads a condition from a policy document:
  /// `{"kind": "complaint", "tier": {"atLeast": "gold"}, "any": [{…}, {…}]}`.
  ///
  /// Several members of one object mean all of them. A fact is asked for by a value (equal), a list
  /// (one of), a range (`atLeast`, `above`, `atMost`, `below`), `{"known": false}`, or, where it has
  /// flags, `{"allOf": […], "anyOf": […], "noneOf": […]}`. The words `all`, `any` and `not` join
  /// conditions.
  ///
  /// - Returns: The condition, or nil after reporting each unknown field, each value that the field
  ///   cannot have, each empty list and each range that holds nothing.
  public init?(reading node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems) {
    self.init(reading: node, ReadableFacts(schema), &problems)
  }

  package init?(reading node: DocumentNode, _ facts: ReadableFacts, _ problems: inout Problems) {
    guard let object = node.object(&problems) else { return nil }
    var parts: [Condition] = []
    var isSound = true
    for member in object.members {
      if member.key == "note" {
        _ = member.value.string(&problems)
      } else if let part = Self.part(member, facts, &problems) {
        parts.append(part)
      } else {
        isSound = false
      }
    }
    guard isSound else { return nil }
    self = parts.count == 1 ? parts[0] : .all(parts)
  }

  private static func part(
    _ member: DocumentNode.Member, _ facts: ReadableFacts, _ problems: inout Problems
  ) -> Condition? {
    switch member.key {
    case "all": return parts(member.value, facts, &problems).map(Condition.all)
    case "any": return parts(member.value, facts, &problems).map(Condition.any)
    case "not": return Condition(reading: member.value, facts, &problems).map(Condition.not)
    default: break
    }
    guard let field = facts.schema.field(member.key) else {
      if facts.isUnread(member.key) { return nil }
      let names = facts.schema.fields.map(\.name)
      problems.report(
        "\(member.key.quoted) is no fact; known are \(DocumentNode.list(names))", atKeyOf: member,
        suggestion: EditDistance.nearest(to: member.key, among: names + ["all", "any", "not"]))
      return nil
    }
    if case .object = member.value.value { return test(member.value, field, &problems) }
    guard field.domain.flagNames == nil else {
      return Condition.isOneOf(field.name, []).accepted(by: field, at: member.value, &problems)
    }
    guard case .array(let elements) = member.value.value else {
      return FactValue(reading: member.value, field, &problems).map { .isOneOf(field.name, [$0]) }
    }
    if elements.isEmpty {
      return Condition.isOneOf(field.name, []).accepted(by: field, at: member.value, &problems)
    }
    return member.value.values(&problems) { FactValue(reading: $0, field, &$1) }
      .map { .isOneOf(field.name, $0) }
  }

  private static func parts(
    _ node: DocumentNode, _ facts: ReadableFacts, _ problems: inout Problems
  ) -> [Condition]? {
    if case .array(let elements) = node.value, elements.isEmpty {
      problems.report("a list of conditions must not be empty", at: node)
      return nil
    }
    return node.values(&problems) { Condition(reading: $0, facts, &$1) }
  }

  // MARK: Tests of one fact

  private static func test(
    _ node: DocumentNode, _ field: FactField, _ problems: inout Problems
  ) -> Condition? {
    guard var object = node.object(&problems) else { return nil }
    let known = object.optional("known").map { $0.boolean(&problems) }
    let isFlagged = field.domain.flagNames != nil
    let test = isFlagged ? flags(&object, field, &problems) : range(&object, field, &problems)
    let count = problems.all.count
    object.finish(&problems)
    guard problems.all.count == count else { return nil }
    switch (known, test) {
    case (.some(let flag), nil) where object.members.count == 1:
      return flag.map { $0 ? .isKnown(field.name) : .not(.isKnown(field.name)) }
    case (.some, _):
      problems.report("\"known\" stands alone", at: node)
      return nil
    case (nil, let test?): return test
    case (nil, nil):
      if object.members.allSatisfy({ $0.key == "note" }) {
        problems.report("nothing is asked of \(field.name)", at: node)
      }
      return nil
    }
  }

  private static func flags(
    _ object: inout DocumentObject, _ field: FactField, _ problems: inout Problems
  ) -> Condition? {
    let names = (field.domain.flagNames ?? []).map { (name: $0, value: $0) }
    var test = FlagTest()
    var isSound = true
    func read(_ key: String) -> [String] {
      guard let node = object.optional(key) else { return [] }
      guard let flags = node.values(&problems, { $0.oneOf(names, &$1) }) else {
        isSound = false
        return []
      }
      if flags.isEmpty {
        problems.report("\(key) of nothing asks for nothing", at: node)
        isSound = false
      }
      return flags
    }
    test.allOf = read("allOf")
    test.anyOf = read("anyOf")
    test.noneOf = read("noneOf")
    guard isSound, test != FlagTest() else { return nil }
    return .hasFlags(field.name, test)
  }

  private static func range(
    _ object: inout DocumentObject, _ field: FactField, _ problems: inout Problems
  ) -> Condition? {
    var isSound = true
    func end(
      _ including: String, _ excluding: String, _ object: inout DocumentObject
    ) -> FactRange.End {
      let nodes = [including, excluding].map { object.optional($0) }
      guard let node = nodes[0] ?? nodes[1] else { return .unbounded }
      if nodes[0] != nil, nodes[1] != nil {
        problems.report("\(including) and \(excluding) name the same end", at: object.node)
        isSound = false
      }
      guard let value = FactValue(reading: node, field, &problems) else {
        isSound = false
        return .unbounded
      }
      return nodes[0] != nil ? .including(value) : .excluding(value)
    }
    let lower = end("atLeast", "above", &object)
    let upper = end("atMost", "below", &object)
    let range = FactRange(lower: lower, upper: upper)
    guard isSound, range.parts.count > 0 else { return nil }
    return Condition.isWithin(field.name, range).accepted(by: field, at: object.node, &problems)
  }

  /// The condition, or nil after reporting what the field has against it.
  private func accepted(
    by field: FactField, at node: DocumentNode, _ problems: inout Problems
  ) -> Condition? {
    let objections = objections(of: field)
    for objection in objections {
      problems.report(objection.text, at: node, suggestion: objection.suggestion)
    }
    return objections.isEmpty ? self : nil
  }
}

// MARK: - Text

extension Condition {
  /// Reads a condition from JSON text, in the form of ``init(reading:_:_:)``:
  /// `try Condition(#"{ "tier": "gold" }"#, schema)`.
  ///
  /// - Throws: `DocumentError` with every mistake, each with its place.
  public init(_ text: String, _ schema: FactSchema) throws(DocumentError) {
    self = try DocumentNode.read(text) { node, problems in Self(reading: node, schema, &problems) }
  }

  /// The condition as JSON text, in the form that ``init(reading:_:_:)`` reads: reading it gives an
  /// equal condition, but that whole numbers asked of a decimal fact are read as decimals. A
  /// condition of more than about thirty levels needs a greater `DocumentLimits.maximumDepth` than the
  /// standard one.
  public var json: String { form.line }

  /// The condition in a document.
  package var form: DocumentForm {
    guard case .all(let parts) = self else { return .object([member]) }
    if parts.isEmpty { return .object([]) }
    return .object(listKey == nil ? parts.map(\.member) : [member])
  }

  /// The word under which a document lists the parts; `nil` where they are members of one object, and
  /// for a condition that has no list of parts.
  var listKey: String? {
    switch self {
    case .any: return "any"
    case .all(let parts):
      // A part that always holds is `{}`; as a member it would be an empty list, which is refused.
      let areMembers =
        parts.count != 1 && Set(parts.map(\.memberKey)).count == parts.count
        && !parts.contains(.always)
      return areMembers ? nil : "all"
    default: return nil
    }
  }

  private var memberKey: String {
    switch self {
    case .isOneOf(let fact, _), .isWithin(let fact, _), .hasFlags(let fact, _), .isKnown(let fact),
      .not(.isKnown(let fact)):
      fact
    case .all: "all"
    case .any: "any"
    case .not: "not"
    }
  }

  private var member: DocumentForm.Member {
    switch self {
    case .isOneOf(let fact, let values):
      .init(fact, values.count == 1 ? values[0].form : .list(values.map(\.form)))
    case .isWithin(let fact, let range):
      .init(fact, .object(range.parts.map { .init($0.key, $0.value.form) }))
    case .hasFlags(let fact, let test):
      .init(
        fact,
        .object(
          test.parts.filter { !$0.names.isEmpty }.map { .init($0.key, .texts($0.names)) }))
    case .isKnown(let fact): .init(fact, .object([.init("known", .flag(true))]))
    case .not(.isKnown(let fact)): .init(fact, .object([.init("known", .flag(false))]))
    case .all(let parts): .init("all", .list(parts.map(\.form)))
    case .any(let parts): .init("any", .list(parts.map(\.form)))
    case .not(let part): .init("not", part.form)
    }
  }
}
