// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension DutyRoster {
  /// A stretch in which one person fills a role, or nobody does.
  public struct Stretch: Hashable, Sendable {
    /// The role.
    public let role: Role

    /// The first instant.
    public let start: Instant

    /// The end, not included.
    public let end: Instant

    /// Who is on duty, with what put them there at the start; `nil` in a gap.
    public let duty: Duty?

    /// In a gap, why each layer of the role has nobody at its start; otherwise empty.
    public let absences: [Absence]

    /// The stretch as a range, as ``Ladder/Coverage/except(_:)`` takes gaps.
    public var range: Range<Instant> { start..<end }

    /// The length in milliseconds.
    public var milliseconds: Int64 { start.milliseconds(to: end) }
  }

  /// The stretches of a role, one after the other without gaps between them; lazy.
  ///
  /// Neighbours differ in who is on duty: a hand-over to oneself is none.
  public struct Stretches: Sequence, Sendable {
    let plan: Plan
    let role: Role
    let start: Instant
    let limit: Instant

    /// Creates the iterator.
    public func makeIterator() -> Iterator {
      Iterator(stretches: self, cursor: start)
    }

    /// Walks from hand-over to hand-over.
    public struct Iterator: IteratorProtocol, Sendable {
      let stretches: Stretches
      var cursor: Instant
      var pending: Plan.Answer?

      init(stretches: Stretches, cursor: Instant) {
        self.stretches = stretches
        self.cursor = cursor
      }

      /// Returns the next stretch, clipped at both ends of the question.
      public mutating func next() -> Stretch? {
        let (plan, role, limit) = (stretches.plan, stretches.role, stretches.limit)
        guard cursor < limit else { return nil }
        let first = pending ?? plan.answer(role, at: cursor)
        pending = nil
        let start = cursor
        cursor = Swift.min(first.until, limit)
        while cursor < limit {
          let answer = plan.answer(role, at: cursor)
          guard answer.duty?.agent == first.duty?.agent else {
            pending = answer
            break
          }
          cursor = Swift.min(answer.until, limit)
        }
        return Stretch(
          role: role, start: start, end: cursor, duty: first.duty, absences: first.absences)
      }
    }
  }

  /// How much one person is on duty in a window.
  public struct Load: Hashable, Sendable {
    /// The person.
    public let agent: AgentID

    /// The time on duty in milliseconds.
    public var milliseconds: Int64

    /// The number of shifts that lie in the window, in whole or in part.
    public var shifts: Int
  }
}

// MARK: - A window

extension DutyRoster.Plan {
  /// Returns who fills a role from one instant to another, stretch by stretch, gaps included.
  ///
  /// - Complexity: Each stretch takes O((layers + overrides) × turns in it).
  public func stretches(
    of role: DutyRoster.Role, from start: Instant, until end: Instant
  ) -> DutyRoster.Stretches {
    DutyRoster.Stretches(plan: self, role: role, start: start, limit: end)
  }

  /// Returns the shifts of a role from one instant to another, clipped at both.
  ///
  /// - Parameters:
  ///   - role: The role.
  ///   - start: The first instant of the window.
  ///   - end: Its end, not included.
  ///   - limit: The most shifts to return.
  /// - Returns: The shifts in order.
  public func shifts(
    of role: DutyRoster.Role, from start: Instant, until end: Instant, limit: Int
  ) -> [DutyRoster.Stretch] {
    Array(
      stretches(of: role, from: start, until: end).lazy.filter { $0.duty != nil }
        .prefix(Swift.max(limit, 0)))
  }

  /// Returns the stretches in which nobody fills a role, with the reason of every layer.
  ///
  /// - Parameters:
  ///   - role: The role.
  ///   - start: The first instant of the window.
  ///   - end: Its end, not included.
  ///   - limit: The most gaps to return.
  /// - Returns: The gaps in order, clipped at both ends of the window.
  public func gaps(
    of role: DutyRoster.Role, from start: Instant, until end: Instant, limit: Int
  ) -> [DutyRoster.Stretch] {
    Array(
      stretches(of: role, from: start, until: end).lazy.filter { $0.duty == nil }
        .prefix(Swift.max(limit, 0)))
  }

  /// Returns how long everybody who is named for a role fills it in a window: is it fair?
  ///
  /// - Returns: The loads ordered by id; people without a shift are there with zero.
  /// - Complexity: O(*n*) in the shifts of the window.
  public func loads(
    of role: DutyRoster.Role, from start: Instant, until end: Instant
  ) -> [DutyRoster.Load] {
    let people = roster.people(for: role)
    var loads = people.map { DutyRoster.Load(agent: $0, milliseconds: 0, shifts: 0) }
    let places = Dictionary(uniqueKeysWithValues: zip(people, loads.indices))
    for stretch in stretches(of: role, from: start, until: end) {
      guard let agent = stretch.duty?.agent, let place = places[agent] else { continue }
      loads[place].milliseconds += stretch.milliseconds
      loads[place].shifts += 1
    }
    return loads
  }
}
