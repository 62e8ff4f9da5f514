// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// From node to node, and out of the menu.
extension PhoneMenu.Session {
  /// Follows a way until the session waits or ends. A way that leads out takes no heed of the most
  /// steps: it ends without asking.
  mutating func go(
    _ way: MenuCore.Way, because cause: PhoneMenu.Cause, at instant: Instant,
    leadsOut: Bool = false
  ) {
    var (way, cause) = (way, cause)
    playing = 0
    while true {
      let node: Int
      switch way {
      case .node(let place): node = place
      case .out(let place):
        end(.handOver(core.destinations[place]), because: cause, at: instant)
        return
      }
      if !leadsOut, !hasRoom(at: instant) { return }
      switch core.kinds[node] {
      case .ask(let question):
        attempt = 1
        ask(node, question, because: cause, at: instant)
        return
      case .number(let request):
        guard tries[request.place] >= request.request.tries else {
          collect(node, request, because: cause, at: instant)
          return
        }
        append(.refuse(core.ids[node]), because: cause, at: instant)
        (way, cause) = (request.otherwise, .triesUsedUp)
      case .say(let prompt, let length, let next):
        append(.say(core.ids[node], prompt: prompt), because: cause, at: instant)
        playing += length
        (way, cause) = (next, .followed)
      case .hours(let name, let clock, let open, let closed):
        let isOpen = clock?.isOpen(at: instant) ?? false
        append(
          .turn(core.ids[node], calendar: name, isOpen: isOpen), because: cause, at: instant)
        (way, cause) = (isOpen ? open : closed, .followed)
      }
    }
  }

  private mutating func ask(
    _ node: Int, _ question: MenuCore.Question, because cause: PhoneMenu.Cause,
    at instant: Instant
  ) {
    keys = KeyRow()
    place = .asking(node)
    wait(question.limit, after: question.length, from: instant)
    append(
      .ask(core.ids[node], prompt: question.prompt, attempt: attempt, until: nextDeadline),
      because: cause, at: instant)
  }

  mutating func askAgain(
    _ node: Int, _ question: MenuCore.Question, because cause: PhoneMenu.Cause,
    at instant: Instant
  ) {
    guard attempt <= question.retries else {
      go(question.otherwise, because: cause, at: instant)
      return
    }
    guard hasRoom(at: instant) else { return }
    attempt += 1
    playing = 0
    ask(node, question, because: cause, at: instant)
  }

  private mutating func collect(
    _ node: Int, _ request: MenuCore.Request, because cause: PhoneMenu.Cause,
    at instant: Instant
  ) {
    keys = KeyRow()
    digits = ""
    place = .collecting(node)
    wait(request.limit, after: request.length, from: instant)
    append(
      .collect(
        core.ids[node], prompt: request.request.prompt.id,
        attempt: tries[request.place] + 1, until: nextDeadline), because: cause, at: instant)
  }

  /// Has the host verify the number that was taken.
  mutating func verify(_ node: Int, _ request: MenuCore.Request, at instant: Instant) {
    guard hasRoom(at: instant) else { return }
    // A code that is longer than the number may still go on.
    if !core.codeKeys.match(keys).goesOn { keys = KeyRow() }
    place = .verifying(node)
    wait(request.checkLimit, from: instant)
    append(
      .verify(core.ids[node], number: digits, until: nextDeadline), because: .numberEntered,
      at: instant)
  }

  mutating func tryAgain(
    _ node: Int, _ request: MenuCore.Request, because cause: PhoneMenu.Cause,
    at instant: Instant
  ) {
    tries[request.place] += 1
    guard tries[request.place] < request.request.tries else {
      go(request.otherwise, because: cause, at: instant)
      return
    }
    guard hasRoom(at: instant) else { return }
    playing = 0
    collect(node, request, because: cause, at: instant)
  }

  /// Whether one more step may follow; where not, hands the caller to a person.
  private mutating func hasRoom(at instant: Instant) -> Bool {
    guard trail.count >= core.draft.mostSteps else { return true }
    go(core.person, because: .tooManySteps, at: instant, leadsOut: true)
    return false
  }

  mutating func end(
    _ action: PhoneMenu.Action, because cause: PhoneMenu.Cause, at instant: Instant
  ) {
    place = .ended
    nextDeadline = nil
    append(action, because: cause, at: instant)
  }

  private mutating func append(
    _ action: PhoneMenu.Action, because cause: PhoneMenu.Cause, at instant: Instant
  ) {
    trail.append(PhoneMenu.Step(at: instant, action: action, cause: cause))
  }

  mutating func wait(
    _ limit: Int64?, after prompt: Int64 = 0, from instant: Instant
  ) {
    nextDeadline = limit.map { instant.adding(milliseconds: playing + prompt + $0) }
    playing = 0
  }
}
