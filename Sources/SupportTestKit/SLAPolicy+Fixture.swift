// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
public import SupportSLA
import SupportTickets
public import SupportTime

extension SLAPolicy {
  /// Returns a policy with the office's calendar under the name `office` and two promises that
  /// stand still while the customer is waited for: urgent tickets a first reply within 30
  /// business minutes and a resolution within 8 business hours; all other tickets 2 and 24 business
  /// hours.
  ///
  /// - Parameter office: The calendar; by default `BusinessCalendar.office(zone:holidays:)`.
  /// - Returns: The policy, version 1.
  /// - Throws: `DocumentError` where the calendar cannot be compiled.
  public static func fixture(office: BusinessCalendar? = nil) throws(DocumentError) -> Self {
    let minute: Int64 = 60_000
    func targets(reply: Int64, resolution: Int64) -> [SLATarget] {
      [(SLAMetric.firstReply, reply), (.resolution, resolution)].map { metric, minutes in
        SLATarget(
          metric, within: .business(milliseconds: minutes * minute), calendar: "office",
          pauseWhile: .customer)
      }
    }
    let calendar = if let office { office } else { try defaultOffice() }
    return try SLAPolicy(
      "fixture", calendars: ["office": calendar],
      rules: [
        Rule(
          "urgent", when: .equals("priority", "urgent"),
          then: targets(reply: 30, resolution: 8 * 60)),
        Rule("all", then: targets(reply: 2 * 60, resolution: 24 * 60)),
      ])
  }

  private static func defaultOffice() throws(DocumentError) -> BusinessCalendar {
    do {
      return try .office()
    } catch {
      throw DocumentError(Problem(path: "calendars.office", message: error.description))
    }
  }
}
