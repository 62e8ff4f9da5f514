// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Reads what tickets know of fields of the desk's own:
/// `{ "faceScan": { "sensitivity": "biometric" } }`.
///
/// What the values of a field are, and whether they are personal, is said where the fact is
/// declared; here stands what only tickets ask: the proof of identity, and that nothing biometric is
/// taken in. A field that is no fact takes any value, and says here whether it is personal.
struct TicketFieldReader {
  /// The facts that the document declares.
  let declared: ReadableFacts
  /// The ways in which an identity can be verified; `nil` where any is, or not all are known.
  let methods: [String]?

  /// A rule with the place that declares it.
  private struct Found {
    var name: String
    var sensitivity: TicketPolicy.FieldRule.Sensitivity?
    var verifiedBy: [String]?
    var member: DocumentNode.Member
  }

  /// The rules: those of the facts in their order, then those of the other fields in theirs.
  func rules(
    _ node: DocumentNode?, _ problems: inout Problems
  ) -> [TicketPolicy.FieldRule] {
    let object = node?.object(&problems)
    let members = (object?.members ?? []).filter { !$0.isNote }
    let found = members.compactMap { read($0, &problems) }
    let byName = Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
    let facts = declared.schema.fields.filter { Ticket.factSchema.field($0.name) == nil }
    let ofFacts = facts.map { fact in
      let own = byName[fact.name]
      return TicketPolicy.FieldRule(
        fact.name, own?.sensitivity ?? (fact.isPersonal ? .personal : .plain),
        domain: fact.domain, verifiedBy: own?.verifiedBy)
    }
    let others = found.filter { declared.schema.field($0.name) == nil }
    let ofOthers = others.compactMap { field -> TicketPolicy.FieldRule? in
      guard let sensitivity = field.sensitivity else { return nil }
      let rule = TicketPolicy.FieldRule(field.name, sensitivity, verifiedBy: field.verifiedBy)
      var probe = TicketPolicy("")
      probe.fields = [rule]
      let mistakes = probe.check()
      for mistake in mistakes { problems.report(mistake.message, atKeyOf: field.member) }
      return mistakes.isEmpty ? rule : nil
    }
    return ofFacts + ofOthers
  }

  private func read(_ member: DocumentNode.Member, _ problems: inout Problems) -> Found? {
    guard var object = member.value.object(&problems) else { return nil }
    let node = object.optional("sensitivity")
    let sensitivity: TicketPolicy.FieldRule.Sensitivity? = node?.choice(&problems)
    let verifiedBy = object.valueIfAny("verifiedBy", &problems, methods)
    object.finish(&problems)
    let isFact = declared.schema.field(member.key) != nil
    if isFact, let node, let sensitivity, sensitivity != .biometric {
      problems.report(
        "whether \(member.key.quoted) is personal is said where the fact is declared, by"
          + " \"personal\"", at: node)
    }
    if !isFact, node == nil, !declared.isUnread(member.key) {
      problems.report(
        "\(member.key.quoted) is no fact, so that its \"sensitivity\" has to stand here",
        atKeyOf: member,
        suggestion: EditDistance.nearest(
          to: member.key, among: declared.schema.fields.map(\.name)))
    }
    guard let verifiedBy else { return nil }
    return Found(
      name: member.key, sensitivity: sensitivity, verifiedBy: verifiedBy, member: member)
  }

  /// `any`, or a list of ways to verify an identity.
  private func methods(_ node: DocumentNode, _ problems: inout Problems) -> [String]? {
    if case .string = node.value {
      return node.oneOf([("any", [])], &problems)
    }
    return node.list(&problems) { node, problems in
      guard let methods else { return node.nonEmptyString(&problems) }
      return node.oneOf(methods.map { (name: $0, value: $0) }, &problems)
    }
  }
}

extension DocumentNode.Member {
  /// Whether it is a remark for readers in an object whose keys are names.
  var isNote: Bool {
    if key == "note", case .string = value.value { true } else { false }
  }
}
