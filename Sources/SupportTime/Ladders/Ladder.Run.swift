// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ladder {
  /// One climb of a ladder: what was done, and when it must be looked at again.
  ///
  /// It schedules nothing. Call ``advance(to:coverage:)`` at ``next`` or later; a late call loses
  /// nothing, for every step carries the instant at which it was due. Keep ``state`` to go on
  /// elsewhere.
  ///
  /// ```swift
  /// var run = try Ladder.Run(ladder, from: opened, on: clock)
  /// for step in run.advance(to: now) { … }
  /// run.acknowledge(by: "mei", at: now)
  /// ```
  public struct Run: Hashable, Sendable {
    /// The ladder that is climbed.
    public let ladder: Ladder

    /// Where the climb stands.
    public private(set) var state: State

    /// What falls due before this instant is due then, and what follows counts from there.
    package var notBefore: Instant = .min

    private let clocks: [BusinessClock]

    /// Starts a climb.
    ///
    /// - Parameters:
    ///   - ladder: The ladder.
    ///   - start: The instant from which the first level's time counts.
    ///   - clock: The ladder's own calendar, for levels that name none.
    ///   - calendars: The calendars that levels name.
    /// - Throws: `DocumentError` naming every level whose calendar is missing.
    public init(
      _ ladder: Ladder, from start: Instant, on clock: BusinessClock,
      calendars: [String: BusinessClock] = [:]
    ) throws(DocumentError) {
      try self.init(ladder, resuming: State(start: start), on: clock, calendars: calendars)
    }

    /// Goes on with a climb whose state was kept.
    ///
    /// - Throws: `DocumentError` where a calendar is missing or the state belongs to another ladder.
    public init(
      _ ladder: Ladder, resuming state: State, on clock: BusinessClock,
      calendars: [String: BusinessClock] = [:]
    ) throws(DocumentError) {
      var problems = Problems()
      var clocks: [BusinessClock] = []
      for (index, level) in ladder.levels.enumerated() {
        if let name = level.calendar, calendars[name] == nil {
          problems.report(
            "there is no calendar \(name)", path: "levels[\(index)].calendar",
            suggestion: EditDistance.nearest(to: name, among: calendars.keys.sorted()))
        }
        clocks.append(level.calendar.flatMap { calendars[$0] } ?? clock)
      }
      if !state.fits(ladder) {
        problems.report("the state belongs to another ladder", path: "state")
      }
      try problems.throwIfAny()
      self.ladder = ladder
      self.state = state
      self.clocks = clocks
    }

    /// Whether the climb goes on, and if not, how it ended.
    public var phase: Phase { state.phase }

    /// The instant of the next step; `nil` when the climb has ended, or when no opening remains in
    /// which a wait could pass.
    public var next: Instant? {
      guard case .running = state.phase else { return nil }
      guard !state.isAtOnce else { return state.base }
      let wait: (span: ServiceDuration, level: Int) =
        switch position {
        case .notify(let level): (ladder.levels[level].after, level)
        case .again(let level, let repetition): (repetition.every, level)
        case .end: (ladder.finalWait, ladder.levels.count - 1)
        }
      let due = clocks[wait.level].due(after: wait.span, from: state.base)
      return due.map { Swift.max($0, state.base, notBefore) }
    }
  }
}

// MARK: - Steps

extension Ladder.Run {
  /// Takes every step that is due up to an instant, that instant included.
  ///
  /// - Parameters:
  ///   - instant: The present; an instant before the last step does nothing.
  ///   - coverage: Who covers which level, asked at the instant at which each step was due.
  /// - Returns: The steps in order, each with the instant at which it was due.
  /// - Complexity: O(steps); a climb has at most 21 × 50 × 51 + 1 of them.
  public mutating func advance(
    to instant: Instant, coverage: Ladder.Coverage = .all
  ) -> [Ladder.Step] {
    var steps: [Ladder.Step] = []
    while let due = next, due <= instant {
      if let kind = take(at: due, coverage) {
        steps.append(.init(at: due, round: state.round + 1, kind: kind))
      }
    }
    return steps
  }

  /// Stops the climb.
  ///
  /// Steps that were due before the acknowledgement are taken first; one that is due at that very
  /// instant is not. Steps that were taken already stay taken when the acknowledgement is dated
  /// before them. After exhaustion an acknowledgement is still kept; a second one is not.
  ///
  /// - Parameters:
  ///   - agent: Who acknowledges.
  ///   - instant: When.
  ///   - coverage: Who covers which level.
  /// - Returns: The steps in order, the acknowledgement last; none if it was acknowledged before.
  public mutating func acknowledge(
    by agent: AgentID, at instant: Instant, coverage: Ladder.Coverage = .all
  ) -> [Ladder.Step] {
    if case .acknowledged = state.phase { return [] }
    var steps: [Ladder.Step] = []
    if instant > .min {
      steps = advance(to: instant.adding(milliseconds: -1), coverage: coverage)
    }
    state.phase = .acknowledged(by: agent, at: instant)
    steps.append(.init(at: instant, round: state.round + 1, kind: .acknowledged(by: agent)))
    return steps
  }

  private enum Position {
    case notify(Int)
    case again(Int, Ladder.Repetition)
    case end
  }

  private var position: Position {
    guard state.level < ladder.levels.count else { return .end }
    guard state.told > 0, let repetition = ladder.levels[state.level].repetition else {
      return .notify(state.level)
    }
    return .again(state.level, repetition)
  }

  /// Takes the next step; `nil` where a round ends and another follows.
  private mutating func take(
    at due: Instant, _ coverage: Ladder.Coverage
  ) -> Ladder.Step.Kind? {
    state.base = due
    guard state.level < ladder.levels.count else {
      state.isAtOnce = false
      guard state.round >= ladder.repeats else {
        (state.round, state.level) = (state.round + 1, 0)
        return nil
      }
      state.phase = .exhausted(at: due)
      return .exhausted
    }
    let level = ladder.levels[state.level]
    state.isAtOnce = !coverage.covers(level.id, at: due)
    guard !state.isAtOnce else {
      (state.level, state.told) = (state.level + 1, 0)
      return .passedOn(level.id)
    }
    let time = state.told
    let isLast = time >= level.repetition?.times ?? 0
    (state.level, state.told) = isLast ? (state.level + 1, 0) : (state.level, time + 1)
    return time == 0 ? .notified(level.id) : .repeated(level.id, time: time)
  }
}
