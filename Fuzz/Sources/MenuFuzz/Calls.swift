// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// Takes one caller through a menu.
func call(_ menu: PhoneMenu, _ source: inout MoveSource) {
  let findings = menu.findings()
  for finding in findings { tell(finding.explanation) }
  let words = menu.draft.nodes.flatMap { node -> [String] in
    if case .ask(let question) = node.kind { question.options.flatMap(\.says) } else { [] }
  }
  guard var looked = session(menu, &source) else { return }
  // The other one is told of inputs alone.
  var blind = looked
  while let input = input(words + ["?"], &source), let at = source.instant(after: looked.now) {
    while let due = looked.nextDeadline, due <= at {
      looked.advance(to: due)
      precondition(due == .max || looked.nextDeadline != due, "a deadline stays")
    }
    let before = looked
    do throws(PhoneMenu.Rejection) {
      try looked.handle(input, at: at)
    } catch {
      tell(error.explanation)
      var waiting = before
      waiting.advance(to: at)
      precondition(looked == waiting, "\(input) was refused and changed something")
    }
    _ = try? blind.handle(input, at: at)
    precondition(looked == blind, "looking at each deadline leads elsewhere")
  }
  tell(looked.explanation)
  _ = looked.learned
  looked.advance(to: .max)
  let draft = menu.draft
  precondition(looked.trail.count <= draft.mostSteps + draft.nodes.count + 1, "too many steps")
  let isBounded = findings.allSatisfy { if case .noTimeLimit = $0 { false } else { true } }
  precondition(looked.hasEnded || !isBounded, "every node has its limit, and the session goes on")
  let instants = looked.trail.map(\.at)
  precondition(instants == instants.sorted(), "steps are out of order")
}

private func session(_ menu: PhoneMenu, _ source: inout MoveSource) -> PhoneMenu.Session? {
  let number = menu.draft.number ?? ""
  let dialled: [String?] =
    [nil, number, "0"] + menu.draft.prefixes.map { $0.digits + number }
    + menu.draft.extensions.map { number + $0.digits }
  do throws(PhoneMenu.Rejection) {
    return try menu.session(at: MoveSource.start, dialled: source.pick(dialled) ?? nil)
  } catch {
    tell(error.explanation)
    return nil
  }
}

private func input(_ words: [String], _ source: inout MoveSource) -> PhoneMenu.Input? {
  guard let byte = source.byte() else { return nil }
  switch byte % 16 {
  case 0..<10: return source.pick("0123456789*#".map(String.init)).map { .key($0) }
  case 10: return source.pick(words).map { .said($0) }
  case 11: return .verified(true)
  case 12: return .verified(false)
  case 13: return .askForPerson
  case 14: return source.pick(["", "a", "11", "１"]).map { .key($0) }
  default: return .hungUp
  }
}
