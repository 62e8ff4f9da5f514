// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A third model, for short stretches: every minute is marked as open or closed, and each question
/// is a walk over minutes. A time on the wall is found by looking for the minute that shows it.
final class MinuteStrip {
  private let first: Int
  private let open: [Bool]

  /// Marks the minutes of a stretch of days around a day.
  init?(
    _ service: Service, around day: Int, days: Int, _ book: DayBook, _ clocks: [String: WallClock]
  ) {
    let firstDay = day - days
    first = firstDay * 1_440
    guard let open = Self.marks(service, day - days...day + days, book, clocks) else { return nil }
    self.open = open
  }

  private static func marks(
    _ service: Service, _ days: ClosedRange<Int>, _ book: DayBook, _ clocks: [String: WallClock]
  ) -> [Bool]? {
    switch service {
    case .desk(let desk):
      guard let clock = clocks[desk.zone] else { return nil }
      return marks(desk, days, book, clock)
    case .combined(let operation, let parts, _):
      let lists = parts.compactMap { marks($0, days, book, clocks) }
      guard lists.count == parts.count, let start = lists.first else { return nil }
      return start.indices.map { minute in
        switch operation {
        case .union: return lists.contains { $0[minute] }
        case .intersection: return lists.allSatisfy { $0[minute] }
        case .difference: return start[minute] && !lists.dropFirst().contains { $0[minute] }
        }
      }
    }
  }

  private static func marks(
    _ desk: Desk, _ days: ClosedRange<Int>, _ book: DayBook, _ clock: WallClock
  ) -> [Bool] {
    // What the clocks show each minute; two more days on each side for hours that reach in.
    let first = (days.lowerBound - 4) * 1_440
    let shown = (first..<(days.upperBound + 5) * 1_440).map { minute in
      minute + Int(clock.offset(at: Int64(minute) * 60_000) / 60_000)
    }
    var place: [Int: Int] = [:]
    for (index, wall) in shown.enumerated() where place[wall] == nil { place[wall] = index }
    func minute(showing wall: Int) -> Int? {
      if let index = place[wall] { return first + index }
      guard let index = shown.indices.dropFirst().first(where: { shown[$0] > wall }),
        shown[0] < wall
      else { return nil }
      // Skipped: as long after the change as it would have been.
      return first + index + wall - (shown[index - 1] + 1)
    }
    let start = days.lowerBound * 1_440
    var open = Array(repeating: false, count: days.count * 1_440)
    for day in days.lowerBound - 3...days.upperBound + 1 {
      let hours = desk.hours(on: day, book) { _ in
        let parts = book.parts(of: day)
        let first = day - parts.day + 1
        return (first..<first + 31).filter {
          book.parts(of: $0).month == parts.month && !desk.plainHours(on: $0, book).isEmpty
        }
      }
      for one in hours {
        guard let from = minute(showing: day * 1_440 + one.start / 60),
          let to = minute(showing: day * 1_440 + one.end / 60)
        else { continue }
        for minute in max(from, start)..<max(from, start, min(to, start + open.count)) {
          open[minute - start] = true
        }
      }
    }
    return open
  }

  // MARK: Answers

  /// The answer to a call; `nil` where the stretch is too short to tell, or days are asked for.
  func reply(to call: Call) -> Reply? {
    let start = Int(WallClock.floored(call.start, by: 60_000)) - first
    let end = Int(WallClock.floored(call.end, by: 60_000)) - first
    guard open.indices.dropFirst().dropLast().contains(start), open.indices.contains(end) else {
      return nil
    }
    let amount = Int(call.amount / 60_000)
    switch call.operation {
    case .isOpen: return .flag(open[start])
    case .nextOpeningAtOrAfter: return reply((start..<open.count).first { open[$0] })
    case .nextOpeningAfter: return reply((start + 1..<open.count).first { edge($0, opens: true) })
    case .previousOpening: return reply((1..<start).last { edge($0, opens: true) })
    case .nextClosing: return reply((start + 1..<open.count).first { edge($0, opens: false) })
    case .previousClosing: return reply((1..<start).last { edge($0, opens: false) })
    case .latestMoment: return reply(subtract(0, start))
    case .between:
      let count = (min(start, end)..<max(start, end)).count { open[$0] }
      return .number(Int64(start <= end ? count : -count) * 60_000)
    case .add: return reply(add(amount, start))
    case .addToNextOpening:
      return reply(add(amount, start).flatMap { sum in (sum..<open.count).first { open[$0] } })
    case .subtract: return reply(subtract(amount, start))
    default: return nil
    }
  }

  private func reply(_ index: Int?) -> Reply? {
    index.map { .instant(Int64(first + $0) * 60_000) }
  }

  private func edge(_ index: Int, opens: Bool) -> Bool {
    index > 0 && open[index] == opens && open[index - 1] != opens
  }

  private func add(_ amount: Int, _ start: Int) -> Int? {
    if amount == 0 { return (start..<open.count).first { open[$0] } }
    var left = amount
    for minute in start..<open.count where open[minute] {
      left -= 1
      if left == 0 { return minute + 1 }
    }
    return nil
  }

  private func subtract(_ amount: Int, _ end: Int) -> Int? {
    if amount == 0 {
      return open[end] ? end : (0..<end).last { open[$0] }.map { $0 + 1 }
    }
    var left = amount
    for minute in (0..<end).reversed() where open[minute] {
      left -= 1
      if left == 0 { return minute }
    }
    return nil
  }
}
