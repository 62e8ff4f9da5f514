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

  /// Whether both say the same.
  var isUnchanged: Bool { before == after && paidBefore == paidAfter }

  /// The promises of both, side by side: those of one metric and cycle.
  var pairs: [(before: CaseJudge.Promise?, after: CaseJudge.Promise?)] {
    var rest = after
    var pairs: [(before: CaseJudge.Promise?, after: CaseJudge.Promise?)] = before.map { promise in
      let place = rest.firstIndex { $0.metric == promise.metric && $0.cycle == promise.cycle }
      return (promise, place.map { rest.remove(at: $0) })
    }
    pairs += rest.map { (nil, $0) }
    return pairs
  }
}
