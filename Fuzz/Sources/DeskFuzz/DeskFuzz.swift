// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportDesk
import SupportSLA
import SupportTickets

/// Reads the bytes before the first zero as a policy book, and takes a case through its desk by the
/// bytes behind it. What was read is written and read again; checks, explanations and what-ifs are told;
/// a command that is refused changes nothing; what was decided folds to the case that the decision
/// shows, also out of its JSON; a look that comes late finds what earlier ones would have.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = bytes.prefix { $0 != 0 }
  do throws(DocumentError) {
    let book = try PolicyBook(text)
    checkWriting(book)
    for finding in book.check() { precondition(!finding.description.isEmpty) }
    var source = StepSource(bytes.dropFirst(text.count + 1))
    live(Desk(book), &source)
  } catch {
    precondition(!error.problems.isEmpty)
    for problem in error.problems {
      precondition(problem.message != "it could not be read", "no problem says what is wrong")
    }
    var source = StepSource(bytes[...])
    if let desk = plainDesk { live(desk, &source) }
  }
  return 0
}

private let plainDesk = try? Desk(
  PolicyBook(
    """
    { "format": 0, "id": "plain", "version": "1", "effectiveFrom": "2025-01-01",
      "zone": "Asia/Shanghai", "currency": "CNY",
      "facts": { "paid": { "money": "CNY", "optional": true } },
      "tickets": { "transfers": { "most": 2, "within": "ticket", "escalateTo": "leads" },
        "dissatisfaction": { "mostStars": 2, "escalateTo": "care" } },
      "classification": { "rules": [
        { "id": "b", "when": { "kind": "complaint" }, "then": { "complaintClass": "B" } } ] },
      "serviceLevels": { "choose": "strictest", "remindAt": ["50%"], "rules": [
        { "id": "all", "then": { "firstReply": { "within": "15 min" },
          "resolution": { "within": "2 h" }, "ownership": { "within": "1 h" } } } ] },
      "compensation": { "caps": [ { "id": "year", "amount": "50.00", "per": "customer",
            "window": "calendar year", "covers": "compensationOnly", "counts": ["cash"] } ],
        "settle": [ { "stack": "highest", "adding": ["overtime"], "refunds": "highest" },
          { "cap": "year" } ],
        "rules": [ { "id": "late", "when": { "cause": "missedPromise" },
          "then": { "steps": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ],
                    "group": "overtime" } } ] } }
    """))

private func checkWriting(_ book: PolicyBook) {
  do throws(DocumentError) {
    let again = try PolicyBook(book.json)
    precondition(again == book, "what was written reads as another book")
    precondition(again.json == book.json)
  } catch {
    preconditionFailure("what was written cannot be read: \(error)\n\(book.json)")
  }
}

private func live(_ desk: Desk, _ source: inout StepSource) {
  var matter = desk.opened("T-1", customer: "c-1")
  var recorded: [DeskEvent] = []
  var told: Set<IdempotencyKey> = []
  for _ in 0..<24 {
    guard let at = source.instant(), let step = source.step() else { break }
    let decision: DeskDecision
    switch step {
    case .look: decision = desk.tick(matter, at: at)
    case .command(let command, let principal):
      do throws(DeskRejection) {
        decision = try desk.handle(command, of: matter, by: principal, at: at)
        precondition(!decision.events.isEmpty, "\(command) was taken and nothing happened")
      } catch {
        precondition(!error.description.isEmpty)
        continue
      }
    }
    for language in [MessageLanguage.english, .simplifiedChinese] {
      precondition(!decision.explanation.text(in: language).isEmpty)
    }
    for intent in decision.intents where intent.action == .reportBreach {
      precondition(told.insert(intent.key).inserted, "\(intent.key) was told twice")
    }
    if let next = decision.nextDeadline { precondition(next > at, "the next look is in the past") }
    recorded += decision.events
    matter = decision.result
  }
  guard let data = try? JSONEncoder().encode(recorded),
    let stored = try? JSONDecoder().decode([DeskEvent].self, from: data)
  else { preconditionFailure("the events cannot be stored") }
  precondition(stored == recorded, "stored, these are other events")
  var again = desk.opened("T-1", customer: "c-1")
  again.apply(contentsOf: stored)
  precondition(again.ticket == matter.ticket && again.account == matter.account)
  precondition(again.toldThrough == matter.toldThrough && again.version == matter.version)
}
