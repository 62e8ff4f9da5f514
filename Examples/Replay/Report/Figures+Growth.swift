// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTime

/// What grows: openings by category in two whole months.
extension Figures {
  /// The last two months that follow one another, lie wholly within the log and are not nearly
  /// empty: a log's tail often holds only the few tickets that were opened late.
  private var comparedMonths: (before: ReplayTally.Month, after: ReplayTally.Month)? {
    guard let firstAt = tally.firstAt, let lastAt = tally.lastAt else { return nil }
    let zone = run.map.zone
    let first = ReplayTally.Month(of: zone.date(at: firstAt))
    let last = ReplayTally.Month(of: zone.date(at: lastAt))
    let busiest = tally.monthly.values.map(\.total).max() ?? 0
    func counts(_ month: ReplayTally.Month) -> Bool {
      first < month && month < last && (tally.monthly[month]?.total ?? 0) * 4 >= busiest
    }
    let after = tally.monthly.keys.filter { counts($0) && counts($0.previous) }.max()
    return after.map { ($0.previous, $0) }
  }

  /// The months that are compared, in words.
  var growthMonths: String? {
    comparedMonths.map {
      "openings in \($0.before.year)-\($0.before.month.padded(to: 2)) → "
        + "\($0.after.year)-\($0.after.month.padded(to: 2))"
    }
  }

  /// The top ten categories in the two months, those that grew most first.
  var growth: [ReportModel.Growth] {
    guard let (before, after) = comparedMonths else { return [] }
    let old = tally.monthly[before] ?? FrequencyTally()
    let new = tally.monthly[after] ?? FrequencyTally()
    return tally.categories.top(10).map { entry in
      ReportModel.Growth(
        label: Self.label("category", entry.name), before: old.count(of: entry.name),
        after: new.count(of: entry.name),
        detail: growthMonths ?? "")
    }.sorted { ($1.after - $1.before, $0.label) < ($0.after - $0.before, $1.label) }
  }

  /// Each rule of the policy with the tickets that it set a target for.
  var unusedRules: [(rule: String, tickets: Int)] {
    run.book.policy.rules.rules.map { rule in
      let tickets = promisedMetrics.reduce(0) { sum, metric in
        let promise = tally.byRule[metric]?[rule.id] ?? AttainmentTally()
        return sum + promise.met + promise.missed + promise.running + promise.cancelled
      }
      return (rule.id.rawValue, tickets)
    }
  }
}
