// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Reads any bytes as iCalendar: nothing traps, findings have lines, holidays lie in the window,
/// and what is written of them is read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for year in [1, 2_024, 9_999] {
    guard let first = try? CivilDate(year: year, month: 1, day: 1),
      let last = try? CivilDate(year: year, month: 12, day: 31),
      let found = try? ICalendarHolidays(bytes, from: first, through: last, maximumSteps: 20_000)
    else { continue }
    precondition(found.holidays.allSatisfy { first <= $0.date && $0.date <= last })
    precondition(zip(found.holidays, found.holidays.dropFirst()).allSatisfy { $0.date < $1.date })
    precondition(found.findings.allSatisfy { $0.line >= 1 && !$0.message.contains("\n") })
    let text = ICalendarHolidays.text(of: found.holidays, calendarID: "fuzz", stamp: .epoch)
    guard let again = try? ICalendarHolidays(text, from: first, through: last) else {
      preconditionFailure("holidays that were written cannot be read")
    }
    // Control characters of names are not written.
    precondition(again.holidays.map(\.date) == found.holidays.map(\.date))
    precondition(again.findings.isEmpty)
    let twice = ICalendarHolidays.text(of: again.holidays, calendarID: "fuzz", stamp: .epoch)
    precondition(
      (try? ICalendarHolidays(twice, from: first, through: last))?.holidays == again.holidays)
  }
  return 0
}
