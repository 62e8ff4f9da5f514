// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// A decision while it is made: one pass, forwards.
struct DeskWork {
  let desk: Desk
  let principal: Principal
  let now: Instant
  let reason: String?
  let coverage: Ladder.Coverage
  var decision: DeskDecision
  /// The rules of classification that held before.
  private var heldBefore: Set<RuleID> = []
  /// Whether a delay begins right now, so that what it costs can only be told a millisecond later.
  var looksAgain = false
  /// The place of its first event among those of the command.
  private let firstOrdinal: Int

  init(
    _ desk: Desk, _ matter: SupportCase, by principal: Principal, at now: Instant,
    because reason: String?, key: IdempotencyKey?, coverage: Ladder.Coverage, ordinal: Int = 0
  ) {
    firstOrdinal = ordinal
    self.desk = desk
    self.principal = principal
    self.now = now
    self.reason = reason
    self.coverage = coverage
    decision = DeskDecision(
      result: matter, before: matter, desk: desk, now: now,
      key: key ?? matter.nextKey)
  }

  var matter: SupportCase { decision.result }

  /// The place of the next event among those of the command.
  private var ordinal: Int { firstOrdinal + decision.entries.count }

  // MARK: The command

  mutating func perform(
    _ command: DeskCommand, _ earlier: SupportCase?
  ) throws(DeskRejection) {
    switch command {
    case .ticket(let command): try perform(command, earlier)
    case .adjust(let kind):
      guard matter.ticket.openedAt != nil else { throw .notOpened }
      guard matter.timeline != nil else { throw .noSection("serviceLevels") }
      record(.clock(SLAAdjustment(kind, by: principal, at: now, because: reason ?? "")))
    case .claim(let cause, let facts):
      guard desk.compensation != nil else { throw .noSection("compensation") }
      guard matter.account != nil else { throw .accountNotLoaded("compensation account") }
      guard cause.ticket == matter.id else { throw .anotherTicket(cause.ticket) }
      let claim = try claim(cause, facts)
      write(facts)
      try perform(.claim(claim))
    case .compensation(let command):
      guard desk.compensation != nil else { throw .noSection("compensation") }
      guard matter.account != nil else { throw .accountNotLoaded("compensation account") }
      try perform(command)
    case .membership(let command):
      guard matter.member != nil else { throw .accountNotLoaded("membership") }
      try perform(command)
    case .dispute(let id, let command): try perform(command, of: id)
    }
  }

  private mutating func perform(
    _ command: Ticket.Command, _ earlier: SupportCase?
  ) throws(DeskRejection) {
    if case .erase = command { writeBenefits() }
    let events: [Ticket.Event]
    do throws(Ticket.Rejection) {
      events = try matter.ticket.decide(
        command, by: principal, at: now, because: reason,
        under: desk.ticketPolicy(for: matter.ticket, at: now))
    } catch {
      throw .ticket(error)
    }
    let changesFacts = events.contains { $0.change.changesFacts }
    if changesFacts { heldBefore = Set(holding().map(\.id)) }
    for event in events { record(.ticket(event)) }
    if case .open(let opening) = command {
      writeTier()
      mergeInto(earlier, opening)
    }
    if changesFacts { classify() }
  }

  private mutating func perform(_ command: CompensationAccount.Command) throws(DeskRejection) {
    guard let policies = desk.compensation, let account = matter.account else {
      throw .noSection("compensation")
    }
    let events: [CompensationAccount.Event]
    do throws(CompensationAccount.Rejection) {
      events = try account.decide(
        command, by: principal, at: now, because: reason, under: policies)
    } catch {
      throw .compensation(error)
    }
    if case .claim(let claim) = command { note(claim, account, policies) }
    for event in events { record(.compensation(event)) }
    grant(from: events)
  }

  private mutating func perform(_ command: MemberAccount.Command) throws(DeskRejection) {
    guard let member = matter.member else { throw .accountNotLoaded("membership") }
    do throws(MemberAccount.Rejection) {
      for event in try member.decide(command, by: principal, at: now, because: reason) {
        record(.membership(event))
      }
    } catch {
      throw .membership(error)
    }
    writeTier()
  }

  private mutating func perform(
    _ command: Dispute.Command, of id: DisputeID
  ) throws(DeskRejection) {
    let book = desk.book(at: matter.ticket.openedAt ?? now)
    guard let policy = book.disputes else { throw .noSection("disputes") }
    let dispute = matter.dispute(id) ?? Dispute(id)
    do throws(Dispute.Rejection) {
      let events = try dispute.decide(
        command, by: principal, at: now, because: reason, under: policy)
      for event in events { record(.dispute(id, event)) }
    } catch {
      throw .dispute(error)
    }
  }

  // MARK: Events

  mutating func record(_ event: DeskEvent, knowing other: SLATimeline? = nil) {
    let id = EventID(of: decision.key, ordinal: ordinal)
    let stream: StreamID
    switch event {
    case .ticket(let event):
      stream = matter.stream
      decision.intents += event.intents(causedBy: id, of: matter.id)
    case .clock, .told: stream = matter.stream
    case .compensation(let event):
      guard let account = matter.account else { return }
      stream = StreamID(.compensation, of: account.customer)
      decision.intents += event.intents(causedBy: id, of: account)
    case .membership(let event):
      guard let member = matter.member else { return }
      stream = StreamID(.membership, of: member.id)
      decision.intents += event.intents(of: member.id)
    case .dispute(let id, _): stream = StreamID(.dispute, of: id)
    }
    decision.entries.append(.init(stream: stream, event: event))
    if case .ticket(let event) = event, other != nil {
      decision.result.apply(event, knowing: other)
    } else {
      decision.result.apply(event)
    }
  }

  /// Does something with the ticket that follows from the rules themselves.
  mutating func follow(_ command: Ticket.Command, because reason: String? = nil) {
    do throws(Ticket.Rejection) {
      let events = try matter.ticket.decide(
        command, by: .system, at: now, because: reason,
        under: desk.ticketPolicy(for: matter.ticket, at: now))
      for event in events { record(.ticket(event)) }
    } catch {
      if case .nothingToChange = error { return }
      decision.notDone.append("\(error)")
    }
  }

  /// Takes an event that was recorded elsewhere, and says what the rules of classification say of it.
  mutating func hear(_ event: Ticket.Event) {
    guard event.change.changesFacts else { return record(.ticket(event)) }
    heldBefore = Set(holding().map(\.id))
    record(.ticket(event))
    classify()
  }

  // MARK: What follows

  mutating func conclude(isTick: Bool = false) {
    reward()
    settle()
    route()
    tell()
    decision.nextDeadline = nextDeadline()
    let (account, member) = (matter.account, matter.member)
    decision.other?.account = account
    decision.other?.member = member
  }

  /// The rules of classification that hold now.
  private func holding() -> [Rule<ClassificationPolicy.Outcome>] {
    guard let policy = classification, matter.ticket.openedAt != nil else { return [] }
    return policy.matching(
      matter.ticket.facts(in: policy.facts),
      on: desk.book.zone.wallTime(at: now).date)
  }

  private var classification: ClassificationPolicy? {
    desk.book(at: matter.ticket.openedAt ?? now).classification
  }

  /// Says what the rules say that began to hold; what they say can make others hold.
  private mutating func classify() {
    guard classification != nil else { return }
    var acted = heldBefore
    while true {
      let next = holding().first { !acted.contains($0.id) }
      guard let rule = next else { return }
      acted.insert(rule.id)
      follow(rule)
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
    for field in outcome.fields where ticket.details.field(field.name)?.value == nil {
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
    if let group = outcome.escalateTo {
      follow(.escalate(Ticket.Escalation(.asked, to: group)), because: why)
    }
  }

  /// What a claim says of the case is written down with the ticket: its history alone then tells what
  /// was judged.
  private mutating func write(_ facts: [DeskFact]) {
    guard matter.ticket.openedAt != nil else { return }
    let own = Set(Ticket.factFields.map(\.name))
    for fact in facts where !own.contains(fact.name) {
      guard matter.ticket.details.field(fact.name)?.value != fact.value else { continue }
      let isPersonal = desk.book.facts.field(fact.name)?.isPersonal ?? false
      follow(.setField(.init(fact.name, fact.value, isPersonal: isPersonal)))
    }
  }

  /// The member's tier is a fact of the ticket, so that its history says what was known.
  mutating func writeTier() {
    guard matter.ticket.openedAt != nil, !matter.ticket.isResolved,
      desk.book(at: matter.ticket.openedAt ?? now).facts.field(DeskFacts.tier) != nil,
      let tier = matter.member?.standing(at: now)?.tier.rawValue
    else { return }
    let known = matter.ticket.details.field(DeskFacts.tier)?.value
    if known != .text(tier) { follow(.setField(.init(DeskFacts.tier, .text(tier)))) }
  }

  /// What keeps a file can be a benefit that the member has, such as preservation of evidence: a fact that
  /// is called like a benefit of the programme says whether the member has it now, also of a file that is
  /// closed. It is written down before something is erased.
  private mutating func writeBenefits() {
    guard let member = matter.member, member.enrolledAt != nil, matter.ticket.openedAt != nil else {
      return
    }
    let programme = member.programme
    var names = Set(programme.tiers.flatMap { $0.benefits.map(\.id.rawValue) })
    names.formUnion(programme.earnings.rules.compactMap { $0.then.service?.benefit.rawValue })
    for field in desk.book(at: matter.ticket.openedAt ?? now).facts.fields
    where field.domain == .boolean && names.contains(field.name) {
      let has = member.entitlement(BenefitID(field.name), at: now) != nil
      let known = matter.ticket.details.field(field.name)?.value
      guard known != .boolean(has), has || known != nil else { continue }
      let value = Ticket.CustomField(field.name, .boolean(has), isPersonal: field.isPersonal)
      record(.ticket(Ticket.Event(.fieldSet(value), by: .system, at: now)))
    }
  }

  /// Makes a repeated contact about one matter a part of the earlier case, whose clocks go on.
  private mutating func mergeInto(_ earlier: SupportCase?, _ opening: Ticket.Opening) {
    let policy = desk.ticketPolicy(for: matter.ticket, at: now)
    guard var earlier, earlier.id != matter.id, !earlier.ticket.isResolved,
      let rule = policy.duplicates, var index = DuplicateIndex(policy),
      let first = earlier.ticket.opening.flatMap({ DuplicateKey($0, by: rule) }),
      let last = earlier.ticket.lastEventAt, let key = DuplicateKey(opening, by: rule)
    else { return }
    index.note(first, ticket: earlier.id, at: last)
    guard index.ticket(for: key, at: now) == earlier.id else { return }
    do throws(Ticket.Rejection) {
      let merging = try Ticket.merge(
        [matter.ticket], into: earlier.ticket, by: .system, at: now, because: "duplicate",
        under: policy)
      let clocks = matter.timeline
      earlier.account = matter.account
      earlier.member = matter.member
      var work = DeskWork(
        desk, earlier, by: .system, at: now, because: nil, key: decision.key, coverage: coverage,
        ordinal: ordinal)
      for event in merging.survivor.events { work.record(.ticket(event), knowing: clocks) }
      work.conclude()
      take(work.decision)
      for event in merging.events(of: matter.id) { record(.ticket(event)) }
    } catch {
      decision.notDone.append("\(error)")
    }
  }

  /// Takes over what was decided of the earlier case: what fell due of it is told and paid, too, and the
  /// customer's accounts are the same.
  private mutating func take(_ other: DeskDecision) {
    decision.entries += other.entries
    decision.intents += other.intents
    decision.judged += other.judged
    decision.notDone += other.notDone
    decision.result.account = other.result.account
    decision.result.member = other.result.member
    decision.other = other.result
    decision.otherDeadline = other.nextDeadline
  }

  // MARK: Telling

  /// What fell due between the last look and now: reminders, breaches, levels of ladders. Each is told
  /// once, under its key: also where several commands come at one instant, or excluded time moves it.
  private mutating func tell() {
    guard let timeline = matter.timeline, matter.ticket.openedAt != nil else { return }
    let last = decision.before.toldThrough
    let start = last < now ? last : now.adding(milliseconds: -1)
    var due = timeline.intents(for: matter.id, after: start, through: now, coverage: coverage)
    if let member = matter.member { due += member.intents(after: start, through: now) }
    for dispute in matter.disputes { due += dispute.intents(after: start, through: now) }
    let told = matter.told
    due.removeAll { told.contains($0.key) }
    decision.intents += due
    if !due.isEmpty {
      record(.told(through: now, keys: due.map(\.key)))
    } else if matter.toldThrough < now, !decision.entries.isEmpty {
      record(.told(through: now, keys: []))
    }
  }

  private func nextDeadline() -> Instant? {
    var deadlines: [Instant] = looksAgain ? [now.adding(milliseconds: 1)] : []
    if let next = matter.timeline?.nextWakeUp(after: now, coverage: coverage) {
      deadlines.append(next)
    }
    if let next = matter.account?.nextDeadline, next > now { deadlines.append(next) }
    if let next = matter.member?.nextDeadline(after: now) { deadlines.append(next) }
    deadlines += matter.disputes.compactMap { $0.nextWakeUp(after: now) }
    return deadlines.min()
  }

  // MARK: Routing

  private mutating func route() {
    guard desk.book(at: now).routing != nil else { return }
    let (before, after) = (decision.before.ticket, matter.ticket)
    let work = WorkID(after.id.rawValue)
    func needs(_ ticket: Ticket) -> Bool {
      ticket.openedAt != nil && !ticket.isResolved && ticket.assignment.agent == nil
    }
    let isMoved = before.assignment.group != after.assignment.group
    if needs(after), !needs(before) || isMoved {
      decision.routing = .enqueue(desk.workItem(for: matter, at: now))
    } else if needs(before), !needs(after) {
      decision.routing = .withdraw(work)
    }
  }
}

extension Ticket.Change {
  /// Whether it can say something that rules ask about.
  fileprivate var changesFacts: Bool {
    switch self {
    case .opened, .imported, .classified, .prioritised, .assigned, .complaintGraded,
      .incidentGraded, .fieldSet:
      true
    default: false
    }
  }
}
