// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportStaffing
import Testing

/// What Erlang C and Erlang A say at their edges, and of each other.
@Suite("Queues: waiting")
struct WaitTests {
  static let busy = Result { try OfferedLoad(arrivalsPerHour: 360, handlingTime: 240) }

  @Test("a load that agents cannot carry is an answer", arguments: [1, 23, 24])
  func unstable(agents: Int) throws {
    let model = try ErlangC(Self.busy.get(), agents: agents)
    #expect(!model.isStable)
    #expect(model.probabilityOfWaiting == 1 && model.serviceLevel(within: 1e9) == 0)
    #expect(model.averageSpeedOfAnswer == nil && model.queueLength == nil)
    #expect(model.meanWaitOfWaiting == nil && model.occupancy == 1)
    #expect(ErlangC.unstaffed(try Self.busy.get()).serviceLevel(within: 20) == 0)
  }

  @Test("whoever waits in M/M/1 waits h / (1 − ρ), and does so with the chance ρ")
  func single() throws {
    let model = try ErlangC(OfferedLoad(arrivalsPerHour: 30, handlingTime: 60), agents: 1)
    #expect(agree(model.probabilityOfWaiting, 0.5))
    #expect(agree(try #require(model.meanWaitOfWaiting), 120))
    #expect(agree(try #require(model.queueLength), 0.5))
  }

  @Test("close to saturation the distance keeps its digits")
  func saturation() throws {
    // 20,000 agents and a load of 20,000 − 0.001: rounding the load alone would cost nine digits.
    let load = try OfferedLoad(arrivalsPerHour: 239_999.988, handlingTime: 300)
    let model = try ErlangC(load, agents: 20_000)
    let wait = try #require(model.averageSpeedOfAnswer)
    // The slack by one exact product; the probability by the recursion of Erlang B with 80 digits.
    let slack = (20_000 * 3_600.0).addingProduct(-239_999.988, 300) / 3_600
    #expect(agree(model.probabilityOfWaiting, 0.999_991_154_388_814_25))
    #expect(agree(model.probabilityOfNoWait, 8.845_611_185_754_264e-6))
    #expect(agree(wait, 0.999_991_154_388_814_25 * 300 / slack))
    #expect(agree(model.serviceLevel(within: 0), model.probabilityOfNoWait))
  }

  @Test("no load: served at once, also with nobody there")
  func idle() throws {
    let nothing = try OfferedLoad(arrivalsPerHour: 0, handlingTime: 240)
    for agents in [0, 3] {
      let delay = try ErlangC(nothing, agents: agents)
      #expect(delay.serviceLevel(within: 0) == 1 && delay.averageSpeedOfAnswer == 0)
      #expect(delay.occupancy == 0 && delay.queueLength == 0)
      let impatience = try ErlangA(nothing, agents: agents, patience: 60)
      #expect(impatience.abandonment == 0 && impatience.averageSpeedOfAnswer == 0)
      for reading in ErlangA.Reading.allCases {
        #expect(impatience.serviceLevel(within: 0, as: reading) == 1)
      }
    }
  }

  @Test("nobody there: everybody leaves in the end")
  func unstaffed() throws {
    let model = try ErlangA.unstaffed(Self.busy.get(), patience: 120)
    #expect(model.abandonment == 1 && model.averageSpeedOfAnswer == nil && model.meanWait == 120)
    #expect(agree(model.queueLength, 12))
    #expect(model.serviceLevel(within: 60, as: .answeredOfAnswered) == nil)
    #expect(model.serviceLevel(within: 60) == 0)
    let gone = try #require(model.serviceLevel(within: 120, as: .answeredOrGoneOfOffered))
    #expect(agree(gone, 1 - 1 / 2.718_281_828_459_045))
  }

  @Test("with endless patience Erlang A is Erlang C")
  func patient() throws {
    let delay = try ErlangC(Self.busy.get(), agents: 28)
    let impatience = try ErlangA(Self.busy.get(), agents: 28, patience: 1e9)
    #expect(agree(delay.probabilityOfWaiting, impatience.probabilityOfWaiting, within: 1e-5))
    #expect(
      agree(
        try #require(delay.averageSpeedOfAnswer), try #require(impatience.averageSpeedOfAnswer),
        within: 1e-5))
  }

  @Test("with no patience Erlang A is Erlang B")
  func impatient() throws {
    let loss = try ErlangB(Self.busy.get(), agents: 28)
    let impatience = try ErlangA(Self.busy.get(), agents: 28, patience: 1e-6)
    #expect(agree(loss.blocking, impatience.abandonment, within: 1e-5))
  }

  @Test(
    "what is busy is what is answered, and the readings stand in order", arguments: UInt64(0)..<80)
  func laws(seed: UInt64) throws {
    var dice = SplitMix(seed)
    let agents = dice.whole(1...400)
    let handling = dice.share(10...900)
    let load = try OfferedLoad(
      erlangs: Double(agents) * dice.share(0.3...1.6), handlingTime: handling)
    let patience = handling * dice.share(0.05...20)
    let model = try ErlangA(load, agents: agents, patience: patience)
    #expect(agree(model.answered + model.abandonment, 1))
    #expect(agree(model.probabilityOfNoWait + model.probabilityOfWaiting, 1))
    // Those who wait leave at the rate of their patience: λ P(leave) = queue / patience.
    #expect(agree(load.arrivalsPerHour / 3_600 * model.abandonment, model.queueLength / patience))
    let target = handling * dice.share(0...1)
    func level(_ reading: ErlangA.Reading) throws -> Double {
      try #require(model.serviceLevel(within: target, as: reading))
    }
    let answered = try level(.answeredOfOffered)
    #expect(try answered <= level(.virtualWait) + 1e-12)
    #expect(try level(.virtualWait) <= level(.answeredOrGoneOfOffered) + 1e-12)
    #expect(try answered <= level(.answeredOfNotGone) + 1e-12)
    #expect(try answered <= level(.answeredOfAnswered) + 1e-12)
    #expect(agree(model.serviceLevel(within: 0), model.probabilityOfNoWait, within: 1e-10))
    #expect(agree(model.serviceLevel(within: 1e9), model.answered, within: 1e-10))
    // One more agent is better in every figure.
    let more = try ErlangA(load, agents: agents + 1, patience: patience)
    #expect(more.abandonment < model.abandonment)
    for reading in ErlangA.Reading.allCases {
      let better = try #require(more.serviceLevel(within: target, as: reading))
      #expect(try better >= level(reading) - 1e-12, "\(reading)")
    }
    #expect(try #require(more.averageSpeedOfAnswer) < #require(model.averageSpeedOfAnswer))
  }
}
