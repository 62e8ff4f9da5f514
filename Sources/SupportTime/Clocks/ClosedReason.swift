// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Why a service is closed at some time of a date.
public enum ClosedReason: Hashable, Sendable {
  /// The time lies outside the hours of the date, or the date has none.
  case outsideHours
  /// The date is a holiday, with the name that the calendar gives it.
  case holiday(name: String?)
  /// The date was closed by an override.
  case override
  /// A break interrupts the hours, with its name.
  case breakTime(name: String)
  /// The date lies outside the bounds of the calendar: it was not in force, or the state has not
  /// published its days.
  case outsideValidity
  /// A calendar that was taken out of this one is open.
  case excluded
}

extension HoursPlan {
  /// The reason why an instant is closed; `nil` where it is open by the plan.
  ///
  /// Of a union the first part that says more than "outside hours" tells, of an intersection the
  /// first closed part that does.
  func reasonClosed(at instant: Int64) -> ClosedReason? {
    reason(tree, at: instant)
  }

  private func reason(_ tree: Tree, at instant: Int64) -> ClosedReason? {
    switch tree {
    case .leaf(let index): return leaves[index].reasonClosed(at: instant)
    case .node(let operation, let parts):
      let reasons = parts.map { reason($0, at: instant) }
      switch operation {
      case .union:
        return reasons.contains(nil) ? nil : Self.first(of: reasons)
      case .intersection:
        return reasons.allSatisfy { $0 == nil } ? nil : Self.first(of: reasons)
      case .difference:
        if let first = reasons.first, let reason = first { return reason }
        return reasons.dropFirst().contains(nil) ? .excluded : nil
      }
    }
  }

  private static func first(of reasons: [ClosedReason?]) -> ClosedReason {
    let given = reasons.compactMap(\.self)
    return given.first { $0 != .outsideHours } ?? .outsideHours
  }
}

extension DailyHours {
  fileprivate func reasonClosed(at instant: Int64) -> ClosedReason? {
    let day = day(at: instant)
    let local = instant + zone.offsetMilliseconds(at: instant)
    for candidate in (day - 3)...(day + 1)
    where instants(on: candidate).contains(where: { $0.start <= instant && instant < $0.end }) {
      return nil
    }
    for candidate in [day, day - 1] where days.contains(candidate) {
      let time = local - Int64(candidate) * Self.day
      if let name = rules.breakName(at: time, on: candidate) { return .breakTime(name: name) }
    }
    guard days.contains(day) else { return .outsideValidity }
    switch rules.plainHours(on: CivilDate(daysSince1970: day)).from {
    case .override(let isClosed): return isClosed ? .override : .outsideHours
    case .holiday(let name): return .holiday(name: name)
    case .week, .workday: return .outsideHours
    }
  }
}
