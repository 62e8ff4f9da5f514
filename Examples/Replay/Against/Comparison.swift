// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportTime

/// The cases of a log under two policies.
struct Comparison {
  /// The policy that the figures are about.
  let before: ReplayBook
  /// The one that is tried.
  let after: ReplayBook
  /// The instant at which promises are judged: the last one of the log.
  let end: Instant
  /// The zone that instants are told in.
  let zone: ZoneRules
  /// What would change.
  let report: BacktestReport

  /// How many changed cases are told one by one.
  static let shownCases = 10

  /// Judges the histories of a replay under both policies, on two threads.
  init(_ run: ReplayRun, against after: ReplayBook) async {
    before = run.book
    self.after = after
    end = run.asOf
    zone = run.map.zone
    report = await Backtest(
      run.histories, from: run.book.desk, to: after.desk, through: run.asOf,
      keeping: Self.shownCases, classifying: true
    ).run(lanes: 2)
  }

  /// An instant as the report tells it: `2016-03-04 10:23`.
  func told(_ instant: Instant) -> String {
    let (date, time) = zone.wallTime(at: instant)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date) \(two(time.hour)):\(two(time.minute))"
  }

  /// A sum in minor units: `12.00 CNY`.
  func sum(_ minorUnits: Int64) -> String {
    guard let code = report.currency, let currency = try? Currency(code) else {
      return "\(minorUnits)"
    }
    return Money(minorUnits: minorUnits, currency: currency).description
  }

  /// Whether anything is paid under either policy.
  var isPaid: Bool { !report.money.isEmpty }
}
