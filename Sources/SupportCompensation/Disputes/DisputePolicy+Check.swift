// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

extension DisputePolicy {
  func check(_ problems: inout Problems) {
    var kinds: Set<Dispute.EvidenceKind> = []
    for (place, kind) in evidence.enumerated() {
      if kind.rawValue.isEmpty {
        problems.report("a kind of evidence needs a name", path: "evidence[\(place)]")
      } else if !kinds.insert(kind).inserted {
        problems.report("\(kind) is listed twice", path: "evidence[\(place)]")
      }
    }
    if levels.isEmpty { problems.report("at least one level is needed", path: "levels") }
    if levels.count > Self.mostLevels {
      problems.report("\(levels.count) levels are more than \(Self.mostLevels)", path: "levels")
    }
    var names: Set<DisputeLevel.ID> = []
    for (place, level) in levels.enumerated() {
      let path = "levels[\(place)]"
      if level.id.rawValue.isEmpty {
        problems.report("a level needs a name", path: "\(path).id")
      } else if !names.insert(level.id).inserted {
        problems.report("level \(level.id) is listed twice", path: "\(path).id")
      }
      check(level, isLast: place == levels.count - 1, path, &problems)
    }
    checkReview(&problems)
    if case .split(let share) = costs, share < .zero || share > .one {
      problems.report(
        "the customer's share \(share) is outside 0% ... 100%", path: "costs.customer")
    }
    checkCalendar(publication.calendar, "publication", &problems)
    check(publication.after, publication.calendar, "publication", "after", &problems)
  }

  private func check(
    _ level: DisputeLevel, isLast: Bool, _ path: String, _ problems: inout Problems
  ) {
    var seen: Set<AgentID> = []
    for (place, member) in level.members.enumerated() where !seen.insert(member).inserted {
      problems.report("\(member) is listed twice", path: "\(path).members[\(place)]")
    }
    checkCalendar(level.calendar, path, &problems)
    check(level.within, level.calendar, path, "within", &problems)
    if let span = level.remindAfter {
      check(span, level.calendar, path, "remindAfter", &problems)
    }
    if let span = level.appealWithin {
      check(span, level.calendar, path, "appealWithin", &problems)
    }
    guard isLast else {
      if level.appealWithin == nil {
        problems.report(
          "a level that is not the last needs a time to appeal", path: "\(path).appealWithin")
      }
      return
    }
    if level.afterLimit == .passesOn {
      problems.report(
        "nobody is left to whom the last level could pass on", path: "\(path).afterLimit")
    }
    if level.mayPassOn {
      problems.report("the last level has to decide", path: "\(path).mayPassOn")
    }
    if level.appealWithin != nil {
      problems.report("the last level is final", path: "\(path).appealWithin")
    }
  }

  private func checkReview(_ problems: inout Problems) {
    guard let review else { return }
    if review.days.lowerBound < 1 || review.days.upperBound > 31 {
      problems.report(
        "\(review.days.lowerBound) ... \(review.days.upperBound) is outside 1 ... 31",
        path: "review.days")
    }
    if review.mostTimes < 1 {
      problems.report("\(review.mostTimes) reviews are less than 1", path: "review.mostTimes")
    }
  }

  private func check(
    _ span: ServiceDuration, _ calendar: String?, _ path: String, _ key: String,
    _ problems: inout Problems
  ) {
    if span.isNegative { problems.report("\(span) is below zero", path: "\(path).\(key)") }
    guard calendar == nil else { return }
    switch span {
    case .business, .workingDays:
      problems.report("\"\(span)\" needs a calendar", path: "\(path).\(key)")
    case .elapsed, .calendarDays, .months: break
    }
  }

  private func checkCalendar(_ name: String?, _ path: String, _ problems: inout Problems) {
    guard let name, calendars[name] == nil else { return }
    problems.report(
      "no calendar is named \(name.quoted)", path: "\(path).calendar",
      suggestion: EditDistance.nearest(to: name, among: calendars.keys.sorted()))
  }
}
