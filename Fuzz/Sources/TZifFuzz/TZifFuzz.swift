// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Reads any bytes as TZif: nothing traps, and rules that are taken answer for all of time, alone
/// and under a calendar.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let zone = try? ZoneRules(identifier: "Fuzz/Zone", tzif: Array(bytes)) else { return 0 }
  var instants = [Instant.min, .max]
  for index in -60..<260 {
    instants.append(Instant(secondsSince1970: Int64(index) * 41_943_041))
  }
  for instant in instants {
    let offset = zone.offset(at: instant)
    precondition(abs(offset) < 86_400)
    let (date, time) = zone.wallTime(at: instant)
    switch zone.resolve(date: date, time: time) {
    case .unique(let one): precondition(one == instant || isAtEnd(instant))
    case .fold(let first, let second):
      precondition(first == instant || second == instant || isCrowded(first, second))
    case .gap: preconditionFailure("a wall time that is shown lies in no gap")
    }
  }
  ask(zone)
  return 0
}

/// Wall times beyond the range of dates are those of its ends.
private func isAtEnd(_ instant: Instant) -> Bool {
  let day: Int64 = 86_400_000
  return Instant.min.milliseconds(to: instant) <= day || instant.milliseconds(to: .max) <= day
}

/// Clocks that change many times within two days show a wall time more than twice.
private func isCrowded(_ first: Instant, _ second: Instant) -> Bool {
  first.milliseconds(to: second) <= 172_800_000
}

private func ask(_ zone: ZoneRules) {
  guard
    let hours = try? DayInterval("22:00-09:30"),
    let calendar = try? BusinessCalendar(
      zone: "UTC", weekly: [.monday: [hours], .sunday: [hours]]),
    let clock = try? BusinessClock(calendar, zone: zone)
  else { return }
  for second: Int64 in [-2_208_988_800, 0, 1_761_440_427, 7_258_118_400, 19_880_899_200] {
    let instant = Instant(secondsSince1970: second)
    _ = clock.isOpen(at: instant)
    _ = clock.add(.seconds(400_000), to: instant)
    precondition(clock.duration(between: .epoch, and: instant) >= .zero || second < 0)
  }
}
