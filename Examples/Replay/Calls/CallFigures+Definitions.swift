// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportMetrics
import SupportTime

/// How each figure is defined, in words.
extension CallFigures {
  var definitions: [(term: String, text: String)] {
    let hasHolds = map.columns[.hold] != nil
    var definitions: [(String, String)] = [
      (
        "wait",
        "from the entry into the queue to the answer or the end; a call that was "
          + "answered or given up without an entry entered when the menu ended"
      ),
      ("within T", "at most T; T is \(options.within.map { "\($0) s" }.joined(separator: ", "))"),
      ("short abandoned", "waited for at most \(options.short) s"),
    ]
    definitions += CallPlans.Reading.all.map { ("service level \($0.name)", $0.words) }
    definitions += [
      ("service level of groups, hours and days", "F1, within \(options.within[0]) s"),
      (
        "events",
        "a call counts when it is answered, given up or has waited for T, whichever "
          + "comes first"
      ),
      ("connect rate", "answered within 60 s of all that reached the number"),
      (
        "abandonment",
        "abandoned of answered and abandoned (offered), of all that left a queue "
          + "(queued), of all that reached the number (reached)"
      ),
      (
        "average speed of answer",
        "mean wait of those who were answered; of all: of those who gave up as well"
      ),
      ("handling time", handlingParts + (hasHolds ? "" : "; the log tells no holds")),
      (
        "repeat contacts",
        "answered calls after whose end the same customer called again within the time, "
          + "answered or not; calls whose time reaches beyond the log are censored"
      ),
      ("arrivals", "by the clocks of \(map.zone.identifier)"),
      (
        "odd calls",
        "each is told apart by what cannot be true in it; what that spoils is unknown "
          + "and left out"
      ),
      ("quantiles", "linear between the two nearest values (type 7)"),
    ]
    return definitions.map { (term: $0.0, text: $0.1) }
  }
}
