// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension WorkItem {
  /// What a piece of work consists of.
  struct Parts: Hashable, Sendable {
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
    var isCallback: Bool
    var since: Instant?
    var notBefore: Instant?
    var facts: Facts?
  }

  /// Holds the parts, so that copies of the work are cheap.
  final class Storage: Sendable {
    let parts: Parts

    init(_ parts: Parts) { self.parts = parts }
  }
}
