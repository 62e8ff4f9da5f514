// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Where the policy's rules send work that names no queue.
public struct QueueChoice: Hashable, Sendable {
  /// The queue.
  public var queue: QueueID
  /// The class of urgency, for work that names none.
  public var priority: PriorityID?
  /// What is asked for in this queue beside the requirements of the work and of the queue; work that
  /// goes on to another queue leaves it behind.
  public var requirements: [Requirement]

  /// Creates a choice.
  public init(
    _ queue: QueueID, priority: PriorityID? = nil, requirements: [Requirement] = []
  ) {
    self.queue = queue
    self.priority = priority
    self.requirements = requirements
  }
}
