// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension ContactTree {
  /// Something that happened on a climb of a tree.
  public struct Step: Hashable, Sendable {
    /// When it was due, however late the climb was advanced.
    public let at: Instant
    /// The round of the tree, counted from 1.
    public let round: Int
    /// The place among all steps of the climb, from 0.
    public let ordinal: Int
    /// What happened.
    public let kind: Kind

    /// What a step is.
    public enum Kind: Hashable, Sendable {
      /// People of a level are called, the n-th time in this round; those that cannot be are told
      /// beside them.
      case called(Ladder.LevelID, [Call], missing: [Absence], time: Int)
      /// Nobody of a level can be called; the next one is tried at once.
      case passedOn(Ladder.LevelID, [Absence])
      /// Somebody acknowledged; nothing follows.
      case acknowledged(by: AgentID)
      /// The last round has ended without acknowledgement; nothing follows.
      case exhausted
    }
  }

  /// A call to somebody.
  public struct Call: Hashable, Sendable {
    /// Who is called.
    public let agent: AgentID
    /// Over which channel.
    public let channel: ChannelID
  }

  /// A contact that cannot be called.
  public struct Absence: Hashable, Sendable {
    /// The contact.
    public let contact: Contact
    /// Why.
    public let reason: Reason

    /// Why a contact cannot be called.
    public enum Reason: Hashable, Sendable {
      /// Nobody fills the role.
      case nobodyOnDuty
      /// It is outside the hours of the contact.
      case outsideHours
    }
  }

  /// One climb of a tree, for one incident.
  ///
  /// It schedules nothing. Call ``advance(to:)`` at ``next`` or later: each step carries the instant
  /// at which it was due, and those who were on duty at that instant are called. Keep ``state`` to go
  /// on elsewhere.
  ///
  /// ```swift
  /// var run = try ContactTree.Run(tree, from: reported, rosters: ["province": plan])
  /// for step in run.advance(to: now) { outbox += step.intents(for: "INC-7") }
  /// ```
  public struct Run: Hashable, Sendable {
    /// Where a climb stands, to be kept between two calls; it means something only beside its tree.
    public struct State: Hashable, Sendable, Codable {
      /// Where the ladder stands.
      public fileprivate(set) var ladder: Ladder.Run.State
      /// The steps taken.
      public fileprivate(set) var steps: Int
    }

    /// The tree.
    public let tree: ContactTree
    private let rosters: [String: DutyRoster.Plan]
    private let calendars: [String: BusinessClock]
    private var climb: Ladder.Run
    private var steps: Int
  }
}

extension ContactTree.Run {
  /// Starts a climb.
  ///
  /// - Parameters:
  ///   - tree: The tree.
  ///   - start: When the incident was reported; the first level is called then.
  ///   - rosters: The rosters that levels name.
  ///   - calendars: The calendars that contacts name.
  /// - Throws: `DocumentError` naming every contact whose roster, role or calendar is missing.
  public init(
    _ tree: ContactTree, from start: Instant, rosters: [String: DutyRoster.Plan] = [:],
    calendars: [String: BusinessClock] = [:]
  ) throws(DocumentError) {
    let climb = try Ladder.Run(tree.ladder, from: start, on: .aroundTheClock(zone: .utc))
    try self.init(tree, climb, steps: 0, rosters, calendars)
  }

  /// Goes on with a climb whose state was kept.
  ///
  /// - Throws: `DocumentError` where something is missing or the state belongs to another tree.
  public init(
    _ tree: ContactTree, resuming state: State, rosters: [String: DutyRoster.Plan] = [:],
    calendars: [String: BusinessClock] = [:]
  ) throws(DocumentError) {
    let climb = try Ladder.Run(
      tree.ladder, resuming: state.ladder, on: .aroundTheClock(zone: .utc))
    try self.init(tree, climb, steps: min(max(state.steps, 0), Self.mostSteps), rosters, calendars)
  }

  private init(
    _ tree: ContactTree, _ climb: Ladder.Run, steps: Int,
    _ rosters: [String: DutyRoster.Plan], _ calendars: [String: BusinessClock]
  ) throws(DocumentError) {
    var problems = Problems()
    for (index, level) in tree.levels.enumerated() {
      for (place, contact) in level.contacts.enumerated() {
        let path = DocumentPath("levels")[index]["call"][place]
        if case .onDuty(let role, let name) = contact.person {
          if let plan = rosters[name] {
            if !plan.roster.roles.contains(role) {
              problems.report(
                "the roster \(name.quoted) has no role \(role.rawValue.quoted)",
                on: path["onDuty"], in: nil,
                suggestion: EditDistance.nearest(
                  to: role.rawValue, among: plan.roster.roles.map(\.rawValue)))
            }
          } else {
            problems.report(
              "there is no roster \(name.quoted)", on: path["roster"], in: nil,
              suggestion: EditDistance.nearest(to: name, among: rosters.keys.sorted()))
          }
        }
        if let name = contact.during, calendars[name] == nil {
          problems.report(
            "there is no calendar \(name.quoted)", on: path["during"], in: nil,
            suggestion: EditDistance.nearest(to: name, among: calendars.keys.sorted()))
        }
      }
    }
    try problems.throwIfAny()
    self.tree = tree
    self.climb = climb
    self.steps = steps
    self.rosters = rosters
    self.calendars = calendars
  }

  /// Where the climb stands.
  public var state: State { State(ladder: climb.state, steps: steps) }

  /// Whether the climb goes on, and if not, how it ended.
  public var phase: Ladder.Run.Phase { climb.phase }

  /// The instant of the next step; `nil` when the climb has ended.
  public var next: Instant? { climb.next }

  /// Takes every step that is due up to an instant, that instant included.
  ///
  /// - Parameter instant: The present; an instant before the last step does nothing.
  /// - Returns: The steps in order, each with the instant at which it was due.
  /// - Complexity: O(steps × contacts of the tree).
  public mutating func advance(to instant: Instant) -> [ContactTree.Step] {
    var taken: [ContactTree.Step] = []
    // Each instant is asked for those who can be called at it.
    while let due = climb.next, due <= instant {
      let (coverage, reached) = reach(at: due)
      for step in climb.advance(to: due, coverage: coverage) {
        taken.append(make(step, reached))
      }
    }
    return taken
  }

  /// Stops the climb.
  ///
  /// Steps that were due before the acknowledgement are taken first; one that is due at that very
  /// instant is not. After exhaustion an acknowledgement is still kept; a second one is not.
  ///
  /// - Parameters:
  ///   - agent: Who acknowledges, called or not.
  ///   - instant: When.
  /// - Returns: The steps in order, the acknowledgement last; none if it was acknowledged before.
  public mutating func acknowledge(
    by agent: AgentID, at instant: Instant
  ) -> [ContactTree.Step] {
    if case .acknowledged = climb.phase { return [] }
    var taken: [ContactTree.Step] = []
    if instant > .min { taken = advance(to: instant.adding(milliseconds: -1)) }
    for step in climb.acknowledge(by: agent, at: instant) { taken.append(make(step, [:])) }
    return taken
  }

  // MARK: Steps

  /// More than any climb has; a state that says more was not made by one.
  private static let mostSteps = 100_000

  private typealias Reached = [Ladder.LevelID: (
    calls: [ContactTree.Call], missing: [ContactTree.Absence]
  )]

  /// Who of each level can be called at an instant.
  private func reach(at instant: Instant) -> (Ladder.Coverage, Reached) {
    var reached: Reached = [:]
    for level in tree.levels {
      var calls: [ContactTree.Call] = []
      var missing: [ContactTree.Absence] = []
      for contact in level.contacts {
        if let name = contact.during, calendars[name]?.isOpen(at: instant) != true {
          missing.append(.init(contact: contact, reason: .outsideHours))
        } else if let agent = agent(contact.person, at: instant) {
          calls.append(.init(agent: agent, channel: contact.channel))
        } else {
          missing.append(.init(contact: contact, reason: .nobodyOnDuty))
        }
      }
      reached[level.id] = (calls, missing)
    }
    return (.only(Set(reached.filter { !$0.value.calls.isEmpty }.keys)), reached)
  }

  private func agent(_ person: ContactTree.Person, at instant: Instant) -> AgentID? {
    switch person {
    case .agent(let agent): agent
    case .onDuty(let role, let name): rosters[name]?.onDuty(role, at: instant)?.agent
    }
  }

  private mutating func make(_ step: Ladder.Step, _ reached: Reached) -> ContactTree.Step {
    let kind: ContactTree.Step.Kind
    switch step.kind {
    case .notified(let level):
      let (calls, missing) = reached[level] ?? ([], [])
      kind = .called(level, calls, missing: missing, time: 1)
    case .repeated(let level, let time):
      let (calls, missing) = reached[level] ?? ([], [])
      kind = .called(level, calls, missing: missing, time: time + 1)
    case .passedOn(let level): kind = .passedOn(level, reached[level]?.missing ?? [])
    case .acknowledged(let agent): kind = .acknowledged(by: agent)
    case .exhausted: kind = .exhausted
    }
    defer { steps += 1 }
    return ContactTree.Step(at: step.at, round: step.round, ordinal: steps, kind: kind)
  }
}
