// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Gives each target its clock, collecting what is wrong.
struct SLATargetCompiler {
  let calendars: [String: BusinessCalendar]
  var problems = Problems()
  var targets: [SLAPolicy.CompiledTarget] = []
  var ranges: [RuleID: Range<Int>] = [:]
  private var clocks: [String: BusinessClock] = [:]

  init(calendars: [String: BusinessCalendar]) {
    self.calendars = calendars
  }

  mutating func add(_ list: [SLATarget], of rule: RuleID, path: String) {
    let start = targets.count
    for target in list {
      let place = "\(path).\(target.metric.rawValue)"
      if targets[start...].contains(where: { $0.target.metric == target.metric }) {
        problems.report("the metric stands twice", path: place)
      } else if !target.within.isPositive {
        problems.report(
          "\"\(target.within)\" is not a span that a promise can have", path: "\(place).within")
      } else if let clock = clock(for: target, path: place) {
        targets.append(.init(rule: rule, target: target, clock: clock))
      }
    }
    ranges[rule] = start..<targets.count
  }

  private mutating func clock(for target: SLATarget, path: String) -> BusinessClock? {
    guard let name = target.calendar else {
      guard target.within.needsCalendar else {
        return BusinessClock(.aroundTheClock, zone: .utc)
      }
      problems.report("\"\(target.within)\" needs a calendar", path: path)
      return nil
    }
    guard let clock = clock(named: name, path: path) else { return nil }
    guard !target.within.needsCalendar else { return clock }
    // Elapsed time ignores hours, but people are told of it by the calendar's wall clock.
    return BusinessClock(.aroundTheClock, zone: clock.zone)
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
