// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Gives each target its clock, collecting what is wrong.
struct SLATargetCompiler {
  let calendars: [String: BusinessCalendar]
  let ladders: [String: Ladder]
  /// By whose clocks people are told of targets that name no calendar.
  let zone: ZoneRules
  var problems = Problems()
  var targets: [SLACompiledTarget] = []
  private(set) var clocks: [String: BusinessClock] = [:]
  private let definitions: [SLAMetric: SLAMetricDefinition]

  init(
    calendars: [String: BusinessCalendar], ladders: [String: Ladder],
    metrics: [SLAMetricDefinition], zone: ZoneRules
  ) {
    self.calendars = calendars
    self.zone = zone
    self.ladders = ladders
    var definitions: [SLAMetric: SLAMetricDefinition] = [:]
    for (position, definition) in metrics.enumerated() {
      let place = "metrics[\(position)]"
      if SLAMetricDefinition.standard(definition.metric) != nil {
        problems.report("\"\(definition.metric)\" is a metric of the library", path: place)
      } else if definitions.updateValue(definition, forKey: definition.metric) != nil {
        problems.report("the metric \"\(definition.metric)\" is defined twice", path: place)
      }
      if definition.start.isEmpty { problems.report("nothing starts it", path: "\(place).start") }
      if definition.stop.isEmpty { problems.report("nothing stops it", path: "\(place).stop") }
    }
    self.definitions = definitions
  }

  /// What a metric means; `nil` for a name that nobody defined.
  private func definition(of metric: SLAMetric) -> SLAMetricDefinition? {
    definitions[metric] ?? SLAMetricDefinition.standard(metric)
  }

  /// Compiles the targets of a rule and returns their range.
  mutating func add(_ list: [SLATarget], of rule: RuleID, path: String) -> Range<Int> {
    let start = targets.count
    for target in list {
      let place = "\(path).\(target.metric.rawValue)"
      let isTwice = targets[start...].contains {
        $0.target.metric == target.metric && $0.target.by == target.by
      }
      check(target.escalation, path: "\(place).escalate")
      check(target.reminders, path: "\(place).remindAt")
      guard let definition = definition(of: target.metric) else {
        problems.report("no metric is named \"\(target.metric)\"", path: place)
        continue
      }
      if isTwice {
        problems.report("the metric stands twice", path: place)
      } else if !target.within.isPositive {
        problems.report(
          "\"\(target.within)\" is not a span that a promise can have", path: "\(place).within")
      } else if let clock = clock(for: target, path: place) {
        targets.append(
          SLACompiledTarget(rule: rule, target: target, clock: clock, definition: definition))
      }
    }
    return start..<targets.count
  }

  private mutating func check(_ reminders: [SLAReminder], path: String) {
    for (position, reminder) in reminders.enumerated() {
      guard case .percent(let percent) = reminder, !SLAReminder.percents.contains(percent) else {
        continue
      }
      problems.report(
        "\"\(reminder)\" is outside 1% ... 1000%", path: "\(path)[\(position)]")
    }
  }

  /// Every calendar that a ladder names has to be there.
  private mutating func check(_ escalation: SLATarget.Escalation?, path: String) {
    guard let escalation else { return }
    guard let ladder = ladders[escalation.ladder] else {
      problems.report("no ladder is named \"\(escalation.ladder)\"", path: path)
      return
    }
    for name in ladder.calendars { _ = clock(named: name, path: "ladders.\(escalation.ladder)") }
  }

  private mutating func clock(for target: SLATarget, path: String) -> BusinessClock? {
    guard let name = target.calendar else {
      guard target.within.needsCalendar else {
        return .aroundTheClock(zone: zone)
      }
      problems.report("\"\(target.within)\" needs a calendar", path: path)
      return nil
    }
    guard let clock = clock(named: name, path: path) else { return nil }
    guard !target.within.needsCalendar else { return clock }
    // Elapsed time ignores hours, but people are told of it by the calendar's wall clock.
    return .aroundTheClock(zone: clock.zone)
  }

  private mutating func clock(named name: String, path: String) -> BusinessClock? {
    if let clock = clocks[name] { return clock }
    guard let calendar = calendars[name] else {
      problems.report("no calendar is named \"\(name)\"", path: "\(path).calendar")
      return nil
    }
    do throws(UnknownZone) {
      let clock = try calendar.compiled()
      clocks[name] = clock
      return clock
    } catch {
      problems.report("\(error)", path: "calendars.\(name).zone")
      return nil
    }
  }
}

extension ServiceDuration {
  /// Whether the span only has a length in a calendar.
  var needsCalendar: Bool {
    switch self {
    case .elapsed: false
    case .business, .workingDays, .calendarDays, .months: true
    }
  }

  /// The length of a span that is an amount of time; `nil` for one that ends on a date.
  var milliseconds: Int64? {
    switch self {
    case .elapsed(let milliseconds), .business(let milliseconds): milliseconds
    case .workingDays, .calendarDays, .months: nil
    }
  }

  /// Whether the span leads forward.
  var isPositive: Bool {
    switch self {
    case .elapsed(let milliseconds), .business(let milliseconds): milliseconds > 0
    case .workingDays(let count, _), .calendarDays(let count), .months(let count): count > 0
    }
  }
}
