// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportMembership

/// Spending from, asking and folding accounts with a thousand lots.
func membershipBenchmarks() {
  do {
    let accounts = try MemberAccounts()
    redeeming("oldest first", accounts.oldestFirst, accounts.now)
    redeeming("soonest to expire", accounts.soonestToExpire, accounts.now)
    redeemingAll(accounts)
    asking(accounts)
  } catch {
    preconditionFailure("\(error)")
  }
}

private var perCall: Benchmark.Configuration {
  .init(metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(3))
}

/// A thousand redemptions of 120 points, decided and applied one after the other; the first one pays
/// for the copy of the account.
private func redeeming(_ order: String, _ account: MemberAccount, _ now: Instant) {
  let ids = (0..<1_000).map { RedemptionID("voucher-\($0)") }
  Benchmark("Member points: redeem, 1,000 lots, \(order)", configuration: perCall) { run in
    var account = account
    for index in run.scaledIterations {
      try account.perform(
        .redeem(ids[index], points: 120, for: "voucher"), by: .customer("c"), at: now)
    }
    blackHole(account)
  }
}

/// One redemption that takes all that is left of a thousand lots.
private func redeemingAll(_ accounts: MemberAccounts) {
  let (base, now) = (accounts.oldestFirst, accounts.now)
  let rest = base.balance(at: now).available - 1
  Benchmark(
    "Member points: redeem all of 1,000 lots",
    configuration: .init(metrics: [.wallClock], warmupIterations: 3, maxDuration: .seconds(3))
  ) { run in
    var account = base
    // Pays for the copy.
    try account.perform(.redeem("first", points: 1, for: "voucher"), by: .system, at: now)
    run.startMeasurement()
    try account.perform(.redeem("rest", points: rest, for: "voucher"), by: .system, at: now)
    run.stopMeasurement()
    blackHole(account)
  }
}

private func asking(_ accounts: MemberAccounts) {
  let (account, now, programme) = (accounts.oldestFirst, accounts.now, accounts.programme)
  Benchmark("Member points: balance, 1,000 lots", configuration: perCall) { run in
    for _ in run.scaledIterations { blackHole(account.balance(at: now)) }
  }
  Benchmark("Membership: standing after 1,000 earnings", configuration: perCall) { run in
    for _ in run.scaledIterations { blackHole(account.standing(at: now)) }
  }
  Benchmark("Membership: 1,001 events folded") { run in
    for _ in run.scaledIterations {
      var account = MemberAccount("m", under: programme)
      account.apply(contentsOf: accounts.events)
      blackHole(account)
    }
  }
}
