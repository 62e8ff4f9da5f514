// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportStaffing
import SupportTestKit
import SupportTime

/// What is stated about the day: what is forecast, what comes, who is rostered, what the plan adds.
struct CentreScenario {
  /// Calls an hour that are forecast, for each half-hour from 07:00 on.
  static let forecast = [
    230, 340, 480, 640, 830, 970, 1_060, 1_110, 1_080, 1_040, 990, 940, 920, 940, 990, 1_010,
    1_010, 990, 940, 900, 850, 830, 800, 780, 760, 710, 640, 580, 480, 390, 300, 230,
  ]
  /// How many per cent of them come where it is not 100: flights are cancelled from 12:00 on.
  static let storm = [
    10: 190, 11: 240, 12: 220, 13: 190, 14: 160, 15: 140, 16: 125, 17: 110,
  ]
  /// The half-hours of the storm.
  static let stormSpan = 10..<18

  /// The mean time on the phone, in seconds; a conversation spreads by 210 s.
  static let talk = 280
  /// The time after each call, in seconds.
  static let wrapUp = 20
  /// The mean patience, in seconds.
  static let patience = 150
  /// Calls are to be answered within so many seconds.
  static let target = 20
  /// The agents of the group that is raised ahead.
  static let responseHeads = 80
  /// The age at which a call rings in that group too, in seconds.
  static let responseAfter = 15
  /// A callback is offered to those who have waited so many seconds.
  static let longWait = 30
  /// How many of a hundred say yes, and when they are called at the earliest.
  static let callbacks = ContactCentre.Callbacks(percent: 60, delay: .seconds(4 * 3_600))
  /// One in so many is away from the desk, in turn.
  static let awayOneIn = 5

  /// Calls an hour that come.
  static let arrivals = forecast.enumerated().map { place, calls in
    calls * (storm[place] ?? 100) / 100
  }

  let zone: ZoneRules
  let date: CivilDate
  let start: Instant
  /// What is forecast, by half-hour, and what it takes.
  let plan: StaffingPlan
  /// The shifts that cover it.
  let cover: ShiftCover
  /// What the typhoon raises.
  let surges: SurgePlan
  let policy: StaffingPolicy

  init() throws {
    zone = try ZoneRules(identifier: "Asia/Shanghai")
    date = try CivilDate("2025-09-24")
    start = zone.instant(date: date, time: try TimeOfDay("07:00"))
    policy = try StaffingPolicy(
      .erlangA(patience: Double(Self.patience)),
      goal: StaffingGoal(.serviceLevel(atLeast: 0.8, within: Double(Self.target))),
      shrinkage: Shrinkage(Rate("20%")))
    let begin = start
    plan = try StaffingPlan(
      policy, Self.forecast.enumerated().map { try Self.interval($0, $1, from: begin) })
    let (zone, date) = (zone, date)
    let shifts = try (7...15).map { hour in
      try ShiftTemplate(
        hour < 10 ? "0\(hour)" : "\(hour)", at: TimeOfDay(hour < 10 ? "0\(hour):00" : "\(hour):00"),
        minutes: 480
      ).shift(on: date, in: zone)
    }
    cover = try ShiftCover(
      of: plan.requirements.map(\.interval), demand: plan.requirements.map(\.rostered), by: shifts)
    let typhoon = MajorEvent(
      "typhoon", from: zone.instant(date: date, time: try TimeOfDay("12:00")),
      until: zone.instant(date: date, time: try TimeOfDay("19:00")))
    surges = try SurgePlan(
      in: zone, combining: .highest,
      [
        SurgeRule(
          "typhoon", .events([typhoon], leadHours: 1),
          .group("response", heads: Self.responseHeads))
      ])
  }

  static func interval(_ place: Int, _ calls: Int, from start: Instant) throws -> StaffingInterval {
    try StaffingInterval(
      start: start.adding(milliseconds: Int64(place) * 1_800_000), minutes: 30,
      load: OfferedLoad(
        arrivalsPerHour: Double(calls), handlingTime: Double(talk + wrapUp)))
  }

  // MARK: The centre

  /// The centre with or without the plan, and whether anybody takes the callbacks that are offered.
  func centre(withPlan: Bool, callbacks: Bool) throws -> ContactCentre {
    let stream = ContactCentre.Stream(
      "call", queue: "hotline", channel: "voice", arrivalsPerHour: Self.arrivals,
      handling: .logNormal(mean: .seconds(Self.talk), deviation: .seconds(210)),
      patience: .exponential(mean: .seconds(Self.patience)))
    return try ContactCentre(
      routing(withPlan: withPlan), from: start, interval: .seconds(1_800), streams: [stream],
      team: team(withPlan: withPlan),
      callbacks: callbacks ? Self.callbacks : ContactCentre.Callbacks(percent: 0))
  }

  private func routing(withPlan: Bool) throws -> RoutingPolicy {
    var hotline = WorkQueue(
      "hotline", pools: [AgentPool("front")], offers: OfferRules(isAcceptedAtOnce: true))
    if withPlan {
      hotline.pools.append(AgentPool("response", after: .seconds(Self.responseAfter)))
      hotline.overflow = [
        OverflowRule(when: .waited(.seconds(Self.longWait)), then: .offerCallback)
      ]
    }
    return try RoutingPolicy(
      withPlan ? "surge" : "ordinary", version: "1",
      channels: [
        WorkChannel("voice", exclusivity: .whole, wrapUp: .agent(.seconds(Self.wrapUp)))
      ],
      queues: [hotline])
  }

  private func team(withPlan: Bool) -> [ContactCentre.Member] {
    let rostered = cover.counts.flatMap { Array(repeating: $0.shift, count: $0.count) }
    var team = rostered.enumerated().map { number, shift in
      member("front", number, from: shift.start, until: shift.end)
    }
    guard withPlan else { return team }
    let open = start..<start.adding(milliseconds: Int64(Self.forecast.count) * 1_800_000)
    for occurrence in surges.occurrences(in: open) {
      let groups = surges.demand(for: 0, in: occurrence.start..<occurrence.end).groups
      for group in groups {
        for number in 0..<group.heads {
          team.append(
            member(group.name, number, from: occurrence.start, until: occurrence.end))
        }
      }
    }
    return team
  }

  /// An agent who is away from the desk for one half-hour in five, each in turn.
  private func member(
    _ group: String, _ number: Int, from begin: Instant, until end: Instant
  ) -> ContactCentre.Member {
    var shifts: [Range<Instant>] = []
    var (half, now) = (0, begin)
    while now < end {
      let next = min(now.adding(milliseconds: 1_800_000), end)
      if (number + half) % Self.awayOneIn != 0 {
        if let last = shifts.last, last.upperBound == now {
          shifts[shifts.count - 1] = last.lowerBound..<next
        } else {
          shifts.append(now..<next)
        }
      }
      (half, now) = (half + 1, next)
    }
    let digits = String(1_000 + number).dropFirst()
    return ContactCentre.Member(
      Agent(
        AgentID(rawValue: "\(group)-\(digits)"), groups: [GroupID(rawValue: group)],
        capacity: .one(of: ["voice"])),
      shifts: shifts)
  }
}
