// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The JSON of work: what it asks for, under the names of its properties; what is empty is left out.
///
/// ```json
/// { "id": "call-17", "channel": "voice", "queue": "hotline", "priority": "gold",
///   "requirements": [ { "skill": "ticketing" } ], "language": { "language": "ja" },
///   "notBefore": "2025-06-02T09:00:00Z", "facts": { "intent": "refund" } }
/// ```
///
/// Facts are written with their values, personal ones too: keep a journal like the work itself.
extension WorkItem: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, channel, queue, priority, requirements, language, region
    case preferred, firstOwner, excluded, isAccessible, isCallback, since, notBefore, facts
  }

  /// Decodes work; the router checks it when it is enqueued. Its facts are of a schema that follows
  /// from their values: `facts.translated(to:)` gives those of the policy, as the router does itself.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(WorkID.self, forKey: .id),
      channel: try values.decode(ChannelID.self, forKey: .channel),
      queue: try values.decodeIfPresent(QueueID.self, forKey: .queue),
      priority: try values.decodeIfPresent(PriorityID.self, forKey: .priority),
      requirements: try values.decodeIfPresent([Requirement].self, forKey: .requirements) ?? [],
      language: try values.decodeIfPresent(LanguageNeed.self, forKey: .language),
      region: try values.decodeIfPresent(RegionNeed.self, forKey: .region),
      preferred: try values.decodeIfPresent([AgentID].self, forKey: .preferred) ?? [],
      firstOwner: try values.decodeIfPresent(FirstOwner.self, forKey: .firstOwner),
      excluded: Set(try values.decodeIfPresent([AgentID].self, forKey: .excluded) ?? []),
      isAccessible: try values.decodeIfPresent(Bool.self, forKey: .isAccessible) ?? false,
      isCallback: try values.decodeIfPresent(Bool.self, forKey: .isCallback) ?? false,
      since: try values.decodeIfPresent(Instant.self, forKey: .since),
      notBefore: try values.decodeIfPresent(Instant.self, forKey: .notBefore),
      facts: try values.decodeIfPresent(WorkFacts.self, forKey: .facts)?.facts)
  }

  /// Encodes work; the same work has the same members in the same order.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(channel, forKey: .channel)
    try values.encodeIfPresent(queue, forKey: .queue)
    try values.encodeIfPresent(priority, forKey: .priority)
    if !requirements.isEmpty { try values.encode(requirements, forKey: .requirements) }
    try values.encodeIfPresent(language, forKey: .language)
    try values.encodeIfPresent(region, forKey: .region)
    if !preferred.isEmpty { try values.encode(preferred, forKey: .preferred) }
    try values.encodeIfPresent(firstOwner, forKey: .firstOwner)
    if !excluded.isEmpty { try values.encode(excluded.sorted(), forKey: .excluded) }
    if isAccessible { try values.encode(true, forKey: .isAccessible) }
    if isCallback { try values.encode(true, forKey: .isCallback) }
    try values.encodeIfPresent(since, forKey: .since)
    try values.encodeIfPresent(notBefore, forKey: .notBefore)
    try values.encodeIfPresent(facts.map(WorkFacts.init), forKey: .facts)
  }
}
