// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTickets

/// A question that a customer was asked, and the answer on the survey's own scale.
///
/// Ratings of a ticket's conversations become such answers by themselves (``TicketLife/ratingRows``);
/// a host brings those of its other surveys.
///
/// ```swift
/// var answer = SurveyAnswer(.recommendation, scale: 0...10, askedAt: closed)
/// answer.score = 9
/// ```
public struct SurveyAnswer: Hashable, Sendable {
  /// The notion that a survey measures. The set is open.
  public struct Survey: Identifier {
    /// The name, as rows spell it.
    public let rawValue: String

    /// Creates a survey from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A conversation, 1 ... 5 stars.
    public static let contact = Self(rawValue: "contact")
    /// The service as a whole.
    public static let satisfaction = Self(rawValue: "satisfaction")
    /// How a complaint was handled.
    public static let complaintSatisfaction = Self(rawValue: "complaintSatisfaction")
    /// Whether the customer would recommend it, 0 ... 10: Reichheld, "The One Number You Need to Grow"
    /// (2003).
    public static let recommendation = Self(rawValue: "recommendation")
    /// How much effort it took: Dixon, Freeman, Toman, "Stop Trying to Delight Your Customers" (2010).
    public static let effort = Self(rawValue: "effort")
    /// Whether the company made it easy, 1 ... 7: Dixon, Toman, DeLisi, "The Effortless Experience"
    /// (2013).
    public static let ease = Self(rawValue: "ease")
  }

  /// The notion.
  public var survey: Survey
  /// The lowest and the highest answer, within 0 ... 1000.
  public var scale: ClosedRange<Int>
  /// When it was asked.
  public var askedAt: Instant
  /// The answer; `nil` where none came.
  public var score: Int?
  /// When the answer came.
  public var answeredAt: Instant?
  /// The ticket that it is about.
  public var ticket: TicketID?
  /// The conversation that it is about.
  public var contact: ContactID?
  /// Who was asked.
  public var customer: CustomerID?
  /// Whose work it is about.
  public var agent: AgentID?
  /// Whose team.
  public var group: GroupID?
  /// What the ticket is.
  public var kind: Ticket.Kind?
  /// The way it came by.
  public var channel: Ticket.Channel?

  /// Creates a question without an answer.
  public init(_ survey: Survey, scale: ClosedRange<Int>, askedAt: Instant) {
    self.survey = survey
    self.scale = scale
    self.askedAt = askedAt
  }

  /// Whether the answer is none of the scale; the row then has no score.
  public var isOutsideScale: Bool { score.map { !scale.contains($0) } ?? false }

  /// The row in the subject of ratings, ``MetricSubject/ratings``.
  public var facts: Facts {
    var pen = RowPen<Fact>(.ratings)
    pen.write(survey, .survey)
    pen.write(ticket, .ticket)
    pen.write(contact, .contact)
    pen.write(customer, .customer)
    pen.write(agent, .agent)
    pen.write(group, .group)
    pen.write(kind, .kind)
    pen.write(channel, .channel)
    pen.write(askedAt, .askedAt)
    pen.write(answeredAt, .answeredAt)
    if !isOutsideScale { pen.write(score, .score) }
    pen.write(scale.upperBound, .best)
    return pen.facts
  }

  private enum Fact: Int, CaseIterable {
    case survey, ticket, contact, customer, agent, group, kind, channel, askedAt, answeredAt
    case score, best
  }
}
