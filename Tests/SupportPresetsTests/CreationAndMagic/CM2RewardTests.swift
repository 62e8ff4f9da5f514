// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMembership
import SupportRules
import SupportTickets
import Testing

@Suite("Creation & Magic: rewards and contribution")
struct CM2RewardTests {
  let now: Instant
  var file: CM2Case

  init() throws {
    now = try CM2.at("2025-06-03 10:00")
    file = try CM2Case(member: "m-7")
    try file.handle(.membership(.enrol), by: .system, at: now)
    try file.open(.inquiry, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
  }

  private func grants(_ decision: DeskDecision) -> [MemberReward] {
    decision.events.compactMap { event in
      if case .membership(let event) = event, case .rewarded(let grant) = event.change {
        grant.reward
      } else {
        nil
      }
    }
  }

  private func reward(_ kind: RewardCause.Kind, _ id: String, grade: String?) -> DeskCommand {
    .membership(
      .reward(
        .init(
          RewardCause(kind, id), facts: grade.map { [MembershipFact("grade", .text($0))] } ?? [])))
  }

  @Test("CM-38 a rating of four stars or more earns a coupon of 5 yuan", arguments: [4, 5])
  func goodRatingEarns(stars: Int) throws {
    var file = file
    let answer = try file.tell(.rate(.init("k-1", stars: stars)), by: .customer("c-7"), at: now)
    let five = try CM2.yuan("5.00")
    #expect(grants(answer) == [.coupon(five)])
    let coupons = answer.intents.filter { $0.action == .issueRewardCoupon }
    #expect(coupons.map { $0.operand("sum") } == [.money(five)])
    #expect(coupons.map { $0.operand("member") } == [.text("m-7")])
  }

  @Test("CM-38 a rating below four stars earns nothing", arguments: [1, 2, 3])
  func poorRatingEarnsNothing(stars: Int) throws {
    var file = file
    let answer = try file.tell(.rate(.init("k-1", stars: stars)), by: .customer("c-7"), at: now)
    #expect(grants(answer).isEmpty)
    #expect(!answer.intents.contains { $0.action == .issueRewardCoupon })
  }

  @Test("CM-38 one rating earns once, the rating of another contact again")
  func onceARating() throws {
    var file = file
    let first = try file.tell(.rate(.init("k-1", stars: 5)), by: .customer("c-7"), at: now)
    let again = file.refusal(
      of: .rate(.init("k-1", stars: 5)), by: .customer("c-7"), at: now)
    #expect(again == .alreadyDone("rating of k-1", .rate))
    try file.tell(.startContact(.init("k-2", over: .chat)), at: now)
    let second = try file.tell(.rate(.init("k-2", stars: 5)), by: .customer("c-7"), at: now)
    #expect(grants(second).count == 1)
    let keys = (first.intents + second.intents).filter { $0.action == .issueRewardCoupon }
      .map(\.key)
    #expect(Set(keys).count == 2)
    // Whoever asks the programme for the same rating by hand is refused, too.
    guard case .membership(let event)? = first.events.first(where: { $0.type.hasPrefix("member") }),
      case .rewarded(let grant) = event.change
    else {
      Issue.record("no coupon")
      return
    }
    let byHand = file.refusal(
      of: .membership(.reward(.init(grant.cause, facts: [.init("stars", .integer(5))]))),
      by: .agent("li"), at: now)
    #expect(byHand == .membership(.alreadyDone("rating \(grant.cause.id)")))
  }

  @Test(
    "CM-39 an adopted suggestion earns 100 to 500 yuan by its grade",
    arguments: [("useful", "100.00"), ("good", "300.00"), ("outstanding", "500.00")])
  func suggestionEarnsByGrade(grade: String, sum: String) throws {
    var file = file
    let answer = try file.handle(
      reward(.suggestion, "s-1", grade: grade), by: .agent("li"), at: now)
    let money = try CM2.yuan(sum)
    #expect(grants(answer) == [.money(money)])
    #expect(answer.intents.map(\.action) == [.pay])
    #expect(answer.intents.first?.operand("sum") == .money(money))
  }

  @Test("CM-39 a suggestion is paid once, and not at all without a grade that the desk knows")
  func suggestionOnce() throws {
    var file = file
    try file.handle(reward(.suggestion, "s-1", grade: "useful"), by: .agent("li"), at: now)
    let again = file.refusal(
      of: reward(.suggestion, "s-1", grade: "outstanding"), by: .agent("li"), at: now)
    #expect(again == .membership(.alreadyDone("suggestion s-1")))
    let unknown = file.refusal(
      of: reward(.suggestion, "s-2", grade: "dull"), by: .agent("li"), at: now)
    #expect(unknown == .membership(.noRule("suggestion s-2")))
    let ungraded = file.refusal(
      of: reward(.suggestion, "s-2", grade: nil), by: .agent("li"), at: now)
    guard case .membership(.notAssessable(_, missing: let missing))? = ungraded else {
      Issue.record("paid without a grade: \(String(describing: ungraded))")
      return
    }
    #expect(missing == ["grade"])
  }

  private func earn(_ id: String, _ activity: String) -> DeskCommand {
    .membership(.earn(.init(EarningID(id), activity)))
  }

  @Test("CM-40 feedback, suggestions and trials each raise the service contribution value")
  func contributes() throws {
    var file = file
    #expect(file.matter.member?.contribution(at: now) == 0)
    var values: [Int64] = []
    for (number, activity) in ["feedback", "suggestion", "trial"].enumerated() {
      try file.handle(earn("e-\(number)", activity), by: .agent("li"), at: now)
      values.append(file.matter.member?.contribution(at: now) ?? 0)
    }
    // 10 for feedback, 30 for a suggestion, 50 for a trial.
    #expect(values == [10, 40, 90])
    #expect(
      file.refusal(of: earn("e-1", "suggestion"), by: .agent("li"), at: now)
        == .membership(.alreadyDone("earning e-1")))
    #expect(
      file.refusal(of: earn("e-9", "silence"), by: .agent("li"), at: now)
        == .membership(.noRule("the activity silence")))
  }

  @Test("CM-40 the value has levels, each reached exactly at its bound")
  func levels() throws {
    var file = file
    #expect(file.matter.member?.contributionLevel(at: now)?.id == "helper")
    var reached: [Int64: String] = [:]
    for number in 1...200 {
      try file.handle(earn("e-\(number)", "feedback"), by: .agent("li"), at: now)
      let member = file.matter.member
      reached[member?.contribution(at: now) ?? -1] = member?.contributionLevel(at: now)?.id
    }
    for (value, level) in [
      (90, "helper"), (100, "adviser"), (490, "adviser"), (500, "partner"), (1_990, "partner"),
      (2_000, "creator"),
    ] as [(Int64, String)] {
      #expect(reached[value] == level, "\(value)")
    }
  }

  @Test(
    "CM-68 an excellent proposal earns 50,000 to 500,000 yuan out of the pool",
    arguments: [("third", "50000.00"), ("second", "200000.00"), ("first", "500000.00")])
  func proposalEarns(grade: String, sum: String) throws {
    var file = file
    let answer = try file.handle(
      reward(.proposal, "p-1", grade: grade), by: .agent("li"), at: now)
    #expect(grants(answer) == [.fromPool(try CM2.yuan(sum), "proposals")])
    #expect(answer.intents.first?.operand("pool") == .text("proposals"))
    #expect(file.matter.member?.rewardCount(of: .proposal) == 1)
  }

  private func pool() throws -> RewardPool {
    try #require(RewardPool("proposals", under: try #require(try CM2.book().membership)))
  }

  @Test("CM-68 the pool of a year never gives more than 500,000 yuan, and is full again in January")
  func poolIsNeverExceeded() throws {
    var pool = try pool()
    let last = try CM2.at("2025-12-31 23:59:59.999")
    let third = try CM2.yuan("50000.00")
    try pool.perform(.award("p-1", try CM2.yuan("200000.00")), by: .agent("board"), at: now)
    try pool.perform(.award("p-2", try CM2.yuan("200000.00")), by: .agent("board"), at: now)
    try pool.perform(.award("p-3", third), by: .agent("board"), at: now)
    try pool.perform(.award("p-4", third), by: .agent("board"), at: now)
    #expect(pool.left(in: 2025) == Money(minorUnits: 0, currency: .cny))
    #expect(
      throws: RewardPool.Rejection.exhausted(
        year: 2025, left: Money(minorUnits: 0, currency: .cny), wanted: third)
    ) {
      try pool.decide(
        .award("p-5", third), by: .agent("board"), at: last, expecting: pool.version)
    }
    let newYear = try CM2.at("2026-01-01 00:00")
    try pool.perform(.award("p-5", third), by: .agent("board"), at: newYear)
    #expect(pool.left(in: 2026) == (try CM2.yuan("450000.00")))
  }

  @Test("CM-68 two hosts who give the last of the pool at once do not both succeed")
  func poolUnderTwoHosts() throws {
    var pool = try pool()
    let (one, other) = (pool, pool)
    let all = try CM2.yuan("500000.00")
    let events = try one.decide(
      .award("p-1", all), by: .agent("a"), at: now, expecting: one.version)
    let later = try other.decide(
      .award("p-2", all), by: .agent("b"), at: now, expecting: other.version)
    // Both decided; the store takes the first and refuses the second, who decides anew.
    for event in events { pool.apply(event) }
    #expect(later.count == 1)
    #expect(
      throws: RewardPool.Rejection.versionConflict(expected: one.version, actual: pool.version)
    ) {
      try pool.decide(.award("p-2", all), by: .agent("b"), at: now, expecting: other.version)
    }
    #expect(
      throws: RewardPool.Rejection.exhausted(
        year: 2025, left: Money(minorUnits: 0, currency: .cny), wanted: all)
    ) {
      try pool.decide(.award("p-2", all), by: .agent("b"), at: now, expecting: pool.version)
    }
  }
}
