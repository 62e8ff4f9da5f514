// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportSLA
import SupportTime

/// The promise that all sides measure; `Peers/tickets_peer.py` says the same.
enum PeerPromise {
  static func make() throws -> TicketPromise {
    let hours = [try DayInterval("09:00-17:00")]
    var weekly: [Weekday: [DayInterval]] = [:]
    for weekday in Weekday.allCases.prefix(5) { weekly[weekday] = hours }
    let holidays = try [
      "2016-03-25", "2016-03-28", "2016-05-05", "2016-05-16", "2016-10-03", "2016-12-26",
    ].map { BusinessCalendar.Holiday(try CivilDate($0)) }
    let clock = try BusinessCalendar(
      zone: "Europe/Berlin", weekly: weekly, holidays: holidays
    ).compiled()
    return TicketPromise(
      clock, pauseWhile: .waiting,
      within: [
        1: .seconds(8 * 3_600), 2: .seconds(16 * 3_600), 3: .seconds(40 * 3_600),
        4: .seconds(80 * 3_600),
      ])
  }
}
