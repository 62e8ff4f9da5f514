// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// The rules of which there are lists.
extension TicketRuleReader {
  func intake(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.IntakeRule? {
    let id: RuleID? = rule.value("id", &problems) { $0.name(&$1) }
    let when = when(&rule, &problems)
    let requires = rule.value("requires", or: [], &problems, partsOfOpening)
    let noted = rule.value("noted", or: [], &problems, parts)
    let assignTo = rule.valueIfAny("assignTo", &problems, assignment)
    let concludes: Ticket.Outcome?? = rule.valueIfAny("concludes", &problems) { $0.name(&$1) }
    guard let id, let when, let requires, let noted, let assignTo, let concludes else {
      return nil
    }
    return .init(
      id, when: when, requires: requires, notes: noted, assignTo: assignTo, concludes: concludes)
  }

  /// `{"group": "leads", "agent": "li"}`, at least one of the two.
  private func assignment(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> Ticket.Assignment? {
    guard var object = node.object(&problems) else { return nil }
    let group: GroupID?? = object.valueIfAny("group", &problems) { $0.name(&$1) }
    let agent: AgentID?? = object.valueIfAny("agent", &problems) { $0.name(&$1) }
    object.finish(&problems)
    guard let group, let agent else { return nil }
    if group == nil, agent == nil {
      problems.report("a group or an agent is needed, or both", at: node)
      return nil
    }
    return .init(group: group, agent: agent)
  }

  func permission(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.Permission? {
    let commands = rule.value("commands", &problems, commands)
    let when = when(&rule, &problems)
    let parties = rule.value("to", &problems) { node, problems in
      node.list(mayBeEmpty: true, &problems) { party($0, &$1) }
    }
    guard let commands, let when, let parties else { return nil }
    return .init(commands, when: when, to: parties)
  }

  /// `customers`, `assignee` and the like, or `{"agents": ["li"]}`.
  private func party(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> TicketPolicy.Permission.Party? {
    guard case .object = node.value, var object = node.object(&problems) else {
      return node.oneOf(TicketPolicy.Permission.Party.words, &problems)
    }
    let agents: [AgentID]? = object.value("agents", &problems) { $0.list(&$1) { $0.name(&$1) } }
    object.finish(&problems)
    return agents.map { .onlyAgents($0) }
  }

  func forbiddenMark(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.ForbiddenMark? {
    let mark = rule.value("mark", &problems) { $0.nonEmptyString(&$1) }
    let id: RuleID? = rule.value("rule", &problems) { $0.name(&$1) }
    guard let mark, let id else { return nil }
    return .init(mark, by: id)
  }

  func requirement(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.Requirement? {
    let id: RuleID? = rule.value("id", &problems) { $0.name(&$1) }
    let when = when(&rule, &problems)
    let before = rule.value("before", &problems, commands)
    let needs = rule.value("needs", &problems, parts)
    let exceptFor: [Ticket.Outcome]? = rule.value("exceptFor", or: [], &problems) {
      $0.list(&$1) { $0.name(&$1) }
    }
    guard let id, let when, let before, let needs, let exceptFor else { return nil }
    return .init(id, when: when, before: before, parts: needs, exceptFor: exceptFor)
  }

  func procedure(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.ProcedureRule? {
    let id: Ticket.Procedure? = rule.value("id", &problems) { $0.name(&$1) }
    let stages: [Ticket.Stage]? = rule.value("stages", &problems) { $0.list(&$1) { $0.name(&$1) } }
    let checklist: [Ticket.DocumentKind]? = rule.value("checklist", or: [], &problems) {
      $0.list(&$1) { $0.name(&$1) }
    }
    let window = rule.valueIfAny("window", &problems, window)
    guard let id, let stages, let checklist, let window else { return nil }
    return .init(id, stages: stages, checklist: checklist, window: window)
  }

  private func window(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> TicketPolicy.Window? {
    guard var object = node.object(&problems) else { return nil }
    let earliest = object.value("earliest", &problems, span)
    let latest = object.value("latest", &problems, span)
    object.finish(&problems)
    guard let earliest, let latest else { return nil }
    return .init(from: earliest, to: latest)
  }

  func incidentPlan(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.IncidentPlan? {
    let level = rule.value("level", &problems) { node, problems in
      node.integer(in: 1...3, &problems).flatMap { Ticket.IncidentLevel(rawValue: Int($0)) }
    }
    let plan = rule.value("plan", &problems) { $0.nonEmptyString(&$1) }
    guard let level, let plan else { return nil }
    return .init(level, plan)
  }

  func confirmation(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.ConfirmationRule? {
    let step: Ticket.ConfirmationStep? = rule.value("step", &problems) { $0.name(&$1) }
    let pauses = rule.value("pauses", &problems) { $0.boolean(&$1) }
    let needsTime = rule.value("needsExpectedTime", or: false, &problems) { $0.boolean(&$1) }
    let before = rule.value("before", or: [], &problems, commands)
    let when = when(&rule, &problems)
    guard let step, let pauses, let needsTime, let before, let when else { return nil }
    return .init(
      step, pauses: pauses, needsExpectedTime: needsTime, before: before, when: when)
  }

  func followUp(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.FollowUpRule? {
    let id: RuleID? = rule.value("id", &problems) { $0.name(&$1) }
    let when = when(&rule, &problems)
    let after: Ticket.Command.Kind? = rule.value("after", &problems) { $0.choice(&$1) }
    let purpose = rule.value("purpose", &problems) { $0.nonEmptyString(&$1) }
    let delay = rule.value("delay", &problems, span)
    let every = rule.valueIfAny("every", &problems, span)
    guard let id, let when, let after, let purpose, let delay, let every else { return nil }
    return .init(id, when: when, after: after, purpose: purpose, delay: delay, every: every)
  }

  func notice(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.NoticeRule? {
    let purpose = rule.value("purpose", &problems) { $0.nonEmptyString(&$1) }
    let channels: [Ticket.Channel]? = rule.value("channels", &problems) {
      $0.list(&$1) { $0.name(&$1) }
    }
    let after = rule.value("after", or: [], &problems, commands)
    let when = when(&rule, &problems)
    guard let purpose, let channels, let after, let when else { return nil }
    return .init(purpose, over: channels, after: after, when: when)
  }

  func retention(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.RetentionRule? {
    let id: RuleID? = rule.value("id", &problems) { $0.name(&$1) }
    let part: Ticket.ErasureScope? = rule.value("keep", &problems) { $0.choice(&$1) }
    let period = rule.value("for", &problems, span)
    let anchors: [(name: String, value: TicketPolicy.RetentionRule.Anchor)] = [
      ("opening", .opening), ("closing", .closing),
    ]
    let from = rule.value("from", &problems) { $0.oneOf(anchors, &$1) }
    let when = when(&rule, &problems)
    let keepWhile = rule.valueIfAny("keepWhile", &problems, condition)
    let isLaw = rule.value("isLaw", or: false, &problems) { $0.boolean(&$1) }
    guard let id, let part, let period, let from, let when, let keepWhile, let isLaw else {
      return nil
    }
    return .init(
      id, keep: part, for: period, from: from, when: when, keepWhile: keepWhile, isLaw: isLaw)
  }
}

extension TicketPolicy.Permission.Party {
  /// Those who are called by a word.
  static let words: [(name: String, value: Self)] = [
    ("customers", .customers), ("agents", .agents), ("automations", .automations),
    ("system", .system), ("assignee", .assignee),
  ]
}
