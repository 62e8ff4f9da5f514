// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Reads the section `routing` of a book.
struct RoutingSectionReader {
  /// What a policy is made of.
  struct Draft {
    var channels: [WorkChannel]
    var queues: [WorkQueue]
    var priorities: [PriorityClass]
    var agentOrder: [AgentComparator]
    var choice: RuleTable<QueueChoice>?
    var options: RoutingOptions
  }

  /// The facts that rules may ask about.
  let schema: FactSchema
  let parts = RoutingPartReader(allowsEmptyNames: false)

  func read(_ node: DocumentNode, _ problems: inout Problems) -> Draft? {
    guard var section = node.object(&problems) else { return nil }
    let channels = section.required("channels", &problems)?.values(&problems) { channel($0, &$1) }
    let priorities =
      section.optional("priorities").map { $0.values(&problems) { priority($0, &$1) } } ?? []
    let queues = section.required("queues", &problems)?.values(&problems) { queue($0, &$1) }
    let order =
      section.optional("agentOrder").map { agentOrder($0, &problems) } ?? [
        .ring, .penalty, .idleSince,
      ]
    let choice = section.optional("choice").flatMap { table($0, &problems) }
    let options = options(&section, &problems)
    section.finish(&problems)
    guard let channels, let priorities, let queues, let order, problems.isEmpty else { return nil }
    return Draft(
      channels: channels, queues: queues, priorities: priorities, agentOrder: order,
      choice: choice, options: options)
  }

  // MARK: Channels, priorities, options

  private func channel(_ node: DocumentNode, _ problems: inout Problems) -> WorkChannel? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let id = parts.name(object.required("id", &problems), &problems)
    var channel = WorkChannel(ChannelID(id ?? ""))
    set(&channel.exclusivity, object.optional("exclusivity")) { parts.choice($0, &problems) }
    set(&channel.beside, object.optional("beside")) {
      parts.names($0, as: ChannelID.self, &problems)
    }
    set(&channel.holdFreesSlot, object.optional("holdFreesSlot")) { $0.boolean(&problems) }
    set(&channel.wrapUp, object.optional("wrapUp")) { wrapUp($0, &problems) }
    object.finish(&problems)
    return problems == before ? channel : nil
  }

  /// Reads `30 s`, the agent's, or `{"piece": "30 s"}` or `{"piece": "untilTold"}`.
  private func wrapUp(_ node: DocumentNode, _ problems: inout Problems) -> WorkChannel.WrapUp? {
    guard case .object = node.value else {
      return parts.duration(node, &problems).map { .agent($0) }
    }
    guard var object = node.object(&problems) else { return nil }
    guard let value = object.required("piece", &problems) else { return nil }
    object.finish(&problems)
    if case .string("untilTold") = value.value { return .piece(nil) }
    return parts.duration(value, &problems).map { .piece($0) }
  }

  private func priority(_ node: DocumentNode, _ problems: inout Problems) -> PriorityClass? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let id = parts.name(object.required("id", &problems), &problems)
    var priority = PriorityClass(PriorityID(id ?? ""))
    set(&priority.band, object.optional("band")) { parts.number($0, &problems) }
    set(&priority.weight, object.optional("weight")) { parts.duration($0, &problems) }
    object.finish(&problems)
    return problems == before ? priority : nil
  }

  private func options(
    _ section: inout DocumentObject, _ problems: inout Problems
  ) -> RoutingOptions {
    var options = RoutingOptions()
    set(&options.offers, section.optional("offers")) { offers($0, &problems) }
    set(&options.transfers, section.optional("transfers")) { transfers($0, &problems) }
    set(&options.accessibleWeight, section.optional("accessibleWeight")) {
      parts.duration($0, &problems)
    }
    set(&options.translationDelayBound, section.optional("translationDelayBound")) {
      parts.duration($0, &problems)
    }
    set(&options.returnWindow, section.optional("returnWindow")) { parts.duration($0, &problems) }
    set(&options.skipsEmptyLevels, section.optional("skipsEmptyLevels")) { $0.boolean(&problems) }
    set(&options.fallback, section.optional("fallback")) { queueName($0, &problems) }
    return options
  }

  private func transfers(_ node: DocumentNode, _ problems: inout Problems) -> TransferRules? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    var rules = TransferRules()
    set(&rules.maximum, object.optional("maximum")) { parts.number($0, &problems) }
    set(&rules.escalatesTo, object.optional("escalatesTo")) { queueName($0, &problems) }
    set(&rules.keepsPlace, object.optional("keepsPlace")) { $0.boolean(&problems) }
    object.finish(&problems)
    return problems == before ? rules : nil
  }

  func offers(_ node: DocumentNode, _ problems: inout Problems) -> OfferRules? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    var rules = OfferRules()
    set(&rules.timeLimit, object.optional("timeLimit")) { parts.duration($0, &problems) }
    set(&rules.isAcceptedAtOnce, object.optional("acceptedAtOnce")) { $0.boolean(&problems) }
    set(&rules.atOnce, object.optional("atOnce")) { parts.number($0, &problems) }
    if let node = object.optional("missesBeforePause") {
      if case .string = node.value {
        let never: [(name: String, value: Int?)] = [("never", nil)]
        if node.oneOf(never, &problems) != nil { rules.missesBeforePause = nil }
      } else {
        rules.missesBeforePause = parts.number(node, &problems)
      }
    }
    set(&rules.pause, object.optional("pause")) { parts.duration($0, &problems) }
    set(&rules.rest, object.optional("rest")) { parts.duration($0, &problems) }
    set(&rules.declineIsMiss, object.optional("declineIsMiss")) { $0.boolean(&problems) }
    set(&rules.retryAfter, object.optional("retryAfter")) { parts.duration($0, &problems) }
    object.finish(&problems)
    return problems == before ? rules : nil
  }

  func queueName(_ node: DocumentNode, _ problems: inout Problems) -> QueueID? {
    parts.name(node, &problems).map(QueueID.init(rawValue:))
  }

  func priorityName(_ node: DocumentNode, _ problems: inout Problems) -> PriorityID? {
    parts.name(node, &problems).map(PriorityID.init(rawValue:))
  }

  func agentOrder(_ node: DocumentNode, _ problems: inout Problems) -> [AgentComparator]? {
    node.values(&problems) { node, problems -> AgentComparator? in parts.choice(node, &problems) }
  }

  /// Sets what a key says; without the key, or after a report, it stays as it was.
  func set<Value>(
    _ value: inout Value, _ node: DocumentNode?, _ read: (DocumentNode) -> Value?
  ) {
    if let node, let new = read(node) { value = new }
  }

  // MARK: The choice of a queue

  private func table(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> RuleTable<QueueChoice>? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let id = object.optional("id").flatMap { $0.string(&problems) } ?? Self.tableID
    let policies = HitPolicy.allCases.filter(\.isSingle)
    let hitPolicy =
      object.optional("hitPolicy").flatMap { node in
        node.oneOf(policies.map { (name: $0.rawValue, value: $0) }, &problems)
      } ?? .first
    let order = object.optional("order").flatMap { node in
      node.values(&problems) { level($0, &$1) }
    }
    let rules = object.required("rules", &problems).flatMap {
      Rule<QueueChoice>.list(reading: $0, schema, &problems) { outcome($0, &$1) }
    }
    let otherwise = object.optional("otherwise").flatMap { outcome($0, &problems) }
    object.finish(&problems)
    guard let rules, problems == before else { return nil }
    do throws(DocumentError) {
      return try RuleTable(
        id, schema: schema, hitPolicy: hitPolicy,
        outcomeOrder: OutcomeOrder(levels: order ?? []), rules: rules, otherwise: otherwise)
    } catch {
      for problem in error.problems {
        let path = problem.path.hasPrefix("outcomeOrder") ? "order" : problem.path
        problems.report(
          problem.message, at: node.place(named: path), suggestion: problem.suggestion)
      }
      return nil
    }
  }

  /// The name of a table that names none.
  static let tableID = "choice"

  /// One outcome, or a list of outcomes that are equally high.
  private func level(_ node: DocumentNode, _ problems: inout Problems) -> [QueueChoice]? {
    if case .array = node.value { return node.values(&problems) { outcome($0, &$1) } }
    return outcome(node, &problems).map { [$0] }
  }

  private func outcome(_ node: DocumentNode, _ problems: inout Problems) -> QueueChoice? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let queue = object.required("queue", &problems).flatMap { queueName($0, &problems) }
    let priority = object.optional("priority").flatMap { parts.name($0, &problems) }
    let requirements = parts.requirements(object.optional("requirements"), &problems)
    object.finish(&problems)
    guard let queue, let requirements, problems == before else { return nil }
    return QueueChoice(
      queue, priority: priority.map(PriorityID.init(rawValue:)), requirements: requirements)
  }
}
