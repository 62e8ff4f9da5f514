// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Router {
  /// A part of the policy in force of which there is work, so that the next policy must have it too.
  public struct PartInUse: Hashable, Sendable {
    /// The part, by name.
    public enum Part: Hashable, Sendable {
      /// A queue in which work is, also in somebody's hand.
      case queue(QueueID)
      /// A channel by which work came.
      case channel(ChannelID)
      /// A class of urgency that work names, that rules chose for it, or to which it was raised.
      case priority(PriorityID)
    }

    /// The part.
    public var part: Part
    /// The number of pieces of work that the router knows of it.
    public var work: Int

    /// Creates a part with the number of its pieces of work.
    public init(_ part: Part, work: Int) {
      self.part = part
      self.work = work
    }
  }

  /// The parts of which there is work as of an instant, and which another policy lacks.
  func partsInUse(notIn next: RoutingPolicyCore, at now: Int64) -> [PartInUse] {
    var queues = [Int](repeating: 0, count: core.queues.count)
    var channels = [Int](repeating: 0, count: core.channels.count)
    var priorities = [Int](repeating: 0, count: core.priorities.count)
    for place in workRows.indices {
      let row = workRows[place]
      if row.state == .free || isForgotten(place, at: now) { continue }
      queues[Int(row.queue)] += 1
      channels[Int(row.channel)] += 1
      let named = items[place].priority.flatMap { core.priorityNumbers[$0] }
      let terms = workTerms[place]
      for number in Set([named ?? -1, Int(terms.chosenPriority), Int(terms.raisedPriority)])
      where number >= 0 {
        priorities[number] += 1
      }
    }
    var parts: [PartInUse] = []
    for (queue, count) in zip(core.queues, queues)
    where count > 0 && next.queueNumbers[queue.id] == nil {
      parts.append(PartInUse(.queue(queue.id), work: count))
    }
    for (channel, count) in zip(core.channels, channels)
    where count > 0 && next.channelNumbers[channel.id] == nil {
      parts.append(PartInUse(.channel(channel.id), work: count))
    }
    for (priority, count) in zip(core.priorities, priorities)
    where count > 0 && next.priorityNumbers[priority.id] == nil {
      parts.append(PartInUse(.priority(priority.id), work: count))
    }
    return parts
  }
}
