// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportSLA
import SupportTickets
import SupportTime

/// A log and a policy, folded into figures.
struct ReplayRun {
  let log: LogTable
  let map: LogMap
  let book: ReplayBook
  /// The calendar in which business time is told: the one named "business", or the first.
  let businessCalendar: BusinessCalendar.Named?
  /// The last instant of the log, at which promises are judged.
  let asOf: Instant
  /// The cases as a back-test takes them; empty unless asked for.
  private(set) var histories: [CaseHistory] = []
  private(set) var tally = ReplayTally()

  /// Folds all cases, and keeps their histories where somebody wants to judge them again.
  init(
    _ log: LogTable, map: LogMap, book: ReplayBook, keepsHistories: Bool = false
  ) throws(ReplayFailure) {
    self.log = log
    self.map = map
    self.book = book
    businessCalendar = book.calendars.first { $0.name == "business" } ?? book.calendars.first
    let business = try Self.clock(businessCalendar)
    asOf = log.rows.reduce(Instant.min) { max($0, $1.at) }
    let folder = CaseFolder(log, map: map, book: book, keepsEvents: keepsHistories)
    let (order, starts) = log.rowsByCase()
    for position in log.cases.indices {
      let slice = order[starts[position]..<starts[position + 1]]
      let rows = map.ordersByTime ? byTime(slice) : slice
      let record = folder.fold(position, rows: rows) { old, new, at in
        tally.backlog.count(from: old, to: new, recordedAt: at)
      }
      guard let record else { continue }
      tally.count(record, zone: map.zone, business: business, asOf: asOf)
      if let history = record.recorded { histories.append(history) }
    }
  }

  private static func clock(
    _ named: BusinessCalendar.Named?
  ) throws(ReplayFailure) -> BusinessClock? {
    guard let named else { return nil }
    do throws(UnknownZone) {
      return try named.calendar.compiled()
    } catch {
      throw ReplayFailure(.data, "calendars.\(named.name): \(error)")
    }
  }

  /// Rows by time, those of one instant in file order.
  private func byTime(_ rows: ArraySlice<Int32>) -> ArraySlice<Int32> {
    rows.sorted { left, right in
      let (first, second) = (log.rows[Int(left)].at, log.rows[Int(right)].at)
      return first != second ? first < second : left < right
    }[...]
  }
}
