// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTickets

/// What a service level measures. The set is open: a desk defines its own with
/// ``SLAMetricDefinition``.
public struct SLAMetric: Identifier {
  /// The name, as documents and explanations write it.
  public let rawValue: String

  /// Creates a metric from its name.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// From opening until somebody begins to work on it: the work starts, or a person answers.
  public static let pickup: Self = "pickup"
  /// From opening to the first public answer by a person; automatic answers do not count, a
  /// holding reply does.
  public static let firstReply: Self = "firstReply"
  /// From the oldest unanswered message of the customer, the opening included, to the next public
  /// answer by a person; again for each.
  public static let reply: Self = "reply"
  /// The same without the first: messages before the first public answer belong to
  /// ``firstReply``.
  public static let nextReply: Self = "nextReply"
  /// From the last public answer by a person to the next one; a message of the customer cancels
  /// it.
  public static let periodicUpdate: Self = "periodicUpdate"
  /// From any contact, by the customer or by a person of the desk, to the next of either side.
  public static let anyContactUpdate: Self = "anyContactUpdate"
  /// From opening to the first assignment to an agent.
  public static let ownership: Self = "ownership"
  /// The time that a group holds the ticket: from its assignment until the group leaves it or the
  /// ticket is solved; again for each stay. A reopening finds only a stay that the group has not
  /// left since.
  public static let groupTime: Self = "groupTime"
  /// From opening until the ticket is solved, without the time in which the customer is waited for.
  public static let requesterWait: Self = "requesterWait"
  /// From opening until the ticket is solved, without any wait.
  public static let agentWork: Self = "agentWork"
  /// From opening until the ticket is solved or closed; ``SLAPolicyOptions/Reopening`` says what a reopening
  /// does.
  public static let resolution: Self = "resolution"

  /// The metrics that need no definition, stages aside, in the order in which reports show them.
  public static let standard: [Self] = [
    .pickup, .firstReply, .reply, .nextReply, .periodicUpdate, .anyContactUpdate, .ownership,
    .groupTime, .requesterWait, .agentWork, .resolution,
  ]

  /// From opening until a stage of a procedure is reached; its name is `complaint/assessed`.
  public static func stage(_ stage: Ticket.Stage, of procedure: Ticket.Procedure) -> Self {
    Self("\(procedure)/\(stage)")
  }
}
