// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension DutyRoster {
  /// A roster compiled for questions: who is on duty, until when, and where nobody is.
  ///
  /// Opening is half-open: at the instant of a hand-over the next person is on duty.
  public struct Plan: Hashable, Sendable {
    /// The roster that the plan was compiled from.
    public let roster: DutyRoster

    /// The zone rules in whose wall time turns change.
    public let zone: ZoneRules

    private let rotations: [DutyRotation]

    /// Compiles a roster with the host's zone data.
    init(_ roster: DutyRoster) throws(UnknownZone) {
      let zone = try ZoneRules(identifier: roster.zone)
      var rotations: [DutyRotation] = []
      for layer in roster.layers { rotations.append(try DutyRotation(layer, zone: zone)) }
      self.roster = roster
      self.zone = zone
      self.rotations = rotations
    }
  }

  /// Somebody on duty, and what put them there.
  public struct Duty: Hashable, Sendable {
    /// The role that is filled.
    public let role: Role

    /// Who is on duty.
    public let agent: AgentID

    /// What decided.
    public let source: Source
  }

  /// What puts somebody on duty.
  public enum Source: Hashable, Sendable {
    /// A turn of a layer.
    case layer(LayerID)
    /// The override of that index in the roster.
    case override(Int)
  }

  /// Why nobody is on duty.
  public enum Absence: Hashable, Sendable {
    /// The layer has not started yet.
    case notStarted(LayerID)
    /// The layer has ended.
    case ended(LayerID)
    /// The layer's turn is one of days off.
    case dayOff(LayerID)
    /// The instant lies outside the hours to which the layer is restricted.
    case outsideHours(LayerID)
    /// The override of that index says that nobody is.
    case override(Int)
  }

  /// What one layer says by itself.
  public enum Presence: Hashable, Sendable {
    /// Somebody has the turn.
    case onDuty(AgentID)
    /// Nobody has, for a reason.
    case absent(Absence)
  }
}

// MARK: - An instant

extension DutyRoster.Plan {
  /// Returns who is on duty at an instant, one for each role that somebody fills, in the order of
  /// ``DutyRoster/roles``.
  public func onDuty(at instant: Instant) -> [DutyRoster.Duty] {
    roster.roles.compactMap { onDuty($0, at: instant) }
  }

  /// Returns who fills a role at an instant.
  ///
  /// - Complexity: O(layers + overrides).
  public func onDuty(_ role: DutyRoster.Role, at instant: Instant) -> DutyRoster.Duty? {
    answer(role, at: instant).duty
  }

  /// Returns whom each layer by itself has on duty at an instant, in the order of the roster.
  public func presences(
    at instant: Instant
  ) -> [(layer: DutyRoster.Layer, presence: DutyRoster.Presence)] {
    rotations.map { ($0.layer, $0.answer(at: instant).presence) }
  }

  /// Returns the first instant after an instant at which another person fills the role, or nobody
  /// any more.
  ///
  /// - Parameters:
  ///   - role: The role.
  ///   - instant: The instant from which to look.
  ///   - limit: How far to look; not included.
  /// - Returns: `nil` where nothing changes before the limit.
  /// - Complexity: O(*n*) in the turns that change nothing before the answer.
  public func nextChange(
    of role: DutyRoster.Role, after instant: Instant, until limit: Instant
  ) -> Instant? {
    var stretches = stretches(of: role, from: instant, until: limit).makeIterator()
    guard let first = stretches.next(), first.end < limit else { return nil }
    return first.end
  }

  // MARK: Steps

  /// Who fills a role, until when at least, and if nobody does, why.
  struct Answer {
    var duty: DutyRoster.Duty?
    var until: Instant
    var absences: [DutyRoster.Absence] = []
  }

  func answer(_ role: DutyRoster.Role, at instant: Instant) -> Answer {
    var until = Instant.max
    var winner: Int?
    for (index, override) in roster.overrides.enumerated() where override.role == role {
      if instant < override.start {
        until = min(until, override.start)
      } else if instant < override.end {
        winner = index
      }
    }
    if let winner {
      let override = roster.overrides[winner]
      return Answer(
        duty: override.agent.map { .init(role: role, agent: $0, source: .override(winner)) },
        until: min(until, override.end),
        absences: override.agent == nil ? [.override(winner)] : [])
    }
    var absences: [DutyRoster.Absence] = []
    for rotation in rotations.reversed() where rotation.layer.role == role {
      let (presence, end) = rotation.answer(at: instant)
      until = min(until, end)
      switch presence {
      case .onDuty(let agent):
        let source = DutyRoster.Source.layer(rotation.layer.id)
        return Answer(duty: .init(role: role, agent: agent, source: source), until: until)
      case .absent(let absence): absences.append(absence)
      }
    }
    return Answer(duty: nil, until: until, absences: absences.reversed())
  }
}

/// One layer, compiled.
struct DutyRotation: Hashable, Sendable {
  let layer: DutyRoster.Layer
  private let zone: ZoneRules
  private let hours: BusinessClock?
  /// The days of the cycle before the end of each turn.
  private let ends: [Int]
  private let neverChanges: Bool

  init(_ layer: DutyRoster.Layer, zone: ZoneRules) throws(UnknownZone) {
    self.layer = layer
    self.zone = zone
    if let calendar = layer.hours { hours = try calendar.compiled() } else { hours = nil }
    var ends: [Int] = []
    for turn in layer.turns { ends.append((ends.last ?? 0) + turn.days) }
    self.ends = ends
    neverChanges = Set(layer.turns.map(\.agent)).count == 1
  }

  /// Who has the turn, and until when at least that holds.
  func answer(at instant: Instant) -> (presence: DutyRoster.Presence, until: Instant) {
    let day = day(at: instant)
    guard day >= layer.start else {
      return (.absent(.notStarted(layer.id)), handover(on: layer.start, after: instant))
    }
    if let end = layer.end, day >= end { return (.absent(.ended(layer.id)), .max) }
    if let hours, !hours.isOpen(at: instant) {
      return (.absent(.outsideHours(layer.id)), hours.nextOpening(after: instant) ?? .max)
    }
    let (turn, last) = turn(on: day)
    var until = last.map { handover(on: $0, after: instant) } ?? .max
    if let hours { until = min(until, hours.nextClosing(after: instant) ?? .max) }
    guard let agent = turn.agent else { return (.absent(.dayOff(layer.id)), until) }
    return (.onDuty(agent), until)
  }

  /// The last date whose hand-over is at or before the instant.
  private func day(at instant: Instant) -> CivilDate {
    let date = zone.date(at: instant)
    for days in [1, 0, -1] {
      let candidate = date.adding(days: days)
      if zone.instant(date: candidate, time: layer.handover) <= instant { return candidate }
    }
    return date.adding(days: -2)
  }

  /// The hand-over on a date; where the range of instants ends, at least a step ahead.
  private func handover(on date: CivilDate, after instant: Instant) -> Instant {
    max(
      zone.instant(date: date, time: layer.handover), instant.adding(milliseconds: 1))
  }

  /// The turn on a date not before the start, and the date on which it ends, if it does.
  private func turn(on day: CivilDate) -> (turn: DutyRoster.Turn, end: CivilDate?) {
    // INVARIANT: a checked layer has turns, each of a day at least.
    let length = max(ends.last ?? 1, 1)
    let position = layer.start.days(to: day) % length
    let index = ends.partitioningIndex { $0 > position }
    var end: CivilDate? = neverChanges ? nil : day.adding(days: ends[index] - position)
    if let last = layer.end { end = end.map { min($0, last) } ?? last }
    return (layer.turns[index], end)
  }
}
