// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Who is on duty when: people who take turns, in layers, with exceptions.
///
/// Every layer fills one ``Role`` by a rotation of turns; of the layers of a role the last one that
/// has somebody on duty counts, and an ``Override`` counts before all layers. So a second layer can
/// take the nights of a first, and a primary and a secondary stand side by side as two roles.
///
/// The roster is the value that people write; ``compiled()`` turns it into a ``Plan``, which
/// answers. Turns change at a wall time of the roster's zone: in a gap of the clocks it moves
/// forward, of a repeated time the first counts, so the night of the change is an hour shorter or
/// longer.
///
/// ```swift
/// let roster = try DutyRoster(
///   zone: "Asia/Shanghai",
///   layers: [
///     .init("week", people: ["li", "wang"], days: 7, start: monday, handover: nine),
///     .init("nights", people: ["chen", "zhao"], days: 1, start: monday, hours: nights),
///   ])
/// try roster.compiled().onDuty(.primary, at: now)?.agent
/// ```
public struct DutyRoster: Hashable, Sendable {
  /// What somebody on duty does. Add your own: `static let driver = Self(rawValue: "driver")`.
  public struct Role: RawRepresentable, Hashable, Sendable, Codable {
    /// The name of the role in documents.
    public let rawValue: String

    /// Creates a role from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The first to be called.
    public static let primary = Self(rawValue: "primary")

    /// The one to be called when the first does not answer.
    public static let secondary = Self(rawValue: "secondary")
  }

  /// Names a layer of a roster.
  public struct LayerID: Identifier {
    /// The text of the identifier.
    public let rawValue: String

    /// Creates an identifier from its text.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// A person takes a stretch, or nobody does, whatever the layers say.
  public struct Override: Hashable, Sendable {
    /// The role that is filled.
    public var role: Role

    /// Who takes the stretch; `nil` means that nobody is on duty.
    public var agent: AgentID?

    /// The first instant.
    public var start: Instant

    /// The end, not included.
    public var end: Instant

    /// Creates an override; ``DutyRoster/init(zone:layers:overrides:)`` checks it.
    public init(
      _ agent: AgentID?, as role: Role = .primary, from start: Instant, until end: Instant
    ) {
      self.role = role
      self.agent = agent
      self.start = start
      self.end = end
    }
  }

  /// The name of the zone in whose wall time turns change.
  public let zone: String

  /// The layers, 1 ... 100; of one role, later ones count before earlier ones.
  public let layers: [Layer]

  /// The exceptions, at most 5,000; later ones count before earlier ones.
  public let overrides: [Override]

  /// Creates a roster.
  ///
  /// - Throws: `DocumentError` with every mistake, placed as `layers[1].turns[0].days`.
  public init(
    zone: String, layers: [Layer], overrides: [Override] = []
  ) throws(DocumentError) {
    self.init(unchecked: zone, layers: layers, overrides: overrides)
    var problems = Problems()
    check(PlaceMap(), &problems)
    try problems.throwIfAny()
  }

  init(unchecked zone: String, layers: [Layer], overrides: [Override]) {
    self.zone = zone
    self.layers = layers
    self.overrides = overrides
  }

  /// The roles in the order in which layers name them, each once.
  public var roles: [Role] {
    var roles: [Role] = []
    for layer in layers where !roles.contains(layer.role) { roles.append(layer.role) }
    return roles
  }

  /// Everybody who is named for a role, in layers or overrides, ordered by id.
  public func people(for role: Role) -> [AgentID] {
    let layered = layers.filter { $0.role == role }.flatMap { $0.turns.compactMap(\.agent) }
    let special = overrides.filter { $0.role == role }.compactMap(\.agent)
    return Set(layered + special).sorted()
  }

  /// Compiles the roster with the host's zone data.
  ///
  /// - Throws: ``UnknownZone`` where the host's data lacks a zone, as a roster made elsewhere
  ///   might find.
  public func compiled() throws(UnknownZone) -> Plan {
    try Plan(self)
  }
}
