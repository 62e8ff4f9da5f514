// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA

/// What grows: openings by category in two whole months.
extension Figures {
  /// The last two months of the log that are whole and not nearly empty: a log's tail holds only
  /// the few tickets that were opened late and closed by its end.
  private var comparedMonths: (before: ReplayTally.Month, after: ReplayTally.Month)? {
    let totals = tally.monthly.mapValues(\.total)
    let busiest = totals.values.max() ?? 0
    let full = totals.filter { $0.value * 4 >= busiest }.keys.sorted()
    guard full.count >= 2 else { return nil }
    let months = full.suffix(2)
    guard let before = months.first, let after = months.last else { return nil }
    return (before, after)
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
