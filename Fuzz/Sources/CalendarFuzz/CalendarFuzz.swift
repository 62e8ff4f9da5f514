// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime

/// Reads any bytes as a calendar, both as programs and as people write it: nothing traps, what is
/// written again is the same, and the clock answers.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let calendar = try? JSONDecoder().decode(BusinessCalendar.self, from: Data(bytes)) {
    guard let written = try? JSONEncoder().encode(calendar),
      let again = try? JSONDecoder().decode(BusinessCalendar.self, from: written)
    else { preconditionFailure("a calendar that was read cannot be written") }
    precondition(again == calendar)
    ask(calendar)
  }
  do throws(DocumentError) {
    let calendar = try DocumentNode.read(bytes) { node, problems in
      BusinessCalendar(reading: node, zone: "UTC", &problems)
    }
    ask(calendar)
  } catch {
    precondition(error.problems.allSatisfy { $0.line >= 1 && $0.column >= 1 })
  }
  return 0
}

private func ask(_ calendar: BusinessCalendar) {
  guard let clock = try? calendar.compiled() else { return }
  for instant in [Instant.min, .epoch, Instant(secondsSince1970: 1_761_440_427), .max] {
    _ = clock.isOpen(at: instant)
    for span in [Duration.zero, .seconds(3_600), .seconds(Int64.max), .seconds(Int64.min)] {
      _ = clock.add(span, to: instant)
      _ = clock.subtract(span, from: instant)
    }
    let span = clock.duration(between: .epoch, and: instant)
    precondition(instant < .epoch ? span <= .zero : span >= .zero)
  }
}
