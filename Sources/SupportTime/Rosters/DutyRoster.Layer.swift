// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension DutyRoster {
  /// One rotation: people who take turns for one role.
  public struct Layer: Hashable, Sendable {
    /// The name of the layer, unique in the roster.
    public var id: LayerID

    /// The role that the layer fills.
    public var role: Role

    /// The turns in order, 1 ... 1,000; after the last comes the first again.
    public var turns: [Turn]

    /// The date on which the first turn begins, at ``handover``.
    public var start: CivilDate

    /// The date on which the layer ends, at ``handover``; `nil` means never.
    public var end: CivilDate?

    /// The wall time at which turns change, before 24:00.
    public var handover: TimeOfDay

    /// The hours to which the layer is restricted; `nil` means around the clock.
    public var hours: BusinessCalendar?

    /// Creates a layer of turns; ``DutyRoster/init(zone:layers:overrides:)`` checks it.
    ///
    /// Four days on, two days off for one person are the turns `.on("li", days: 4)` and
    /// `.off(days: 2)`.
    public init(
      _ id: LayerID, as role: Role = .primary, turns: [Turn], start: CivilDate,
      end: CivilDate? = nil, handover: TimeOfDay = .midnight, hours: BusinessCalendar? = nil
    ) {
      self.id = id
      self.role = role
      self.turns = turns
      self.start = start
      self.end = end
      self.handover = handover
      self.hours = hours
    }

    /// Creates a layer of people who take turns of equal length: 1 day, or 7 for whole weeks from
    /// the weekday of the start.
    public init(
      _ id: LayerID, as role: Role = .primary, people: [AgentID], days: Int, start: CivilDate,
      end: CivilDate? = nil, handover: TimeOfDay = .midnight, hours: BusinessCalendar? = nil
    ) {
      self.init(
        id, as: role, turns: people.map { .on($0, days: days) }, start: start, end: end,
        handover: handover, hours: hours)
    }
  }

  /// A number of days for which one person is on duty, or nobody.
  public struct Turn: Hashable, Sendable {
    /// Who is on duty; `nil` in days off.
    public var agent: AgentID?

    /// The length in days from hand-over to hand-over, 1 ... 366.
    public var days: Int

    /// Returns a turn of a person.
    public static func on(_ agent: AgentID, days: Int) -> Self {
      Self(agent: agent, days: days)
    }

    /// Returns days on which nobody of the layer is on duty.
    public static func off(days: Int) -> Self {
      Self(agent: nil, days: days)
    }
  }
}

// MARK: - Checks

extension DutyRoster {
  static let mostLayers = 100
  static let mostTurns = 1_000
  static let longestTurn = 366
  static let mostOverrides = 5_000

  func check(_ places: PlaceMap, _ problems: inout Problems) {
    do throws(UnknownZone) {
      try ZoneRules.check(identifier: zone)
    } catch {
      places.report(error.description, path: "zone", &problems)
    }
    if layers.isEmpty { places.report("a roster needs a layer", path: "layers", &problems) }
    if layers.count > Self.mostLayers {
      places.report(
        "\(layers.count) layers are more than \(Self.mostLayers)", path: "layers", &problems)
    }
    var seen: Set<LayerID> = []
    for (index, layer) in layers.enumerated() {
      let place = "layers[\(index)]"
      if layer.id.rawValue.isEmpty {
        places.report("a layer needs a name", path: "\(place).id", &problems)
      } else if !seen.insert(layer.id).inserted {
        places.report("layer \(layer.id) is listed twice", path: "\(place).id", &problems)
      }
      layer.check(place, places, &problems)
    }
    checkOverrides(places, &problems)
  }

  private func checkOverrides(_ places: PlaceMap, _ problems: inout Problems) {
    if overrides.count > Self.mostOverrides {
      places.report(
        "\(overrides.count) overrides are more than \(Self.mostOverrides)", path: "overrides",
        &problems)
    }
    let known = Set(layers.map(\.role))
    for (index, override) in overrides.enumerated() {
      let place = "overrides[\(index)]"
      if !known.contains(override.role) {
        places.report(
          "no layer fills the role \(override.role.rawValue)", path: "\(place).role", &problems)
      }
      if override.agent?.rawValue.isEmpty == true {
        places.report("a person needs a name", path: "\(place).agent", &problems)
      }
      if override.end <= override.start {
        places.report(
          "\(override.end) is not after \(override.start)", path: "\(place).until", &problems)
      }
    }
  }
}

extension DutyRoster.Layer {
  func check(_ place: String, _ places: PlaceMap, _ problems: inout Problems) {
    if role.rawValue.isEmpty {
      places.report("a role needs a name", path: "\(place).role", &problems)
    }
    if !turns.contains(where: { $0.agent != nil }) {
      places.report("nobody takes a turn", path: "\(place).turns", &problems)
    }
    if turns.count > DutyRoster.mostTurns {
      places.report(
        "\(turns.count) turns are more than \(DutyRoster.mostTurns)", path: "\(place).turns",
        &problems)
    }
    for (index, turn) in turns.enumerated() {
      if turn.agent?.rawValue.isEmpty == true {
        places.report("a person needs a name", path: "\(place).turns[\(index)].agent", &problems)
      }
      guard !(1...DutyRoster.longestTurn).contains(turn.days) else { continue }
      places.report(
        "\(turn.days) days are outside 1 ... \(DutyRoster.longestTurn)",
        path: "\(place).turns[\(index)].days", &problems)
    }
    if let end, end <= start {
      places.report("\(end) is not after \(start)", path: "\(place).until", &problems)
    }
    if handover == .endOfDay {
      places.report(
        "a hand-over at 24:00 is 00:00 of the next day", path: "\(place).handover", &problems)
    }
  }
}
