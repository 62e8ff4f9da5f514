// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStaffing
import SupportTime
import Testing

/// Which shifts to roster.
@Suite("Shifts: covering a demand")
struct ShiftCoverTests {
  static let midnight = Instant(secondsSince1970: 1_770_595_200)
  static let date = Result { try CivilDate("2026-02-09") }

  static func hours(_ count: Int) throws -> [StaffingInterval] {
    let load = try OfferedLoad(arrivalsPerHour: 0, handlingTime: 60)
    return try (0..<count).map {
      try StaffingInterval(
        start: midnight.adding(milliseconds: Int64($0) * 3_600_000), minutes: 60, load: load)
    }
  }

  static func shift(
    _ id: String, _ hour: Int, _ length: Int, pause: Int? = nil, most: Int? = nil
  ) throws -> Shift {
    try ShiftTemplate(
      id, at: TimeOfDay(hour: hour), minutes: length * 60,
      breaks: pause.map { [.init(after: $0 * 60, minutes: 60)] } ?? [], most: most
    ).shift(on: date.get(), in: .utc)
  }

  @Test("the furthest reaching shift fills what is open, and that is minimal")
  func plain() throws {
    let cover = try ShiftCover(
      of: Self.hours(6), demand: [1, 2, 3, 2, 2, 1],
      by: [Self.shift("a", 0, 3), Self.shift("b", 1, 3), Self.shift("c", 2, 4)])
    #expect(cover.total == 4 && cover.isProvedMinimal && cover.lowerBound == 4)
    #expect(cover.lines.allSatisfy { $0.missing == 0 })
    #expect(cover.counts.map(\.count) == [1, 1, 2])
    #expect(cover.counts.map(\.shift.id) == ["2026-02-09 a", "2026-02-09 b", "2026-02-09 c"])
  }

  @Test("what no shift reaches, or their bounds forbid, is told as missing")
  func missing() throws {
    let cover = try ShiftCover(
      of: Self.hours(4), demand: [1, 5, 5, 5],
      by: [Self.shift("a", 1, 2, most: 3), Self.shift("b", 1, 1, most: 1)])
    #expect(cover.lines.map(\.missing) == [1, 1, 2, 5])
    #expect(cover.total == 4 && cover.isProvedMinimal)
    let none = try ShiftCover(of: Self.hours(2), demand: [3, 0], by: [])
    #expect(none.lines.map(\.missing) == [3, 0] && none.total == 0 && none.isProvedMinimal)
    #expect(try ShiftCover(of: [], demand: [], by: []).total == 0)
  }

  @Test("a pause takes its interval out of a shift")
  func pauses() throws {
    let paused = try Self.shift("p", 0, 5, pause: 2)
    let hours = try Self.hours(5)
    #expect(hours.map { paused.covers($0) } == [true, true, false, true, true])
    let cover = try ShiftCover(
      of: hours, demand: [2, 2, 1, 2, 2], by: [paused, Self.shift("q", 2, 1)])
    #expect(cover.total == 3 && cover.isProvedMinimal)
  }

  /// All covers, by brute force.
  static func least(_ demand: [Int], _ columns: [[Int]], _ most: [Int]) -> Int {
    var best = Int.max
    func search(_ index: Int, _ open: [Int], _ total: Int) {
      guard total < best else { return }
      guard index < columns.count else {
        if open.allSatisfy({ $0 <= 0 }) { best = total }
        return
      }
      var open = open
      for count in 0...most[index] {
        search(index + 1, open, total + count)
        for hour in columns[index] { open[hour] -= 1 }
      }
    }
    search(0, demand, 0)
    return best
  }

  @Test("trying every cover finds none with fewer shifts", arguments: UInt64(0)..<50)
  func small(seed: UInt64) throws {
    var dice = SplitMix(seed)
    let hours = try Self.hours(7)
    let hasPauses = dice.whole(0...2) > 0
    var shifts: [Shift] = []
    for index in 0..<5 {
      let length = dice.whole(2...5)
      let start = index == 0 ? 0 : index == 1 ? 7 - length : dice.whole(0...(7 - length))
      let pause = hasPauses && length > 2 ? dice.whole(1...(length - 2)) : nil
      let most = dice.whole(0...2) == 0 ? dice.whole(1...2) : nil
      shifts.append(try Self.shift("s\(index)", start, length, pause: pause, most: most))
    }
    // Nobody asks for more than the shifts give.
    let most = shifts.map { $0.most ?? 3 }
    let demand = hours.map { hour in
      min(dice.whole(0...3), zip(shifts, most).reduce(0) { $0 + ($1.0.covers(hour) ? $1.1 : 0) })
    }
    let cover = try ShiftCover(of: hours, demand: demand, by: shifts)
    let columns = shifts.map { shift in hours.indices.filter { shift.covers(hours[$0]) } }
    #expect(cover.lines.allSatisfy { $0.missing == 0 })
    #expect(cover.isProvedMinimal && cover.lowerBound == cover.total)
    #expect(cover.total == Self.least(demand, columns, most), "\(demand) \(columns)")
  }

  @Test("a demand too large for the search is covered, and says what is not proved")
  func large() throws {
    let hours = try Self.hours(24)
    let demand = hours.indices.map { 20 + ($0 * 37) % 61 }
    let shifts = try (0..<17).map { try Self.shift("s\($0)", $0, 8 - $0 % 2, pause: 3 + $0 % 3) }
    let cover = try ShiftCover(of: hours, demand: demand, by: shifts)
    #expect(cover.lines.allSatisfy { $0.missing == 0 })
    #expect(cover.lowerBound <= cover.total)
    #expect(cover.isProvedMinimal == (cover.lowerBound == cover.total))
    #expect(try ShiftCover(of: hours, demand: demand, by: shifts) == cover)
  }

  @Test("a shift of its own is refused where it ends before it begins, or its pauses leave it")
  func ownShifts() throws {
    let (start, end) = (Self.midnight, Self.midnight.adding(milliseconds: 7_200_000))
    let pause = start.adding(milliseconds: 3_600_000)..<end
    let shift = try Shift("own", from: start, until: end, breaks: [pause])
    #expect(try Self.hours(2).map { shift.covers($0) } == [true, false])
    let error = try #require(throws: StaffingError.self) {
      try Shift("x", from: end, until: start, breaks: [pause], most: -1)
    }
    #expect(error.faults.count == 3)
    #expect(throws: StaffingError.self) {
      try Shift("y", from: start, until: end, breaks: [pause.lowerBound..<pause.lowerBound])
    }
  }

  @Test("templates follow the clocks, and wrong ones are refused")
  func templates() throws {
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    let night = try ShiftTemplate("night", at: TimeOfDay("22:00"), minutes: 480)
      .shift(on: CivilDate("2026-03-28"), in: berlin)
    // The clocks skip an hour in it: eight hours end at seven.
    #expect(night.end == (try Instant("2026-03-29T07:00+02:00")))
    let error = try #require(throws: StaffingError.self) {
      try ShiftTemplate(
        "x", at: .midnight, minutes: 0, breaks: [.init(after: -5, minutes: 0)], most: -1)
    }
    #expect(error.faults.count == 4)
    #expect(throws: StaffingError.self) {
      try ShiftTemplate(
        "x", at: .midnight, minutes: 60,
        breaks: [.init(after: 0, minutes: 30), .init(after: 20, minutes: 10)])
    }
    #expect(throws: StaffingError.self) {
      try ShiftCover(
        of: Self.hours(2), demand: [1], by: [Self.shift("a", 0, 1), Self.shift("a", 1, 1)])
    }
  }
}
