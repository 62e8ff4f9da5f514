// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// What two books make of one history.
struct CaseComparison {
  var index: Int
  var ticket: TicketID
  var tier: FactValue?
  var before: [CaseJudge.Promise]
  var after: [CaseJudge.Promise]
  var paidBefore: [CaseJudge.Payment] = []
  var paidAfter: [CaseJudge.Payment] = []

  typealias Pair = (before: CaseJudge.Promise?, after: CaseJudge.Promise?)

  /// Hands out the promises of both, side by side: those of one metric and cycle.
  func forEachPair(_ body: (Pair) -> Void) {
    if before.count == after.count, zip(before, after).allSatisfy({ $0.isAbout(what: $1) }) {
      for index in before.indices { body((before[index], after[index])) }
      return
    }
    var rest = after
    for promise in before {
      let place = rest.firstIndex { $0.isAbout(what: promise) }
      body((promise, place.map { rest.remove(at: $0) }))
    }
    for promise in rest { body((nil, promise)) }
  }

  /// The promises of which the books say something different.
  var differences: [Pair] {
    var pairs: [Pair] = []
    forEachPair { if Self.differ($0) { pairs.append($0) } }
    return pairs
  }

  /// Whether the due time, the verdict or whether there is a promise at all differs; what the rules are
  /// called is no difference.
  static func differ(_ pair: Pair) -> Bool {
    guard let before = pair.before, let after = pair.after else { return true }
    return before.dueAt != after.dueAt || before.verdict != after.verdict
  }
}

extension CaseJudge.Promise {
  /// Whether both measure the same, in the same run of the clock.
  fileprivate func isAbout(what other: Self) -> Bool {
    cycle == other.cycle && metric == other.metric
  }
}
