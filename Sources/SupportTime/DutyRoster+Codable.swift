// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The JSON of a roster is that of a policy book, with every rotation as `turns`.
extension DutyRoster: Codable {
  private enum CodingKeys: String, CodingKey {
    case zone, layers, overrides
  }

  /// Decodes a roster and checks it as the initialiser does.
  ///
  /// Documents that people write are better read with ``init(reading:zone:_:)``, which finds every
  /// mistake and its line.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        zone: container.decode(String.self, forKey: .zone),
        layers: container.decode([Layer].self, forKey: .layers),
        overrides: container.decodeIfPresent([Override].self, forKey: .overrides) ?? [])
    } catch let error as DocumentError {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// Encodes the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(zone, forKey: .zone)
    try container.encode(layers, forKey: .layers)
    if !overrides.isEmpty { try container.encode(overrides, forKey: .overrides) }
  }
}

extension DutyRoster.Layer: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, role, turns, start, until, handover, hours
  }

  /// Decodes a layer without checking it; the roster checks.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(DutyRoster.LayerID.self, forKey: .id),
      as: try container.decodeIfPresent(DutyRoster.Role.self, forKey: .role) ?? .primary,
      turns: try container.decode([DutyRoster.Turn].self, forKey: .turns),
      start: try container.decode(CivilDate.self, forKey: .start),
      end: try container.decodeIfPresent(CivilDate.self, forKey: .until),
      handover: try container.decodeIfPresent(TimeOfDay.self, forKey: .handover) ?? .midnight,
      hours: try container.decodeIfPresent(BusinessCalendar.self, forKey: .hours))
  }

  /// Encodes the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    if role != .primary { try container.encode(role, forKey: .role) }
    try container.encode(turns, forKey: .turns)
    try container.encode(start, forKey: .start)
    try container.encodeIfPresent(end, forKey: .until)
    if handover != .midnight { try container.encode(handover, forKey: .handover) }
    try container.encodeIfPresent(hours, forKey: .hours)
  }
}

extension DutyRoster.Turn: Codable {
  private enum CodingKeys: String, CodingKey {
    case agent, days, off
  }

  /// Decodes `{"agent": "li", "days": 4}` or `{"off": 2}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let days = try container.decodeIfPresent(Int.self, forKey: .off) {
      self = .off(days: days)
    } else {
      self = .on(
        try container.decode(AgentID.self, forKey: .agent),
        days: try container.decode(Int.self, forKey: .days))
    }
  }

  /// Encodes `{"agent": "li", "days": 4}` or `{"off": 2}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    guard let agent else { return try container.encode(days, forKey: .off) }
    try container.encode(agent, forKey: .agent)
    try container.encode(days, forKey: .days)
  }
}

extension DutyRoster.Override: Codable {
  private enum CodingKeys: String, CodingKey {
    case agent, role, from, until
  }

  /// Decodes an override without checking it; the roster checks.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(AgentID?.self, forKey: .agent),
      as: try container.decodeIfPresent(DutyRoster.Role.self, forKey: .role) ?? .primary,
      from: try container.decode(Instant.self, forKey: .from),
      until: try container.decode(Instant.self, forKey: .until))
  }

  /// Encodes the form of a policy book; nobody is `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(agent, forKey: .agent)
    if role != .primary { try container.encode(role, forKey: .role) }
    try container.encode(start, forKey: .from)
    try container.encode(end, forKey: .until)
  }
}
