// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension TriageChain {
  /// Reads a chain that people wrote; the last level has `to`, and no other has.
  ///
  /// `score` and `atLeast` come together. After a report there is no chain. Its JSON Schema is
  /// `Documentation/schemas/triage.schema.json`.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let list = object.required("levels", &problems)
    let guards = object.optional("guards").map { $0.values(&problems) { Self.rule($0, &$1) } }
    let first = object.optional("humanFirst").map { $0.values(&problems) { Self.first($0, &$1) } }
    object.finish(&problems)
    var levels: [Level] = []
    var human: Human?
    let elements = list?.array(&problems) ?? []
    for (index, element) in elements.enumerated() {
      if index == elements.count - 1 {
        human = Self.human(element, &problems)
      } else if let level = Self.level(element, &problems) {
        levels.append(level)
      }
    }
    if let list, case .array(let elements) = list.value, elements.isEmpty {
      problems.report("a chain needs a last level", at: list)
    }
    guard problems == before, let human else { return nil }
    self.init(unchecked: levels, human, (guards ?? []) ?? [], (first ?? []) ?? [])
    check(node, &problems)
    guard problems == before else { return nil }
  }

  /// Reads a chain from JSON text.
  ///
  /// - Throws: `DocumentError` with every mistake, each with its place.
  public init(_ text: String) throws(DocumentError) {
    self = try DocumentNode.read(text) { node, problems in Self(reading: node, &problems) }
  }

  private static func level(_ node: DocumentNode, _ problems: inout Problems) -> Level? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let scoreNode = object.optional("score")
    let score = scoreNode?.nonEmptyString(&problems)
    let least =
      scoreNode == nil
      ? nil : object.required("atLeast", &problems)?.integer(in: 0...1_000, &problems)
    let within = object.optional("within").map { $0.routingDuration(&problems) }
    object.finish(&problems)
    guard let id else { return nil }
    guard scoreNode != nil else { return Level(LevelID(id), within: within ?? nil) }
    guard let score, let least else { return nil }
    return Level(
      LevelID(id), score: .init(rawValue: score), atLeast: Int(least), within: within ?? nil)
  }

  private static func human(_ node: DocumentNode, _ problems: inout Problems) -> Human? {
    guard var object = node.object(&problems) else { return nil }
    guard object.optional("to") != nil else {
      problems.report("the last level is that of people, and needs \"to\"", at: node)
      return nil
    }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let to = object.required("to", &problems).flatMap {
      RoutingDestination(reading: $0, &problems)
    }
    object.finish(&problems)
    guard let id, let to else { return nil }
    return Human(LevelID(id), to: to)
  }

  private static func rule(_ node: DocumentNode, _ problems: inout Problems) -> Guard? {
    guard var object = node.object(&problems) else { return nil }
    let score = object.required("score", &problems)?.nonEmptyString(&problems)
    let below = object.optional("below")
    let least = object.optional("atLeast")
    let to = object.optional("to").map { RoutingDestination(reading: $0, &problems) }
    object.finish(&problems)
    guard let bound = below ?? least, below == nil || least == nil else {
      problems.report("a guard has below or atLeast, and not both", at: node)
      return nil
    }
    let value = bound.integer(in: 0...1_000, &problems)
    guard let score, let value else { return nil }
    return Guard(
      .init(rawValue: score), below == nil ? .atLeast(Int(value)) : .below(Int(value)),
      to: to ?? nil)
  }

  private static func first(_ node: DocumentNode, _ problems: inout Problems) -> HumanFirst? {
    guard var object = node.object(&problems) else { return nil }
    let trait = object.required("trait", &problems)?.nonEmptyString(&problems)
    let to = object.optional("to").map { RoutingDestination(reading: $0, &problems) }
    object.finish(&problems)
    guard let trait else { return nil }
    return HumanFirst(.init(rawValue: trait), to: to ?? nil)
  }
}

// MARK: - Codable

extension TriageChain: Codable {
  /// Decodes the form of a policy book and checks it as the initialiser does.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }

  /// The chain as JSON text; reading it gives an equal chain.
  public var json: String { form.text }

  private var form: DocumentForm {
    typealias Member = DocumentForm.Member
    func to(_ destination: RoutingDestination?) -> [Member] {
      destination.map { [Member("to", $0.form)] } ?? []
    }
    var list = levels.map { level -> DocumentForm in
      var members = [Member("id", .text(level.id.rawValue))]
      if let score = level.score {
        members.append(Member("score", .text(score.rawValue)))
        members.append(Member("atLeast", .integer(Int64(level.atLeast))))
      }
      if let within = level.within {
        members.append(Member("within", .duration(within)))
      }
      return .object(members)
    }
    list.append(
      .object([Member("id", .text(human.id.rawValue))] + to(human.destination)))
    var members = [Member("levels", .list(list))]
    if !guards.isEmpty {
      let rules = guards.map { rule -> DocumentForm in
        .object(
          [
            Member("score", .text(rule.score.rawValue)),
            Member(rule.bound.key, .integer(Int64(rule.bound.value))),
          ] + to(rule.destination))
      }
      members.append(Member("guards", .list(rules)))
    }
    if !humanFirst.isEmpty {
      let rules = humanFirst.map { rule -> DocumentForm in
        .object([Member("trait", .text(rule.trait.rawValue))] + to(rule.destination))
      }
      members.append(Member("humanFirst", .list(rules)))
    }
    return .object(members)
  }
}
