// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting
import SupportRules
import SupportTime

/// Takes one contact through a chain.
func contact(_ chain: TriageChain, _ source: inout MoveSource) {
  let traits = chain.humanFirst.map(\.trait).filter { _ in (source.byte() ?? 0) % 4 == 1 }
  var looked = chain.start(at: MoveSource.start, traits: Set(traits))
  var blind = looked
  while let input = input(chain, &source), let at = source.instant(after: looked.now) {
    while let due = looked.nextDeadline, due <= at {
      looked.advance(to: due)
      precondition(due == .max || looked.nextDeadline != due, "a deadline stays")
    }
    let before = looked
    do throws(TriageChain.Rejection) {
      try looked.handle(input, at: at)
    } catch {
      tell(error.explanation)
      var waiting = before
      waiting.advance(to: at)
      precondition(looked == waiting, "\(input) was refused and changed something")
    }
    _ = try? blind.handle(input, at: at)
    precondition(looked == blind, "looking at each deadline leads elsewhere")
    precondition((looked.outcome == nil) == (looked.needs != nil), "it ended and needs something")
  }
  tell(looked.explanation)
  _ = looked.learned
  precondition(looked.trail.count <= chain.levels.count)
}

private func input(_ chain: TriageChain, _ source: inout MoveSource) -> TriageChain.Input? {
  guard let byte = source.byte() else { return nil }
  let kinds = chain.levels.compactMap(\.score) + chain.guards.map(\.score) + [.intent]
  let levels = chain.levels.map(\.id) + [chain.human.id, "none"]
  switch byte % 8 {
  case 0..<4:
    guard let kind = source.pick(kinds), let score = source.byte() else { return nil }
    return .score(kind, (Int(score) - 2) * 4)
  case 4: return source.pick(levels).map { .answered(by: $0) }
  case 5: return source.pick(levels).map { .handedOn(by: $0, learned: [.init("n", "x")]) }
  case 6: return source.pick(levels).map { .handedOn(by: $0, to: .queue("q")) }
  default: return .askForPerson
  }
}

/// Climbs a tree for one incident.
func climb(_ tree: ContactTree, _ source: inout MoveSource) {
  guard let roster, let clock else { preconditionFailure("the roster and the calendar are sound") }
  let rosters = Dictionary(uniqueKeysWithValues: tree.rosters.map { ($0, roster) })
  let calendars = Dictionary(uniqueKeysWithValues: tree.calendars.map { ($0, clock) })
  do throws(DocumentError) {
    var looked = try ContactTree.Run(
      tree, from: MoveSource.start, rosters: rosters, calendars: calendars)
    var blind = looked
    var now = MoveSource.start
    var (steps, others): ([ContactTree.Step], [ContactTree.Step]) = ([], [])
    while let byte = source.byte(), let at = source.instant(after: now), steps.count < 10_000 {
      now = max(now, min(at, MoveSource.start + .seconds(30 * 86_400)))
      while let due = looked.next, due < now { steps += looked.advance(to: due) }
      if byte % 8 == 7 {
        steps += looked.acknowledge(by: "li", at: now)
        others += blind.acknowledge(by: "li", at: now)
      } else {
        steps += looked.advance(to: now)
        others += blind.advance(to: now)
      }
      precondition(looked == blind && steps == others, "looking at each step leads elsewhere")
      let kept = try ContactTree.Run(
        tree, resuming: looked.state, rosters: rosters, calendars: calendars)
      precondition(kept == looked, "what was kept goes on elsewhere")
    }
    for step in steps.prefix(100) { tell(step.explanation) }
    let keys = steps.flatMap { $0.intents(for: "INC-7") }.map(\.key)
    precondition(Set(keys).count == keys.count, "two calls have one key")
  } catch {
    check(error)
  }
}

/// Somebody on duty as primary, and as secondary in the first half of each day.
private let roster = try? DutyRoster(
  zone: "UTC",
  layers: [
    .init("days", people: ["li", "wang"], days: 1, start: CivilDate("2025-01-01")),
    .init(
      "mornings", as: .secondary, people: ["zhao"], days: 7, start: CivilDate("2025-01-01"),
      hours: half),
  ]
).compiled()

private let half = try? BusinessCalendar(
  #"{ "zone": "UTC", "weekly": { "mon-sun": ["00:00-12:00"] } }"#)

private let clock = try? half?.compiled()
