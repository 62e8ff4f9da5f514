// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTime

/// What a policy is made of, so that a scenario can be made smaller part by part.
struct PolicyParts: Sendable {
  var channels: [WorkChannel]
  var queues: [WorkQueue]
  var priorities: [PriorityClass]
  var agentOrder: [AgentComparator]
  var choice: RuleTable<QueueChoice>?
  var options: RoutingOptions

  func policy() throws -> RoutingPolicy {
    try RoutingPolicy(
      "simulated", version: "1", channels: channels, queues: queues, priorities: priorities,
      agentOrder: agentOrder, choice: choice, options: options)
  }
}

extension PolicyParts {
  static let start = Instant(secondsSince1970: 1_740_992_400)  // Monday, 2025-03-03T09:00:00Z

  static let groups: [GroupID] = ["g0", "g1", "g2", "g3"]
  static let skills: [SkillID] = ["s0", "s1", "s2", "s3"]
  static let languages: [LanguageID] = ["ja", "zh"]
  static let regions: [RegionID] = ["north", "south"]
  static let channels: [ChannelID] = ["voice", "chat", "mail"]
  static let priorityNames: [PriorityID] = ["plain", "gold", "urgent", "low"]
  static let calendarNames = ["short", "late", "split"]

  /// Any policy; the same for the same dice.
  init(_ dice: inout Dice) throws {
    let names: [QueueID] = ["q0", "q1", "q2", "q3", "q4"]
    let queues = Array(names.prefix(dice.roll(2...5)))
    channels = Self.channels.map { name in
      let exclusivity: WorkChannel.Exclusivity =
        name == "voice"
        ? dice.pick([.whole, .blocksOthers, .shared], else: .whole)
        : dice.pick([.shared, .shared, .shared, .blocksOthers, .whole], else: .shared)
      let isPaired = exclusivity != .whole && dice.chance(25)
      return WorkChannel(
        name, exclusivity: exclusivity,
        beside: isPaired ? Set(dice.some(Self.channels, atMost: 3)) : nil,
        holdFreesSlot: dice.chance(50), wrapUp: Self.wrapUp(&dice))
    }
    priorities = [
      PriorityClass("plain"), PriorityClass("gold", weight: dice.seconds(5, 30, 120)),
      PriorityClass("urgent", band: 5, weight: dice.seconds(0, 10)),
      PriorityClass("low", band: -2),
    ]
    agentOrder = dice.some(AgentComparator.allCases, atMost: AgentComparator.allCases.count)
    self.queues = queues.map { Self.queue($0, among: queues, &dice) }
    choice = dice.chance(50) ? try Self.choice(among: queues, &dice) : nil
    options = try Self.options(queues, &dice)
  }

  private static func wrapUp(_ dice: inout Dice) -> WorkChannel.WrapUp {
    switch dice.roll(0...9) {
    case 0...2: .agent(dice.seconds(0, 5, 15, 60))
    case 3, 4: .piece(dice.seconds(5, 15, 60))
    case 5: .piece(nil)
    default: .none
    }
  }

  /// Another policy whose queues are at least these, or nearly the same.
  func changed(_ dice: inout Dice) throws -> Self {
    var other = try Self(&dice)
    guard dice.chance(70) else { return other }
    let names = queues.map(\.id)
    switch dice.roll(0...5) {
    case 0: other.queues = queues
    case 1: other.queues = names.map { Self.queue($0, among: names, &dice) }
    default:
      other.queues = queues
      let place = dice.roll(0...max(0, queues.count - 1))
      other.queues[place] = Self.queue(names[place], among: names, &dice)
      if dice.chance(60) { other.channels = channels }
      if dice.chance(60) { other.priorities = priorities }
      if dice.chance(60) { other.agentOrder = agentOrder }
    }
    other.choice = dice.chance(50) ? choice : try Self.choice(among: names, &dice)
    other.options = dice.chance(50) ? options : try Self.options(names, &dice)
    if dice.chance(10) { other.priorities.removeFirst() }
    if dice.chance(30) { other.queues = dice.shuffled(other.queues) }
    if dice.chance(30) { other.channels = dice.shuffled(other.channels) }
    return other
  }

  private static func queue(
    _ name: QueueID, among queues: [QueueID], _ dice: inout Dice
  ) -> WorkQueue {
    var pools: [AgentPool] = []
    for number in 0..<dice.roll(0...4) {
      pools.append(
        AgentPool(
          dice.pick(groups, else: "g0"),
          after: number == 0 ? .zero : dice.seconds(0, 5, 10, 10, 30, 60),
          penalty: dice.pick([-1, 0, 0, 0, 1, 5], else: 0),
          hours: dice.chance(25) ? dice.pick(calendarNames) : nil))
    }
    var requirements: [Requirement] = []
    while dice.chance(20) { requirements.append(requirement(&dice)) }
    var rules: [OverflowRule] = []
    for _ in 0..<dice.pick([0, 0, 1, 2, 3, 4], else: 0) {
      var rule = overflow(name, queues, &dice)
      if let former = rules.last, dice.chance(35) { rule.trigger = former.trigger }
      rules.append(rule)
    }
    return WorkQueue(
      name, pools: dice.shuffled(pools), requirements: requirements, overflow: rules,
      hours: dice.chance(30) || rules.contains { $0.trigger.needsHours }
        ? dice.pick(calendarNames) : nil,
      delay: dice.chance(15) ? dice.seconds(1, 5, 20) : .zero,
      offers: dice.chance(60) ? offers(&dice) : nil,
      agentOrder: dice.chance(25)
        ? dice.some(AgentComparator.allCases, atMost: AgentComparator.allCases.count) : nil,
      priority: dice.chance(25) ? dice.pick(priorityNames) : nil,
      limitPerAgent: dice.chance(25) ? dice.roll(1...3) : nil,
      isGivenByCommand: dice.chance(7),
      announcements: dice.chance(35)
        ? AnnouncementRules(
          onArrival: dice.chance(60), every: dice.chance(60) ? dice.seconds(1, 10, 30, 60) : nil)
        : nil)
  }

  static func requirement(_ dice: inout Dice) -> Requirement {
    var tests: [SkillTest] = []
    for _ in 0..<dice.roll(1...2) {
      tests.append(
        SkillTest(
          dice.pick(skills, else: "s0"),
          dice.chance(60)
            ? .atLeast : dice.pick(SkillTest.Comparison.allCases, else: .atLeast),
          dice.roll(0...5)))
    }
    let from = dice.chance(20) ? dice.seconds(5, 10, 30) : .zero
    let until = dice.chance(25) ? from + dice.seconds(5, 10, 30) : nil
    var steps: [Requirement.LevelStep] = []
    var after = Duration.zero
    for _ in 0..<dice.pick([0, 0, 0, 1, 2], else: 0) {
      after += dice.seconds(5, 10, 20)
      steps.append(.init(dice.roll(0...4), after: after))
    }
    return Requirement(anyOf: tests, from: from, until: until, steps: steps)
  }

  private static func overflow(
    _ name: QueueID, _ queues: [QueueID], _ dice: inout Dice
  ) -> OverflowRule {
    let trigger: OverflowRule.Trigger
    switch dice.roll(0...11) {
    case 0...3: trigger = .waited(dice.seconds(5, 10, 30, 60))
    case 4, 5: trigger = .length(atLeast: dice.roll(1...4))
    case 6: trigger = .closed
    case 7: trigger = .staffing(below: dice.roll(1...3))
    case 8: trigger = .free(below: dice.roll(1...3))
    case 10, 11: trigger = .closing(within: dice.seconds(0, 5, 60, 600))
    default: trigger = .expectedWait(above: .zero)
    }
    let others = queues.filter { $0 != name }
    let action: OverflowRule.Action
    switch dice.roll(0...13) {
    case 0...4: action = .queue(dice.pick(others, else: name))
    case 10...12: action = .raise(to: dice.pick(priorityNames, else: "gold"))
    case 13: action = .outside("partner")
    case 5, 6: action = .duty(roster: "nights", role: dice.chance(70) ? .primary : .secondary)
    case 7: action = .offerCallback
    case 8: action = .message
    default: action = .refuse
    }
    return OverflowRule(when: trigger, then: action)
  }

  private static func offers(_ dice: inout Dice) -> OfferRules {
    OfferRules(
      timeLimit: dice.seconds(5, 10, 20, 20), isAcceptedAtOnce: dice.chance(15),
      atOnce: dice.pick([1, 1, 1, 2, 3], else: 1),
      missesBeforePause: dice.chance(70) ? dice.roll(1...3) : nil,
      pause: dice.chance(60) ? dice.seconds(5, 30, 120) : nil, declineIsMiss: dice.chance(40),
      rest: dice.chance(20) ? dice.seconds(2, 10, 60) : .zero,
      retryAfter: dice.chance(40) ? dice.seconds(3, 10, 30) : nil)
  }

  private static func choice(
    among queues: [QueueID], _ dice: inout Dice
  ) throws -> RuleTable<QueueChoice> {
    let schema = try FactSchema([FactField("kind", .choice(["a", "b", "c"]))])
    func some(_ dice: inout Dice) -> QueueChoice {
      QueueChoice(
        dice.pick(queues, else: "q0"), priority: dice.pick([nil, "gold", "urgent"]) ?? nil,
        requirements: dice.chance(40) ? [requirement(&dice)] : [])
    }
    let rules = ["a", "b"].map { kind in
      Rule(RuleID(kind), when: .equals("kind", .text(kind)), then: some(&dice))
    }
    return try RuleTable(
      "choice", schema: schema, rules: rules, otherwise: dice.chance(30) ? some(&dice) : nil)
  }

  private static func options(
    _ queues: [QueueID], _ dice: inout Dice
  ) throws -> RoutingOptions {
    RoutingOptions(
      offers: offers(&dice),
      transfers: TransferRules(
        maximum: dice.chance(50) ? dice.roll(0...2) : nil,
        escalatesTo: dice.chance(50) ? dice.pick(queues) : nil, keepsPlace: dice.chance(60)),
      accessibleWeight: dice.seconds(0, 20), translationDelayBound: .milliseconds(500),
      returnWindow: dice.seconds(0, 10, 60), skipsEmptyLevels: dice.chance(50),
      fallback: dice.chance(50) ? dice.pick(queues) : nil, calendars: try calendars(),
      rosters: ["nights": try roster(&dice)])
  }

  private static func calendars() throws -> [String: BusinessClock] {
    let hours = [
      "short": ["09:00-09:10", "09:20-09:30"], "late": ["09:05-12:00", "14:00-14:01"],
      "split": ["08:00-09:00:30", "09:01-09:03", "10:00-20:00"],
    ]
    return try hours.mapValues { texts in
      let day = try texts.map { text in
        let bounds = try text.split(separator: "-").map { try TimeOfDay($0) }
        return try DayInterval(from: bounds[0], to: bounds[1])
      }
      return try BusinessCalendar(
        zone: "UTC", weekly: [.monday: day, .tuesday: day, .wednesday: day]
      ).compiled()
    }
  }

  private static func roster(_ dice: inout Dice) throws -> DutyRoster.Plan {
    let monday = start.wallTime(utcOffset: 0).date
    var gaps: [DutyRoster.Override] = []
    for _ in 0..<dice.roll(0...3) {
      let from = start + dice.seconds(0, 30, 120, 600)
      gaps.append(
        DutyRoster.Override(
          dice.chance(70) ? nil : "eve", from: from, until: from + dice.seconds(60, 300, 3600)))
    }
    return try DutyRoster(
      zone: "UTC",
      layers: [
        .init("first", people: ["dan", "eve"], days: 1, start: monday),
        .init(
          "second", as: .secondary, turns: [.off(days: 1), .on("fay", days: 1)], start: monday),
      ],
      overrides: gaps
    ).compiled()
  }
}

extension OverflowRule.Trigger {
  /// Whether the queue must have hours.
  fileprivate var needsHours: Bool {
    if case .closing = self { true } else { false }
  }
}
