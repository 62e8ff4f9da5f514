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
struct DeskWork: ~Copyable {
  let principal: Principal
  let now: Instant
  let reason: String?
  let coverage: Ladder.Coverage
  var decision: DeskDecision
  /// What the rules of classification said before the command.
  var classified: Classified?
  /// When to look again at what cannot be told yet: a delay that begins right now costs something a
  /// millisecond later, and an account that knows of something later decides nothing before it.
  var looksAgainAt = Instant.min
  /// The place of its first event among those of the command.
  private let firstOrdinal: Int
  /// The stream of the ticket, named once.
  let stream: StreamID

  /// What was known of a ticket, the positions of the rules that held or have acted, and how many entries
  /// were taken up.
  struct Classified {
    var facts: Facts
    var holding: [Int]
    var entries: Int
  }

  init(
    _ desk: Desk, _ matter: SupportCase, by principal: Principal, at now: Instant,
    because reason: String?, key: IdempotencyKey?, coverage: Ladder.Coverage, ordinal: Int = 0
  ) {
    firstOrdinal = ordinal
    stream = matter.stream
    self.principal = principal
    self.now = now
    self.reason = reason
    self.coverage = coverage
    decision = DeskDecision(of: matter, by: desk, at: now, under: key ?? matter.nextKey)
  }

  /// Hands over what was decided.
  consuming func handOver() -> DeskDecision { decision }

  // What is large is lent: most questions read one part of it.

  var desk: Desk { _read { yield decision.desk } }
  var matter: SupportCase { _read { yield decision.result } }

  /// The book that holds for the ticket: the one in force when it was opened.
  var book: PolicyBook {
    _read {
      let opening = decision.result.ticket.openedAt ?? now
      yield decision.desk.books[decision.desk.number(ofBookAt: opening)]
    }
  }

  /// The policy of tickets that holds for the ticket.
  var ticketPolicy: HeldTicketPolicy { desk.ticketPolicy(for: matter.ticket, at: now) }

  /// The place of the next event among those of the command.
  var ordinal: Int { firstOrdinal + decision.entries.count }

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
      _ = try moneyRules()
      guard cause.ticket == matter.id else { throw .anotherTicket(cause.ticket) }
      settle()
      let claim = try claim(cause, facts)
      write(facts)
      try perform(.claim(claim))
    case .compensation(let command): try perform(command)
    case .membership(let command): try perform(command)
    case .dispute(let id, let command): try perform(command, of: id)
    }
  }

  private mutating func perform(
    _ command: Ticket.Command, _ earlier: SupportCase?
  ) throws(DeskRejection) {
    if case .open(let opening) = command, let customer = opening.customer,
      let owner = matter.account?.customer, owner != customer
    {
      throw .anotherCustomer(customer, caseOf: owner)
    }
    if case .erase = command { writeBenefits() }
    let events: [Ticket.Event]
    do throws(Ticket.Rejection) {
      events = try matter.ticket.decide(
        command, by: principal, at: now, because: reason,
        under: ticketPolicy)
    } catch {
      throw .ticket(error)
    }
    let changesFacts = events.contains { $0.change.changesFacts }
    if changesFacts {
      settleBefore()
      noteClassification()
    }
    for event in events { record(.ticket(event)) }
    if case .open(let opening) = command {
      writeTier()
      mergeInto(earlier, opening)
    }
    if changesFacts { classify() }
  }

  private mutating func perform(_ command: CompensationAccount.Command) throws(DeskRejection) {
    // What fell due before is decided before, however late somebody looks: caps go by that order.
    if case .claim = command { settle() }
    let (policies, account) = try moneyRules()
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
    settleBefore()
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
    var stream = stream
    switch event {
    case .ticket(let event):
      decision.intents += event.intents(causedBy: id, of: matter.id)
    case .clock, .told: break
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
    decision.result.apply(event, knowing: other)
  }

  /// Does something with the ticket that follows from the rules themselves.
  mutating func follow(_ command: Ticket.Command, because reason: String? = nil) {
    do throws(Ticket.Rejection) {
      let events = try matter.ticket.decide(
        command, by: .system, at: now, because: reason,
        under: ticketPolicy)
      for event in events { record(.ticket(event)) }
    } catch {
      if case .nothingToChange = error { return }
      leave(.ticket(error))
    }
  }

  // MARK: What follows

  mutating func conclude() {
    reward()
    settle()
    route()
    tell()
    decision.nextDeadline = nextDeadline()
    guard var other = decision.other else { return }
    other.account = matter.account
    other.member = matter.member
    decision.other = other
  }

  // MARK: Telling

  /// What fell due between the last look and now: reminders, breaches, levels of ladders. Each is told
  /// once, under its key: also where several commands come at one instant, or excluded time moves it.
  private mutating func tell() {
    guard matter.ticket.openedAt != nil else { return }
    let last = decision.before.toldThrough
    let start = last < now ? last : now.adding(milliseconds: -1)
    var due =
      matter.timeline?.intents(for: matter.id, after: start, through: now, coverage: coverage) ?? []
    due += decision.result.member?.intents(after: start, through: now) ?? []
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
    var deadlines: [Instant] = looksAgainAt > now ? [looksAgainAt] : []
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
    guard desk.books[desk.number(ofBookAt: now)].routing != nil else { return }
    func needs(_ ticket: borrowing Ticket) -> Bool {
      ticket.openedAt != nil && !ticket.isResolved && ticket.assignment.agent == nil
    }
    let neededBefore = needs(decision.before.ticket)
    let isNeeded = needs(decision.result.ticket)
    let isMoved =
      decision.before.ticket.assignment.group != decision.result.ticket.assignment.group
    if isNeeded, !neededBefore || isMoved {
      decision.routing = .enqueue(desk.workItem(for: matter, at: now))
    } else if neededBefore, !isNeeded {
      decision.routing = .withdraw(WorkID(matter.id.rawValue))
    }
  }
}
