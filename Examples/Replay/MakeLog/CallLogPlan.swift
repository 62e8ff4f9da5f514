// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// What a made log of calls is like: how many, when, and how the hotline is staffed.
struct CallLogPlan {
  var rows = 24_000
  var days = 28
  var from = CivilDate(daysSince1970: 20_374)
  var zone = (try? ZoneRules(identifier: "Europe/Berlin")) ?? .utc
  var seed: UInt64 = 7

  /// A kind of matter: how often it comes, how long it takes, and how often the customer calls again.
  struct Matter {
    var name: String
    var queue: String
    var share: Double
    /// Mean seconds of talk beyond the shortest.
    var talk: Double
    var returns: Double
  }

  static let matters = [
    Matter(name: "billing, refunds", queue: "service", share: 0.29, talk: 190, returns: 0.10),
    Matter(name: "contract", queue: "service", share: 0.19, talk: 230, returns: 0.05),
    Matter(name: "technical", queue: "technical", share: 0.24, talk: 330, returns: 0.19),
    Matter(name: "outage", queue: "technical", share: 0.08, talk: 120, returns: 0.26),
    Matter(name: "order", queue: "sales", share: 0.13, talk: 260, returns: 0.03),
    Matter(name: "complaint", queue: "service", share: 0.07, talk: 410, returns: 0.22),
  ]

  /// Calls by the hour of a working day, in parts of a thousand.
  private static let hours: [Double] = [
    6, 4, 3, 3, 4, 7, 16, 38, 72, 93, 96, 87, 70, 68, 74, 76, 72, 62, 48, 36, 26, 19, 12, 8,
  ]
  /// Monday first.
  private static let weekdays: [Double] = [1.28, 1.1, 1.02, 1, 0.95, 0.52, 0.38]
  /// How well each hour is staffed; at 1 as much work comes as the people on duty can do.
  private static let staffing: [Double] = [
    1.8, 1.8, 1.8, 1.8, 1.8, 1.6, 1.3, 1.16, 1.02, 0.9, 0.93, 1.02, 0.88, 0.98, 1.06, 1.05, 1.05,
    1.08, 1.08, 1.1, 1.16, 1.25, 1.4, 1.6,
  ]

  /// The day on which much is broken.
  private var badDay: Int { days * 5 / 8 }

  /// Calls expected in a half hour of a day, in parts of nothing in particular.
  func weight(day: Int, weekday: Weekday, hour: Int) -> Double {
    let usual = Self.hours[hour] * Self.weekdays[weekday.rawValue - 1]
    return isBroken(day: day, hour: hour) ? usual * 2.2 : usual
  }

  func isBroken(day: Int, hour: Int) -> Bool { day == badDay && (10..<18).contains(hour) }

  /// How many people are on duty, for this many calls expected in the hour.
  func staff(calls: Double, day: Int, hour: Int) -> Int {
    let expected = isBroken(day: day, hour: hour) ? calls / 2.2 : calls
    let work = expected * Self.meanHandling / 3_600
    return max(1, Int((work * Self.staffing[hour]).rounded(.up)) + (work < 4 ? 1 : 0))
  }

  /// Seconds that a call takes an agent, on average, of the matters together.
  private static let meanHandling = 40 + matters.reduce(0) { $0 + $1.share * $1.talk } * 1.15 + 30
}
