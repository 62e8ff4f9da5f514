// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportStaffing
import Testing

/// Erlang's loss formula against its recursion, and where numbers are small.
@Suite("Queues: losses")
struct LossTests {
  static func load(_ erlangs: Double) throws -> OfferedLoad {
    try OfferedLoad(erlangs: erlangs, handlingTime: 180)
  }

  /// 1 / B by the recursion, which loses nothing but is slow.
  static func recursion(_ agents: Int, _ erlangs: Double) -> Double {
    var inverse = 1.0
    for k in 1...agents { inverse = 1 + inverse * Double(k) / erlangs }
    return 1 / inverse
  }

  @Test(
    "the direct formula agrees with the recursion",
    arguments: [1, 2, 39, 40, 41, 100, 999, 5_000, 20_000],
    [0.2, 0.7, 0.95, 0.999, 1, 1.001, 1.1, 3, 1_000])
  func recursion(agents: Int, share: Double) throws {
    let erlangs = Double(agents) * share
    let model = try ErlangB(Self.load(erlangs), agents: agents)
    let expected = Self.recursion(agents, erlangs)
    #expect(agree(model.blocking, expected), "\(model.blocking) \(expected)")
    #expect(agree(model.blocking + model.serviceLevel, 1))
  }

  @Test("a loss of 10⁻¹⁵⁹ still has its digits")
  func tiny() throws {
    // 1 / (100! e) but for a relative 10⁻¹⁶⁰: 100! is 9.33262154439441e157.
    let model = try ErlangB(Self.load(1), agents: 100)
    #expect(agree(model.blocking, 1 / (9.332_621_544_394_41e157 * 2.718_281_828_459_045)))
    #expect(model.serviceLevel == 1)
  }

  @Test("in hopeless overload the share that gets through has its digits")
  func hopeless() throws {
    let model = try ErlangB(Self.load(1e9), agents: 1)
    // B is a / (1 + a), so 1 − B is 1 / (1 + a).
    #expect(agree(model.serviceLevel, 1 / 1_000_000_001))
    #expect(agree(model.occupancy, 1e9 / 1_000_000_001))
  }

  @Test("nothing to do needs nobody, and nobody turns everything away")
  func edges() throws {
    let idle = try ErlangB(Self.load(0), agents: 0)
    #expect(idle.blocking == 0 && idle.serviceLevel == 1 && idle.occupancy == 0)
    let unstaffed = ErlangB.unstaffed(try Self.load(3))
    #expect(unstaffed.blocking == 1 && unstaffed.serviceLevel == 0 && unstaffed.occupancy == 1)
    #expect(unstaffed.blockedPerHour == unstaffed.load.arrivalsPerHour)
  }

  @Test("more lines block less, more load blocks more", arguments: UInt64(0)..<50)
  func monotone(seed: UInt64) throws {
    var dice = SplitMix(seed)
    let agents = dice.whole(1...3_000)
    let erlangs = Double(agents) * dice.share(0.5...1.5)
    let here = try ErlangB(Self.load(erlangs), agents: agents).blocking
    #expect(try ErlangB(Self.load(erlangs), agents: agents + 1).blocking < here)
    #expect(try ErlangB(Self.load(erlangs * 1.000_001), agents: agents).blocking > here)
  }
}
