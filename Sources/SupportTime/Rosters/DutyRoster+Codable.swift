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
    self = try decoder.decodeDocument { DutyRoster(reading: $0, &$1) }
  }

  /// Encodes the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(zone, forKey: .zone)
    try container.encode(layers, forKey: .layers)
    if !overrides.isEmpty { try container.encode(overrides, forKey: .overrides) }
  }
}

extension DutyRoster.Layer: Encodable {
  private enum CodingKeys: String, CodingKey {
    case id, role, turns, start, until, handover, hours
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

extension DutyRoster.Turn: Encodable {
  private enum CodingKeys: String, CodingKey {
    case agent, days, off
  }

  /// Encodes `{"agent": "li", "days": 4}` or `{"off": 2}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    guard let agent else { return try container.encode(days, forKey: .off) }
    try container.encode(agent, forKey: .agent)
    try container.encode(days, forKey: .days)
  }
}

extension DutyRoster.Override: Encodable {
  private enum CodingKeys: String, CodingKey {
    case agent, role, from, until
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
