// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One key by which agents who could take a piece of work are put in order.
///
/// ``RoutingPolicy/agentOrder`` is a list of them; the first that differs decides, and the id of the
/// agent decides at last, so that two runs agree (semantics R3). Agents whom the work prefers come
/// before all of this, in the order in which it names them.
public enum AgentComparator: String, Hashable, Sendable, CaseIterable, Codable {
  /// The inner ring of the queue's pools first.
  case ring
  /// The smaller penalty first: of the pool plus the agent's own in this queue.
  case penalty
  /// The greater sum of levels in the skills that the work asks for at this moment first.
  case proficiency
  /// Who speaks the work's language before who needs live translation.
  case language
  /// Agents of the work's region first.
  case region
  /// The smaller number of skills first, so that the versatile stay free.
  case leastVersatile
  /// The smaller share of the capacity in use first; without a limit the share is zero.
  case loadRatio
  /// The fewest pieces of work in hand first, those on hold and on offer included.
  case load
  /// Who has been free the longest first: since the last work ended, or since becoming available.
  case idleSince
  /// Whose last offer is the longest ago first; who never had one before all others.
  case rotation

  /// Whether the key follows from the work and what the agent can do, not from what the agent does.
  var isOfSignature: Bool {
    switch self {
    case .ring, .penalty, .proficiency, .language, .region, .leastVersatile: true
    case .loadRatio, .load, .idleSince, .rotation: false
    }
  }
}
