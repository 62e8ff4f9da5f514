// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics

/// Reads rows off the bytes of a log.
struct TicketLogScanner {
  private let file: MappedFile
  private let fields: [(field: TicketLogColumns.Field, skip: Int)]
  private let months: [Int64]

  /// The last instant so far, the least and the greatest number, and whether numbers ascended.
  private(set) var end = Instant.min
  private(set) var least = Int32.max
  private(set) var greatest: Int32 = -1
  private(set) var isAscending = true
  /// Rows that could not be read.
  private(set) var rejected = 0

  private static let years = 1970...2099

  init(_ file: MappedFile, _ columns: TicketLogColumns) {
    self.file = file
    fields = columns.fields
    // The day before each month begins, counted from 1970, and one month more.
    months = (0...Self.years.count * 12).map { month in
      let year = Self.years.lowerBound + month / 12
      let date = try? CivilDate(year: year, month: month % 12 + 1, day: 1)
      return Int64(date?.daysSince1970 ?? 0) - 1
    }
  }

  /// The number at the beginning of a line.
  func number(at line: Int) -> Int32? {
    var place = file.bytes + line
    return Self.digits(&place)
  }

  /// Tells the rows of whole lines, in order.
  mutating func scan(from start: Int, to end: Int, _ take: (TicketEventRow) -> Void) throws {
    let limit = file.bytes + end
    var line = file.bytes + start
    guard memchr(line, 34, end - start) == nil else {
      throw TicketLog.Refusal(description: "it has quotes, which only replay reads")
    }
    var last = Int64.min
    while line < limit {
      let next = memchr(line, 10, limit - line).map { UnsafeRawPointer($0) }
      let lineEnd = next.map { $0.assumingMemoryBound(to: UInt8.self) } ?? limit
      if let row = row(line, lineEnd) {
        if row.ticket < greatest { isAscending = false }
        greatest = max(greatest, row.ticket)
        least = min(least, row.ticket)
        last = max(last, row.at.millisecondsSince1970)
        take(row)
      } else if lineEnd > line + 1 {
        rejected += 1
      }
      line = lineEnd + 1
    }
    if last > self.end.millisecondsSince1970 { self.end = Instant(millisecondsSince1970: last) }
  }

  @inline(__always)
  private func row(_ line: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> TicketEventRow? {
    var place = line
    var number: Int32 = 0
    var state = TicketEventRow.State.unchanged
    var reassignments: Int32 = -1
    var openedAt: Int64 = 0
    var updatedAt: Int64 = 0
    var priority: Int32 = 0
    for (field, skip) in fields {
      if skip > 0 { place = Self.pass(skip, from: place) }
      guard place < end else { return nil }
      switch field {
      case .number:
        guard let value = Self.digits(&place) else { return nil }
        number = value
      case .state:
        guard let value = Self.state(place) else { return nil }
        state = value
      case .reassignments:
        if place[0] != UInt8(ascii: "?") {
          guard let value = Self.digits(&place) else { return nil }
          reassignments = value
        }
      case .openedAt:
        guard let value = time(&place) else { return nil }
        openedAt = value
      case .updatedAt:
        guard let value = time(&place) else { return nil }
        updatedAt = value
      case .priority:
        guard let value = Self.digits(&place), value < 256 else { return nil }
        priority = value
      }
    }
    return TicketEventRow(
      ticket: number, at: Instant(millisecondsSince1970: updatedAt),
      openedAt: Instant(millisecondsSince1970: openedAt), state: state,
      priority: UInt8(priority), reassignments: reassignments)
  }

  // MARK: Fields

  /// The place after so many separators, eight bytes at a time.
  @inline(__always)
  private static func pass(
    _ count: Int, from start: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    var place = start
    var left = count
    while true {
      let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self) ^ 0x2c2c_2c2c_2c2c_2c2c
      // The highest bit of each byte that is a separator.
      var marks = ~((word & low &+ low) | word | low)
      let found = Int(truncatingIfNeeded: (marks >> 7 &* 0x0101_0101_0101_0101) >> 56)
      if found < left {
        left -= found
        place += 8
        // Zeros follow the file: a line without enough separators ends there at the latest.
        if word == 0x2c2c_2c2c_2c2c_2c2c { return place }
        continue
      }
      while left > 1 {
        marks &= marks &- 1
        left -= 1
      }
      return place + (marks.trailingZeroBitCount >> 3 + 1)
    }
  }

  @inline(__always)
  private static func digits(_ place: inout UnsafePointer<UInt8>) -> Int32? {
    var value: UInt64 = 0
    let start = place
    while case let digit = place[0] &- 48, digit < 10 {
      value = value &* 10 &+ UInt64(digit)
      place += 1
    }
    return place > start && place - start < 11 ? Int32(exactly: value) : nil
  }

  private static let names = [
    "New,", "Active,", "Awaiting User Info,", "Awaiting Vendor,", "Awaiting Problem,",
    "Awaiting Evidence,", "Resolved,", "Closed,", "-100,",
  ].map { Array($0.utf8) }
  private static let states: [TicketEventRow.State] = [
    .new, .open, .waitingForCustomer, .waitingForVendor, .waitingForProblem, .waitingForEvidence,
    .resolved, .closed, .unchanged,
  ]

  @inline(__always)
  private static func state(_ place: UnsafePointer<UInt8>) -> TicketEventRow.State? {
    let index: Int
    switch place[0] {
    case UInt8(ascii: "N"): index = 0
    case UInt8(ascii: "R"): index = 6
    case UInt8(ascii: "C"): index = 7
    case UInt8(ascii: "-"): index = 8
    case UInt8(ascii: "A") where place[1] == UInt8(ascii: "c"): index = 1
    default:
      // INVARIANT: at least a page of zeros follows the file.
      switch place[9] {
      case UInt8(ascii: "U"): index = 2
      case UInt8(ascii: "V"): index = 3
      case UInt8(ascii: "P"): index = 4
      default: index = 5
      }
    }
    let name = names[index]
    return memcmp(place, name, name.count) == 0 ? states[index] : nil
  }

  /// `29/2/2016 01:23` in UTC, as milliseconds.
  @inline(__always)
  private func time(_ place: inout UnsafePointer<UInt8>) -> Int64? {
    guard let day = Self.part(&place, UInt8(ascii: "/")),
      let month = Self.part(&place, UInt8(ascii: "/")),
      let year = Self.part(&place, UInt8(ascii: " ")),
      let hour = Self.part(&place, UInt8(ascii: ":")),
      let minute = Self.digits(&place), hour < 24, minute < 60, 1...12 ~= month,
      Self.years.contains(Int(year))
    else { return nil }
    let index = (Int(year) - Self.years.lowerBound) * 12 + Int(month) - 1
    let date = months[index] + Int64(day)
    guard day > 0, date <= months[index + 1] else { return nil }
    return ((date * 24 + Int64(hour)) * 60 + Int64(minute)) * 60_000
  }

  @inline(__always)
  private static func part(_ place: inout UnsafePointer<UInt8>, _ end: UInt8) -> Int32? {
    guard let value = digits(&place), place[0] == end else { return nil }
    place += 1
    return value
  }
}
