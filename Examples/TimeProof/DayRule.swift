// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Dates by a rule, written apart from the library's.
enum DayRule: Hashable, Sendable {
  case weekdays(Set<Int>)
  case dates(ClosedRange<Int>)
  case yearly(month: Int, day: Int)
  case dayOfMonth(Int)
  case weekdayOfMonth(Int, Int, month: Int?)
  case workingDay(Int, month: Int?)

  /// By Foundation's numbers.
  static let shortNames = ["", "sun", "mon", "tue", "wed", "thu", "fri", "sat"]
  private static let names = [
    "", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let months = [
    "month", "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
  ]

  var isByMonth: Bool {
    switch self {
    case .weekdays, .dates: false
    default: true
    }
  }

  func text(_ book: DayBook) -> String {
    switch self {
    case .weekdays(let set):
      return set.count == 7
        ? "every day" : set.sorted().map { Self.shortNames[$0] }.joined(separator: ",")
    case .dates(let range):
      let first = book.text(range.lowerBound)
      return range.count == 1 ? first : "\(first)..\(book.text(range.upperBound))"
    case .yearly(let month, let day): return "\(DayBook.padded(month, 2))-\(DayBook.padded(day, 2))"
    case .dayOfMonth(let day):
      return day < 0 ? "last day of month" : "\(Self.ordinal(day)) of month"
    case .weekdayOfMonth(let count, let weekday, let month):
      return "\(Self.ordinal(count)) \(Self.names[weekday]) of \(Self.months[month ?? 0])"
    case .workingDay(let count, let month):
      return "\(Self.ordinal(count)) working day of \(Self.months[month ?? 0])"
    }
  }

  private static func ordinal(_ number: Int) -> String {
    guard number > 0 else { return "last" }
    switch number {
    case 1, 21, 31: return "\(number)st"
    case 2, 22: return "\(number)nd"
    case 3, 23: return "\(number)rd"
    default: return "\(number)th"
    }
  }

  /// Tells whether a day matches; `worked` gives the worked days of the month of a day.
  func matches(_ day: Int, _ book: DayBook, worked: (Int) -> [Int]) -> Bool {
    let parts = book.parts(of: day)
    switch self {
    case .weekdays(let set): return set.contains(parts.weekday)
    case .dates(let range): return range.contains(day)
    case .yearly(let month, let number): return parts.month == month && parts.day == number
    case .dayOfMonth(let number):
      return number > 0 ? parts.day == number : book.parts(of: day + 1).day == 1
    case .weekdayOfMonth(let count, let weekday, let month):
      guard parts.weekday == weekday, month == nil || month == parts.month else { return false }
      if count < 0 { return book.parts(of: day + 7).month != parts.month }
      let inMonth = (1...5).filter { parts.day - 7 * ($0 - 1) >= 1 }
      return inMonth.last == count
    case .workingDay(let count, let month):
      guard month == nil || month == parts.month else { return false }
      let days = worked(day)
      if count < 0 { return days.last == day }
      return days.count >= count && days[count - 1] == day
    }
  }
}
