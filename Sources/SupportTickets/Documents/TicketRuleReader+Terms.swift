// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// The rules of which there is one.
extension TicketRuleReader {
  func attachments(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.AttachmentLimits? {
    let bytes = rule.value("mostBytes", &problems) { $0.integer(in: 0...Int64.max, &$1) }
    let types = rule.valueIfAny("mediaTypes", &problems) { node, problems in
      node.list(mayBeEmpty: true, &problems, mediaType)
    }
    let most = rule.valueIfAny("mostPerMessage", &problems) { $0.integer(in: 0...Int64.max, &$1) }
    guard let bytes, let types, let most else { return nil }
    return .init(
      mostBytes: bytes, mediaTypes: types, mostPerMessage: most.map { Int(clamping: $0) })
  }

  private func mediaType(_ node: DocumentNode, _ problems: inout Problems) -> String? {
    guard let text = node.nonEmptyString(&problems) else { return nil }
    if text.contains("/") { return text }
    problems.report(
      "\(text.quoted) is no media type, such as \"image/png\", nor a family, such as \"image/*\"",
      at: node)
    return nil
  }

  func transfers(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.TransferLimit? {
    let most = rule.value("most", &problems) { $0.integer(in: 0...Int64.max, &$1) }
    let spans: [(name: String, value: TicketPolicy.TransferLimit.Span)] = [
      ("contact", .contact), ("ticket", .ticket),
    ]
    let within = rule.value("within", &problems) { $0.oneOf(spans, &$1) }
    let team = team(&rule, &problems)
    guard let most, let within, let team else { return nil }
    return .init(most: Int(clamping: most), within: within, escalateTo: team)
  }

  func recordings(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.RecordingRule? {
    let channels: [Ticket.Channel]? = rule.value("neededOver", &problems) {
      $0.list(mayBeEmpty: true, &$1) { $0.name(&$1) }
    }
    let isEncrypted = rule.value("mustBeEncrypted", &problems) { $0.boolean(&$1) }
    guard let channels, let isEncrypted else { return nil }
    return .init(neededOver: channels, mustBeEncrypted: isEncrypted)
  }

  func dissatisfaction(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.DissatisfactionRule? {
    let stars = rule.value("mostStars", &problems) { $0.integer(in: 1...5, &$1) }
    let team = team(&rule, &problems)
    guard let stars, let team else { return nil }
    return .init(mostStars: Int(clamping: stars), escalateTo: team)
  }

  func inspection(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.InspectionRule? {
    let below = rule.value("below", &problems) { $0.thousandths(in: 0...1_001, &$1) }
    let team = team(&rule, &problems)
    guard let below, let team else { return nil }
    return .init(below: below, escalateTo: team)
  }

  func abuse(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.AbuseRule? {
    let bound = rule.value("bound", &problems) { $0.thousandths(in: 0...1_000, &$1) }
    let warnings = rule.value("warnings", &problems) { $0.integer(in: 0...1_000_000, &$1) }
    let block = rule.value("blockFor", &problems, span)
    guard let bound, let warnings, let block else { return nil }
    return .init(bound: bound, warnings: Int(clamping: warnings), blockFor: block)
  }

  func duplicates(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.DuplicateRule? {
    let fields = rule.value("fields", or: [], &problems, fieldNames)
    let category = rule.value("category", &problems) { $0.boolean(&$1) }
    let within = rule.value("within", &problems, span)
    guard let fields, let category, let within else { return nil }
    return .init(fields: fields, category: category, within: within)
  }

  func conversations(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.ConversationLimit? {
    rule.value("most", &problems) { $0.integer(in: 0...Int64.max, &$1) }
      .map { .init(most: Int(clamping: $0)) }
  }

  func afterAccountClosure(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> TicketPolicy.AccountClosureRule? {
    let channels: [Ticket.Channel]? = rule.value("channels", &problems) {
      $0.list(&$1) { $0.name(&$1) }
    }
    let period = rule.value("for", &problems, span)
    guard let channels, let period else { return nil }
    return .init(channels, for: period)
  }

  /// The team to which a ticket is raised; without it the host decides.
  private func team(
    _ rule: inout DocumentObject, _ problems: inout Problems
  ) -> GroupID?? {
    rule.valueIfAny("escalateTo", &problems) { $0.name(&$1) }
  }
}
