// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTime

/// Looks at the emergency entries of menus: the work must come ahead of all other, at every hour.
struct EmergencyCheck {
  private let book: PolicyBook
  private let end: Instant

  init(_ book: PolicyBook, until end: Instant) {
    self.book = book
    self.end = end
  }

  var findings: [BookFinding] {
    guard let routing = book.routing else { return [] }
    return book.menus.flatMap { menu in
      let draft = menu.menu.draft
      let entries =
        draft.prefixes.map { ("prefixes", $0) } + draft.codes.map { ("codes", $0) }
      return entries.flatMap { section, code -> [BookFinding] in
        guard case .destination(.queue(let id)) = code.target,
          let queue = routing.queues.first(where: { $0.id == id })
        else { return [] }
        let path = "menus.\(menu.name).\(section).\(code.digits)"
        return [behind(queue, routing, code, path), closed(queue, code, path)].compactMap(\.self)
      }
    }
  }

  /// Ordinary work that is served before that of the queue, or beside it.
  private func behind(
    _ queue: WorkQueue, _ routing: RoutingPolicy, _ code: PhoneMenu.DialCode, _ path: String
  ) -> BookFinding? {
    func band(_ id: PriorityID?) -> Int {
      routing.priorities.first { $0.id == id }?.band ?? 0
    }
    let own = band(queue.priority)
    let highest = routing.priorities.max { $0.band < $1.band }
    // Without a class of its own, the work is ahead of nothing.
    guard let highest, highest.band > own || (own == 0 && highest.id != queue.priority) else {
      return nil
    }
    return BookFinding(
      .emergency, .warning, at: path,
      Explanation(
        .bookEmergencyBehind,
        [
          .init("code", .text(code.digits)), .init("queue", .text(queue.id.rawValue)),
          .init("priority", .text(highest.id.rawValue)),
        ]))
  }

  /// The first hour at which the queue is closed and sends its work nowhere.
  private func closed(
    _ queue: WorkQueue, _ code: PhoneMenu.DialCode, _ path: String
  ) -> BookFinding? {
    guard let hours = queue.hours.flatMap({ book.clocks[$0] }) else { return nil }
    let isRelieved = queue.overflow.contains { rule in
      switch (rule.trigger, rule.action) {
      case (.closed, .queue), (.closed, .duty), (.closed, .outside), (.waited, .queue),
        (.waited, .duty), (.waited, .outside):
        true
      default: false
      }
    }
    let start = book.effectiveFrom
    let closing = hours.isOpen(at: start) ? hours.nextClosing(after: start) : start
    guard !isRelieved, let closing, closing < end else { return nil }
    return BookFinding(
      .emergency, .error, at: path,
      Explanation(
        .bookEmergencyClosed,
        [.init("code", .text(code.digits)), .init("queue", .text(queue.id.rawValue))],
        steps: [BookWords.first(closing, book.zone)]))
  }
}
