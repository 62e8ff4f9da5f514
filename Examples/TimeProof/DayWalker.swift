// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A second, slow model of business time: it walks from day to day, takes dates and clocks from
/// Foundation, lists the open time of a stretch and answers by counting. It shares no code with the
/// library.
final class DayWalker {
  /// The answer lies beyond the days that were walked.
  struct Beyond: Error {}

  let service: Service
  private let book: DayBook
  private let clocks: [String: WallClock]
  private let clock: WallClock
  private let middle: Int
  private let furthest: Int
  private var reach = 0
  /// Disjoint open time, in order, within ``low`` ..< ``high``.
  private(set) var runs: [Span] = []
  /// The open time by the date on which it opens, as written.
  private var daily: [Int: [Span]] = [:]
  private var low: Int64 = 0
  private var high: Int64 = 0
  private var endsLow = false
  private var endsHigh = false
  private var worked: [Int: [Int: [Int]]] = [:]

  init?(
    _ service: Service, around middle: Int, days: Int, furthest: Int, _ book: DayBook,
    _ clocks: [String: WallClock]
  ) {
    guard let clock = clocks[service.zone] else { return nil }
    self.service = service
    self.book = book
    self.clocks = clocks
    self.clock = clock
    self.middle = middle
    self.furthest = furthest
    walk(days)
  }

  // MARK: The walk

  private func walk(_ reach: Int) {
    self.reach = reach
    let days = middle - reach...middle + reach
    low = Int64(days.lowerBound) * 86_400_000
    high = Int64(days.upperBound) * 86_400_000
    if let bounds = service.bounds {
      endsLow = days.lowerBound + 4 < bounds.lowerBound
      endsHigh = days.upperBound - 4 > bounds.upperBound
    }
    // Zones are off by up to 15 hours, and hours run for up to two days.
    var leaf = 0
    let pieces = spans(of: service, in: days.lowerBound - 4...days.upperBound + 4, &leaf)
    runs = []
    for span in pieces.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      let (start, end) = (max(span.start, low), min(span.end, high))
      guard start < end else { continue }
      if let last = runs.last, last.end >= start {
        runs[runs.count - 1].end = max(last.end, end)
      } else {
        runs.append(Span(start: start, end: end))
      }
    }
    daily = [:]
    if case .desk(let desk) = service {
      for day in days { daily[day] = spans(of: desk, 0, on: day) }
    } else {
      for piece in pieces { daily[clock.day(at: piece.start), default: []].append(piece) }
    }
  }

  private func spans(of service: Service, in days: ClosedRange<Int>, _ leaf: inout Int) -> [Span] {
    switch service {
    case .desk(let desk):
      let index = leaf
      leaf += 1
      return days.flatMap { spans(of: desk, index, on: $0) }
    case .combined(let operation, let parts, _):
      var lists = parts.map { spans(of: $0, in: days, &leaf) }
      if operation == .union { return Array(lists.joined()) }
      let first = lists.removeFirst()
      return lists.reduce(first) {
        operation == .intersection ? Self.shared($0, $1) : Self.rest($0, $1)
      }
    }
  }

  private static func shared(_ one: [Span], _ other: [Span]) -> [Span] {
    one.flatMap { left in
      other.filter { $0.start < left.end && left.start < $0.end }.map {
        Span(start: max(left.start, $0.start), end: min(left.end, $0.end))
      }
    }
  }

  private static func rest(_ one: [Span], _ other: [Span]) -> [Span] {
    one.flatMap { whole in
      other.filter { $0.start < whole.end && whole.start < $0.end }.reduce([whole]) { left, hole in
        left.flatMap { span in
          [
            Span(start: span.start, end: min(span.end, hole.start)),
            Span(start: max(span.start, hole.end), end: span.end),
          ].filter { $0.start < $0.end }
        }
      }
    }
  }

  /// The intervals that open on a date, in instants.
  private func spans(of desk: Desk, _ leaf: Int, on day: Int) -> [Span] {
    guard let clock = clocks[desk.zone] else { return [] }
    let hours = desk.hours(on: day, book) { workedDays(of: $0, desk, leaf) }
    return hours.map { hours in
      let midnight = Int64(day) * 86_400_000
      return Span(
        start: clock.instant(wall: midnight + Int64(hours.start) * 1_000),
        end: clock.instant(wall: midnight + Int64(hours.end) * 1_000))
    }.filter { $0.start < $0.end }
  }

  /// The days of a month that have hours before breaks and adjustments.
  private func workedDays(of day: Int, _ desk: Desk, _ leaf: Int) -> [Int] {
    let parts = book.parts(of: day)
    let first = day - parts.day + 1
    if let days = worked[leaf]?[first] { return days }
    let days = (first..<first + 31).filter {
      book.parts(of: $0).month == parts.month && !desk.plainHours(on: $0, book).isEmpty
    }
    worked[leaf, default: [:]][first] = days
    return days
  }

  // MARK: Answers

  /// The answer to a call; `nil` where it lies further away than is walked.
  func reply(to call: Call) -> Reply? {
    while true {
      do throws(Beyond) {
        return try attempt(call)
      } catch {
        guard reach < furthest else { return nil }
        walk(min(reach * 3, furthest))
      }
    }
  }

  private func attempt(_ call: Call) throws(Beyond) -> Reply {
    let start = call.start
    guard low + 86_400_000 < min(start, call.end), max(start, call.end) < high - 86_400_000 else {
      throw Beyond()
    }
    switch call.operation {
    case .isOpen: return .flag(runs.contains { $0.start <= start && start < $0.end })
    case .nextOpeningAtOrAfter: return Reply(walked: try firstOpen(from: start))
    case .nextOpeningAfter:
      return Reply(walked: try found(runs.first { $0.start > start }?.start, endsHigh))
    case .previousOpening:
      let opening = try found(runs.last { $0.start < start }?.start, endsLow)
      if opening == low { throw Beyond() }
      return Reply(walked: opening)
    case .nextClosing:
      let closing = try found(runs.first { $0.end > start }?.end, endsHigh)
      if closing == high { throw Beyond() }
      return Reply(walked: closing)
    case .previousClosing:
      return Reply(walked: try found(runs.last { $0.end < start }?.end, endsLow))
    case .latestMoment: return Reply(walked: try lastMoment(until: start))
    case .between: return .number(open(from: start, to: call.end))
    case .add: return Reply(walked: try add(call.amount, start))
    case .addToNextOpening:
      guard let sum = try add(call.amount, start) else { return .nothing }
      return Reply(walked: try firstOpen(from: sum))
    case .subtract: return Reply(walked: try subtract(call.amount, start))
    case .periods: return .spans(periods(from: start, until: call.end))
    default: return try attemptDays(call)
    }
  }

  private func attemptDays(_ call: Call) throws(Beyond) -> Reply {
    switch call.operation {
    case .isBusinessDay: return .flag(try opens(on: call.day))
    case .isHoliday:
      return .flag(service.desks.contains { $0.isHoliday(call.day, book) })
    case .addBusinessDaysToDate:
      return try dayAfter(call.day, call.count).map { .day($0) } ?? .nothing
    case .businessDays:
      let (first, last) = (min(call.day, call.lastDay) + 1, max(call.day, call.lastDay))
      var count: Int64 = 0
      for day in first..<max(first, last + 1) where try opens(on: day) { count += 1 }
      return .number(call.day <= call.lastDay ? count : -count)
    case .addBusinessDays: return Reply(walked: try sameTime(call))
    case .endOfBusinessDay:
      return Reply(walked: try landed(call).flatMap { daily[$0]?.map(\.end).max() })
    case .startOfBusinessDay:
      return Reply(walked: try landed(call).flatMap { daily[$0]?.map(\.start).min() })
    default: return .flag(true)
    }
  }

  // MARK: Steps

  /// Nothing is left on a side, or it was not walked far enough.
  private func none(_ isEnd: Bool) throws(Beyond) -> Int64? {
    if isEnd { return nil }
    throw Beyond()
  }

  private func found(_ instant: Int64?, _ isEnd: Bool) throws(Beyond) -> Int64? {
    if let instant { return instant }
    return try none(isEnd)
  }

  private func firstOpen(from start: Int64) throws(Beyond) -> Int64? {
    if let run = runs.first(where: { $0.end > start }) { return max(run.start, start) }
    return try none(endsHigh)
  }

  private func lastMoment(until end: Int64) throws(Beyond) -> Int64? {
    if let run = runs.last(where: { $0.start <= end }) { return min(run.end, end) }
    return try none(endsLow)
  }

  private func open(from start: Int64, to end: Int64) -> Int64 {
    guard start <= end else { return -open(from: end, to: start) }
    return runs.reduce(0) { $0 + max(0, min($1.end, end) - max($1.start, start)) }
  }

  private func add(_ amount: Int64, _ start: Int64) throws(Beyond) -> Int64? {
    if amount == 0 { return try firstOpen(from: start) }
    var left = amount
    for run in runs where run.end > start {
      let from = max(run.start, start)
      if left <= run.end - from { return from + left }
      left -= run.end - from
    }
    return try none(endsHigh)
  }

  private func subtract(_ amount: Int64, _ end: Int64) throws(Beyond) -> Int64? {
    if amount == 0 { return try lastMoment(until: end) }
    var left = amount
    for run in runs.reversed() where run.start < end {
      let until = min(run.end, end)
      if left <= until - run.start { return until - left }
      left -= until - run.start
    }
    return try none(endsLow)
  }

  private func periods(from start: Int64, until end: Int64) -> [Span] {
    if case .desk(let desk) = service, desk.isAlwaysOpen {
      return start < end ? [Span(start: start, end: end)] : []
    }
    return daily.keys.sorted().flatMap { daily[$0] ?? [] }.compactMap { span in
      let clipped = Span(start: max(span.start, start), end: min(span.end, end))
      return clipped.start < clipped.end ? clipped : nil
    }
  }

  // MARK: Dates

  private func opens(on day: Int) throws(Beyond) -> Bool {
    guard middle - reach + 1 < day, day < middle + reach - 1 else {
      if day <= middle ? endsLow : endsHigh { return false }
      throw Beyond()
    }
    if case .desk(let desk) = service, desk.isAlwaysOpen { return true }
    return daily[day].map { !$0.isEmpty } ?? false
  }

  private func dayAfter(_ day: Int, _ count: Int) throws(Beyond) -> Int? {
    var (left, cursor) = (abs(count), day)
    while left > 0 {
      cursor += count > 0 ? 1 : -1
      if abs(cursor - middle) > reach {
        if count > 0 ? endsHigh : endsLow { return nil }
        throw Beyond()
      }
      if try opens(on: cursor) { left -= 1 }
    }
    return cursor
  }

  /// The date on which a sum for the end or the start of a business day lands.
  private func landed(_ call: Call) throws(Beyond) -> Int? {
    let day = clock.day(at: call.start)
    let isBusinessDay = try opens(on: day)
    return try dayAfter(day, call.count == 0 && !isBusinessDay ? 1 : call.count)
  }

  private func sameTime(_ call: Call) throws(Beyond) -> Int64? {
    let day = clock.day(at: call.start)
    guard let landed = try dayAfter(day, call.count) else { return nil }
    let wall = call.start + clock.offset(at: call.start) + Int64(landed - day) * 86_400_000
    let instant = call.count == 0 ? call.start : clock.instant(wall: wall)
    if call.count < 0 { return try lastMoment(until: instant) }
    if runs.contains(where: { $0.start <= instant && instant <= $0.end }) { return instant }
    return try firstOpen(from: instant)
  }
}
