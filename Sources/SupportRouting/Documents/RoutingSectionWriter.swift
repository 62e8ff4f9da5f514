// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Writes a policy as the book that ``RoutingBook`` reads; what is as usual is left out.
struct RoutingSectionWriter {
  typealias Member = DocumentForm.Member

  let policy: RoutingPolicy

  init(_ policy: RoutingPolicy) {
    self.policy = policy
  }

  var book: DocumentForm {
    var members = [
      Member("format", .integer(0)), Member("id", .text(policy.id)),
      Member("version", .text(policy.version.rawValue)),
    ]
    let calendars = policy.options.calendars.sorted { $0.key < $1.key }
    if !calendars.isEmpty {
      members.append(
        Member("calendars", .object(calendars.map { Member($0.key, $0.value.calendar.form) })))
    }
    let rosters = policy.options.rosters.sorted { $0.key < $1.key }
    if !rosters.isEmpty {
      members.append(
        Member("rosters", .object(rosters.map { Member($0.key, $0.value.roster.form) })))
    }
    if let schema = policy.choice?.schema, !schema.fields.isEmpty {
      members.append(Member("facts", FactSchema.form(of: schema.fields)))
    }
    return .object(members + [Member("routing", section)])
  }

  private var section: DocumentForm {
    var members = [Member("channels", .list(policy.channels.map(form)))]
    if !policy.priorities.isEmpty {
      members.append(Member("priorities", .list(policy.priorities.map(form))))
    }
    members.append(Member("queues", .list(policy.queues.map(form))))
    members.append(Member("agentOrder", .texts(policy.agentOrder.map(\.rawValue))))
    if let choice = policy.choice { members.append(Member("choice", form(choice))) }
    let options = policy.options
    if options.offers != OfferRules() { members.append(Member("offers", form(options.offers))) }
    if options.transfers != TransferRules() {
      members.append(Member("transfers", form(options.transfers)))
    }
    let usual = RoutingOptions()
    add("accessibleWeight", options.accessibleWeight, unless: usual.accessibleWeight, to: &members)
    add(
      "translationDelayBound", options.translationDelayBound, unless: usual.translationDelayBound,
      to: &members)
    add("returnWindow", options.returnWindow, unless: usual.returnWindow, to: &members)
    add("skipsEmptyLevels", options.skipsEmptyLevels, unless: true, to: &members)
    if let fallback = options.fallback {
      members.append(Member("fallback", .text(fallback.rawValue)))
    }
    return .object(members)
  }

  // MARK: Members

  private func add(
    _ key: String, _ value: Duration?, unless usual: Duration? = nil, to members: inout [Member]
  ) {
    if let value, value != usual { members.append(Member(key, .duration(value))) }
  }

  private func add(
    _ key: String, _ value: Int?, unless usual: Int? = nil, to members: inout [Member]
  ) {
    if let value, value != usual { members.append(Member(key, .integer(Int64(value)))) }
  }

  private func add(
    _ key: String, _ value: Bool, unless usual: Bool, to members: inout [Member]
  ) {
    if value != usual { members.append(Member(key, .flag(value))) }
  }

  private func add(_ key: String, _ text: String?, to members: inout [Member]) {
    if let text { members.append(Member(key, .text(text))) }
  }

  // MARK: Channels, priorities, options

  private func form(_ channel: WorkChannel) -> DocumentForm {
    var members = [Member("id", .text(channel.id.rawValue))]
    if channel.exclusivity != .shared {
      members.append(Member("exclusivity", .text(channel.exclusivity.rawValue)))
    }
    if let beside = channel.beside { members.append(Member("beside", .names(beside))) }
    add("holdFreesSlot", channel.holdFreesSlot, unless: false, to: &members)
    switch channel.wrapUp {
    case .none: break
    case .agent(let length): members.append(Member("wrapUp", .duration(length)))
    case .piece(let length):
      let end = length.map(DocumentForm.duration) ?? .text("untilTold")
      members.append(Member("wrapUp", .object([Member("piece", end)])))
    }
    return .object(members)
  }

  private func form(_ priority: PriorityClass) -> DocumentForm {
    var members = [Member("id", .text(priority.id.rawValue))]
    add("band", priority.band, unless: 0, to: &members)
    add("weight", priority.weight, unless: .zero, to: &members)
    return .object(members)
  }

  private func form(_ rules: TransferRules) -> DocumentForm {
    var members: [Member] = []
    add("maximum", rules.maximum, to: &members)
    add("escalatesTo", rules.escalatesTo?.rawValue, to: &members)
    add("keepsPlace", rules.keepsPlace, unless: true, to: &members)
    return .object(members)
  }

  private func form(_ rules: OfferRules) -> DocumentForm {
    let usual = OfferRules()
    var members: [Member] = []
    add("timeLimit", rules.timeLimit, unless: usual.timeLimit, to: &members)
    add("acceptedAtOnce", rules.isAcceptedAtOnce, unless: false, to: &members)
    add("atOnce", rules.atOnce, unless: 1, to: &members)
    if rules.missesBeforePause == nil {
      members.append(Member("missesBeforePause", .text("never")))
    }
    add(
      "missesBeforePause", rules.missesBeforePause, unless: usual.missesBeforePause, to: &members)
    add("pause", rules.pause, to: &members)
    add("rest", rules.rest, unless: .zero, to: &members)
    add("declineIsMiss", rules.declineIsMiss, unless: false, to: &members)
    add("retryAfter", rules.retryAfter, to: &members)
    return .object(members)
  }

  // MARK: Queues

  private func form(_ queue: WorkQueue) -> DocumentForm {
    var members = [Member("id", .text(queue.id.rawValue))]
    if !queue.pools.isEmpty { members.append(Member("pools", .list(queue.pools.map(form)))) }
    if !queue.requirements.isEmpty {
      members.append(Member("requirements", .list(queue.requirements.map(\.form))))
    }
    if !queue.overflow.isEmpty {
      members.append(Member("overflow", .list(queue.overflow.map(form))))
    }
    add("hours", queue.hours, to: &members)
    add("delay", queue.delay, unless: .zero, to: &members)
    if let offers = queue.offers { members.append(Member("offers", form(offers))) }
    if let order = queue.agentOrder {
      members.append(Member("agentOrder", .texts(order.map(\.rawValue))))
    }
    add("priority", queue.priority?.rawValue, to: &members)
    add("givenByCommand", queue.isGivenByCommand, unless: false, to: &members)
    add("limitPerAgent", queue.limitPerAgent, to: &members)
    if let rules = queue.announcements {
      var parts: [Member] = []
      add("onArrival", rules.onArrival, unless: true, to: &parts)
      add("every", rules.every, to: &parts)
      members.append(Member("announcements", .object(parts)))
    }
    return .object(members)
  }

  private func form(_ pool: AgentPool) -> DocumentForm {
    var members = [Member("group", .text(pool.group.rawValue))]
    add("after", pool.after, unless: .zero, to: &members)
    add("penalty", pool.penalty, unless: 0, to: &members)
    add("hours", pool.hours, to: &members)
    return .object(members)
  }

  private func form(_ rule: OverflowRule) -> DocumentForm {
    let trigger: DocumentForm =
      switch rule.trigger {
      case .waited(let age): .object([Member("waited", .duration(age))])
      case .length(let count): .object([Member("length", .integer(Int64(count)))])
      case .closed: .text("closed")
      case .staffing(let count): .object([Member("staffingBelow", .integer(Int64(count)))])
      case .free(let count): .object([Member("freeBelow", .integer(Int64(count)))])
      case .closing(let margin): .object([Member("closingWithin", .duration(margin))])
      case .expectedWait(let wait): .object([Member("expectedWaitAbove", .duration(wait))])
      }
    let action: DocumentForm =
      switch rule.action {
      case .queue(let queue): .object([Member("queue", .text(queue.rawValue))])
      case .duty(let roster, .primary): .object([Member("duty", .text(roster))])
      case .duty(let roster, let role):
        .object([Member("duty", .text(roster)), Member("role", .text(role.rawValue))])
      case .raise(let priority): .object([Member("raise", .text(priority.rawValue))])
      case .outside(let target): .object([Member("outside", .text(target))])
      case .offerCallback: .text("offerCallback")
      case .message: .text("message")
      case .refuse: .text("refuse")
      }
    return .object([Member("when", trigger), Member("then", action)])
  }

  // MARK: The choice of a queue

  private func form(_ table: RuleTable<QueueChoice>) -> DocumentForm {
    var members: [Member] = []
    if table.id != RoutingSectionReader.tableID { members.append(Member("id", .text(table.id))) }
    if table.hitPolicy != .first {
      members.append(Member("hitPolicy", .text(table.hitPolicy.rawValue)))
    }
    let levels = table.outcomeOrder.levels
    if !levels.isEmpty {
      let list = levels.map { level in
        level.count == 1 ? form(level[0]) : DocumentForm.list(level.map(form))
      }
      members.append(Member("order", .list(list)))
    }
    members.append(Member("rules", .list(table.rules.map { $0.form(form) })))
    if let otherwise = table.otherwise { members.append(Member("otherwise", form(otherwise))) }
    return .object(members)
  }

  private func form(_ choice: QueueChoice) -> DocumentForm {
    var members = [Member("queue", .text(choice.queue.rawValue))]
    add("priority", choice.priority?.rawValue, to: &members)
    if !choice.requirements.isEmpty {
      members.append(Member("requirements", .list(choice.requirements.map(\.form))))
    }
    return .object(members)
  }
}
