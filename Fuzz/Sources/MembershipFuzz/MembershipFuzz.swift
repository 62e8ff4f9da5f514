// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMembership

/// Reads the bytes before the first zero as a programme, and lets a member live under it: by the events
/// behind the zero where these are JSON, and else by commands and events made of them. What was read is
/// written and read again, a command that is refused changes nothing, events that were decided are
/// never ignored, those that were not leave a sound account, and every question is answered.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = bytes.prefix { $0 != 0 }
  do throws(DocumentError) {
    let book = try MembershipBook(text)
    checkWriting(book)
    let rest = bytes.dropFirst(text.count + 1)
    if let events = try? JSONDecoder().decode([MemberAccount.Event].self, from: Data(rest)) {
      live(under: book.programme, by: events)
    }
    var source = LifeSource(book.programme, bytes, rest)
    live(under: book.programme, &source)
  } catch {
    precondition(!error.problems.isEmpty)
    for problem in error.problems {
      precondition(problem.message != "it could not be read", "no problem says what is wrong")
      precondition(!problem.description.contains("\n"))
    }
  }
  return 0
}

private func checkWriting(_ book: MembershipBook) {
  let json = book.json
  do throws(DocumentError) {
    let again = try MembershipBook(json)
    precondition(again == book, "what was written reads as another programme")
    precondition(again.json == json)
  } catch {
    preconditionFailure("what was written cannot be read: \(error)\n\(json)")
  }
  for finding in book.programme.findings() { tell(finding.explanation) }
}

// MARK: - Lives

/// A life by events that somebody recorded. Those of a far future are left out: whatever lasts for a
/// day is renewed on each day until then.
private func live(under programme: MembershipProgramme, by events: [MemberAccount.Event]) {
  let latest = Instant(secondsSince1970: 4_102_444_800)  // 2100
  guard events.count < 64, events.allSatisfy({ $0.occurredAt < latest }) else { return }
  var account = MemberAccount("m", under: programme)
  for event in events {
    account.apply(event)
    check(account, event.occurredAt)
  }
  precondition(account.eventCount == events.count)
  checkStored(account, events)
}

/// A life by commands and by events that no command causes.
private func live(under programme: MembershipProgramme, _ source: inout LifeSource) {
  var account = MemberAccount("m", under: programme)
  var events: [MemberAccount.Event] = []
  for step in 0..<24 {
    source.moveOn()
    let ignored = account.ignoredEventCount
    if source.isNonsense(step) {
      let event = MemberAccount.Event(source.change(), by: .system, at: source.now)
      account.apply(event)
      events.append(event)
    } else {
      let command = source.command(step)
      let before = account
      do throws(MemberAccount.Rejection) {
        events += try account.perform(command, by: .system, at: source.now)
        precondition(account.ignoredEventCount == ignored, "\(command) was decided and ignored")
      } catch {
        precondition(account == before, "\(command) was refused and changed something")
        precondition(!error.description.isEmpty)
      }
    }
    check(account, source.now)
  }
  checkStored(account, events)
  for question in source.questions() {
    tell(account.explanation(of: question, at: source.now))
  }
}

/// The same events make the same account, also out of their JSON.
private func checkStored(_ account: MemberAccount, _ events: [MemberAccount.Event]) {
  guard let data = try? JSONEncoder().encode(events),
    let stored = try? JSONDecoder().decode([MemberAccount.Event].self, from: data)
  else { preconditionFailure("the events cannot be stored") }
  precondition(stored == events, "stored, these are other events")
  var again = MemberAccount("m", under: account.editions)
  again.apply(contentsOf: stored)
  precondition(again == account, "replayed, it is another account")
}

// MARK: - Questions

/// What has to hold of any account, now and some time later.
private func check(_ account: MemberAccount, _ now: Instant) {
  for lot in account.lots { precondition((0...lot.points).contains(lot.left), "\(lot)") }
  for days in [0, 1, 40, 400] as [Int64] {
    let at = now.adding(milliseconds: days * 86_400_000)
    let balance = account.balance(at: at)
    precondition(balance.available >= 0 && balance.pending >= 0 && balance.owed >= 0)
    let left = account.lots.reduce(Int64(0)) { $0 + $1.left }
    let sum = balance.available + balance.pending + balance.expired
    precondition(sum == left || !account.has(.points, at: at) && sum == 0)
    if let expiry = balance.nextExpiry { precondition(expiry.points > 0) }
    for state in account.entitlements(at: at) { precondition(state.left ?? 0 >= 0) }
    if let next = account.nextDeadline(after: at) { precondition(next > at) }
    if let standing = account.standing(at: at) {
      precondition(account.programme.tiers.indices.contains(standing.rank))
      if let until = standing.until { precondition(until > max(at, account.lastEventAt ?? at)) }
    }
    let qualifying = account.qualifying(in: .calendarYear, at: at)
    precondition(
      qualifying.points >= 0 && qualifying.spend.minorUnits >= 0 && qualifying.contribution >= 0)
    precondition(account.contribution(at: at) >= 0)
    _ = account.contributionLevel(at: at)
    _ = account.certificates(at: at)
    _ = account.isCertified(at: at)
  }
  let end = now.adding(milliseconds: 400 * 86_400_000)
  let middle = now.adding(milliseconds: 7 * 86_400_000)
  let all = account.intents(after: .min, through: end)
  let pieces =
    account.intents(after: .min, through: middle) + account.intents(after: middle, through: end)
  precondition(pieces == all, "in pieces, these are other intents")
}

private func tell(_ explanation: Explanation) {
  for language in [MessageLanguage.english, .simplifiedChinese] {
    precondition(!explanation.text(in: language, for: .auditor).isEmpty)
  }
}
