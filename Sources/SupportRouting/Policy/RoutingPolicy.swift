// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// Who takes which work, and in what order: queues with their pools, classes of urgency, the order of
/// agents, rules that choose a queue, and how work is offered.
///
/// ```swift
/// let policy = try RoutingPolicy(
///   "desk", version: "2025",
///   channels: [WorkChannel("voice", exclusivity: .whole), WorkChannel("chat")],
///   queues: [WorkQueue("hotline", pools: [.init("front"), .init("back", after: .seconds(60))])],
///   priorities: [PriorityClass("emergency", band: 9), PriorityClass("gold", weight: .seconds(120))],
///   agentOrder: [.ring, .proficiency, .idleSince])
/// var router = Router(policy)
/// ```
///
/// A policy is compiled when it is made; copying it is cheap.
public struct RoutingPolicy: Sendable {
  let core: RoutingPolicyCore

  /// Creates a policy.
  ///
  /// - Parameters:
  ///   - id: The name of the policy.
  ///   - version: Its version; kept with what it decides.
  ///   - channels: The channels that work comes by.
  ///   - queues: The queues.
  ///   - priorities: The classes of urgency.
  ///   - agentOrder: How agents are put in order, the first that differs decides; each at most once.
  ///   - choice: The rules that send work without a queue to one; `nil` for none.
  ///   - options: What holds for all queues.
  /// - Throws: `DocumentError` with a problem for each mistake: names that are missing or twice, queues,
  ///   calendars and rosters that are not there, numbers and durations out of bounds, requirements
  ///   without a test, levels whose ages do not grow, more than 48 channels or 16 queues with a limit for
  ///   each agent, a rule for queues that gives lists or sums.
  public init(
    _ id: String, version: PolicyVersion, channels: [WorkChannel], queues: [WorkQueue],
    priorities: [PriorityClass] = [],
    agentOrder: [AgentComparator] = [.ring, .penalty, .idleSince],
    choice: RuleTable<QueueChoice>? = nil, options: RoutingOptions = RoutingOptions()
  ) throws(DocumentError) {
    core = try RoutingPolicyCore(
      id: id, version: version, channels: channels, queues: queues, priorities: priorities,
      agentOrder: agentOrder, choice: choice, options: options)
  }

  /// The name of the policy.
  public var id: String { core.id }
  /// The version of the policy.
  public var version: PolicyVersion { core.version }
  /// The channels.
  public var channels: [WorkChannel] { core.channels }
  /// The queues.
  public var queues: [WorkQueue] { core.queues }
  /// The classes of urgency.
  public var priorities: [PriorityClass] { core.priorities }
  /// How agents are put in order.
  public var agentOrder: [AgentComparator] { core.agentOrder }
  /// The rules that choose a queue.
  public var choice: RuleTable<QueueChoice>? { core.choice }
  /// What holds for all queues.
  public var options: RoutingOptions { core.options }

  /// How much later than others work of the same band may have become eligible and still be served
  /// before them: the greatest difference between two weights, accessible customers included. Work of a
  /// higher band overtakes without bound.
  public var greatestOvertaking: Duration {
    let heaviest = core.bands.values.map { $0.upperBound - $0.lowerBound }.max() ?? 0
    let sum = Int64.saturatingSum(heaviest, options.accessibleWeight.wholeMilliseconds)
    return .milliseconds(sum)
  }
}
