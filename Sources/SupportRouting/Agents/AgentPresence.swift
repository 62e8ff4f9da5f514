// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Whether an agent can be offered work.
public enum AgentPresence: Hashable, Sendable {
  /// Offered work as far as there is room.
  case available
  /// Busy with something that the router does not know of; on duty, not offered work.
  case busy
  /// Finishing what was said; available by itself at the instant, where one is given. On duty.
  case wrapUp(until: Instant?)
  /// Away for a while; not on duty.
  case onBreak
  /// Paused after too many missed offers; available by itself at the instant, where one is given.
  /// Not on duty.
  case paused(until: Instant?)
  /// Not there; not on duty.
  case offline

  /// Whether the agent counts as staff: queues with such agents are not empty, and their offers come
  /// before a second offer to somebody who declined.
  public var isOnDuty: Bool {
    switch self {
    case .available, .busy, .wrapUp: true
    case .onBreak, .paused, .offline: false
    }
  }
}
