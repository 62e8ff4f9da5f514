// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The working calendar of mainland China as the State Council has published it, 2004–2026:
/// statutory holidays and the weekend days that are worked to make up for them.
///
/// Use it in a calendar with ``BusinessCalendar/Parts/holidaysOf`` and
/// ``BusinessCalendar/Parts/workdays``, or ask it about single dates. The arrangements appear each
/// autumn for the next year. Nothing is guessed beyond ``published``: there the answers are `nil`,
/// and a ``BusinessCalendar`` that uses the days is valid only so far.
///
/// The source are the yearly arrangements as compiled in the Python package `chinesecalendar`
/// 1.11.0; those of 2010–2026 agree with the Python package `holidays` 0.109.
///
/// ```swift
/// ChinaWorkingCalendar.holiday(on: try CivilDate("2025-10-01"))?.name     // "National Day"
/// ChinaWorkingCalendar.isWorkingDay(try CivilDate("2025-09-28"))          // true, a Sunday
/// ```
public enum ChinaWorkingCalendar {
  /// A statutory holiday.
  public enum Festival: String, CaseIterable, Hashable, Sendable {
    /// 元旦
    case newYear = "Y"
    /// 春节
    case springFestival = "S"
    /// 清明节
    case tombSweeping = "T"
    /// 劳动节
    case labourDay = "L"
    /// 端午节
    case dragonBoat = "D"
    /// 中秋节
    case midAutumn = "M"
    /// 国庆节
    case nationalDay = "N"
    /// 抗战胜利纪念日: the seventieth anniversary, in 2015.
    case victoryDay = "V"
  }

  /// A weekend day that is worked.
  public struct MakeUpWorkday: Hashable, Sendable {
    /// The date that is worked.
    public let date: CivilDate

    /// The holiday it makes up for.
    public let festival: Festival
  }

  // 2004-01-01 and 2026-12-31, the years of the table.
  /// The dates that the published arrangements cover, both ends included.
  public static let published: ClosedRange<CivilDate> =
    CivilDate(daysSince1970: 12_418)...CivilDate(daysSince1970: 20_818)

  /// The dates off by arrangement, weekends among them included, in order, named in English.
  public static let statutoryHolidays: [BusinessCalendar.Holiday] = days.holidays.map {
    .init($0.date, name: $0.festival.name(in: .english))
  }

  /// The weekend days that are worked, in order.
  public static let makeUpWorkdays: [MakeUpWorkday] = days.workdays.map {
    .init(date: $0.date, festival: $0.festival)
  }

  /// Returns the holiday of a date; `nil` where there is none or none is published.
  ///
  /// - Complexity: O(log *n*) in the published dates.
  public static func holiday(on date: CivilDate) -> Festival? {
    let index = days.holidays.partitioningIndex { $0.date >= date }
    guard index < days.holidays.count, days.holidays[index].date == date else { return nil }
    return days.holidays[index].festival
  }

  /// Tells whether a date is worked: Monday to Friday but for holidays, and make-up workdays.
  ///
  /// - Returns: `nil` beyond ``published``.
  public static func isWorkingDay(_ date: CivilDate) -> Bool? {
    guard published.contains(date) else { return nil }
    if holiday(on: date) != nil { return false }
    let index = days.workdays.partitioningIndex { $0.date >= date }
    if index < days.workdays.count, days.workdays[index].date == date { return true }
    return date.weekday < .saturday
  }
}

extension ChinaWorkingCalendar.Festival {
  /// Returns the holiday's name: Simplified Chinese where that is asked for, otherwise English.
  public func name(in language: MessageLanguage) -> String {
    let (english, chinese) =
      switch self {
      case .newYear: ("New Year's Day", "元旦")
      case .springFestival: ("Spring Festival", "春节")
      case .tombSweeping: ("Tomb-sweeping Day", "清明节")
      case .labourDay: ("Labour Day", "劳动节")
      case .dragonBoat: ("Dragon Boat Festival", "端午节")
      case .midAutumn: ("Mid-autumn Festival", "中秋节")
      case .nationalDay: ("National Day", "国庆节")
      case .victoryDay: ("Victory Day", "抗战胜利纪念日")
      }
    return language == .simplifiedChinese ? chinese : english
  }

  /// The English name.
  public var name: String { name(in: .english) }
}

// MARK: - The table

extension ChinaWorkingCalendar {
  private typealias Day = (date: CivilDate, festival: Festival)

  private static let days: (holidays: [Day], workdays: [Day]) = {
    var holidays: [Day] = []
    var workdays: [Day] = []
    for row in table.split(separator: "\n" as Character) {
      let words = row.split(separator: " " as Character)
      guard let year = words.first.flatMap({ Int($0) }) else { continue }
      for word in words.dropFirst() {
        let isWorkday = word.hasPrefix("W")
        let entry = isWorkday ? word.dropFirst() : word
        guard let (first, length, festival) = read(entry, year: year) else { continue }
        for offset in 0..<length {
          let day = (first.adding(days: offset), festival)
          if isWorkday { workdays.append(day) } else { holidays.append(day) }
        }
      }
    }
    return (holidays.sorted { $0.date < $1.date }, workdays.sorted { $0.date < $1.date })
  }()

  /// Reads `S0128+8`.
  private static func read(
    _ word: Substring, year: Int
  ) -> (first: CivilDate, length: Int, festival: Festival)? {
    let parts = word.dropFirst().split(separator: "+" as Character)
    guard
      let festival = Festival(rawValue: String(word.prefix(1))),
      let number = parts.first.flatMap({ Int($0) }),
      let first = try? CivilDate(year: year, month: number / 100, day: number % 100)
    else { return nil }
    return (first, parts.count > 1 ? Int(parts[1]) ?? 1 : 1, festival)
  }
}
