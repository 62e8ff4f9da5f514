// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
import SupportTickets
public import SupportTime

/// A question of a customer and the first answer of a person behind it.
///
/// Messages that follow one another before an answer are one question, asked with the first of them.
/// The opening is a question, whoever wrote it down. A holding reply answers; what a program says does
/// not, nor does a note.
public struct TicketReply: Hashable, Sendable {
  /// Whether it is the opening's, of this ticket or of one that was merged into it.
  public var isFirst: Bool
  /// When it was asked.
  public var askedAt: Instant
  /// When a person answered; `nil` while nobody has, also of a ticket that was solved without a word.
  public var answeredAt: Instant?
  /// Who answered, where that is known.
  public var agent: AgentID?

  /// Creates a question with its answer.
  public init(
    isFirst: Bool, askedAt: Instant, answeredAt: Instant? = nil, agent: AgentID? = nil
  ) {
    self.isFirst = isFirst
    self.askedAt = askedAt
    self.answeredAt = answeredAt
    self.agent = agent
  }
}

extension TicketLife {
  /// A line of what customer and desk said to one another.
  struct Line: Hashable, Sendable {
    enum Role: UInt8, Hashable, Sendable {
      case question, answer
      /// A question of a merged ticket, its opening's or another.
      case carriedFirst, carried
    }

    /// When it counts.
    var at: Instant
    /// When it is said to have happened: a split goes by that.
    var told: Instant
    var role: Role
    /// Who answered.
    var agent: AgentID?
    /// Whether it is a message of the ticket, which a split may give away.
    var isOwn = true

    /// A message; `nil` for one that neither asks nor answers.
    init?(_ kind: Ticket.Message.Kind, at: Instant, told: Instant, by agent: AgentID?) {
      switch kind {
      case .customer: role = .question
      case .reply, .holdingReply: role = .answer
      case .automatic, .note: return nil
      }
      self.at = at
      self.told = told
      self.agent = role == .answer ? agent : nil
    }

    /// An answer that an import tells of.
    init(answeredAt: Instant) {
      (at, told, role, agent, isOwn) = (answeredAt, answeredAt, .answer, nil, false)
    }

    /// The question that nobody answered in a ticket before it was merged; `nil` where all were.
    init?(openIn source: Ticket.Absorption, at: Instant) {
      let messages = source.messages
      let isAnsweredElsewhere =
        source.firstRepliedAt.map { first in
          !messages.contains { $0.kind.isAnswer && $0.at == first }
        } ?? false
      var open: (asked: Instant, isFirst: Bool)? =
        isAnsweredElsewhere ? nil : (source.openedAt, true)
      for message in messages {
        if message.kind.isAnswer {
          open = nil
        } else if message.kind == .customer {
          open = open ?? (message.at, false)
        }
      }
      guard let open else { return nil }
      self.at = at
      told = open.asked
      role = open.isFirst ? .carriedFirst : .carried
      isOwn = false
    }
  }

  /// The questions of the customer, each with its answer, in the order in which they were asked.
  ///
  /// A question that nobody answered before the ticket was merged goes on in the survivor and is not
  /// told here. None before the ticket was opened.
  ///
  /// - Complexity: O(messages).
  public var replies: [TicketReply] {
    guard let start = startedAt else { return [] }
    var replies: [TicketReply] = []
    var open: TicketReply? = TicketReply(isFirst: true, askedAt: start)
    for line in talk {
      switch line.role {
      case .question:
        open = open ?? TicketReply(isFirst: false, askedAt: max(line.at, start))
      case .answer:
        guard var reply = open else { break }
        reply.answeredAt = max(line.at, reply.askedAt)
        reply.agent = line.agent
        replies.append(reply)
        open = nil
      case .carriedFirst, .carried:
        var reply = open ?? TicketReply(isFirst: false, askedAt: line.told)
        reply.askedAt = min(reply.askedAt, line.told)
        reply.isFirst = reply.isFirst || line.role == .carriedFirst
        open = reply
      }
    }
    if let open, ticket.status != .merged { replies.append(open) }
    return replies
  }

  /// The rows of the ticket in the subject of replies, ``MetricSubject/replies``: its names as they are
  /// now, and who answered.
  ///
  /// - Parameter clock: In which business time counts; without it that is not known.
  /// - Returns: A row for each of ``replies``, in the same order.
  /// - Complexity: O(messages).
  public func replyRows(hours clock: BusinessClock? = nil) -> [Facts] {
    let subject = MetricSubject.replies
    let places = FactPlaces<ReplyFact>(subject.schema)
    return replies.map { reply in
      var pen = RowPen(subject.schema, places)
      pen.write(ticket.id, .ticket)
      pen.write(ticket.opening?.customer, .customer)
      pen.write(ticket.opening?.channel, .channel)
      pen.write(ticket.classification.kind, .kind)
      pen.write(ticket.priority?.rawValue, .priority)
      pen.write(ticket.classification.category, .category)
      pen.write(ticket.assignment.group, .group)
      pen.write(reply.agent, .agent)
      pen.write(reply.isFirst, .isFirst)
      pen.write(reply.askedAt, .askedAt)
      pen.write(reply.answeredAt, .answeredAt)
      if let answeredAt = reply.answeredAt {
        pen.write(milliseconds: reply.askedAt.milliseconds(to: answeredAt), .wait)
        pen.write(
          milliseconds: clock?.milliseconds(between: reply.askedAt, and: answeredAt),
          .waitBusiness)
      }
      return pen.facts
    }
  }

  private enum ReplyFact: Int, CaseIterable {
    case ticket, customer, channel, kind, priority, category, group, agent, isFirst, askedAt
    case answeredAt, wait, waitBusiness
  }
}

extension Ticket.Message.Kind {
  /// Whether a person answers the customer with it.
  fileprivate var isAnswer: Bool { self == .reply || self == .holdingReply }
}
