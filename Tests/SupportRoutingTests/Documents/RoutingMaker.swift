// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTestKit
import SupportTime

/// Makes policies, agents and commands of all shapes from a seed.
struct RoutingMaker {
  private(set) var random: SplitMix64
  /// Work that somebody was offered, and who, for commands that should not all be in vain.
  private var held: (WorkID, AgentID)?
  /// Whether other policies are adopted on a day.
  var adopts = true

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  // MARK: Numbers

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
  mutating func oneIn(_ times: Int) -> Bool { random.oneIn(times) }

  mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
    oneIn(2) ? make(&self) : nil
  }

  mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  mutating func some<Value>(_ most: Int, _ make: (inout Self) -> Value) -> [Value] {
    var values: [Value] = []
    for _ in 0..<below(most + 1) { values.append(make(&self)) }
    return values
  }

  /// More than zero; a few have parts of a millisecond.
  mutating func duration() -> Duration {
    oneIn(12)
      ? .nanoseconds(1_000_001 + below(10_000_000))
      : .milliseconds([1, 1_500, 30_000, 60_000, 7_200_000][below(5)])
  }

  static let start = Instant(secondsSince1970: 1_748_854_800)

  // MARK: Policies

  static let queues: [QueueID] = ["hotline", "spare", "night", "back"]
  static let channels: [ChannelID] = ["voice", "chat", "mail"]
  static let groups: [GroupID] = ["front", "second", "lead"]
  static let skills: [SkillID] = ["ticketing", "japanese", "refunds"]
  static let classes: [PriorityID] = ["gold", "emergency", "silver"]
  static let people: [AgentID] = ["mei", "li", "wang", "chen"]

  mutating func policy() throws -> RoutingPolicy {
    var options = RoutingOptions()
    options.calendars = try Self.clocks.get()
    options.rosters = try Self.plans.get()
    if oneIn(2) { options.offers = offers() }
    if !oneIn(3) {
      options.transfers = TransferRules(
        maximum: oneIn(3) ? nil : below(3), escalatesTo: oneIn(3) ? nil : one(of: Self.queues),
        keepsPlace: oneIn(2))
    }
    if oneIn(2) { options.accessibleWeight = duration() }
    if oneIn(3) { options.translationDelayBound = duration() }
    if oneIn(2) { options.returnWindow = duration() }
    options.skipsEmptyLevels = oneIn(2)
    options.fallback = maybe { $0.one(of: Self.queues) }
    let order = AgentComparator.allCases.shuffled(using: &random).prefix(below(5))
    return try RoutingPolicy(
      "desk", version: "2025-01",
      channels: Self.channels.map { id in
        let exclusivity = one(of: WorkChannel.Exclusivity.allCases)
        let beside =
          exclusivity != .whole && oneIn(3) ? Set(some(2) { $0.one(of: Self.channels) }) : nil
        return WorkChannel(
          id, exclusivity: exclusivity, beside: beside, holdFreesSlot: oneIn(2), wrapUp: wrapUp())
      }, queues: Self.queues.map { queue($0) },
      priorities: Self.classes.map {
        PriorityClass($0, band: below(3) - 1, weight: oneIn(2) ? .zero : duration())
      }, agentOrder: Array(order), choice: oneIn(3) ? nil : try choice(), options: options)
  }

  private mutating func wrapUp() -> WorkChannel.WrapUp {
    switch below(4) {
    case 0: .agent(duration())
    case 1: .piece(duration())
    case 2: .piece(nil)
    default: .none
    }
  }

  private static let clocks = Result {
    [
      "office": try BusinessCalendar.office(zone: "Asia/Shanghai").compiled(),
      "night": try BusinessCalendar.night().compiled(),
      "always": BusinessClock.aroundTheClock(zone: .utc),
    ]
  }

  private static let plans = Result { ["nights": try roster().compiled()] }

  private static func roster() throws -> DutyRoster {
    try DutyRoster(
      zone: "Asia/Shanghai",
      layers: [
        .init(
          "week", turns: [.on("li", days: 1), .off(days: 1), .on("wang", days: 2)],
          start: CivilDate("2025-05-26"), handover: TimeOfDay("09:00")),
        .init(
          "nights", as: .secondary, turns: [.on("chen", days: 7)], start: CivilDate("2025-01-01"),
          end: CivilDate("2026-01-01"), hours: BusinessCalendar.night()),
      ],
      overrides: [
        .init("mei", from: start, until: start + .seconds(7_200)),
        .init(nil, as: .secondary, from: start, until: start + .seconds(600)),
      ])
  }

  private mutating func queue(_ id: QueueID) -> WorkQueue {
    var pools = some(3) { maker in
      AgentPool(
        maker.one(of: Self.groups), after: maker.oneIn(2) ? .zero : maker.duration(),
        penalty: maker.below(3) - 1,
        hours: maker.maybe { $0.one(of: ["office", "night", "always"]) })
    }
    if !pools.isEmpty { pools[0].after = .zero }
    let rules = some(4) { $0.overflow(of: id) }
    let hasClosing = rules.contains { rule in
      if case .closing = rule.trigger { true } else { false }
    }
    let hours = hasClosing ? "office" : nil
    return WorkQueue(
      id, pools: pools, requirements: some(2) { $0.requirement() },
      overflow: rules, hours: maybe { $0.one(of: ["office", "night"]) } ?? hours,
      delay: oneIn(3) ? duration() : .zero, offers: maybe { $0.offers() },
      agentOrder: oneIn(3) ? AgentComparator.allCases.shuffled(using: &random) : nil,
      priority: oneIn(3) ? one(of: Self.classes) : nil,
      limitPerAgent: maybe { 1 + $0.below(3) }, isGivenByCommand: oneIn(8),
      announcements: maybe {
        AnnouncementRules(
          onArrival: $0.oneIn(2), every: $0.oneIn(2) ? nil : .seconds(1 + $0.below(90)))
      })
  }

  private mutating func offers() -> OfferRules {
    OfferRules(
      timeLimit: duration(), isAcceptedAtOnce: oneIn(4), atOnce: 1 + below(3),
      missesBeforePause: maybe { 1 + $0.below(4) }, pause: maybe { $0.duration() },
      declineIsMiss: oneIn(2), rest: oneIn(3) ? duration() : .zero,
      retryAfter: maybe { $0.duration() })
  }

  private mutating func overflow(of queue: QueueID) -> OverflowRule {
    let trigger: OverflowRule.Trigger =
      switch below(8) {
      case 5: .free(below: 1 + below(3))
      case 6: .closing(within: duration())
      case 0, 1: .waited(duration())
      case 2: .length(atLeast: 1 + below(3))
      case 3: .closed
      case 4: .staffing(below: 1 + below(3))
      default: .expectedWait(above: duration())
      }
    let action: OverflowRule.Action =
      switch below(8) {
      case 0: .duty(roster: "nights", role: oneIn(2) ? .primary : .secondary)
      case 1: .offerCallback
      case 2: .message
      case 3: .refuse
      case 4: .raise(to: one(of: Self.classes))
      case 5: .outside("+86 10 1234")
      default: .queue(one(of: Self.queues.filter { $0 != queue }))
      }
    return OverflowRule(when: trigger, then: action)
  }

  mutating func requirement() -> Requirement {
    let tests = [test()] + some(1) { $0.test() }
    let from: Duration = oneIn(4) ? duration() : .zero
    return Requirement(
      anyOf: tests, from: from, until: oneIn(3) ? from + duration() : nil,
      steps: oneIn(3) ? [.init(below(3), after: .seconds(20)), .init(0, after: .seconds(50))] : [])
  }

  private mutating func test() -> SkillTest {
    SkillTest(one(of: Self.skills), one(of: SkillTest.Comparison.allCases), below(4))
  }

  // MARK: Rules

  static func schema() throws -> FactSchema {
    try FactSchema([
      FactField("intent", .choice(["refund", "loss", "other"])),
      FactField("tier", .ordered(["silver", "gold"]), isOptional: true),
      FactField("traits", .flags(["elderly", "blind"]), isOptional: true),
      FactField("paid", .money(.cny), isOptional: true, isPersonal: true),
      FactField("share", .decimal(decimals: 3), isOptional: true),
      FactField("count", .integer(0...100, unit: "calls"), isOptional: true),
      FactField("delay", .duration(milliseconds: 0...86_400_000), isOptional: true),
      FactField("since", .instant, isOptional: true), FactField("day", .date, isOptional: true),
      FactField("callsBack", .boolean, isOptional: true),
      FactField("city", .text, isOptional: true),
    ])
  }

  private mutating func choice() throws -> RuleTable<QueueChoice> {
    let rules = (0..<below(4)).map { number in
      Rule<QueueChoice>(
        RuleID("rule-\(number)"), when: condition(), then: outcome(),
        from: oneIn(4) ? try? CivilDate("2025-01-01") : nil,
        note: oneIn(4) ? "a note" : nil)
    }
    let hitPolicy: HitPolicy = one(of: [.first, .unique, .any, .priority])
    var order: [[QueueChoice]] = []
    let otherwise = maybe { $0.outcome() }
    for then in rules.map(\.then) + [otherwise].compactMap(\.self)
    where !order.joined().contains(then) {
      if oneIn(3), !order.isEmpty {
        order[order.count - 1].append(then)
      } else {
        order.append([then])
      }
    }
    return try RuleTable(
      oneIn(2) ? "choice" : "which queue", schema: Self.schema(), hitPolicy: hitPolicy,
      outcomeOrder: OutcomeOrder(levels: hitPolicy == .priority ? order : []), rules: rules,
      otherwise: otherwise)
  }

  private mutating func condition() -> Condition {
    switch below(5) {
    case 0: .isOneOf("intent", [.text("refund"), .text("loss")])
    case 1: .all([.isKnown("tier"), .not(.isOneOf("intent", [.text("other")]))])
    case 2:
      .isWithin(
        "delay", FactRange(lower: .including(.duration(milliseconds: 60_000)), upper: .unbounded))
    case 3: .isOneOf("callsBack", [.boolean(true)])
    default: .always
    }
  }

  private mutating func outcome() -> QueueChoice {
    QueueChoice(
      one(of: Self.queues), priority: maybe { $0.one(of: Self.classes) },
      requirements: some(1) { $0.requirement() })
  }

  // MARK: Agents

  mutating func agent(_ id: AgentID) -> Agent {
    Agent(
      id, groups: Set(some(2) { $0.one(of: Self.groups) }),
      skills: Dictionary(
        some(3) { ($0.one(of: Self.skills), 1 + $0.below(4)) }, uniquingKeysWith: max),
      languages: Set(some(2) { $0.one(of: ["zh", "ja"]) }),
      regions: Set(some(1) { $0.one(of: ["asia", "europe"]) }), capacity: capacity(),
      penalties: oneIn(3) ? ["spare": below(5) - 2] : [:])
  }

  private mutating func capacity() -> AgentCapacity {
    let numbers = Dictionary(uniqueKeysWithValues: Self.channels.map { ($0, below(3)) })
    let measure: AgentCapacity.Measure =
      switch below(3) {
      case 0: .total(1 + below(4), costs: numbers)
      case 1: .perChannel(numbers)
      default: .unlimited(Set(Self.channels.dropLast(below(2))))
      }
    return AgentCapacity(
      measure, atMost: oneIn(3) ? ["chat": below(3)] : [:],
      fairShare: oneIn(4) ? .init(1 + below(3), per: duration()) : nil)
  }

  // MARK: Commands

  mutating func item(_ id: WorkID) throws -> WorkItem {
    WorkItem(
      id, channel: one(of: Self.channels), queue: oneIn(3) ? nil : one(of: Self.queues),
      priority: maybe { $0.one(of: Self.classes) },
      requirements: oneIn(2) ? [] : [requirement()],
      language: oneIn(3) ? LanguageNeed("ja", translationAfter: maybe { $0.duration() }) : nil,
      region: oneIn(3) ? RegionNeed("asia", onlyUntil: maybe { $0.duration() }) : nil,
      preferred: some(2) { $0.one(of: Self.people) },
      firstOwner: oneIn(4)
        ? FirstOwner(
          one(of: Self.people), waitAtMost: maybe { $0.duration() },
          whenAway: oneIn(3) ? .waits : .othersAtOnce) : nil,
      excluded: Set(some(1) { $0.one(of: Self.people) }), isAccessible: oneIn(4),
      isCallback: oneIn(6), since: oneIn(6) ? Self.start : nil,
      notBefore: oneIn(5) ? Self.start + duration() : nil,
      facts: oneIn(3) ? nil : try facts())
  }

  mutating func facts() throws -> Facts {
    let values: [(String, FactValue)] = [
      ("intent", .text(one(of: ["refund", "loss", "other"]))), ("tier", .text("gold")),
      ("traits", .flags(oneIn(2) ? [] : ["elderly"])),
      ("paid", .money(Money(minorUnits: Int64(below(9_000)), currency: .cny))),
      ("share", .decimal(ExactDecimal(Int64(below(3))))), ("count", .integer(Int64(below(101)))),
      ("delay", .duration(milliseconds: Int64(below(120_000)))), ("since", .instant(Self.start)),
      ("day", .date(try CivilDate("2025-06-02"))), ("callsBack", .boolean(oneIn(2))),
      ("city", .text("上海\u{0} \"q\"")),
    ]
    var facts = Facts(try Self.schema())
    for (name, value) in values where oneIn(2) { try facts.set(name, to: value) }
    return facts
  }

  mutating func presence() -> AgentPresence {
    one(
      of: [
        .available, .available, .available, .busy, .onBreak, .offline, .wrapUp(until: nil),
        .wrapUp(until: Self.start + duration()), .paused(until: nil),
        .paused(until: Self.start + duration()),
      ])
  }

  /// Any command; at its best after the agents and some work are there.
  mutating func command(_ step: Int) throws -> Router.Command {
    var work = WorkID("w\(below(max(1, step / 3)))")
    var agent = one(of: Self.people)
    if let held, !oneIn(3) { (work, agent) = held }
    return switch below(40) {
    case 0: .add(self.agent(agent), presence())
    case 1: .update(self.agent(agent))
    case 2: .remove(agent)
    case 3...6: .presence(agent, presence(), releasing: oneIn(3))
    case 7: .translation(agent, delay: maybe { $0.duration() })
    case 8...15: .enqueue(try item(WorkID("w\(step / 3)")))
    case 16: .change(try item(work))
    case 17: .cancel(work)
    case 18: .abandon(work)
    case 19: .comeBack(work)
    case 20: .callback(work, notBefore: maybe { Self.start + $0.duration() })
    case 21, 22: .accept(work, by: agent)
    case 23: .decline(work, by: agent)
    case 24: .miss(work, by: agent)
    case 25: oneIn(2) ? .hold(work, by: agent) : .resume(work, by: agent)
    case 26: .finish(work, by: agent)
    case 27: .requeue(work, by: agent, notBefore: maybe { Self.start + $0.duration() })
    case 28: .transfer(work, by: agent, to: .queue(one(of: Self.queues)))
    case 29:
      .transfer(
        work, by: agent,
        to: .agent(
          one(of: Self.people), in: one(of: Self.queues), waitAtMost: maybe { $0.duration() },
          whenAway: oneIn(3) ? .waits : .othersAtOnce))
    case 30: .dutyEnded(work, isDone: oneIn(2))
    case 31: .close(one(of: Self.queues), closing())
    case 32: .reopen(one(of: Self.queues))
    case 33: .move(work, to: one(of: Self.queues))
    case 34: .assign(work, to: agent)
    case 36: .wrapUpEnded(work, by: agent)
    case 37: adopts ? .adopt(try policy()) : .tick
    case 35: .begin(try item(WorkID("b\(step)")), by: agent)
    default: .tick
    }
  }

  private mutating func closing() -> Router.QueueClosing {
    one(of: [.serveWaiting, .move(to: one(of: Self.queues)), .refuseWaiting])
  }

  /// What a router does on a random day: the commands that it accepts, and its steps.
  mutating func day(
    _ policy: RoutingPolicy, steps: Int
  ) throws -> (journal: [Router.JournalEntry], steps: [Router.Step]) {
    var router = Router(policy)
    var now = Self.start
    var journal: [Router.JournalEntry] = []
    var taken: [Router.Step] = []
    for agent in Self.people {
      let command = Router.Command.add(self.agent(agent), .available)
      taken.append(try router.perform(command, at: now))
      journal.append(.init(command, at: now))
    }
    for step in 0..<steps {
      if oneIn(2) { now = now + (oneIn(20) ? .seconds(20_000) : duration()) }
      var commands = [try command(step)]
      // Offers are taken up now and then, so that agents come to hold work.
      if let offer = taken.last?.decisions.last, oneIn(2) {
        held = (offer.work, offer.agent)
        commands.append(
          oneIn(4)
            ? oneIn(2)
              ? .decline(offer.work, by: offer.agent) : .miss(offer.work, by: offer.agent)
            : .accept(offer.work, by: offer.agent))
      }
      switch journal.last?.command {
      case .abandon(let work) where oneIn(2): commands.append(.comeBack(work))
      case .hold(let work, let agent) where oneIn(2): commands.append(.resume(work, by: agent))
      case .accept(let work, let agent) where oneIn(6):
        commands.append(.transfer(work, by: agent, to: .queue(one(of: Self.queues))))
      case .finish(let work, let agent) where oneIn(2):
        commands.append(.wrapUpEnded(work, by: agent))
      default: break
      }
      for command in commands {
        guard let step = try? router.perform(command, at: now) else { continue }
        taken.append(step)
        journal.append(.init(command, at: now))
      }
    }
    return (journal, taken)
  }
}
