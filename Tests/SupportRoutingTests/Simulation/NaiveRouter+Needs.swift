// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// What work waits for.
extension NaiveRouter {
  /// `nil` for work that neither rests, waits nor stands on offer.
  func need(of work: NaiveWork) -> WaitingReport.Need? {
    switch work.place {
    case .resting(let until): return .time(until: until)
    case .offered: return .answer(from: offers.filter { $0.work == work.id }.map(\.agent))
    case .waiting: break
    case .held, .onHold, .wrappingUp, .abandoned, .handedOver: return nil
    }
    if policy.queues[work.queue].isGivenByCommand { return .command }
    if let owner = work.reservation { return .owner(owner.agent) }
    let able = agents.filter { fits($0, work) }
    let onDuty = able.count(where: \.isOnDuty)
    if onDuty > 0 { return .room(onDuty: onDuty) }
    if !able.isEmpty { return .staff(known: able.count) }
    var opened = self
    opened.open = open.map { $0.map { _ in true } }
    let later = levels(of: work).filter { $0 >= work.level }
    let known = agents.count { agent in
      !work.item.excluded.contains(agent.id)
        && later.contains { opened.fitsApartFromExclusion(agent, work, at: $0) }
    }
    return known > 0 ? .later(known: known) : .skill
  }

  /// What a router says of its work, in words, so that two can be compared. Work that no known agent
  /// fits now waits for a skill or for a later time: which of them is not compared, since the real
  /// router tells it by the first rule that keeps an agent away.
  func saysOfWork(at instant: Instant) -> [String] {
    works.map { work in
      guard let need = need(of: work) else { return "\(work.id) \(state(of: work))" }
      let position = position(of: work)
      return "\(work.id) \(state(of: work)) \(need.text) \(position) \(work.age(at: instant))"
    }
  }
}

extension WaitingReport.Need {
  fileprivate var text: String {
    switch self {
    case .skill, .later: "nobody yet"
    default: "\(self)"
    }
  }
}

extension Router {
  /// The same of some work.
  func saysOfWork(_ all: [WorkID], at instant: Instant) -> [String] {
    all.map { id in
      guard let state = state(of: id, at: instant) else { return "\(id) is unknown" }
      guard let report = try? report(on: id, at: instant) else { return "\(id) \(state)" }
      let age = report.age.wholeMilliseconds
      return "\(id) \(state) \(report.need.text) \(report.position) \(age)"
    }
  }
}
