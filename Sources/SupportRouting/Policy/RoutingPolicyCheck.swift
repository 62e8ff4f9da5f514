// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Looks for every mistake of a routing policy at once.
struct RoutingPolicyCheck {
  let channels: [WorkChannel]
  let queues: [WorkQueue]
  let priorities: [PriorityClass]
  let options: RoutingOptions
  var problems = Problems()

  private let queueNames: Set<QueueID>

  init(
    channels: [WorkChannel], queues: [WorkQueue], priorities: [PriorityClass],
    options: RoutingOptions
  ) {
    self.channels = channels
    self.queues = queues
    self.priorities = priorities
    self.options = options
    queueNames = Set(queues.map(\.id))
  }

  /// The longest duration that a policy may name, in milliseconds: 36,500 days.
  static let longest: Int64 = 36_500 * 86_400_000

  mutating func run(
    id: String, agentOrder: [AgentComparator], choice: RuleTable<QueueChoice>?
  ) {
    if id.isEmpty { problems.report("a policy needs a name", path: "id") }
    checkChannels()
    checkPriorities()
    if queues.isEmpty { problems.report("there is no queue", path: "queues") }
    unique(queues.map(\.id), "queues")
    let limited = queues.count { $0.limitPerAgent != nil }
    if limited > 16 {
      problems.report("\(limited) queues limit their agents; at most 16 can", path: "queues")
    }
    for (number, queue) in queues.enumerated() { check(queue, "queues[\(number)]") }
    unique(agentOrder, "agentOrder")
    if let choice { check(choice) }
    checkOptions()
  }

  private mutating func checkChannels() {
    if channels.isEmpty { problems.report("there is no channel", path: "channels") }
    if channels.count > 48 {
      problems.report("\(channels.count) channels are more than 48", path: "channels")
    }
    unique(channels.map(\.id), "channels")
    for (number, channel) in channels.enumerated() {
      check(channel.beside, of: channel, "channels[\(number)].beside")
      switch channel.wrapUp {
      case .none, .piece(nil): break
      case .agent(let length): duration(length, atLeast: 0, "channels[\(number)].wrapUp")
      case .piece(let length?): duration(length, atLeast: 1, "channels[\(number)].wrapUp")
      }
    }
  }

  private mutating func check(
    _ beside: Set<ChannelID>?, of channel: WorkChannel, _ path: String
  ) {
    guard let beside else { return }
    if channel.exclusivity == .whole, !beside.isEmpty {
      problems.report("whole work comes to empty hands only, beside nothing", path: path)
    }
    for name in beside.sorted() where !channels.contains(where: { $0.id == name }) {
      problems.report("there is no channel \(name.rawValue.quoted)", path: path)
    }
  }

  private mutating func checkPriorities() {
    unique(priorities.map(\.id), "priorities")
    for (number, priority) in priorities.enumerated() {
      within(priority.band, -1_000_000...1_000_000, "priorities[\(number)].band")
      duration(priority.weight, atLeast: 0, "priorities[\(number)].weight")
    }
  }

  private mutating func check(_ queue: WorkQueue, _ path: String) {
    duration(queue.delay, atLeast: 0, "\(path).delay")
    calendar(queue.hours, "\(path).hours")
    if let limit = queue.limitPerAgent { within(limit, 1...65_535, "\(path).limitPerAgent") }
    for (number, pool) in queue.pools.enumerated() {
      let place = "\(path).pools[\(number)]"
      duration(pool.after, atLeast: 0, "\(place).after")
      within(pool.penalty, -1_000_000...1_000_000, "\(place).penalty")
      calendar(pool.hours, "\(place).hours")
    }
    if !queue.pools.isEmpty, queue.pools.allSatisfy({ $0.after > .zero }) {
      problems.report("no pool takes work from the start", path: "\(path).pools")
    }
    Self.check(queue.requirements, "\(path).requirements", &problems)
    if let offers = queue.offers { check(offers, "\(path).offers") }
    if let order = queue.agentOrder { unique(order, "\(path).agentOrder") }
    if let priority = queue.priority { known(priority, "\(path).priority") }
    if queue.overflow.count > 64 {
      problems.report("\(queue.overflow.count) rules are more than 64", path: "\(path).overflow")
    }
    if let every = queue.announcements?.every {
      duration(every, atLeast: 1_000, "\(path).announcements.every")
    }
    for (number, rule) in queue.overflow.enumerated() {
      check(rule, of: queue, "\(path).overflow[\(number)]")
    }
  }

  private mutating func check(_ rule: OverflowRule, of queue: WorkQueue, _ path: String) {
    switch rule.trigger {
    case .waited(let age): duration(age, atLeast: 1, "\(path).when")
    case .length(let count): within(count, 1...Int(Int32.max), "\(path).when")
    case .staffing(let count): within(count, 1...Int(Int32.max), "\(path).when")
    case .expectedWait(let wait): duration(wait, atLeast: 0, "\(path).when")
    case .free(let count): within(count, 1...Int(Int32.max), "\(path).when")
    case .closing(let margin):
      duration(margin, atLeast: 0, "\(path).when")
      if queue.hours == nil {
        problems.report("the queue has no hours that could end", path: "\(path).when")
      }
    case .closed: break
    }
    switch rule.action {
    case .queue(let target):
      known(target, "\(path).then")
      if target == queue.id {
        problems.report("\(target.rawValue.quoted) overflows to itself", path: "\(path).then")
      }
    case .duty(let roster, _):
      if options.rosters[roster] == nil {
        problems.report("there is no roster \(roster.quoted)", path: "\(path).then")
      }
    case .raise(let priority): known(priority, "\(path).then")
    case .outside(let target):
      if target.isEmpty { problems.report("a number or a name is needed", path: "\(path).then") }
    case .offerCallback, .message, .refuse: break
    }
  }

  private mutating func check(_ offers: OfferRules, _ path: String) {
    duration(offers.timeLimit, atLeast: 1, "\(path).timeLimit")
    within(offers.atOnce, 1...64, "\(path).atOnce")
    if let misses = offers.missesBeforePause {
      within(misses, 1...1_000_000, "\(path).missesBeforePause")
    }
    duration(offers.rest, atLeast: 0, "\(path).rest")
    if let pause = offers.pause { duration(pause, atLeast: 1, "\(path).pause") }
    if let retry = offers.retryAfter { duration(retry, atLeast: 1, "\(path).retryAfter") }
  }

  private mutating func check(_ choice: RuleTable<QueueChoice>) {
    switch choice.hitPolicy {
    case .unique, .any, .priority, .first: break
    default:
      problems.report(
        "rules for queues must give one: \(choice.hitPolicy) gives a list or a sum",
        path: "choice.hitPolicy")
    }
    var outcomes = choice.rules.enumerated().map { ("choice.rules[\($0)].then", $1.then) }
    if let otherwise = choice.otherwise { outcomes.append(("choice.otherwise", otherwise)) }
    for (path, outcome) in outcomes {
      known(outcome.queue, "\(path).queue")
      if let priority = outcome.priority { known(priority, "\(path).priority") }
      Self.check(outcome.requirements, "\(path).requirements", &problems)
    }
  }

  private mutating func checkOptions() {
    check(options.offers, "options.offers")
    if let maximum = options.transfers.maximum {
      within(maximum, 0...1_000_000, "options.transfers.maximum")
    }
    if let target = options.transfers.escalatesTo { known(target, "options.transfers.escalatesTo") }
    duration(options.accessibleWeight, atLeast: 0, "options.accessibleWeight")
    duration(options.translationDelayBound, atLeast: 1, "options.translationDelayBound")
    duration(options.returnWindow, atLeast: 0, "options.returnWindow")
    if let fallback = options.fallback { known(fallback, "options.fallback") }
  }

  // MARK: Requirements

  /// Reports every mistake of requirements, also of those that come with work.
  static func check(
    _ requirements: [Requirement], _ path: String, _ problems: inout Problems
  ) {
    if requirements.count > 64 {
      problems.report("\(requirements.count) requirements are more than 64", path: path)
      return
    }
    for (number, requirement) in requirements.enumerated() {
      let place = "\(path)[\(number)]"
      if requirement.tests.isEmpty { problems.report("one test is needed", path: "\(place).tests") }
      if requirement.tests.count > 64 {
        problems.report("\(requirement.tests.count) tests are more than 64", path: "\(place).tests")
      }
      for (number, test) in requirement.tests.enumerated() {
        within(test.level, 0...1_000_000, "\(place).tests[\(number)].level", &problems)
      }
      duration(requirement.from, atLeast: 0, "\(place).from", &problems)
      if let until = requirement.until {
        let least = Int64.saturatingSum(requirement.from.wholeMilliseconds, 1)
        duration(until, atLeast: least, "\(place).until", &problems)
      }
      if requirement.steps.count > 64 {
        problems.report("\(requirement.steps.count) steps are more than 64", path: "\(place).steps")
      }
      var before: Int64 = 0
      for (number, step) in requirement.steps.enumerated() {
        let spot = "\(place).steps[\(number)]"
        within(step.level, 0...1_000_000, "\(spot).level", &problems)
        duration(step.after, atLeast: Int64.saturatingSum(before, 1), "\(spot).after", &problems)
        before = step.after.wholeMilliseconds
      }
    }
  }

  // MARK: Steps

  private mutating func unique<Name: Hashable>(_ names: [Name], _ path: String) {
    var seen: Set<Name> = []
    for (number, name) in names.enumerated() where !seen.insert(name).inserted {
      problems.report("\("\(name)".quoted) is there twice", path: "\(path)[\(number)]")
    }
  }

  private mutating func known(_ queue: QueueID, _ path: String) {
    if queueNames.contains(queue) { return }
    problems.report("there is no queue \(queue.rawValue.quoted)", path: path)
  }

  private mutating func known(_ priority: PriorityID, _ path: String) {
    if priorities.contains(where: { $0.id == priority }) { return }
    problems.report("there is no priority \(priority.rawValue.quoted)", path: path)
  }

  private mutating func calendar(_ name: String?, _ path: String) {
    guard let name, options.calendars[name] == nil else { return }
    problems.report("there is no calendar \(name.quoted)", path: path)
  }

  private mutating func within(_ value: Int, _ bounds: ClosedRange<Int>, _ path: String) {
    Self.within(value, bounds, path, &problems)
  }

  private mutating func duration(_ value: Duration, atLeast least: Int64, _ path: String) {
    Self.duration(value, atLeast: least, path, &problems)
  }

  static func within(
    _ value: Int, _ bounds: ClosedRange<Int>, _ path: String, _ problems: inout Problems
  ) {
    if bounds.contains(value) { return }
    problems.report(
      "\(value) is not within \(bounds.lowerBound) … \(bounds.upperBound)", path: path)
  }

  static func duration(
    _ value: Duration, atLeast least: Int64, _ path: String, _ problems: inout Problems
  ) {
    let milliseconds = value.wholeMilliseconds
    if milliseconds < least {
      problems.report("\(milliseconds) ms is less than \(least) ms", path: path)
    } else if milliseconds > longest {
      problems.report("\(milliseconds) ms is more than 36,500 days", path: path)
    }
  }
}
