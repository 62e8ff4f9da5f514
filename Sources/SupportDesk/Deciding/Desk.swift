// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
import SupportRouting
import SupportRules
import SupportSLA
public import SupportTickets
public import SupportTime

/// A book that decides: commands in, explained decisions out.
///
/// ```swift
/// let desk = Desk(book)
/// var matter = desk.opened("T-1", customer: "c-7")
/// let answer = try desk.handle(.complain("c-7"), of: matter, by: .customer("c-7"), at: now)
/// answer.events; answer.intents; answer.nextDeadline
/// answer.explanation.text(in: .simplifiedChinese, for: .customer)
/// matter = answer.result
/// ```
///
/// One pass, forwards: the ticket decides, its facts are read, rules classify it, its clocks are
/// folded, what was missed is told, escalated and paid, good ratings are rewarded, and the router is
/// told. Nothing is read from outside and nothing is scheduled inside: the same case, command and
/// instant give the same decision, byte for byte.
public struct Desk: Sendable {
  /// What the books say, behind one reference: a decision holds its desk.
  private let held: Held

  private final class Held: Sendable {
    let books: [PolicyBook]
    let tickets: TicketPolicyEditions?
    let serviceLevels: SLAPolicyVersions?
    let compensation: CompensationPolicyVersions?
    let membership: MembershipEditions?
    let readers: [TicketFactReader]
    let choiceReaders: [TicketFactReader?]
    let workReaders: [TicketFactReader?]

    init(
      _ books: [PolicyBook], _ tickets: TicketPolicyEditions?,
      _ serviceLevels: SLAPolicyVersions?, _ compensation: CompensationPolicyVersions?,
      _ membership: MembershipEditions?
    ) {
      self.books = books
      self.tickets = tickets
      self.serviceLevels = serviceLevels
      self.compensation = compensation
      self.membership = membership
      readers = Desk.readers(compensation)
      (choiceReaders, workReaders) = Desk.routingReaders(books)
    }
  }

  // All is lent: most questions read one part of it.

  /// All versions, by the instant from which they are in force; at least one.
  public var books: [PolicyBook] { _read { yield held.books } }
  /// The newest version of the book.
  public var book: PolicyBook { _read { yield held.books[held.books.count - 1] } }

  /// Whose the newest version of the book is, in a store that several organisations share.
  package var tenant: TenantID? { held.books[held.books.count - 1].tenant }

  var tickets: TicketPolicyEditions? { _read { yield held.tickets } }
  var serviceLevels: SLAPolicyVersions? { _read { yield held.serviceLevels } }
  var compensation: CompensationPolicyVersions? { _read { yield held.compensation } }
  var membership: MembershipEditions? { _read { yield held.membership } }
  /// One reader for each schema in which the books ask for the facts of a ticket.
  private var readers: [TicketFactReader] { _read { yield held.readers } }
  /// For each book a reader of what its rules of queues ask; `nil` where it has none.
  var choiceReaders: [TicketFactReader?] { _read { yield held.choiceReaders } }
  /// For each book a reader of what else a router is told; `nil` where the other one tells it.
  var workReaders: [TicketFactReader?] { _read { yield held.workReaders } }

  /// Opens a book that stands by itself.
  public init(_ book: PolicyBook) {
    held = Held(
      [book], book.tickets, book.serviceLevels, book.compensation,
      book.membership.map { MembershipEditions($0) })
  }

  /// Opens several versions of a book, in any order: tickets keep the version that was in force when
  /// they were opened (semantics S7), causes the one of when they happened (C6).
  ///
  /// - Throws: `DocumentError` where there is none, two begin at one instant, or they pay in different
  ///   currencies.
  public init(_ books: [PolicyBook]) throws(DocumentError) {
    let ordered = books.sorted { $0.effectiveFrom < $1.effectiveFrom }
    guard let newest = ordered.last else {
      throw DocumentError(Problem(path: "", message: "a desk needs a book"))
    }
    for (one, next) in zip(ordered, ordered.dropFirst())
    where one.effectiveFrom == next.effectiveFrom {
      throw DocumentError(
        Problem(
          path: "effectiveFrom",
          message: "\(one.version) and \(next.version) are in force from the same instant"))
    }
    let policies = ordered.flatMap { book in
      Self.clipped(book.tickets?.editions ?? [], from: \.from, to: book)
    }
    let tickets =
      policies.isEmpty
      ? nil
      : TicketPolicyEditions(
        policies.map { .init(from: $0.from, $0.element.policy) })
    let levels = ordered.flatMap { book in
      Self.clipped(book.serviceLevels?.versions ?? [], from: \.effectiveFrom, to: book)
    }
    let serviceLevels =
      levels.isEmpty
      ? nil
      : try SLAPolicyVersions(
        levels.map { .init($0.element.policy, from: $0.from) },
        inForce: newest.serviceLevels?.inForce ?? .atOpening)
    let money = ordered.flatMap { book in
      Self.clipped(book.compensation?.versions ?? [], from: \.effectiveFrom, to: book)
    }
    let compensation =
      money.isEmpty
      ? nil
      : try CompensationPolicyVersions(money.map { .init($0.element.policy, from: $0.from) })
    let programmes = ordered.compactMap { book in
      book.membership.map { MembershipEditions.Edition(from: book.effectiveFrom, $0) }
    }
    let membership = programmes.first.map {
      MembershipEditions($0.programme, then: Array(programmes.dropFirst()))
    }
    held = Held(ordered, tickets, serviceLevels, compensation, membership)
  }

  /// A desk that says the same and shares nothing with this one.
  func readAgain() throws(DocumentError) -> Desk {
    var again: [PolicyBook] = []
    for book in books { again.append(try PolicyBook(book.json)) }
    return try Desk(again)
  }

  private static func readers(
    _ compensation: CompensationPolicyVersions?
  ) -> [TicketFactReader] {
    let schemas = compensation?.versions.map(\.policy.schema) ?? []
    var readers: [TicketFactReader] = []
    for schema in schemas where !readers.contains(where: { $0.schema == schema }) {
      readers.append(TicketFactReader(schema))
    }
    return readers
  }

  private static func routingReaders(
    _ books: [PolicyBook]
  ) -> (choice: [TicketFactReader?], work: [TicketFactReader?]) {
    let choice = books.map { $0.routing?.choice.map { TicketFactReader($0.schema) } }
    let work = zip(books, choice).map { book, choice in
      choice?.schema == book.facts
        ? nil : TicketFactReader(book.facts, asked: book.work.factsAsked)
    }
    return (choice, work)
  }

  /// What rules may know of a ticket as it stands; the same as its own `facts(in:)`.
  func facts(of ticket: Ticket, in schema: FactSchema) -> Facts {
    readers.first { $0.schema == schema }?.facts(of: ticket) ?? ticket.facts(in: schema)
  }

  /// The versions of a section that matter from the book's beginning on: the one in force then, and
  /// those that follow.
  private static func clipped<Element>(
    _ elements: [Element], from: KeyPath<Element, Instant>, to book: PolicyBook
  ) -> [(element: Element, from: Instant)] {
    let begun = elements.last { $0[keyPath: from] <= book.effectiveFrom } ?? elements.first
    let later = elements.filter { $0[keyPath: from] > book.effectiveFrom }
    return (begun.map { [($0, book.effectiveFrom)] } ?? [])
      + later.map { ($0, $0[keyPath: from]) }
  }

  /// A case to which nothing has happened yet.
  ///
  /// - Parameters:
  ///   - id: The name of the ticket.
  ///   - customer: Whose it is; gives the case an empty compensation account where the book pays.
  ///   - account: The customer's compensation account, where there is one; in place of an empty one.
  ///   - member: The customer's membership, where there is one.
  /// - Returns: The case, with the clocks of the book.
  public func opened(
    _ id: TicketID, customer: CustomerID? = nil, account: CompensationAccount? = nil,
    member: MemberAccount? = nil
  ) -> SupportCase {
    SupportCase(
      ticket: Ticket(id), timeline: serviceLevels.map { SLATimeline($0) },
      account: account ?? customer.flatMap(emptyAccount(of:)), member: member)
  }

  /// The compensation account of a customer who never got anything; `nil` where the book pays nothing.
  public func emptyAccount(of customer: CustomerID) -> CompensationAccount? {
    compensation.map {
      CompensationAccount(of: customer, in: $0.policy(at: .max).currency)
    }
  }

  /// The account of a member to whom nothing has happened yet; `nil` where the book has no programme.
  public func emptyMembership(of member: MemberID) -> MemberAccount? {
    membership.map { MemberAccount(member, under: $0) }
  }

  /// The version of the book that holds for a ticket: the one in force when it was opened.
  public func version(for ticket: Ticket, at now: Instant) -> PolicyVersion {
    books[number(ofBookAt: ticket.openedAt ?? now)].version
  }

  /// The version of the book in force at an instant; before the first one, the first one.
  public func book(at instant: Instant) -> PolicyBook {
    books[number(ofBookAt: instant)]
  }

  /// The place of the version in force at an instant; a desk has at least one.
  func number(ofBookAt instant: Instant) -> Int {
    var number = books.count - 1
    while number > 0, books[number].effectiveFrom > instant { number -= 1 }
    return number
  }

  func ticketPolicy(for ticket: Ticket, at now: Instant) -> HeldTicketPolicy {
    // Before the first edition the first one holds, as with books.
    tickets?.held(for: ticket, at: now) ?? .unrestricted
  }
}

extension Desk {
  /// Decides a command.
  ///
  /// - Parameters:
  ///   - command: What is wanted.
  ///   - matter: The case as it stands, with the customer's accounts that the command is about.
  ///   - principal: Who wants it.
  ///   - now: When; not before the last event.
  ///   - reason: Why, in words for the desk alone.
  ///   - key: The key under which the command was sent; ids of events are made of it. By default it
  ///     follows from the ticket and the versions of the streams of the case: the same command on the
  ///     same case has the same one.
  ///   - earlier: For an opening, the case that may be about the same matter; see
  ///     ``matterKey(of:at:)``.
  ///   - coverage: Who covers which level of a ladder.
  /// - Returns: The decision, with at least one event.
  /// - Throws: ``DeskRejection``, and nothing is changed.
  /// - Complexity: that of the rooms that take part; with the timelines of one ticket some
  ///   microseconds.
  public func handle(
    _ command: DeskCommand, of matter: SupportCase, by principal: Principal, at now: Instant,
    because reason: String? = nil, key: IdempotencyKey? = nil, earlier: SupportCase? = nil,
    coverage: Ladder.Coverage = .all
  ) throws(DeskRejection) -> DeskDecision {
    var work = DeskWork(
      self, matter, by: principal, at: now, because: reason, key: key, coverage: coverage)
    try work.perform(command, earlier)
    work.conclude()
    return work.handOver()
  }

  /// Looks at a case because time has passed: tells and pays what was missed, reminds, escalates.
  ///
  /// A late look loses nothing: a breach is a fact of time, not of when somebody looked, and what fell due
  /// before a command is settled before the command changes what rules ask about. Two things go by the look.
  /// The tier of a member, where compensation asks about it, is the one that holds then. Where a cap is
  /// shared by several cases of a customer, what is left of it goes to who comes first: a host that is late
  /// works through what is overdue of a customer in the order in which it fell due, each case as of that
  /// instant, before anything of the customer is decided.
  ///
  /// - Returns: The decision; it has no events where nothing fell due.
  public func tick(
    _ matter: SupportCase, at now: Instant, key: IdempotencyKey? = nil,
    coverage: Ladder.Coverage = .all
  ) -> DeskDecision {
    var work = DeskWork(
      self, matter, by: .system, at: now, because: nil, key: key, coverage: coverage)
    work.conclude()
    return work.handOver()
  }

  /// The key under which a host finds an earlier case about the same matter: customer, category and
  /// the fields that the policy names; `nil` where the policy has no rule about duplicates, or a part
  /// is not known.
  public func matterKey(of opening: Ticket.Opening, at now: Instant) -> DuplicateKey? {
    guard let rule = tickets?.policy(at: now)?.duplicates else { return nil }
    return DuplicateKey(opening, by: rule)
  }
}
