// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTickets
import SupportTime

/// What the rules say of a ticket, and what of the rest of a case is written down with it.
extension DeskWork {
  private var today: CivilDate { book.zone.wallTime(at: now).date }

  /// Notes what the rules say before a command changes what they ask about.
  mutating func noteClassification() {
    guard let policy = book.classification else { return }
    let isOpened = matter.ticket.openedAt != nil
    let facts = isOpened ? policy.reader.facts(of: matter.ticket) : Facts(policy.reader.schema)
    let holding = isOpened ? policy.holding(facts, on: today) : []
    classified = Classified(facts: facts, holding: holding, entries: decision.entries.count)
  }

  /// Says what the rules say that began to hold; what they say can make others hold.
  mutating func classify() {
    guard let policy = book.classification, matter.ticket.openedAt != nil,
      var known = classified
    else { return }
    let today = today
    takeUp(policy.reader, &known)
    while let next = policy.holding(known.facts, on: today).first(where: {
      !known.holding.contains($0)
    }) {
      known.holding.append(next)
      follow(policy.rules[next])
      takeUp(policy.reader, &known)
    }
    classified = nil
  }

  /// Takes up what the events since then say.
  private func takeUp(_ reader: TicketFactReader, _ known: inout Classified) {
    let entries = decision.entries[known.entries...]
    known.entries = decision.entries.endIndex
    for entry in entries where entry.stream == stream {
      guard case .ticket(let event) = entry.event else { continue }
      if case .imported = event.change {
        known.facts = reader.facts(of: matter.ticket)
        return
      }
      reader.record(event.change, in: &known.facts)
    }
  }

  private mutating func follow(_ rule: Rule<ClassificationPolicy.Outcome>) {
    let outcome = rule.then
    let ticket = matter.ticket
    let why = rule.id.rawValue
    var parts = ticket.classification
    parts.kind = parts.kind ?? outcome.classification.kind
    parts.category = parts.category ?? outcome.classification.category
    parts.subcategory = parts.subcategory ?? outcome.classification.subcategory
    if parts != ticket.classification { follow(.classify(parts), because: why) }
    for field in outcome.fields where ticket.field(field.name)?.value == nil {
      follow(.setField(field), because: why)
    }
    if let priority = outcome.raiseTo, priority != ticket.priority {
      follow(.prioritise(priority), because: why)
    } else if ticket.priority == nil, let priority = outcome.priority {
      follow(.prioritise(priority), because: why)
    }
    var grade = ticket.details.grade
    grade.complaintClass = grade.complaintClass ?? outcome.grade.complaintClass
    grade.level = grade.level ?? outcome.grade.level
    if grade != ticket.details.grade { follow(.gradeComplaint(grade), because: why) }
    if let level = outcome.incident, ticket.details.incident == nil {
      follow(.gradeIncident(level), because: why)
    }
    if let group = outcome.assignTo, ticket.assignment == Ticket.Assignment() {
      follow(.assign(Ticket.Assignment(group: group)), because: why)
    }
    if let group = outcome.handTo, ticket.assignment.group != group {
      let new = Ticket.Assignment(group: group)
      let isOwned = ticket.assignment.agent != nil
      follow(isOwned ? .transfer(to: new, contact: nil) : .assign(new), because: why)
    }
    if let group = outcome.escalateTo {
      follow(.escalate(Ticket.Escalation(.asked, to: group)), because: why)
    }
  }

  /// Takes an event that was recorded elsewhere, and says what the rules of classification say of it.
  mutating func hear(_ event: Ticket.Event) {
    noteClassification()
    record(.ticket(event))
    classify()
  }

  // MARK: What is written down

  /// What a claim says of the case is written down with the ticket: its history alone then tells what
  /// was judged.
  mutating func write(_ facts: [DeskFact]) {
    guard matter.ticket.openedAt != nil else { return }
    let own = Set(Ticket.factFields.map(\.name))
    for fact in facts where !own.contains(fact.name) {
      guard matter.ticket.field(fact.name)?.value != fact.value else { continue }
      let isPersonal = book.facts.field(fact.name)?.isPersonal ?? false
      follow(.setField(.init(fact.name, fact.value, isPersonal: isPersonal)))
    }
  }

  /// The member's tier is a fact of the ticket, so that its history says what was known.
  mutating func writeTier() {
    guard matter.ticket.openedAt != nil, !matter.ticket.isResolved,
      book.facts.field(DeskFacts.tier) != nil,
      let tier = matter.member?.standing(at: now)?.tier.rawValue
    else { return }
    let known = matter.ticket.field(DeskFacts.tier)?.value
    if known != .text(tier) { follow(.setField(.init(DeskFacts.tier, .text(tier)))) }
  }

  /// What keeps a file can be a benefit that the member has, such as preservation of evidence: a fact that
  /// is called like a benefit of the programme says whether the member has it now, also of a file that is
  /// closed. It is written down before something is erased.
  mutating func writeBenefits() {
    guard let member = matter.member, member.enrolledAt != nil, matter.ticket.openedAt != nil else {
      return
    }
    let programme = member.programme
    var names = Set(programme.tiers.flatMap { $0.benefits.map(\.id.rawValue) })
    names.formUnion(programme.earnings.rules.compactMap { $0.then.service?.benefit.rawValue })
    for field in book.facts.fields
    where field.domain == .boolean && names.contains(field.name) {
      let has = member.entitlement(BenefitID(field.name), at: now) != nil
      let known = matter.ticket.field(field.name)?.value
      guard known != .boolean(has), has || known != nil else { continue }
      let value = Ticket.CustomField(field.name, .boolean(has), isPersonal: field.isPersonal)
      record(.ticket(Ticket.Event(.fieldSet(value), by: .system, at: now)))
    }
  }
}

extension Ticket.Change {
  /// Whether it can say something that rules ask about.
  var changesFacts: Bool {
    switch self {
    case .opened, .imported, .classified, .prioritised, .assigned, .complaintGraded,
      .incidentGraded, .fieldSet:
      true
    default: false
    }
  }
}
