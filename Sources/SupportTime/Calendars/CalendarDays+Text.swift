// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension CalendarDays: CustomStringConvertible {
  /// Creates dates from text such as `8th of month`, `last Friday of month`, `12-25` or `mon-fri`.
  ///
  /// - Throws: `TextError` naming the text and what is wrong with it.
  public init(_ text: some StringProtocol) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "rule for dates", text: text, reason: reason)
    }
    guard text.utf8.count <= 80 else { throw refuse("it is longer than any rule for dates") }
    let words = text.split(separator: " " as Character).map { String($0) }
    guard let first = words.first else { throw refuse("it is empty") }
    var made: Self?
    if words == ["every", "day"] {
      made = .everyDay
    } else if words.count == 1 {
      made = try Self.word(first)
    } else {
      made = Self.phrase(words)
    }
    guard let made else {
      throw refuse(
        "it is written \"2025-10-11\", \"mon-fri\", \"12-25\", \"8th of month\", "
          + "\"last Friday of month\" or \"2nd working day of November\"")
    }
    if let mistake = made.mistake { throw refuse(mistake) }
    self = made
  }

  /// Reads a date, a range of dates, a month and a day, or weekdays.
  private static func word(_ word: String) throws(TextError) -> Self? {
    if word.first?.isNumber != true { return .weekdays(Set(try WeekdaySpan.weekdays(word))) }
    let digits = word.split(separator: "-" as Character, omittingEmptySubsequences: false)
    let areDigits = digits.allSatisfy { part in
      part.utf8.count == 2 && part.utf8.allSatisfy(\.isDigit)
    }
    if digits.count == 2, areDigits, let month = Int(digits[0]), let day = Int(digits[1]) {
      return .yearly(month: month, day: day)
    }
    guard let dots = word.firstRange(of: "..") else { return .date(try CivilDate(word)) }
    let from = try CivilDate(word[..<dots.lowerBound])
    let through = try CivilDate(word[dots.upperBound...])
    guard from <= through else {
      throw TextError(
        expected: "range of dates", text: word, reason: "\(through) is before \(from)")
    }
    return .dates(from...through)
  }

  /// Reads `8th of month`, `last Friday of month`, `2nd working day of November`.
  private static func phrase(_ words: [String]) -> Self? {
    guard let count = count(words[0]), let of = words.firstIndex(of: "of"), of == words.count - 2
    else { return nil }
    let name = words[of + 1].lowercased()
    var month: Int?
    if name != "month" {
      guard let index = englishMonths.firstIndex(where: { $0.lowercased() == name }) else {
        return nil
      }
      month = index + 1
    }
    let what = words[1..<of].map { $0.lowercased() }
    switch what {
    case [] where count > 0 && month == nil: return .dayOfMonth(count)
    case ["day"] where count == -1 && month == nil: return .dayOfMonth(-1)
    case ["working", "day"]: return .workingDayOfMonth(count, month: month)
    default:
      guard what.count == 1,
        let weekday = Weekday.allCases.first(where: { $0.englishName.lowercased() == what[0] })
      else { return nil }
      return .weekdayOfMonth(count, weekday, month: month)
    }
  }

  private static func count(_ word: String) -> Int? {
    if word.lowercased() == "last" { return -1 }
    guard let number = Int(word.dropLast(2)), (1...99).contains(number) else { return nil }
    return word.lowercased() == ordinal(number) ? number : nil
  }

  /// `1st`, `2nd`, `3rd`, `4th`, `11th`; `last` for -1.
  static func ordinal(_ number: Int) -> String {
    if number < 0 { return "last" }
    let isTeen = (11...13).contains(number % 100)
    switch number % 10 {
    case 1 where !isTeen: return "\(number)st"
    case 2 where !isTeen: return "\(number)nd"
    case 3 where !isTeen: return "\(number)rd"
    default: return "\(number)th"
    }
  }

  static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  static func english(month: Int?) -> String {
    guard let month, (1...12).contains(month) else { return "month" }
    return englishMonths[month - 1]
  }

  /// The text that reads as these dates.
  public var description: String {
    switch self {
    case .date(let date): date.description
    case .dates(let range): "\(range.lowerBound)..\(range.upperBound)"
    case .weekdays(let weekdays):
      weekdays.count == 7 ? "every day" : WeekdaySpan.text(weekdays)
    case .yearly(let month, let day): "\(month.padded(to: 2))-\(day.padded(to: 2))"
    case .dayOfMonth(let day): day < 0 ? "last day of month" : "\(Self.ordinal(day)) of month"
    case .weekdayOfMonth(let count, let weekday, let month):
      "\(Self.ordinal(count)) \(weekday.englishName) of \(Self.english(month: month))"
    case .workingDayOfMonth(let count, let month):
      "\(Self.ordinal(count)) working day of \(Self.english(month: month))"
    }
  }
}

extension CalendarDays: Codable {
  /// Decodes text such as `8th of month`.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(Self.init(_:))
  }

  /// Encodes text such as `8th of month`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
