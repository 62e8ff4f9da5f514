// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads the parts that books and journals of routing share: requirements and agents.
struct RoutingPartReader {
  /// Whether a name may be empty: in a journal, which tells what was said, not in a book.
  let allowsEmptyNames: Bool

  // MARK: Values

  func name(_ node: DocumentNode?, _ problems: inout Problems) -> String? {
    allowsEmptyNames ? node?.string(&problems) : node?.nonEmptyString(&problems)
  }

  func duration(_ node: DocumentNode?, _ problems: inout Problems) -> Duration? {
    node?.routingDuration(&problems)
  }

  func number(_ node: DocumentNode?, _ problems: inout Problems) -> Int? {
    node?.integer(in: Int64(Int.min)...Int64(Int.max), &problems).map(Int.init)
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> Choice? {
    node.oneOf(Choice.allCases.map { (name: $0.rawValue, value: $0) }, &problems)
  }

  /// A list of names, each of them once.
  func names<Name: Identifier>(
    _ node: DocumentNode?, as kind: Name.Type = Name.self, _ problems: inout Problems
  ) -> Set<Name>? {
    guard let node else { return [] }
    var names: Set<Name> = []
    let all = node.values(&problems) { node, problems -> Name? in
      guard let name = name(node, &problems).map(Name.init(rawValue:)) else { return nil }
      if !names.insert(name).inserted {
        problems.report("\(name.rawValue.quoted) stands twice", at: node)
      }
      return name
    }
    return all == nil ? nil : names
  }

  /// Numbers by name: `{"chat": 3}`.
  func numbers<Name: Identifier>(
    _ node: DocumentNode?, as kind: Name.Type = Name.self, _ problems: inout Problems
  ) -> [Name: Int]? {
    guard let node else { return [:] }
    guard let object = node.object(&problems) else { return nil }
    var numbers: [Name: Int] = [:]
    for member in object.members {
      guard let number = number(member.value, &problems) else { continue }
      if numbers.updateValue(number, forKey: Name(rawValue: member.key)) != nil {
        problems.report("\(member.key.quoted) stands twice", atKeyOf: member)
      }
    }
    return numbers.count == object.members.count ? numbers : nil
  }

  /// Exactly one of some keys.
  func onlyKey(
    of keys: [String], in object: inout DocumentObject, _ problems: inout Problems
  ) -> (key: String, node: DocumentNode)? {
    let found = keys.compactMap { key in object.optional(key).map { (key, $0) } }
    if found.count == 1 { return found[0] }
    problems.report("exactly one of \(DocumentNode.list(keys)) is needed", at: object.node)
    return nil
  }

  // MARK: Requirements

  func requirements(_ node: DocumentNode?, _ problems: inout Problems) -> [Requirement]? {
    guard let node else { return [] }
    return node.values(&problems) { requirement($0, &$1) }
  }

  /// Reads `{"skill": "japanese", "atLeast": 5, "until": "30 s"}`, or `{"anyOf": […]}`.
  func requirement(_ node: DocumentNode, _ problems: inout Problems) -> Requirement? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let several = object.optional("anyOf")
    let tests =
      several.map { $0.values(&problems) { test($0, &$1) } }
      ?? self.test(&object, &problems).map { [$0] }
    if let several, object.optional("skill") != nil {
      problems.report("a requirement has a skill or anyOf, not both", at: several)
    }
    let from = object.optional("from").map { duration($0, &problems) } ?? .zero
    let until = object.optional("until").flatMap { duration($0, &problems) }
    let steps = object.optional("steps").map { node in
      node.values(&problems) { step($0, &$1) }
    }
    object.finish(&problems)
    guard let tests, let from, problems == before else { return nil }
    return Requirement(anyOf: tests, from: from, until: until, steps: (steps ?? []) ?? [])
  }

  private func test(_ node: DocumentNode, _ problems: inout Problems) -> SkillTest? {
    guard var object = node.object(&problems) else { return nil }
    let test = test(&object, &problems)
    object.finish(&problems)
    return test
  }

  /// A skill and at most one comparison; without one, the skill at any level.
  private func test(_ object: inout DocumentObject, _ problems: inout Problems) -> SkillTest? {
    let skill = name(object.required("skill", &problems), &problems)
    let found = SkillTest.Comparison.allCases.compactMap { comparison in
      object.optional(comparison.rawValue).map { (comparison, $0) }
    }
    guard let (comparison, node) = found.first else {
      return skill.map { SkillTest(SkillID($0), .atLeast, 1) }
    }
    if found.count > 1 {
      problems.report("a test compares with one level, not with \(found.count)", at: object.node)
    }
    let level = number(node, &problems)
    guard let skill, let level, found.count == 1 else { return nil }
    return SkillTest(SkillID(skill), comparison, level)
  }

  private func step(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> Requirement.LevelStep? {
    guard var object = node.object(&problems) else { return nil }
    let level = number(object.required("level", &problems), &problems)
    let after = duration(object.required("after", &problems), &problems)
    object.finish(&problems)
    guard let level, let after else { return nil }
    return .init(level, after: after)
  }

  // MARK: Agents

  func agent(_ node: DocumentNode, _ problems: inout Problems) -> Agent? {
    guard var object = node.object(&problems) else { return nil }
    let id = name(object.required("id", &problems), &problems)
    let groups = names(object.optional("groups"), as: GroupID.self, &problems)
    let skills = numbers(object.optional("skills"), as: SkillID.self, &problems)
    let languages = names(object.optional("languages"), as: LanguageID.self, &problems)
    let regions = names(object.optional("regions"), as: RegionID.self, &problems)
    let capacity = object.required("capacity", &problems).flatMap { self.capacity($0, &problems) }
    let penalties = numbers(object.optional("penalties"), as: QueueID.self, &problems)
    object.finish(&problems)
    guard let id, let groups, let skills, let languages, let regions, let capacity, let penalties
    else { return nil }
    return Agent(
      AgentID(id), groups: groups, skills: skills, languages: languages, regions: regions,
      capacity: capacity, penalties: penalties)
  }

  /// Reads `{"total": 4, "costs": {"chat": 1}}`, `{"perChannel": {"chat": 3}}` or
  /// `{"unlimited": ["mail"]}`, each with or without `atMost` and a `fairShare`.
  private func capacity(_ node: DocumentNode, _ problems: inout Problems) -> AgentCapacity? {
    guard var object = node.object(&problems) else { return nil }
    let only = onlyKey(of: ["total", "perChannel", "unlimited"], in: &object, &problems)
    guard let (key, value) = only else { return nil }
    let costs =
      key == "total"
      ? numbers(object.required("costs", &problems), as: ChannelID.self, &problems) : [:]
    let atMost = numbers(object.optional("atMost"), as: ChannelID.self, &problems)
    let share = object.optional("fairShare").map { self.fairShare($0, &problems) }
    object.finish(&problems)
    let measure: AgentCapacity.Measure? =
      switch key {
      case "total":
        number(value, &problems).flatMap { units in costs.map { .total(units, costs: $0) } }
      case "perChannel": numbers(value, &problems).map { .perChannel($0) }
      default: names(value, &problems).map { .unlimited($0) }
      }
    guard let measure, let atMost else { return nil }
    guard let share else { return AgentCapacity(measure, atMost: atMost) }
    return share.map { AgentCapacity(measure, atMost: atMost, fairShare: $0) }
  }

  private func fairShare(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> AgentCapacity.FairShare? {
    guard var object = node.object(&problems) else { return nil }
    let limit = number(object.required("limit", &problems), &problems)
    let window = duration(object.required("per", &problems), &problems)
    object.finish(&problems)
    guard let limit, let window else { return nil }
    return .init(limit, per: window)
  }
}
