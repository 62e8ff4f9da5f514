// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What keys mean: at a question, in a number, while the host verifies.
extension PhoneMenu.Session {
  mutating func press(_ key: UInt64, _ byte: UInt8, at instant: Instant) {
    if key == core.personKey {
      go(core.person, because: .askedForPerson, at: instant, leadsOut: true)
      return
    }
    keys.append(key)
    switch (place, kind) {
    case (.asking(let node), .ask(let question)):
      let match = question.keys.match(keys)
      if match.goesOn {
        wait(core.betweenKeys ?? question.limit, from: instant)
      } else if let meaning = match.meaning ?? core.codeKeys.longest(in: keys) {
        take(meaning, at: instant)
      } else {
        askAgain(node, question, because: .wrongKeys(keys.text), at: instant)
      }
    case (.collecting(let node), .number(let request)):
      let goesOn = core.codeKeys.match(keys).goesOn
      if !goesOn, let code = core.codeKeys.longest(in: keys) {
        take(code, at: instant)
      } else {
        take(digit: byte, codeGoesOn: goesOn, node, request, at: instant)
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

  private mutating func take(
    digit byte: UInt8, codeGoesOn: Bool, _ node: Int, _ request: MenuCore.Request,
    at instant: Instant
  ) {
    switch byte {
    // The next key of a code is waited for; else `#` ends the number and `*` is a mistake.
    case UInt8(ascii: "#") where !codeGoesOn:
      numberEnded(node, request, because: .badNumber, at: instant)
      return
    case UInt8(ascii: "*") where !codeGoesOn:
      tryAgain(node, request, because: .badNumber, at: instant)
      return
    case UInt8(ascii: "#"), UInt8(ascii: "*"): break
    default:
      digits.unicodeScalars.append(Unicode.Scalar(byte))
      let isFull = digits.utf8.count >= request.request.digits.upperBound
      // A code that is complete comes before the number, and the longer one before it.
      let isCode = codeGoesOn && core.codeKeys.longest(in: keys) != nil
      if isFull, !isCode {
        numberEnded(node, request, because: .badNumber, at: instant)
        return
      }
    }
    wait(core.betweenKeys ?? request.limit, from: instant)
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
    if let code = core.codeKeys.longest(in: keys) {
      take(code, at: instant)
      return
    }
    let isLong = digits.utf8.count >= request.request.digits.lowerBound
    guard isLong, !hasKeyBesideDigits else {
      tryAgain(node, request, because: cause, at: instant)
      return
    }
    verify(node, request, at: instant)
  }

  /// Whether a key that is no digit, such as the first of a code that did not go on, spoils the
  /// number. A `#` at its end does not.
  private var hasKeyBesideDigits: Bool {
    let row = keys.text.utf8
    return row.contains(UInt8(ascii: "*")) || row.dropLast().contains(UInt8(ascii: "#"))
  }
}
