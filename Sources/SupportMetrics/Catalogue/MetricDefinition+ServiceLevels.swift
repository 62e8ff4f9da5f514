// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricDefinition {
  /// The readings of a service level (semantics M3). T is the threshold, S the longest wait of a
  /// short abandoned contact.
  public enum ServiceLevelReading: String, Hashable, Sendable, Codable, CaseIterable {
    /// Answered ≤ T of all contacts that reached the number, whatever became of them. A contact that was
    /// answered without a queue waited from its arrival.
    case f0 = "F0"
    /// Answered ≤ T of answered and abandoned.
    case f1 = "F1"
    /// Answered ≤ T of answered.
    case f2 = "F2"
    /// Answered or abandoned ≤ T, of answered and abandoned.
    case f3 = "F3"
    /// Answered ≤ T of answered, and abandoned > T.
    case f4 = "F4"
    /// Answered ≤ T of answered and abandoned without the short abandoned ones.
    case f5 = "F5"
    /// Answered ≤ T or abandoned ≤ S, of answered and abandoned.
    case f6 = "F6"

    /// Whether it takes the longest wait of a short abandoned contact.
    public var asksForShort: Bool { self == .f5 || self == .f6 }
  }

  /// What abandoned contacts do to Cisco's service level.
  public enum ServiceLevelType: String, Hashable, Sendable, Codable, CaseIterable {
    /// Those within the threshold do not count.
    case ignored
    /// They count as missed, whenever they gave up.
    case negative
    /// Those within the threshold count as answered in time.
    case positive
  }

  /// A service level: the share of contacts that were answered in time, in one of its readings.
  ///
  /// - Parameters:
  ///   - reading: What counts above and below the line.
  ///   - target: T; at most T counts as within it.
  ///   - short: S, for the readings that ask for it (``ServiceLevelReading/asksForShort``).
  ///   - isStrict: Whether a wait of exactly T is too long.
  /// - Returns: The definition, dated by the arrival.
  public static func serviceLevel(
    _ reading: ServiceLevelReading, within target: Duration, short: Duration = .seconds(5),
    isStrict: Bool = false
  ) -> Self {
    let inTime = Condition.within("wait", target, strictly: isStrict)
    let answeredInTime = Condition.all([.answered, inTime])
    // Without a queue there is no wait; the caller waited from the arrival on.
    let queuedInTime = Condition.all([.any([.isKnown("wait"), .isKnown("queuedAt")]), inTime])
    let atOnce = Condition.all([
      .not(.isKnown("wait")), .not(.isKnown("queuedAt")),
      .within("delay", target, strictly: isStrict),
    ])
    let measure: MetricMeasure =
      switch reading {
      case .f0: .share(of: .all([.answered, .any([queuedInTime, atOnce])]), among: .reached)
      case .f1: .share(of: answeredInTime, among: .offered)
      case .f2: .share(of: answeredInTime, among: .answered)
      case .f3: .share(of: inTime, among: .offered)
      case .f4:
        .share(
          of: answeredInTime,
          among: .any([
            .answered, .all([.abandoned, .beyond("wait", target, strictly: isStrict)]),
          ]))
      case .f5:
        .share(
          of: answeredInTime, among: .any([.answered, .all([.abandoned, .beyond("wait", short)])]))
      case .f6:
        .share(
          of: .any([answeredInTime, .all([.abandoned, .within("wait", short)])]), among: .offered)
      }
    let sources: [ServiceLevelReading: String] = [
      .f0: MetricSource.standard("NA-07"), .f1: "\(MetricSource.icmi), formula 3",
      .f2: "\(MetricSource.icmi), formula 2", .f3: "\(MetricSource.icmi), formula 1",
      .f4: "\(MetricSource.icmi), formula 4", .f5: MetricSource.talkdeskLive,
      .f6: "\(MetricSource.icmi), formula 5",
    ]
    return Self(
      catalogue: "serviceLevel.\(reading.rawValue)", of: .contacts, measure,
      "Service level \(reading.rawValue)", "服务水平 \(reading.rawValue)", family: "serviceLevel",
      source: sources[reading] ?? MetricSource.icmi)
  }

  /// Cisco's service level: each contact counts at its service-level event, which is the answer, the
  /// abandonment or the threshold, whichever comes first, and in the interval of that event.
  ///
  /// A contact that was sent on, called back or goes on counts as offered once it has waited for
  /// longer than the threshold, and not at all before. One that was refused or left in the menu was
  /// never offered.
  public static func serviceLevelEvents(
    _ type: ServiceLevelType, within target: Duration, isStrict: Bool = false
  ) -> Self {
    let inTime = Condition.within("wait", target, strictly: isStrict)
    let tooLate = Condition.all([.queueable, .beyond("wait", target, strictly: isStrict)])
    let offered = Condition.any([.offered, tooLate])
    let measure: MetricMeasure =
      switch type {
      case .ignored:
        .share(of: .all([.answered, inTime]), among: .any([.answered, tooLate]))
      case .negative: .share(of: .all([.answered, inTime]), among: offered)
      case .positive: .share(of: .all([.offered, inTime]), among: offered)
      }
    let chinese: [ServiceLevelType: String] = [
      .ignored: "服务水平事件（放弃不计）", .negative: "服务水平事件（放弃计为未达）",
      .positive: "服务水平事件（放弃计为达标）",
    ]
    return Self(
      catalogue: "serviceLevel.cisco.\(type.rawValue)", of: .contacts, measure,
      "Service level by events, abandoned \(type.rawValue)", chinese[type] ?? "",
      family: "serviceLevel", source: MetricSource.cisco
    ).with(\.date, .event(from: "queuedAt", after: "wait", atMost: target))
  }

  /// The share of all contacts that reached the number and were answered; a wait beyond the threshold
  /// counts as no answer.
  public static func connectRate(within target: Duration = .seconds(60)) -> Self {
    var definition = serviceLevel(.f0, within: target).with(\.id, "connectRate")
    definition.title = MetricTitle("Connect rate", simplifiedChinese: "接通率")
    definition.period = .month
    return definition
  }
}

extension MetricCatalogue {
  static let serviceLevels: [Entry] =
    MetricDefinition.ServiceLevelReading.allCases.map { reading in
      Entry([.within] + (reading.asksForShort ? [.short] : []) + [.strict]) {
        .serviceLevel(
          reading, within: $0.duration(.within), short: $0.duration(.short),
          isStrict: $0.flag(.strict))
      }
    }
    + MetricDefinition.ServiceLevelType.allCases.map { type in
      Entry([.within, .strict]) {
        .serviceLevelEvents(type, within: $0.duration(.within), isStrict: $0.flag(.strict))
      }
    }
    + [Entry([.connectedWithin]) { .connectRate(within: $0.duration(.connectedWithin)) }]
}
