// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What keys lead to.
extension PhoneMenu.Session {
  mutating func press(_ key: UInt64, _ byte: UInt8, at instant: Instant) {
    if key == core.personKey {
      go(core.person, because: .askedForPerson, at: instant, leadsOut: true)
      return
    }
    let before = core.codeKeys.match(keys).meaning
    keys.append(key)
    switch (place, kind) {
    case (.asking(let node), .ask(let question)):
      let match = question.keys.match(keys)
      if match.goesOn {
        wait(core.betweenKeys ?? question.limit, from: instant)
      } else if let meaning = match.meaning ?? before {
        take(meaning, at: instant)
      } else {
        askAgain(node, question, because: .wrongKeys(keys.text), at: instant)
      }
    case (.collecting(let node), .number(let request)):
      let match = core.codeKeys.match(keys)
      if let code = match.meaning ?? before, !match.goesOn {
        take(code, at: instant)
      } else {
        collect(key, byte, node, request, at: instant)
      }
    case (.verifying, _):
      // Here the deadline is the host's, so a code is taken as soon as it is complete.
      // What leads to none is dropped from the front: 1, 1, 1, 2 still is 112.
      var match = core.codeKeys.match(keys)
      while match.meaning == nil, !match.goesOn, !keys.isEmpty {
        keys.removeFirst()
        match = core.codeKeys.match(keys)
      }
      if let code = match.meaning { take(code, at: instant) }
    default: break
    }
  }

  mutating func collect(
    _ key: UInt64, _ byte: UInt8, _ node: Int, _ request: MenuCore.Request, at instant: Instant
  ) {
    switch byte {
    case UInt8(ascii: "#"): numberEnded(node, request, because: .badNumber, at: instant)
    case UInt8(ascii: "*"):
      // The key of a code that begins so is waited for; any other is a mistake.
      if core.codeKeys.match(keys).goesOn {
        wait(core.betweenKeys ?? request.limit, from: instant)
      } else {
        tryAgain(node, request, because: .badNumber, at: instant)
      }
    default:
      digits.unicodeScalars.append(Unicode.Scalar(byte))
      if digits.utf8.count >= request.request.digits.upperBound {
        numberEnded(node, request, because: .badNumber, at: instant)
      } else {
        wait(core.betweenKeys ?? request.limit, from: instant)
      }
    }
  }

  mutating func take(_ meaning: KeyTable.Meaning, at instant: Instant) {
    switch meaning {
    case .code(let index):
      go(
        core.codes[index], because: .emergency(core.draft.codes[index].digits), at: instant,
        leadsOut: true)
    case .dialled(let index):
      go(
        core.extensions[index], because: .dialled(core.draft.extensions[index].digits),
        at: instant)
    case .option(let index):
      guard case .asking(let node) = place, case .ask(let question) = core.kinds[node] else {
        return
      }
      go(
        question.options[index], because: .chose(keys.text, at: core.ids[node]), at: instant)
    }
  }

  mutating func numberEnded(
    _ node: Int, _ request: MenuCore.Request, because cause: PhoneMenu.Cause, at instant: Instant
  ) {
    if let code = core.codeKeys.match(keys).meaning {
      take(code, at: instant)
      return
    }
    let count = digits.utf8.count
    // A key that is no digit, such as the first of a code that did not go on, spoils the number.
    guard count >= request.request.digits.lowerBound, !spoiled else {
      tryAgain(node, request, because: cause, at: instant)
      return
    }
    guard hasRoom(at: instant) else { return }
    keys = KeyRow()
    place = .verifying(node)
    wait(request.checkLimit, from: instant)
    append(
      .verify(core.ids[node], number: digits, until: nextDeadline), because: .numberEntered,
      at: instant)
  }

  private var spoiled: Bool { keys.text.utf8.contains(UInt8(ascii: "*")) }
}
