// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTime

/// Makes scenarios: a policy, agents, and commands that mostly make sense, since they are chosen by
/// what the naive router knows at that moment.
struct ScenarioMaker {
  var dice: Dice
  var router: NaiveRouter
  var scenario: Scenario
  var now = PolicyParts.start
  var works = 0
  var agents = 0
  /// How many agents are there from the start, and how many moves follow.
  let additions: Int
  let length: Int
  /// The kind of command of which this scenario has more than others.
  let favourite: Int
  /// What the policy in force is made of.
  var parts: PolicyParts

  init(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let parts = try PolicyParts(&dice)
    additions = dice.roll(3...12)
    length = dice.roll(80...300)
    favourite = dice.roll(0...17)
    self.dice = dice
    self.parts = parts
    router = NaiveRouter(try parts.policy())
    scenario = Scenario(parts: parts)
  }

  /// The scenario of a seed.
  static func scenario(seed: UInt64) throws -> Scenario {
    var maker = try Self(seed: seed)
    while maker.play() != nil {}
    return maker.scenario
  }

  /// What the policy to be adopted is made of.
  private var next: PolicyParts?

  /// Makes the next move and answers it; `nil` after the last.
  mutating func play() -> (move: Move, answer: Answer)? {
    guard scenario.moves.count < additions + length else { return nil }
    let command: Router.Command
    if scenario.moves.count < additions {
      command = addition()
    } else {
      letTimePass()
      let kind = dice.roll(1...100)
      command = kind <= 10 ? nonsense() : kind <= 25 ? favourites() : sense()
    }
    // Now and then a clock runs backwards.
    let isLate = dice.roll(1...200) == 1
    let move = Move(command: command, at: isLate ? now.adding(milliseconds: -1) : now)
    scenario.moves.append(move)
    let answer = Answer(of: &router, to: move)
    if case .adopt = command, answer.step != nil, let next { parts = next }
    next = nil
    return (move, answer)
  }

  // MARK: Time

  mutating func letTimePass() {
    switch dice.roll(0...99) {
    case 0..<40: break
    case 40..<65: now = now + .seconds(dice.roll(1...8))
    case 65..<78:
      if let next = router.nextDue(), next.1 > now { now = next.1 }
    case 78..<90:
      if let turn = dice.pick(turns().filter { $0 > now }) { now = turn }
    case 90..<93: now = now.adding(milliseconds: Int64(dice.roll(1...1_500)))
    case 93..<98: now = now + .seconds(dice.roll(20...400))
    default: now = now + .seconds(dice.roll(1_000...40_000))
    }
  }

  /// When the age of waiting work reaches something.
  private func turns() -> [Instant] {
    router.works.filter { $0.place == .waiting }.flatMap { work in
      var ages = router.levels(of: work)
      for rule in router.policy.queues[work.queue].overflow {
        if case .waited(let age) = rule.trigger { ages.append(age.wholeMilliseconds) }
      }
      if let most = work.reservation?.waitAtMost { ages.append(most.wholeMilliseconds) }
      return ages.map { work.since.adding(milliseconds: $0) }
    } + closings()
  }

  /// When rules that go by the end of hours come to hold.
  private func closings() -> [Instant] {
    router.policy.queues.flatMap { queue -> [Instant] in
      guard let hours = queue.hours,
        let end = router.policy.options.calendars[hours]?.nextClosing(after: now)
      else { return [] }
      return queue.overflow.compactMap { rule in
        guard case .closing(let margin) = rule.trigger else { return nil }
        return end.adding(milliseconds: -margin.wholeMilliseconds)
      }
    }
  }

  // MARK: Commands that make sense

  mutating func sense() -> Router.Command {
    let offers = router.offers
    let held = router.works.filter { work in
      if case .held = work.place { true } else { false }
    }
    switch dice.roll(0...99) {
    case 0..<21:
      if router.works.count < 30 { return .enqueue(newItem()) }
    case 21..<23:
      if router.works.count < 30 { return .begin(newItem(), by: agentName()) }
    case 23:
      if let work = dice.pick(router.works.filter(\.isInQueue)) {
        return .assign(work.id, to: agentName())
      }
    case 24..<41:
      if let offer = dice.pick(offers) { return .accept(offer.work, by: offer.agent) }
    case 41..<46:
      if let offer = dice.pick(offers) { return .decline(offer.work, by: offer.agent) }
    case 46..<48:
      if let offer = dice.pick(offers) { return .miss(offer.work, by: offer.agent) }
    case 48:
      // Either to whom it is offered, or to somebody else.
      if let offer = dice.pick(offers) {
        return .assign(offer.work, to: dice.chance(50) ? offer.agent : agentName())
      }
    case 49..<53:
      if let work = dice.pick(held), let agent = work.holder { return .hold(work.id, by: agent) }
    case 53..<57:
      let resting = router.works.filter { work in
        if case .onHold = work.place { true } else { false }
      }
      if let work = dice.pick(resting), let agent = work.holder {
        return .resume(work.id, by: agent)
      }
    case 57..<76: return ofSomethingInHand()
    case 76..<87: return aboutSomeAgent()
    case 87..<96: return aboutSomethingThatWaits()
    case 96: return closing()
    case 97: return .reopen(queue())
    case 98: return endOfWrapUp()
    case 99 where dice.chance(30): return adoption()
    default: break
    }
    return .tick
  }

  mutating func ofSomethingInHand() -> Router.Command {
    guard let work = dice.pick(router.works.filter { $0.holder != nil }),
      let agent = work.holder
    else { return .enqueue(newItem()) }
    switch dice.roll(0...9) {
    case 0...5: return .finish(work.id, by: agent)
    case 6, 7:
      let at: Instant? = dice.chance(70) ? nil : now + dice.seconds(-10, 0, 10, 60)
      return .requeue(work.id, by: agent, notBefore: at)
    case 8: return .transfer(work.id, by: agent, to: .queue(queue()))
    default:
      let most: Duration? = dice.chance(20) ? nil : dice.seconds(0, 5, 20)
      let target = Router.TransferTarget.agent(
        agentName(), in: queue(), waitAtMost: most,
        whenAway: dice.chance(30) ? .waits : .othersAtOnce)
      return .transfer(work.id, by: agent, to: target)
    }
  }

  mutating func endOfWrapUp() -> Router.Command {
    guard let work = dice.pick(router.works.filter { $0.wrapper != nil }), let agent = work.wrapper
    else { return .tick }
    return dice.chance(90) ? .wrapUpEnded(work.id, by: agent) : .cancel(work.id)
  }

  mutating func adoption() -> Router.Command {
    guard let parts = try? parts.changed(&dice), let policy = try? parts.policy() else {
      return .tick
    }
    next = parts
    return .adopt(policy)
  }

  mutating func aboutSomeAgent() -> Router.Command {
    let name = agentName()
    switch dice.roll(0...19) {
    case 0...8: return .presence(name, .available, releasing: dice.chance(5))
    case 9...13: return .presence(name, presence(), releasing: dice.chance(25))
    case 14, 15: return .update(agent(name))
    case 16: return .remove(name)
    case 17: return addition()
    default:
      let delay: Duration? =
        dice.chance(20) ? nil : .milliseconds(dice.pick([100, 499, 500, 900], else: 1))
      return .translation(name, delay: delay)
    }
  }

  mutating func presence() -> AgentPresence {
    let until: Instant? = dice.chance(30) ? nil : now + dice.seconds(0, 1, 10, 30, 90)
    let all: [AgentPresence] = [
      .busy, .wrapUp(until: until), .onBreak, .paused(until: until), .offline,
    ]
    return dice.pick(all, else: .busy)
  }

  mutating func aboutSomethingThatWaits() -> Router.Command {
    let kind = dice.roll(0...19)
    if kind < 5 {
      let gone = router.works.filter { work in
        if case .abandoned = work.place { true } else { false }
      }
      if let work = dice.pick(gone) { return .comeBack(work.id) }
    }
    if kind < 9 {
      let away = router.works.filter { work in
        if case .handedOver = work.place { true } else { false }
      }
      if let work = dice.pick(away) { return .dutyEnded(work.id, isDone: dice.chance(50)) }
    }
    let changes = kind > 16
    let some = router.works.filter { $0.isInQueue || (changes && $0.holder != nil) }
    guard let work = dice.pick(some) else { return .tick }
    switch kind {
    case 0..<8: return .abandon(work.id)
    case 8..<11: return .cancel(work.id)
    case 11..<14:
      let at: Instant? = dice.chance(50) ? nil : now + dice.seconds(-10, 0, 10, 60)
      return .callback(work.id, notBefore: at)
    case 14..<17: return .move(work.id, to: queue())
    default:
      var item = changed(work.item)
      if dice.chance(20) { item.channel = dice.pick(PolicyParts.channels, else: "chat") }
      return .change(item)
    }
  }

  mutating func closing() -> Router.Command {
    let name = queue()
    switch dice.roll(0...2) {
    case 0: return .close(name, .serveWaiting)
    case 1: return .close(name, .move(to: queue()))
    default: return .close(name, .refuseWaiting)
    }
  }
}
