// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension TriageChain {
  /// What a run needs from outside before it can go on.
  public enum Need: Hashable, Sendable {
    /// A score of the contact; pass it with ``Input/score(_:_:learned:)``.
    case score(ScoreKind)
    /// The level's own try; pass ``Input/answered(by:learned:)`` or
    /// ``Input/handedOn(by:to:learned:)``.
    case attempt(LevelID)
  }

  /// What reaches a run.
  public enum Input: Hashable, Sendable {
    /// A score per mille, 0 ... 1000, asked for or not, with what was learned by it.
    case score(ScoreKind, Int, learned: [LearnedFact] = [])
    /// The level answered the contact.
    case answered(by: LevelID, learned: [LearnedFact] = [])
    /// The level could not answer, and may have learned where the contact belongs.
    case handedOn(by: LevelID, to: RoutingDestination? = nil, learned: [LearnedFact] = [])
    /// The customer asked for a person.
    case askForPerson
  }

  /// Why a run refused an input. Time-outs that were due before it are taken all the same; nothing else
  /// changes.
  public enum Rejection: Error, Hashable, Sendable {
    /// The input is dated before the last one.
    case timeRunsBackwards(from: Instant, to: Instant)
    /// The run has ended.
    case ended(at: Instant)
    /// The score is no number per mille.
    case scoreOutOfRange(ScoreKind, Int, bounds: ClosedRange<Int>)
    /// The chain has no such level.
    case unknownLevel(LevelID)
    /// It is not that level's turn: it was left, or has not begun, or its score is missing.
    case notAsked(LevelID, now: LevelID)
  }

  /// How a run ended.
  public enum Outcome: Hashable, Sendable {
    /// A level answered.
    case answered(by: LevelID)
    /// The contact goes to people, or where a guard sent it.
    case handedTo(RoutingDestination)
  }

  /// Why a level was left.
  public enum Leaving: Hashable, Sendable {
    /// It answered.
    case answered
    /// It tried and could not.
    case handedOn
    /// Its score was below its bound.
    case belowBound(ScoreKind, score: Int, bound: Int)
    /// It did not answer in time.
    case timedOut
    /// The customer asked for a person.
    case askedForPerson
    /// A guard applied.
    case guarded(ScoreKind, score: Int, Guard.Bound)
    /// Customers of this kind are served by a person first.
    case humanFirst(Trait)
  }

  /// One level's part in a run.
  public struct Step: Hashable, Sendable {
    /// The level.
    public let level: LevelID
    /// When it began.
    public let from: Instant
    /// When it was left, however late the run was told the time.
    public let until: Instant
    /// Why it was left.
    public let leaving: Leaving
    /// What it learned.
    public let learned: [LearnedFact]
  }

  /// Starts a run.
  ///
  /// - Parameters:
  ///   - instant: When the contact came in.
  ///   - traits: What is known of the customer.
  ///   - learned: What is known of the contact already.
  /// - Returns: The run, which has ended where a person comes first.
  public func start(
    at instant: Instant, traits: Set<Trait> = [], learned: [LearnedFact] = []
  ) -> Run {
    Run(self, at: instant, traits, learned)
  }

  /// One contact on its way through a chain.
  ///
  /// It asks for what it ``needs``, one thing at a time, and schedules nothing: call ``advance(to:)``
  /// at ``nextDeadline`` or later. A late call loses nothing.
  ///
  /// ```swift
  /// var run = chain.start(at: now)
  /// run.needs                                         // .score(.sentiment)
  /// try run.handle(.score(.sentiment, 620), at: now)
  /// run.needs                                         // .attempt("menu")
  /// ```
  ///
  /// - Complexity: An input takes O(levels + guards). A run has at most as many steps as levels.
  public struct Run: Hashable, Sendable {
    /// The chain.
    public let chain: TriageChain

    /// The levels that were left, in order.
    public private(set) var trail: [Step] = []

    /// How it ended; `nil` while it goes on.
    public private(set) var outcome: Outcome?

    /// The instant that the run was last told.
    public private(set) var now: Instant

    /// The newest score of each kind, in the order in which kinds came.
    private var scores: [KnownScore] = []
    private let given: [LearnedFact]
    /// The level whose turn it is.
    private var level = 0
    /// When its turn came; after the end, when the run ended.
    private(set) var began: Instant
    /// What the level has learned so far.
    private var learning: [LearnedFact] = []
    /// Where the contact belongs, as far as levels learned it.
    private var place: RoutingDestination?
  }
}

extension TriageChain.Run {
  /// A score that was passed.
  private struct KnownScore: Hashable {
    let kind: TriageChain.ScoreKind
    var score: Int
  }

  fileprivate init(
    _ chain: TriageChain, at instant: Instant, _ traits: Set<TriageChain.Trait>,
    _ learned: [LearnedFact]
  ) {
    self.chain = chain
    now = instant
    began = instant
    given = learned
    if let rule = chain.humanFirst.first(where: { traits.contains($0.trait) }) {
      leave(.humanFirst(rule.trait), at: instant)
      outcome = .handedTo(rule.destination ?? chain.human.destination)
    } else {
      settle(at: instant)
    }
  }

  // MARK: Where it stands

  /// What the run needs before it can go on; `nil` where it has ended. Scores of guards come first.
  public var needs: TriageChain.Need? {
    guard outcome == nil, chain.levels.indices.contains(level) else { return nil }
    if let missing { return .score(missing) }
    let current = chain.levels[level]
    if let kind = current.score, score(kind) == nil { return .score(kind) }
    return .attempt(current.id)
  }

  /// When the present level has been waited for long enough; `nil` where it has no limit.
  public var nextDeadline: Instant? {
    guard outcome == nil, chain.levels.indices.contains(level) else { return nil }
    return chain.levels[level].within.map { began.adding(milliseconds: $0.wholeMilliseconds) }
  }

  /// The newest score of a kind, per mille.
  public func score(_ kind: TriageChain.ScoreKind) -> Int? {
    scores.first { $0.kind == kind }?.score
  }

  /// What is known of the contact: what the host knew, then what levels learned, in their order; of
  /// several facts of one name the last stands.
  public var learned: [LearnedFact] {
    var facts: [LearnedFact] = []
    for fact in given + trail.flatMap(\.learned) + learning {
      facts.removeAll { $0.name == fact.name }
      facts.append(fact)
    }
    return facts
  }

  /// The first score that a guard needs and nobody passed.
  private var missing: TriageChain.ScoreKind? {
    chain.guards.first { score($0.score) == nil }?.score
  }

  // MARK: Inputs

  /// Takes the time-outs that are due up to an instant, that instant included.
  ///
  /// - Parameter instant: The present; one before ``now`` does nothing.
  /// - Returns: The levels that were left by it.
  @discardableResult
  public mutating func advance(to instant: Instant) -> ArraySlice<TriageChain.Step> {
    let count = trail.count
    catchUp(to: instant)
    return trail[count...]
  }

  /// Takes an input, after the time-outs that are due up to its instant.
  ///
  /// A score that comes again replaces the one before; guards look at it, a level that is being tried
  /// does not.
  ///
  /// - Parameters:
  ///   - input: What happened.
  ///   - instant: When; not before ``now``.
  /// - Returns: The levels that were left by it.
  /// - Throws: ``TriageChain/Rejection``.
  @discardableResult
  public mutating func handle(
    _ input: TriageChain.Input, at instant: Instant
  ) throws(TriageChain.Rejection) -> ArraySlice<TriageChain.Step> {
    guard instant >= now else { throw .timeRunsBackwards(from: now, to: instant) }
    let count = trail.count
    catchUp(to: instant)
    guard outcome == nil else { throw .ended(at: began) }
    switch input {
    case .score(let kind, let score, let facts):
      guard TriageChain.perMille.contains(score) else {
        throw .scoreOutOfRange(kind, score, bounds: TriageChain.perMille)
      }
      take(score, of: kind, facts, at: instant)
    case .answered(let id, let facts):
      try check(id)
      learning += facts
      leave(.answered, at: instant)
      outcome = .answered(by: id)
    case .handedOn(let id, let destination, let facts):
      try check(id)
      learning += facts
      place = destination ?? place
      leave(.handedOn, at: instant)
      settle(at: instant)
    case .askForPerson:
      leave(.askedForPerson, at: instant)
      outcome = .handedTo(person)
    }
    return trail[count...]
  }

  private var person: RoutingDestination { place ?? chain.human.destination }

  private func check(_ id: TriageChain.LevelID) throws(TriageChain.Rejection) {
    guard chain.levels.contains(where: { $0.id == id }) else { throw .unknownLevel(id) }
    guard needs == .attempt(id) else {
      throw .notAsked(id, now: chain.levels[level].id)
    }
  }

  private mutating func catchUp(to instant: Instant) {
    while let due = nextDeadline, due <= instant {
      leave(.timedOut, at: due)
      settle(at: due)
    }
    now = max(now, instant)
  }

  private mutating func take(
    _ score: Int, of kind: TriageChain.ScoreKind, _ facts: [LearnedFact], at instant: Instant
  ) {
    let wasTried = needs == .attempt(chain.levels[level].id)
    learning += facts
    if let place = scores.firstIndex(where: { $0.kind == kind }) {
      scores[place].score = score
    } else {
      scores.append(KnownScore(kind: kind, score: score))
    }
    let rule = chain.guards.first { $0.score == kind && $0.bound.applies(to: score) }
    if let rule {
      leave(.guarded(kind, score: score, rule.bound), at: instant)
      outcome = .handedTo(rule.destination ?? person)
    } else if !wasTried {
      settle(at: instant)
    }
  }

  // MARK: Steps

  private mutating func leave(_ leaving: TriageChain.Leaving, at instant: Instant) {
    guard chain.levels.indices.contains(level) else { return }
    trail.append(
      TriageChain.Step(
        level: chain.levels[level].id, from: began, until: instant, leaving: leaving,
        learned: learning))
    learning = []
    began = instant
    level += 1
  }

  /// Leaves levels whose scores are too low, until one can be tried or waits for a score.
  private mutating func settle(at instant: Instant) {
    while chain.levels.indices.contains(level) {
      let current = chain.levels[level]
      guard missing == nil, let kind = current.score, let score = score(kind),
        score < current.atLeast
      else { return }
      leave(.belowBound(kind, score: score, bound: current.atLeast), at: instant)
    }
    outcome = .handedTo(person)
  }
}
