// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics

extension CallReader {
  /// The times and lengths of a row as they stand, before what is not told is put together from what
  /// is.
  struct Parts {
    var menuExit: Instant?
    var queueEntry: Instant?
    var queueExit: Instant?
    var answer: Instant?
    var end: Instant?
    var menu: Int64?
    var wait: Int64?
    var talk: Int64?
    var hold: Int64?
    var wrapUp: Int64?

    /// Writes the times and lengths of a call whose arrival and outcome are known.
    ///
    /// A call that was answered or given up waited, if only for an instant: where the log tells no entry
    /// into the queue, it entered when the menu ended, or when it came.
    func write(to call: inout Contact, talksWithoutColumn: Bool) {
      let menuEnd = menuExit ?? menu.map { call.arrivedAt.adding(milliseconds: $0) }
      let isAnswered =
        call.outcome.map { $0 == .answered } ?? (answer != nil && !call.isPhantom)
      let waited =
        isAnswered || call.outcome == .abandoned
        || (call.outcome == nil && (queueExit != nil || wait != nil))
      let queuedAt = queueEntry ?? (waited ? menuEnd ?? call.arrivedAt : nil)
      let left = queueExit ?? wait.flatMap { wait in queuedAt?.adding(milliseconds: wait) }
      call.queuedAt = queuedAt
      call.answeredAt = answer ?? (isAnswered ? left ?? answerBeforeEnd : nil)
      call.endedAt =
        isAnswered ? end ?? endBehind(call.answeredAt) : endOfWait(left, menuEnd, call)
      if let talk {
        call.talk = .milliseconds(talk)
      } else if talksWithoutColumn, isAnswered, let from = call.answeredAt, let end {
        call.talk = .milliseconds(from.milliseconds(to: end) - (hold ?? 0))
      }
      call.hold = hold.map { .milliseconds($0) }
      call.wrapUp = wrapUp.map { .milliseconds($0) }
    }

    /// What is told is not taken back: the end of a call that nobody answered is that of its wait.
    private func endOfWait(_ left: Instant?, _ menuEnd: Instant?, _ call: Contact) -> Instant? {
      if call.outcome == .open { return end }
      return left ?? end ?? (call.queuedAt == nil ? menuEnd : nil)
    }

    private var handled: Int64? { talk.map { $0 + (hold ?? 0) } }

    private var answerBeforeEnd: Instant? {
      guard let end, let handled else { return nil }
      return end.adding(milliseconds: -handled)
    }

    private func endBehind(_ answeredAt: Instant?) -> Instant? {
      guard let answeredAt, let handled else { return nil }
      return answeredAt.adding(milliseconds: max(handled, 0))
    }
  }
}
