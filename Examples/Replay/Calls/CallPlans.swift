// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportTime

/// What is counted about a log of calls: definitions of the catalogue, and the plans that count them.
struct CallPlans {
  /// A reading of the service level: by the formula, or by Cisco's events.
  enum Reading: Hashable {
    case formula(MetricDefinition.ServiceLevelReading)
    case events(MetricDefinition.ServiceLevelType)

    static let all: [Reading] =
      MetricDefinition.ServiceLevelReading.allCases.map(Reading.formula)
      + MetricDefinition.ServiceLevelType.allCases.map(Reading.events)

    /// The short name: `F1`, `events, positive`.
    var name: String {
      switch self {
      case .formula(let reading): reading.rawValue
      case .events(let type): "events, \(type.rawValue)"
      }
    }

    /// The reading in words; T is the threshold, S the longest wait of a short abandoned call.
    var words: String {
      switch self {
      case .formula(.f0): "answered ≤ T of all that reached the number"
      case .formula(.f1): "answered ≤ T of answered and abandoned"
      case .formula(.f2): "answered ≤ T of answered"
      case .formula(.f3): "answered or abandoned ≤ T of both"
      case .formula(.f4): "answered ≤ T of answered, and abandoned > T"
      case .formula(.f5): "answered ≤ T of both, short abandoned left out"
      case .formula(.f6): "answered ≤ T or short abandoned, of both"
      case .events(.ignored): "abandoned ≤ T left out (Cisco)"
      case .events(.negative): "abandoned count as missed (Cisco)"
      case .events(.positive): "abandoned ≤ T count as kept (Cisco)"
      }
    }

    func definition(within: Duration, short: Duration) -> MetricDefinition {
      switch self {
      case .formula(let reading): .serviceLevel(reading, within: within, short: short)
      case .events(let type): .serviceLevelEvents(type, within: within)
      }
    }
  }

  /// The figures of a group: a type, a priority, a queue or an agent.
  enum GroupFigure: String, CaseIterable {
    case contacts, answered, serviceLevel, abandonment, averageSpeedOfAnswer, averageHandlingTime
  }

  /// How long after the end of a call another of the same customer is a repeat.
  enum Window: String, CaseIterable {
    case day = "24 h"
    case week = "7 d"

    var length: Duration { self == .day ? .seconds(86_400) : .seconds(7 * 86_400) }
  }

  /// After how many seconds the report tells how many have been answered, and how many gave up.
  static let waits = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600]
  static let waitShares = [50, 80, 90, 95, 99]
  static let handlingShares = [50, 90, 99]

  let map: CallMap
  let within: [Duration]
  let short: Duration
  /// Everything that is told of the whole log.
  let whole: MetricPlan
  /// What is told by half hours.
  let clock: MetricPlan
  /// What needs the customers: repeat contacts, told apart by everything that groups are made of, and
  /// how many customers there are.
  let returns: MetricPlan

  init(_ map: CallMap, within: [Int], short: Int) throws(ReplayFailure) {
    self.map = map
    self.within = within.map { .seconds($0) }
    self.short = .seconds(short)
    do throws(DocumentError) {
      whole = try MetricPlan(of: .contacts, Self.whole(map, self.within, self.short), in: map.zone)
      clock = try MetricPlan(
        of: .contacts, Self.clock(map, self.within), by: .interval(minutes: 30), in: map.zone)
      returns = try MetricPlan(of: .contacts, Self.returns(map), in: map.zone)
    } catch {
      throw ReplayFailure(.data, "\(error)")
    }
  }

  // MARK: Definitions

  private static func whole(
    _ map: CallMap, _ within: [Duration], _ short: Duration
  ) -> [MetricDefinition] {
    var all: [MetricDefinition] = Contact.Outcome.allCases.map { outcome in
      count("outcome.\(outcome.rawValue)", .isOneOf("outcome", [.text(outcome.rawValue)]))
    }
    all.append(count("unsound", .equals("isSound", false)))
    for target in within {
      all += Reading.all.map { reading in
        reading.definition(within: target, short: short).with(\.id, id(reading, target))
      }
    }
    all.append(.connectRate())
    for base in MetricDefinition.AbandonmentBase.allCases {
      all.append(.abandonment(of: base))
      all.append(.abandonment(of: base, short: short).with(\.id, shortID(base)))
    }
    all += [
      .averageSpeedOfAnswer, .averageWait, .averageDelay, .averageAbandonTime, .longestWait,
      handling(map), .averageTalkTime, .averageHoldTime, .averageHoldTimeOfHeld, .averageWrapUpTime,
      .transferRate, .noTransfer, .transfersPerContact, .firstContactResolution,
      .firstContactResolutionOfAll,
    ]
    all += waitShares.map { .waitQuantile(share($0)).with(\.id, quantileID("wait", $0)) }
    for (name, facts) in [("talk", ["talk"]), ("handling", map.handling)] {
      all += handlingShares.map { percent in
        MetricDefinition(
          quantileID(name, percent), of: "contacts",
          .quantile(share(percent), of: MetricAmount(facts), by: .linear, where: answered))
      }
    }
    for seconds in waits {
      let soon = Condition.atMost("wait", .duration(milliseconds: Int64(seconds) * 1_000))
      all.append(count("answered.\(seconds)", .all([answered, soon])))
      all.append(count("abandoned.\(seconds)", .all([abandoned, soon])))
    }
    for dimension in map.dimensions { all += group(dimension, map, within[0]) }
    return inbound(all, map)
  }

  private static func group(
    _ dimension: CallMap.Column, _ map: CallMap, _ target: Duration
  ) -> [MetricDefinition] {
    GroupFigure.allCases.map { figure in
      let definition: MetricDefinition =
        switch figure {
        case .contacts: count("contacts", .always)
        case .answered: .answeredContacts
        case .serviceLevel: .serviceLevel(.f1, within: target)
        case .abandonment: .abandonment(of: .offered)
        case .averageSpeedOfAnswer: .averageSpeedOfAnswer
        case .averageHandlingTime: handling(map)
        }
      return definition.with(\.id, id(figure, dimension)).with(\.grouping, [dimension.name])
        .with(\.period, nil)
    }
  }

  private static func clock(_ map: CallMap, _ within: [Duration]) -> [MetricDefinition] {
    inbound(
      [
        .arrivals, .serviceLevel(.f1, within: within[0]).with(\.id, "serviceLevel"),
        .abandonment(of: .offered).with(\.id, "abandonment"), .averageSpeedOfAnswer,
      ], map)
  }

  private static func returns(_ map: CallMap) -> [MetricDefinition] {
    inbound(
      Window.allCases.map { window in
        MetricDefinition.repeatContacts(within: window.length).with(\.id, id(window))
          .with(\.grouping, map.dimensions.map(\.name))
      } + [.customersInContact], map)
  }

  /// Where the log tells who called whom, only calls of customers count.
  private static func inbound(_ all: [MetricDefinition], _ map: CallMap) -> [MetricDefinition] {
    guard map.columns[.direction] != nil else { return all }
    return all.map { $0.with(\.filter, .equals("direction", .text("inbound"))) }
  }

  /// The average handling time, of the parts that the log tells.
  private static func handling(_ map: CallMap) -> MetricDefinition {
    .averageHandlingTime.with(\.measure, .mean(MetricAmount(map.handling), where: answered))
  }

  private static func count(_ id: String, _ rows: Condition) -> MetricDefinition {
    MetricDefinition(MetricID(id), of: "contacts", .count(where: rows))
  }

  private static let answered = Condition.isOneOf("outcome", [.text("answered")])
  private static let abandoned = Condition.isOneOf("outcome", [.text("abandoned")])

  private static func share(_ percent: Int) -> Rate { Rate(Int64(percent), over: 100) ?? .one }

  // MARK: Names

  static func id(_ reading: Reading, _ target: Duration) -> MetricID {
    MetricID("serviceLevel.\(reading.name).\(target)")
  }

  static func id(_ figure: GroupFigure, _ dimension: CallMap.Column) -> MetricID {
    MetricID("\(dimension.name).\(figure.rawValue)")
  }

  static func id(_ window: Window) -> MetricID { MetricID("repeatContacts.\(window.rawValue)") }

  static func quantileID(_ amount: String, _ percent: Int) -> MetricID {
    MetricID("\(amount).p\(percent)")
  }

  static func shortID(_ base: MetricDefinition.AbandonmentBase) -> MetricID {
    MetricID("abandonment.\(base.rawValue).withoutShort")
  }
}
