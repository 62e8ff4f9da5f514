// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads the section of a phone menu, going on after a mistake.
struct MenuReader {
  func read(_ node: DocumentNode, _ problems: inout Problems) -> PhoneMenu.Draft? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let start = object.required("start", &problems).flatMap { target($0, &problems) }
    let limits = object.optional("limits").map { $0.values(&problems) { $0.routingDuration(&$1) } }
    let between = object.optional("betweenKeys").map { $0.routingDuration(&problems) }
    let retries = object.required("retries", &problems).flatMap { self.count($0, &problems) }
    let otherwise = object.required("otherwise", &problems).flatMap { target($0, &problems) }
    let person = object.required("person", &problems).flatMap { target($0, &problems) }
    let personKey = object.optional("personKey").map { $0.string(&problems) }
    let number = object.optional("number").map { $0.string(&problems) }
    let prefixes = object.optional("prefixes").map { self.codes($0, &problems) }
    let codes = object.optional("codes").map { self.codes($0, &problems) }
    let extensions = object.optional("extensions").map { self.codes($0, &problems) }
    let most = object.optional("mostSteps").map { count($0, &problems) }
    let nodes = object.required("nodes", &problems).flatMap { self.nodes($0, &problems) }
    object.finish(&problems)
    guard problems == before, let start, let retries, let otherwise, let person, let nodes else {
      return nil
    }
    var draft = PhoneMenu.Draft(
      start: start, limits: (limits ?? []) ?? [], retries: retries, otherwise: otherwise,
      person: person, nodes: nodes)
    draft.betweenKeys = between ?? nil
    draft.personKey = personKey ?? nil
    draft.number = number ?? nil
    draft.prefixes = (prefixes ?? []) ?? []
    draft.codes = (codes ?? []) ?? []
    draft.extensions = (extensions ?? []) ?? []
    if let most, let most { draft.mostSteps = most }
    return draft
  }

  // MARK: Values

  /// The name of a node, or a destination.
  private func target(_ node: DocumentNode, _ problems: inout Problems) -> PhoneMenu.Target? {
    if case .string = node.value {
      return node.nonEmptyString(&problems).map { .node(PhoneMenu.NodeID($0)) }
    }
    return RoutingDestination(reading: node, &problems).map(PhoneMenu.Target.destination)
  }

  private func count(_ node: DocumentNode, _ problems: inout Problems) -> Int? {
    node.integer(in: 0...Int64(Int32.max), &problems).map { Int($0) }
  }

  /// `"welcome"`, or `{"play": "welcome", "for": "6 s"}`.
  private func prompt(_ node: DocumentNode, _ problems: inout Problems) -> PhoneMenu.Prompt? {
    if case .string = node.value {
      return node.nonEmptyString(&problems).map { PhoneMenu.Prompt(PromptID($0)) }
    }
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("play", &problems)?.nonEmptyString(&problems)
    let length = object.required("for", &problems).flatMap { $0.routingDuration(&problems) }
    object.finish(&problems)
    guard let id, let length else { return nil }
    return PhoneMenu.Prompt(PromptID(id), length: length)
  }

  private func codes(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> [PhoneMenu.DialCode]? {
    guard let object = node.object(&problems) else { return nil }
    let codes = object.members.compactMap { member in
      target(member.value, &problems).map { PhoneMenu.DialCode(member.key, to: $0) }
    }
    return codes.count == object.members.count ? codes : nil
  }

  // MARK: Nodes

  private func nodes(_ node: DocumentNode, _ problems: inout Problems) -> [PhoneMenu.Node]? {
    guard let object = node.object(&problems) else { return nil }
    let nodes = object.members.compactMap { member in
      kind(member.value, &problems).map { PhoneMenu.Node(PhoneMenu.NodeID(member.key), $0) }
    }
    return nodes.count == object.members.count ? nodes : nil
  }

  private func kind(_ node: DocumentNode, _ problems: inout Problems) -> PhoneMenu.Kind? {
    guard var object = node.object(&problems) else { return nil }
    let keys = ["number", "say", "hours", "ask"]
    guard let key = keys.first(where: { object.optional($0) != nil }) else {
      problems.report("a node has one of \(DocumentNode.list(keys))", at: node)
      return nil
    }
    // The keys of other kinds are unknown to this one.
    guard var fresh = node.object(&problems) else { return nil }
    let kind: PhoneMenu.Kind? =
      switch key {
      case "number": number(&fresh, &problems).map(PhoneMenu.Kind.number)
      case "say": say(&fresh, &problems)
      case "hours": hours(&fresh, &problems)
      default: question(&fresh, &problems).map(PhoneMenu.Kind.ask)
      }
    fresh.finish(&problems)
    return kind
  }

  private func say(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> PhoneMenu.Kind? {
    let prompt = object.required("say", &problems).flatMap { self.prompt($0, &problems) }
    let then = object.required("then", &problems).flatMap { target($0, &problems) }
    guard let prompt, let then else { return nil }
    return .say(prompt, then: then)
  }

  private func hours(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> PhoneMenu.Kind? {
    let name = object.required("hours", &problems)?.nonEmptyString(&problems)
    let open = object.required("open", &problems).flatMap { target($0, &problems) }
    let closed = object.required("closed", &problems).flatMap { target($0, &problems) }
    guard let name, let open, let closed else { return nil }
    return .hours(name, open: open, closed: closed)
  }

  private func question(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> PhoneMenu.Question? {
    let prompt = object.required("ask", &problems).flatMap { self.prompt($0, &problems) }
    let level = object.optional("level").map { count($0, &problems) }
    let within = object.optional("within").map { $0.routingDuration(&problems) }
    let options = object.required("keys", &problems).flatMap { self.options($0, &problems) }
    let retries = object.optional("retries").map { count($0, &problems) }
    let otherwise = object.optional("otherwise").map { target($0, &problems) }
    let takes = object.optional("extensions").map { $0.boolean(&problems) } ?? false
    guard let prompt, let options, let takes else { return nil }
    return PhoneMenu.Question(
      prompt, level: level ?? nil, within: within ?? nil, options: options,
      retries: retries ?? nil, otherwise: otherwise ?? nil, takesExtensions: takes)
  }

  private func options(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> [PhoneMenu.Option]? {
    guard let object = node.object(&problems) else { return nil }
    let options = object.members.compactMap { option($0, &problems) }
    return options.count == object.members.count ? options : nil
  }

  /// A target, or `{"to": …, "learns": {"kind": "complaint"}, "says": ["complain"]}`.
  private func option(
    _ member: DocumentNode.Member, _ problems: inout Problems
  ) -> PhoneMenu.Option? {
    guard case .object(let members) = member.value.value,
      members.contains(where: { $0.key == "to" }),
      var object = member.value.object(&problems)
    else { return target(member.value, &problems).map { PhoneMenu.Option(member.key, to: $0) } }
    let way = object.required("to", &problems).flatMap { target($0, &problems) }
    let learns = object.optional("learns").map { LearnedFact.list($0, &problems) }
    let says = object.optional("says").map { $0.values(&problems) { $0.nonEmptyString(&$1) } }
    object.finish(&problems)
    guard let way else { return nil }
    return PhoneMenu.Option(
      member.key, to: way, learns: (learns ?? []) ?? [], says: (says ?? []) ?? [])
  }

  private func number(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> PhoneMenu.NumberRequest? {
    let kind = object.required("number", &problems)?.nonEmptyString(&problems)
    let prompt = object.required("ask", &problems).flatMap { self.prompt($0, &problems) }
    let digits = object.required("digits", &problems).flatMap { self.digits($0, &problems) }
    let within = object.optional("within").map { $0.routingDuration(&problems) }
    let checkWithin = object.optional("checkWithin").map { $0.routingDuration(&problems) }
    let tries = object.required("tries", &problems).flatMap { self.count($0, &problems) }
    let verified = object.required("verified", &problems).flatMap { target($0, &problems) }
    let otherwise = object.required("otherwise", &problems).flatMap { target($0, &problems) }
    guard let kind, let prompt, let digits, let tries, let verified, let otherwise else {
      return nil
    }
    return PhoneMenu.NumberRequest(
      .init(rawValue: kind), prompt: prompt, digits: digits, within: within ?? nil,
      checkWithin: checkWithin ?? nil, tries: tries, verified: verified, otherwise: otherwise)
  }

  /// `8`, or `{"atLeast": 6, "atMost": 10}`.
  private func digits(_ node: DocumentNode, _ problems: inout Problems) -> ClosedRange<Int>? {
    if case .number = node.value { return count(node, &problems).map { $0...$0 } }
    guard var object = node.object(&problems) else { return nil }
    let least = object.required("atLeast", &problems).flatMap { self.count($0, &problems) }
    let most = object.required("atMost", &problems).flatMap { self.count($0, &problems) }
    object.finish(&problems)
    guard let least, let most else { return nil }
    guard least <= most else {
      problems.report("\(least) is more than \(most)", at: node)
      return nil
    }
    return least...most
  }
}
