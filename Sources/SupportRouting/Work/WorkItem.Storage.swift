// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension WorkItem {
  /// The parts of a piece of work; changed only while one copy holds it.
  final class Storage: @unchecked Sendable {
    var id: WorkID
    var channel: ChannelID
    var queue: QueueID?
    var priority: PriorityID?
    var requirements: [Requirement]
    var language: LanguageNeed?
    var region: RegionNeed?
    var preferred: [AgentID]
    var firstOwner: FirstOwner?
    var excluded: Set<AgentID>
    var isAccessible: Bool
    var notBefore: Instant?
    var facts: Facts?

    init(
      id: WorkID, channel: ChannelID, queue: QueueID?, priority: PriorityID?,
      requirements: [Requirement], language: LanguageNeed?, region: RegionNeed?,
      preferred: [AgentID], firstOwner: FirstOwner?, excluded: Set<AgentID>, isAccessible: Bool,
      notBefore: Instant?, facts: Facts?
    ) {
      self.id = id
      self.channel = channel
      self.queue = queue
      self.priority = priority
      self.requirements = requirements
      self.language = language
      self.region = region
      self.preferred = preferred
      self.firstOwner = firstOwner
      self.excluded = excluded
      self.isAccessible = isAccessible
      self.notBefore = notBefore
      self.facts = facts
    }

    func copy() -> Storage {
      Storage(
        id: id, channel: channel, queue: queue, priority: priority, requirements: requirements,
        language: language, region: region, preferred: preferred, firstOwner: firstOwner,
        excluded: excluded, isAccessible: isAccessible, notBefore: notBefore, facts: facts)
    }

    func isEqual(to other: Storage) -> Bool {
      id == other.id && channel == other.channel && queue == other.queue
        && priority == other.priority && requirements == other.requirements
        && language == other.language && region == other.region && preferred == other.preferred
        && firstOwner == other.firstOwner && excluded == other.excluded
        && isAccessible == other.isAccessible && notBefore == other.notBefore
        && facts == other.facts
    }
  }
}
