// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// A row of a made log: instants in milliseconds, lengths in seconds.
struct CallLogRow {
  var arrival: Int64 = 0
  var menuExit: Int64 = 0
  var queueEntry: Int64?
  var queueExit: Int64?
  var outcome = ""
  var answer: Int64?
  var end: Int64?
  var talk: Int64?
  var hold: Int64?
  var wrapUp: Int64?
  var agent: Int?
  var customer = 0
  var isAnonymous = false
  /// A place in `CallLogPlan.matters`; -1 for none.
  var matter = -1
  var priority = -1
  var transfers: Int?
  var resolved: Bool?

  static let header =
    "date,arrival,menu_exit,queue_entry,queue_exit,outcome,answer,end,talk,hold,wrap_up,agent,"
    + "customer,type,priority,queue,transfers,resolved"

  /// Times stand as times of the day, as many systems write them; the date is that of the arrival.
  func write(to bytes: inout [UInt8], _ zone: ZoneRules) {
    let comma = UInt8(ascii: ",")
    let (date, _) = zone.wallTime(at: Instant(millisecondsSince1970: arrival))
    bytes += date.description.utf8
    for time in [arrival, menuExit, queueEntry, queueExit] {
      bytes.append(comma)
      Self.write(time, to: &bytes, zone)
    }
    bytes.append(comma)
    bytes += outcome.utf8
    for time in [answer, end] {
      bytes.append(comma)
      Self.write(time, to: &bytes, zone)
    }
    for length in [talk, hold, wrapUp] {
      bytes.append(comma)
      if let length { bytes += String(length).utf8 }
    }
    bytes.append(comma)
    if let agent { bytes += "agent \(agent + 1)".utf8 }
    bytes.append(comma)
    if matter >= 0, !isAnonymous { bytes += "C\(customer)".utf8 }
    bytes.append(comma)
    if matter >= 0 {
      let name = CallLogPlan.matters[matter].name
      bytes += (name.contains(",") ? "\"\(name)\"" : name).utf8
    }
    bytes.append(comma)
    if priority >= 0 { bytes += ["high", "normal", "low"][priority].utf8 }
    bytes.append(comma)
    if matter >= 0, queueEntry != nil { bytes += CallLogPlan.matters[matter].queue.utf8 }
    bytes.append(comma)
    if let transfers { bytes += String(transfers).utf8 }
    bytes.append(comma)
    if let resolved { bytes.append(UInt8(ascii: resolved ? "y" : "n")) }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func write(_ time: Int64?, to bytes: inout [UInt8], _ zone: ZoneRules) {
    guard let time else { return }
    let (_, wall) = zone.wallTime(at: Instant(millisecondsSince1970: time))
    let seconds = Int(wall.millisecondsSinceMidnight / 1_000)
    for (index, part) in [seconds / 3_600, seconds / 60 % 60, seconds % 60].enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ":")) }
      bytes.append(UInt8(48 + part / 10))
      bytes.append(UInt8(48 + part % 10))
    }
  }
}
