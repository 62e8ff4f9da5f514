// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The JSON of a requirement is that of a book: `{"skill": "japanese", "atLeast": 5}`.
extension Requirement: Codable {
  /// Decodes the form of a book; bounds are not checked, as in code.
  public init(from decoder: any Decoder) throws {
    let reader = RoutingPartReader(allowsEmptyNames: true)
    self = try decoder.decodeDocument { reader.requirement($0, &$1) }
  }

  /// Encodes the form of a book.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}

/// The JSON of an agent is that of an ``AgentBook``.
extension Agent: Codable {
  /// Decodes the form of a book; bounds are not checked, as in code.
  public init(from decoder: any Decoder) throws {
    let reader = RoutingPartReader(allowsEmptyNames: true)
    self = try decoder.decodeDocument { reader.agent($0, &$1) }
  }

  /// Encodes the form of a book.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}

extension LanguageNeed: Codable {
  private enum CodingKeys: String, CodingKey {
    case language, translationAfter
  }

  /// Decodes `{"language": "ja", "translationAfter": "0 h"}`; without the second, translation never
  /// will do.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(LanguageID.self, forKey: .language),
      translationAfter: try values.decodeDuration(ifPresentForKey: .translationAfter))
  }

  /// Encodes `{"language": "ja", "translationAfter": "0 h"}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(language, forKey: .language)
    try values.encodeDuration(ifPresent: translationAfter, forKey: .translationAfter)
  }
}

extension RegionNeed: Codable {
  private enum CodingKeys: String, CodingKey {
    case region, only
  }

  /// Decodes `{"region": "europe", "only": "1 min"}`; without the second, only the region ever will do.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(RegionID.self, forKey: .region),
      onlyUntil: try values.decodeDuration(ifPresentForKey: .only))
  }

  /// Encodes `{"region": "europe", "only": "1 min"}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(region, forKey: .region)
    try values.encodeDuration(ifPresent: only, forKey: .only)
  }
}

extension FirstOwner: Codable {
  private enum CodingKeys: String, CodingKey {
    case agent, waitAtMost, whenAway
  }

  /// Decodes `{"agent": "mei", "waitAtMost": "1 min"}`; without the second, the work always waits.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(AgentID.self, forKey: .agent),
      waitAtMost: try values.decodeDuration(ifPresentForKey: .waitAtMost),
      whenAway: try values.decodeIfPresent(Absence.self, forKey: .whenAway) ?? .othersAtOnce)
  }

  /// Encodes `{"agent": "mei", "waitAtMost": "1 min"}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(agent, forKey: .agent)
    try values.encodeDuration(ifPresent: waitAtMost, forKey: .waitAtMost)
    if whenAway != .othersAtOnce { try values.encode(whenAway, forKey: .whenAway) }
  }
}

extension WaitEstimate: Codable {
  private enum CodingKeys: String, CodingKey {
    case atLeast, expected, atMost
  }

  /// Decodes `{"atLeast": "30 s", "expected": "1 min", "atMost": "2 min"}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      atLeast: try values.decodeDuration(forKey: .atLeast),
      expected: try values.decodeDuration(forKey: .expected),
      atMost: try values.decodeDuration(forKey: .atMost))
  }

  /// Encodes `{"atLeast": "30 s", "expected": "1 min", "atMost": "2 min"}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeDuration(atLeast, forKey: .atLeast)
    try values.encodeDuration(expected, forKey: .expected)
    try values.encodeDuration(atMost, forKey: .atMost)
  }
}
