// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTickets

/// The times of a ticket by another and slower way: each prefix of its events is folded from nothing,
/// and each minute is asked for its status. Events lie on whole minutes.
///
/// Business hours are Monday to Friday, 09:00 to 17:00 in Berlin, counted minute by minute with the
/// offsets of Foundation's zone and the remainder of a division, without any calendar.
struct RowOracle {
  let events: [Ticket.Event]
  /// When each event counts: never before an earlier one that had an effect.
  let counted: [Int64]
  /// The ticket behind each event.
  let prefixes: [Ticket]

  init(_ events: [Ticket.Event]) {
    self.events = events
    let prefixes = events.indices.map { last in
      var ticket = Ticket("T-1")
      for event in events[...last] { ticket.apply(event) }
      return ticket
    }
    self.prefixes = prefixes
    counted = events.indices.map { last in
      (0...last).filter { index in
        prefixes[index].ignoredEventCount
          == (index == 0 ? 0 : prefixes[index - 1].ignoredEventCount)
      }.map { Self.minute(events[$0].occurredAt) }.max() ?? 0
    }
  }

  static func minute(_ instant: Instant) -> Int64 { instant.millisecondsSince1970 / 60_000 }

  var ticket: Ticket { prefixes.last ?? Ticket("T-1") }

  var openIndex: Int? { prefixes.firstIndex { $0.openedAt != nil } }
  var openedAt: Int64? { ticket.openedAt.map(Self.minute) }

  /// From when times run.
  var start: Int64? {
    guard let openedAt else { return nil }
    return ticket.opening?.splitFrom.map { min(openedAt, Self.minute($0.messagesFrom)) } ?? openedAt
  }

  var importedLife: Ticket.Import? {
    guard let openIndex, case .imported(let life) = events[openIndex].change else { return nil }
    return life
  }

  /// Whether an event had an effect.
  func tookEffect(_ index: Int) -> Bool {
    prefixes[index].ignoredEventCount == (index == 0 ? 0 : prefixes[index - 1].ignoredEventCount)
  }

  // MARK: Solutions

  private var solutions: [Int64] {
    prefixes.indices.compactMap { index in
      let before = index == 0 ? nil : prefixes[index - 1].solvedAt
      guard let now = prefixes[index].solvedAt, now != before else { return nil }
      return counted[index]
    }
  }

  var isSolved: Bool? {
    switch ticket.status {
    case .solved, .closed, .archived: true
    case .merged, nil: nil
    default: false
    }
  }

  func sinceStart(_ minute: Int64?) -> Int64? {
    guard let minute, let start else { return nil }
    return max(minute, start) - start
  }

  var firstResolution: Int64? {
    if let life = importedLife, life.reopenCount > 0 { return nil }
    return sinceStart(solutions.first)
  }

  var fullResolution: Int64? { isSolved == true ? sinceStart(solutions.last) : nil }

  // MARK: Statuses

  /// The minutes from the opening to the last solution that were spent in some statuses.
  func minutes(in statuses: Set<Ticket.Status>, business: Bool = false) -> Int64? {
    guard isSolved == true, importedLife == nil, let openedAt, let openIndex,
      let end = solutions.last
    else { return nil }
    var count: Int64 = 0
    var minute = openedAt
    // The last event that counts by then; events count in their order.
    var known = openIndex
    while minute < end {
      while known + 1 < counted.count, counted[known + 1] <= minute { known += 1 }
      if let status = prefixes[known].status, statuses.contains(status),
        !business || Self.isBusiness(minute)
      {
        count += 1
      }
      minute += 1
    }
    return count
  }

  private static let berlin = TimeZone(identifier: "Europe/Berlin")

  static func isBusiness(_ minute: Int64) -> Bool {
    let date = Date(timeIntervalSince1970: Double(minute) * 60)
    let local = minute + Int64(berlin?.secondsFromGMT(for: date) ?? 0) / 60
    // 1970-01-01 was a Thursday, the fourth day of the week.
    let weekday = ((local / 1_440) + 3) % 7
    return weekday < 5 && (540..<1_020).contains(local % 1_440)
  }

  static func business(from start: Int64, to end: Int64) -> Int64 {
    stride(from: start, to: end, by: 1).reduce(0) { $0 + (isBusiness($1) ? 1 : 0) }
  }

  // MARK: Answers

  struct Reply: Hashable {
    var isFirst: Bool
    var asked: Int64
    var answered: Int64?
  }

  private enum Token {
    case question(Int64, isFirst: Bool, told: Instant?)
    case answer(Int64, told: Instant?)

    var told: Instant? {
      switch self {
      case .question(_, _, let told), .answer(_, let told): told
      }
    }
  }

  private func token(_ kind: Ticket.Message.Kind, _ at: Int64, _ told: Instant) -> Token? {
    switch kind {
    case .customer: .question(at, isFirst: false, told: told)
    case .reply, .holdingReply: .answer(at, told: told)
    default: nil
    }
  }

  private var tokens: [Token] {
    var tokens: [Token] = []
    for (index, event) in events.enumerated() where tookEffect(index) {
      let now = counted[index]
      switch event.change {
      case .messageAdded(let message):
        token(message.kind, now, event.occurredAt).map { tokens.append($0) }
      case .opened(let opening):
        for message in opening.splitFrom?.messages ?? [] {
          token(message.kind, Self.minute(message.at), message.at).map { tokens.append($0) }
        }
      case .imported(let life):
        if let replied = life.firstRepliedAt {
          tokens.insert(.answer(Self.minute(replied), told: nil), at: 0)
        }
      case .splitOff(let split):
        tokens.removeAll { ($0.told ?? .min) >= split.messagesFrom }
      case .absorbed(let source):
        if let (asked, isFirst) = Self.unanswered(source) {
          tokens.append(.question(asked, isFirst: isFirst, told: nil))
        }
      default: break
      }
    }
    return tokens
  }

  /// What a merged ticket leaves unanswered: the first question behind its last answer.
  private static func unanswered(_ source: Ticket.Absorption) -> (Int64, Bool)? {
    let answers: Set<Ticket.Message.Kind> = [.reply, .holdingReply]
    let last = source.messages.lastIndex { answers.contains($0.kind) }
    guard let last else {
      if source.firstRepliedAt == nil { return (minute(source.openedAt), true) }
      return source.messages.first { $0.kind == .customer }.map { (minute($0.at), false) }
    }
    return source.messages[(last + 1)...].first { $0.kind == .customer }
      .map { (minute($0.at), false) }
  }

  /// All questions with their answers: what lies between two answers is one question.
  var replies: [Reply] {
    guard let start else { return [] }
    var replies: [Reply] = []
    var asked: [(at: Int64, isFirst: Bool)] = [(start, true)]
    func reply(_ answered: Int64?) -> Reply? {
      guard let least = asked.map(\.at).min() else { return nil }
      return Reply(
        isFirst: asked.contains { $0.isFirst }, asked: least,
        answered: answered.map { max($0, least) })
    }
    for token in tokens {
      switch token {
      case .question(let at, let isFirst, let told):
        asked.append((told == nil ? at : max(at, start), isFirst))
      case .answer(let at, _):
        if let reply = reply(at) { replies.append(reply) }
        asked = []
      }
    }
    if ticket.status != .merged, let open = reply(nil) { replies.append(open) }
    return replies
  }

  /// When a person answered first, since the start.
  var firstReply: Int64? {
    if let life = importedLife, let replied = life.firstRepliedAt {
      return sinceStart(Self.minute(replied))
    }
    for (index, event) in events.enumerated() where tookEffect(index) {
      switch event.change {
      case .messageAdded(let message) where message.isReply: return sinceStart(counted[index])
      case .opened(let opening):
        let messages = opening.splitFrom?.messages ?? []
        let moved = messages.first { $0.kind == .reply || $0.kind == .holdingReply }
        if let moved { return sinceStart(Self.minute(moved.at)) }
      default: break
      }
    }
    return nil
  }
}
