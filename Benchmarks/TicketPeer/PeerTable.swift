// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics

/// The table that all sides have to agree on, in whole numbers: nothing in it is rounded.
struct PeerTable {
  private let figures: TicketStateFigures

  init(_ figures: TicketStateFigures) {
    self.figures = figures
  }

  private static let shares = [50, 90, 99].compactMap { Rate(Int64($0), over: 100) }

  /// Spans in milliseconds, quantiles (type 7) in hundredths of them.
  var json: String {
    let lines = figures.priorities.map { line in
      let quantiles = (line.resolutionTimes.quantiles(Self.shares) ?? []).map { value in
        String(value.numerator * 100 / value.denominator)
      }
      return """
        {"priority": \(line.priority), "tickets": \(line.tickets), "resolved": \(line.resolved), \
        "time": \(line.resolutionTimes.sum), "quantiles": [\(quantiles.joined(separator: ", "))], \
        "reopened": \(line.reopened), "reassignments": \(line.reassignments), \
        "met": \(line.attainment.met), "missed": \(line.attainment.missed)}
        """
    }
    return "[\(lines.joined(separator: ",\n  "))]"
  }
}
