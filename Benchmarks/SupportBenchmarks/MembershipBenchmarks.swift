// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportMembership

/// Spending from, asking and folding accounts with a thousand lots.
func membershipBenchmarks() {
  do {
    let accounts = try MemberAccounts()
    for (name, account) in [
      ("oldest first", accounts.oldestFirst), ("soonest to expire", accounts.soonestToExpire),
    ] {
      redeeming("Member points: redeem, 1,000 lots, \(name)", account, 120, accounts.now)
    }
    let all = accounts.oldestFirst.balance(at: accounts.now).available
    redeeming("Member points: redeem all of 1,000 lots", accounts.oldestFirst, all, accounts.now)
    asking(accounts)
  } catch {
    preconditionFailure("\(error)")
  }
}

private var perCall: Benchmark.Configuration {
  .init(metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(3))
}

/// A redemption and its reversal, so that the account has its thousand lots again: two decisions and
/// two applied events an iteration.
private func redeeming(
  _ name: String, _ account: MemberAccount, _ points: Int64, _ now: Instant
) {
  let ids = (0..<1_000).map { RedemptionID("voucher-\($0)") }
  Benchmark(name, configuration: perCall) { run in
    var account = account
    let most = points > 1_000 ? 1 : 500
    run.startMeasurement()
    for index in run.scaledIterations {
      if index % most == 0, index > 0 {
        run.stopMeasurement()
        account = try again(account)
        run.startMeasurement()
      }
      try account.perform(
        .redeem(ids[index % most], points: points, for: "voucher"), by: .customer("c"), at: now)
    }
    run.stopMeasurement()
    blackHole(account)
  }
  func again(_: MemberAccount) throws -> MemberAccount {
    // Another copy of the array, so that the next redemption does not pay for it.
    var fresh = account
    try fresh.perform(
      .redeem("warm", points: 1, for: "voucher"), by: .customer("c"), at: now)
    return fresh
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
