// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// A question with its arguments; instants in milliseconds since 1970, dates in days.
struct Call: Hashable, Sendable {
  enum Operation: String, CaseIterable, Sendable {
    case isOpen, nextOpeningAtOrAfter, nextOpeningAfter, previousOpening, nextClosing
    case previousClosing, latestMoment, between, add, addToNextOpening, subtract
    case isBusinessDay, isHoliday, addBusinessDaysToDate, businessDays
    case addBusinessDays, endOfBusinessDay, startOfBusinessDay, periods
    // The laws hold for every clock; the walks have no say.
    case betweenAddIsAmount, betweenSubtractIsAmount, addIsMonotoneInStart
    case addIsMonotoneInAmount, addInTwoSteps, betweenAddsUp, openAndClosedIsElapsed

    static let laws: [Self] = [
      .betweenAddIsAmount, .betweenSubtractIsAmount, .addIsMonotoneInStart,
      .addIsMonotoneInAmount, .addInTwoSteps, .betweenAddsUp, .openAndClosedIsElapsed,
    ]
    static let questions = allCases.filter { !laws.contains($0) }
  }

  var operation: Operation
  var start: Int64
  var end: Int64
  var amount: Int64
  var second: Int64
  var count: Int
  var day: Int
  var lastDay: Int

  /// The call as it stands in the report of a difference.
  func text(_ book: DayBook) -> String {
    let from = Instant(millisecondsSince1970: start)
    let to = Instant(millisecondsSince1970: end)
    let arguments: String
    switch operation {
    case .between, .betweenAddsUp, .openAndClosedIsElapsed, .periods:
      arguments = "\(from), \(to)"
    case .add, .addToNextOpening, .subtract, .betweenAddIsAmount, .betweenSubtractIsAmount:
      arguments = "\(from), \(amount) ms"
    case .addIsMonotoneInStart: arguments = "\(from), \(to), \(amount) ms"
    case .addIsMonotoneInAmount, .addInTwoSteps:
      arguments = "\(from), \(amount) ms, \(second) ms"
    case .isBusinessDay, .isHoliday: arguments = book.text(day)
    case .addBusinessDaysToDate: arguments = "\(book.text(day)), \(count)"
    case .businessDays: arguments = "\(book.text(day)), \(book.text(lastDay))"
    case .addBusinessDays, .endOfBusinessDay, .startOfBusinessDay:
      arguments = "\(from), \(count)"
    default: arguments = "\(from)"
    }
    return "\(operation.rawValue)(\(arguments))"
  }
}

/// What is answered to a call.
enum Reply: Hashable, Sendable, CustomStringConvertible {
  case nothing
  case instant(Int64)
  case number(Int64)
  case flag(Bool)
  case day(Int)
  case spans([Span])

  init(_ instant: Instant?) {
    self = instant.map { .instant($0.millisecondsSince1970) } ?? .nothing
  }

  init(walked instant: Int64?) {
    self = instant.map { .instant($0) } ?? .nothing
  }

  var description: String {
    switch self {
    case .nothing: "none"
    case .instant(let instant): Instant(millisecondsSince1970: instant).description
    case .number(let number): number.description
    case .flag(let flag): flag.description
    case .day(let day): CivilDate(daysSince1970: day).description
    case .spans(let spans): spans.map(\.description).joined(separator: ", ")
    }
  }
}

/// Open time, in milliseconds since 1970; the end is not included.
struct Span: Hashable, Sendable, CustomStringConvertible {
  var start: Int64
  var end: Int64

  var description: String {
    "\(Instant(millisecondsSince1970: start)) to \(Instant(millisecondsSince1970: end))"
  }
}

// MARK: - What the library answers

extension BusinessClock {
  func reply(to call: Call) -> Reply {
    let start = Instant(millisecondsSince1970: call.start)
    let end = Instant(millisecondsSince1970: call.end)
    let date = CivilDate(daysSince1970: call.day)
    switch call.operation {
    case .isOpen: return .flag(isOpen(at: start))
    case .nextOpeningAtOrAfter: return Reply(nextOpening(atOrAfter: start))
    case .nextOpeningAfter: return Reply(nextOpening(after: start))
    case .previousOpening: return Reply(previousOpening(before: start))
    case .nextClosing: return Reply(nextClosing(after: start))
    case .previousClosing: return Reply(previousClosing(before: start))
    case .latestMoment: return Reply(latestMoment(atOrBefore: start))
    case .between: return .number(milliseconds(between: start, and: end))
    case .add: return Reply(add(milliseconds: call.amount, to: start))
    case .addToNextOpening:
      return Reply(add(milliseconds: call.amount, to: start, landing: .nextOpening))
    case .subtract: return Reply(subtract(milliseconds: call.amount, from: start))
    case .isBusinessDay: return .flag(isBusinessDay(date))
    case .isHoliday: return .flag(isHoliday(date))
    case .addBusinessDaysToDate:
      return addBusinessDays(call.count, to: date).map { .day($0.daysSince1970) } ?? .nothing
    case .businessDays:
      let last = CivilDate(daysSince1970: call.lastDay)
      return .number(Int64(businessDays(from: date, to: last)))
    case .addBusinessDays: return Reply(addBusinessDays(call.count, to: start))
    case .endOfBusinessDay:
      return Reply(addBusinessDays(call.count, to: start, landing: .endOfDay))
    case .startOfBusinessDay:
      return Reply(addBusinessDays(call.count, to: start, landing: .opening))
    case .periods:
      let spans = periods(from: start, until: end).map {
        Span(
          start: $0.lowerBound.millisecondsSince1970, end: $0.upperBound.millisecondsSince1970)
      }
      return .spans(spans)
    default: return .flag(holds(call, start, end))
    }
  }

  /// Tells whether a law holds; where no opening remains it has nothing to say.
  private func holds(_ call: Call, _ start: Instant, _ end: Instant) -> Bool {
    let sum = add(milliseconds: call.amount, to: start)
    switch call.operation {
    case .betweenAddIsAmount:
      guard let sum else { return true }
      return milliseconds(between: start, and: sum) == call.amount
    case .betweenSubtractIsAmount:
      guard let first = subtract(milliseconds: call.amount, from: start) else { return true }
      return milliseconds(between: first, and: start) == call.amount
    case .addIsMonotoneInStart:
      guard let sum, let other = add(milliseconds: call.amount, to: end) else { return true }
      return start <= end ? sum <= other : other <= sum
    case .addIsMonotoneInAmount:
      guard let sum, let other = add(milliseconds: call.amount + call.second, to: start) else {
        return true
      }
      return sum <= other
    case .addInTwoSteps:
      // Zero more may lie at the next opening, the same time at the closing: T4, T5.
      guard let sum, call.second > 0 else { return true }
      return add(milliseconds: call.second, to: sum)
        == add(milliseconds: call.amount + call.second, to: start)
    case .betweenAddsUp:
      let middle = Instant(millisecondsSince1970: (call.start + call.end) / 2 + call.second)
      return milliseconds(between: start, and: middle) + milliseconds(between: middle, and: end)
        == milliseconds(between: start, and: end)
        && milliseconds(between: end, and: start) == -milliseconds(between: start, and: end)
    default: return openAndClosed(start, end)
    }
  }

  /// Active and paused time, each walked from change to change, make up what has elapsed.
  private func openAndClosed(_ start: Instant, _ end: Instant) -> Bool {
    var (cursor, last) = start < end ? (start, end) : (end, start)
    let elapsed = cursor.milliseconds(to: last)
    let open = milliseconds(between: cursor, and: last)
    var (active, paused): (Int64, Int64) = (0, 0)
    while cursor < last {
      let isOpen = isOpen(at: cursor)
      let change = isOpen ? nextClosing(after: cursor) : nextOpening(after: cursor)
      let next = min(change ?? last, last)
      guard cursor < next else { return false }
      if isOpen {
        active += cursor.milliseconds(to: next)
      } else {
        paused += cursor.milliseconds(to: next)
      }
      cursor = next
    }
    last = cursor
    return active == open && active + paused == elapsed
  }
}
