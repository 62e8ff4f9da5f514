// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportDesk
public import SupportPresets
import SupportSLA
import SupportTickets
import SupportTime

/// A test of a desk's rules: given what happened, when something is done, then this comes of it.
///
/// ```swift
/// try DeskScenario(book, at: "2025-06-02T09:00+08:00")
///   .given(.complain("c-7"), by: .customer("c-7"))
///   .after("49 h")
///   .when(.ticket(.solve), by: .agent("li"))
///   .then(.paid("2.00"), .missed(.resolution))
/// ```
///
/// Time stands still but for ``after(_:)`` and ``at(_:)``, which look at each case whenever something
/// of it falls due on the way, as a host with a scheduler does. Everything has a name by default: the
/// first ticket is `T-1`. A ``then(_:)`` that does not hold throws a ``DeskScenarioFailure`` that tells
/// what was expected, what happened instead, the story up to there, and the desk's own explanation, with
/// instants by the clocks of the book's zone, so that any test framework shows them.
///
/// A scenario is a value: keep one as a common beginning and go on from it in several tests.
public struct DeskScenario: Sendable {
  private var run: DeskRun
  private var now: Instant
  private var story: [String] = []
  private var outcome: DeskOutcome
  private var ticket: TicketID = "T-1"
  /// A command that was refused, until an expectation asks for it.
  private var refused: DeskScenarioFailure?

  /// Begins at an instant.
  public init(_ desk: Desk, at start: Instant = .fixtureStart) {
    run = DeskRun(desk)
    now = start
    outcome = DeskOutcome(of: desk.opened("T-1"), at: start, in: desk.book.zone)
  }

  /// Begins with a book at an instant such as `2025-06-02T09:00+08:00`.
  ///
  /// - Throws: ``DeskScenarioFailure`` where the text is no instant.
  public init(_ book: PolicyBook, at start: String) throws(DeskScenarioFailure) {
    self.init(Desk(book), at: try Self.instant(start))
  }

  /// Begins with a published desk at an instant such as `2025-06-02T09:00+08:00`.
  ///
  /// - Throws: ``DeskScenarioFailure`` where the text is no instant, or the machine lacks a zone of
  ///   the book.
  public init(_ preset: Preset, at start: String) throws(DeskScenarioFailure) {
    let book: PolicyBook
    do throws(DocumentError) {
      book = try preset.book()
    } catch {
      throw DeskScenarioFailure(expected: "the book \(preset.rawValue)", happened: ["\(error)"])
    }
    try self.init(book, at: start)
  }

  // MARK: What happens

  /// Says that something was done; it has to be allowed.
  ///
  /// - Parameters:
  ///   - command: What was done.
  ///   - principal: By whom.
  ///   - ticket: Of which ticket; by default the one of the step before, at first `T-1`.
  ///   - earlier: For an opening, the ticket that may be about the same matter.
  /// - Returns: The scenario with it.
  /// - Throws: ``DeskScenarioFailure`` where the desk refuses it.
  public func given(
    _ command: DeskCommand, by principal: Principal, of ticket: TicketID? = nil,
    earlier: TicketID? = nil
  ) throws(DeskScenarioFailure) -> Self {
    var next = try beginning()
    next.outcome.forget()
    try next.perform("given", command, principal, ticket, earlier)
    if let refused = next.refused { throw refused }
    return next
  }

  /// Says that a ticket has a life already, which was recorded elsewhere; what fell due in it was told
  /// then. Goes on at its end.
  ///
  /// - Throws: ``DeskScenarioFailure`` after a command that was refused.
  public func given(_ life: TicketTimeline) throws(DeskScenarioFailure) -> Self {
    var next = try beginning()
    next.outcome.forget()
    next.ticket = life.ticket.id
    next.now = max(now, life.end)
    next.run.fold(
      life.events.map(DeskEvent.ticket) + life.adjustments.map(DeskEvent.clock),
      of: life.ticket.id, customer: life.ticket.opening?.customer)
    next.story.append("given a life of \(life.ticket.id) until \(next.told(next.now))")
    next.look(life.ticket.id)
    return next
  }

  /// Lets time pass, such as `2 h 1 ms`, and looks at each case whenever something falls due.
  ///
  /// - Parameter time: Whole numbers, each with `h`, `min`, `s` or `ms`.
  /// - Returns: The scenario with it.
  /// - Throws: ``DeskScenarioFailure`` where the text is no amount of time.
  public func after(_ time: String) throws(DeskScenarioFailure) -> Self {
    var end = now
    let words = time.split(separator: " ")
    for place in stride(from: 0, to: words.count, by: 2) {
      let part = words[place..<min(place + 2, words.count)].joined(separator: " ")
      do throws(TextError) {
        end = end.adding(milliseconds: try ElapsedText.milliseconds(part))
      } catch {
        throw failure("an amount of time", ["\(error)"])
      }
    }
    return try moved(to: end, "after \(time)")
  }

  /// Lets time pass until an instant such as `2025-06-03T09:00+08:00`; as ``after(_:)``.
  ///
  /// - Throws: ``DeskScenarioFailure`` where the text is no instant, or lies in the past.
  public func at(_ instant: String) throws(DeskScenarioFailure) -> Self {
    try moved(to: try Self.instant(instant), "at \(instant)")
  }

  /// Does what is tested; it may be refused, which ``then(_:)`` can expect.
  ///
  /// - Parameters: as of ``given(_:by:of:earlier:)``.
  /// - Throws: ``DeskScenarioFailure`` where a command before it was refused and nothing expected it.
  public func when(
    _ command: DeskCommand, by principal: Principal, of ticket: TicketID? = nil,
    earlier: TicketID? = nil
  ) throws(DeskScenarioFailure) -> Self {
    var next = try beginning()
    try next.perform("when", command, principal, ticket, earlier)
    return next
  }

  // MARK: What comes of it

  /// Checks what came of it since the last `given` or `then`.
  ///
  /// - Throws: ``DeskScenarioFailure`` that lists every expectation that does not hold.
  @discardableResult
  public func then(_ expectations: DeskExpectation...) throws(DeskScenarioFailure) -> Self {
    let expectsRefusal = expectations.contains { $0.isAboutRefusal }
    if let refused, !expectsRefusal { throw refused }
    let wrong = expectations.compactMap { expectation in
      expectation.difference(outcome).map { (expectation.text(in: outcome.zone), $0) }
    }
    guard wrong.isEmpty else {
      throw failure(wrong.map(\.0).joined(separator: "; "), wrong.map(\.1))
    }
    var next = self
    next.refused = nil
    next.outcome.forget()
    return next
  }

  /// Checks a condition of your own.
  ///
  /// - Parameters:
  ///   - expected: What is expected, in words, for the failure.
  ///   - holds: Whether it is so.
  /// - Returns: The scenario, to go on from.
  /// - Throws: ``DeskScenarioFailure`` where it is not.
  @discardableResult
  public func then(
    _ expected: String = "your condition", _ holds: (DeskOutcome) -> Bool
  ) throws(DeskScenarioFailure) -> Self {
    if let refused { throw refused }
    guard holds(outcome) else { throw failure(expected, [outcome.summary]) }
    var next = self
    next.outcome.forget()
    return next
  }

  /// What has come of it since the last `given` or `then`.
  public var result: DeskOutcome { outcome }

  // MARK: Steps

  private static func instant(_ text: String) throws(DeskScenarioFailure) -> Instant {
    do throws(TextError) {
      return try Instant(text)
    } catch {
      throw DeskScenarioFailure(expected: "an instant", happened: ["\(error)"])
    }
  }

  private func beginning() throws(DeskScenarioFailure) -> Self {
    if let refused { throw refused }
    return self
  }

  private mutating func perform(
    _ word: String, _ command: DeskCommand, _ principal: Principal, _ ticket: TicketID?,
    _ earlier: TicketID?
  ) throws(DeskScenarioFailure) {
    let ticket = ticket ?? self.ticket
    self.ticket = ticket
    let line = "\(word) \(command.name) of \(ticket) by \(principal)"
    story.append(line)
    do throws(DeskRejection) {
      let decision = try run.perform(
        command, of: ticket, by: principal, at: now, earlier: earlier)
      outcome.add(decision, at: now)
    } catch {
      outcome.refuse(error, run.loaded(ticket), at: now)
      refused = failure("\(line) is allowed", [error.told(in: outcome.zone)])
    }
  }

  private func moved(to end: Instant, _ line: String) throws(DeskScenarioFailure) -> Self {
    var next = try beginning()
    guard end >= now else {
      throw failure("a later instant", ["\(told(end)) is before \(told(now))"])
    }
    var looks: [String] = []
    while let (at, ticket) = next.run.next, at <= end {
      next.now = max(next.now, at)
      next.look(ticket)
      looks.append(told(next.now))
      // A deadline that does not move on would be looked at for ever.
      if let again = next.run.deadlines[ticket], again <= at {
        throw next.failure("a later deadline than \(told(at))", [told(again)])
      }
    }
    next.now = end
    next.outcome.pass(to: end)
    next.story.append(
      "\(line), until \(told(end))"
        + (looks.isEmpty ? "" : "; looked at \(looks.joined(separator: ", "))"))
    return next
  }

  private func told(_ instant: Instant) -> String { instant.text(in: outcome.zone) }

  private mutating func look(_ ticket: TicketID) {
    if let decision = run.tick(ticket, at: now) { outcome.add(decision, at: now) }
  }

  private func failure(_ expected: String, _ happened: [String]) -> DeskScenarioFailure {
    DeskScenarioFailure(
      expected: expected, happened: happened, story: story,
      explanation: outcome.explanation?.text(in: .english))
  }
}
