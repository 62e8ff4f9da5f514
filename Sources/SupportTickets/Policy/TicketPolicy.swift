// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

/// What a desk rules about its tickets, beyond the table of transitions.
///
/// ``Ticket/decide(_:by:at:because:under:)`` takes one. A section that a policy leaves out demands
/// nothing; where a command cannot be decided without it (how long to block, how long to keep
/// evidence, which stages a procedure has) the command is refused as
/// ``Ticket/Rejection/policySilent(_:_:)``. Nothing is assumed.
///
/// ```swift
/// var policy = TicketPolicy("2025-05")
/// policy.attachments = .init(mostBytes: 20_000_000, mediaTypes: nil)
/// policy.transfers = .init(most: 2, within: .contact, escalateTo: "leads")
/// policy.requirements = [
///   .init("answers", when: .isOneOf(.kind, .inquiry), before: [.close], parts: [.answer])
/// ]
/// ```
///
/// Many rules say `when` they apply, by the facts of the ticket in ``factSchema``. A rule applies
/// where its condition holds for certain; where a fact that it asks about is not known it does not.
public struct TicketPolicy: Hashable, Sendable {
  /// The version, as records quote it.
  public var version: PolicyVersion
  /// By which spans of time are counted: months and days by its zone, business time by its hours.
  public var clock: BusinessClock?

  /// What tickets can be; `nil`: anything.
  public var kinds: [Ticket.Kind]?
  /// What a ticket needs at its opening.
  public var intake: [IntakeRule] = []
  /// What attachments may be; `nil`: anything.
  public var attachments: AttachmentLimits?
  /// Who may do what; a command that no permission names is free.
  public var permissions: [Permission] = []
  /// Commands that need a reason.
  public var reasonsRequired: [Ticket.Command.Kind] = []
  /// Marks that an answer must not have.
  public var forbiddenMarks: [ForbiddenMark] = []
  /// Whether a holding reply must say why.
  public var holdingReplyNeedsReason = false
  /// How often a ticket may be handed on; `nil`: any number of times.
  public var transfers: TransferLimit?
  /// Whether only a transfer takes a ticket from the agent who has it.
  public var ownerKeeps = false
  /// What must be there before a command.
  public var requirements: [Requirement] = []
  /// The procedures that tickets can run through.
  public var procedures: [ProcedureRule] = []
  /// The plans for incidents.
  public var incidentPlans: [IncidentPlan] = []
  /// What customers are asked to confirm.
  public var confirmations: [ConfirmationRule] = []
  /// Whether every contact ends with a receipt.
  public var receiptNeeded = false
  /// What recordings have to be like.
  public var recordings: RecordingRule?
  /// What to do about discontent; `nil`: nothing by itself.
  public var dissatisfaction: DissatisfactionRule?
  /// What to do about low scores; `nil`: nothing by itself.
  public var inspection: InspectionRule?
  /// What to do about abusive words.
  public var abuse: AbuseRule?
  /// What fields of the desk's own are like; conditions may ask about these.
  public var fields: [FieldRule] = [] {
    didSet { factSchema = Self.factSchema(fields, narrowed) }
  }
  /// Facts of the library that have fewer values at this desk, such as the ways in that it has.
  ///
  /// Conditions ask about these values alone. An opening, a classification or a priority with another
  /// channel, kind, category, subcategory or priority is refused as
  /// ``Ticket/Rejection/notOneOf(_:allowed:)``; what a ticket has already stays.
  public var narrowed: [FactField] = [] {
    didSet { factSchema = Self.factSchema(fields, narrowed) }
  }
  /// The ways in which an identity can be verified; empty: any.
  public var identityMethods: [String] = []
  /// Commands that need a verified identity.
  public var identityNeeded: [Ticket.Command.Kind] = []
  /// Later contacts that follow by themselves.
  public var followUps: [FollowUpRule] = []
  /// What customers are told over several channels.
  public var notices: [NoticeRule] = []
  /// How long which part of a file is kept.
  public var retention: [RetentionRule] = []
  /// When two tickets are about one matter.
  public var duplicates: DuplicateRule?
  /// How many of a customer's conversations are kept at hand; `nil`: the host decides.
  public var conversations: ConversationLimit?
  /// The way in that stays open after a customer's account was closed.
  public var afterAccountClosure: AccountClosureRule?

  /// The facts that conditions may ask about: those of a ticket, then the policy's own fields.
  public private(set) var factSchema = Self.factSchema([], [])

  /// Creates a policy that demands nothing yet.
  public init(_ version: PolicyVersion, clock: BusinessClock? = nil) {
    self.version = version
    self.clock = clock
  }

  /// A policy that demands nothing: only the table of transitions holds.
  public static let unrestricted = Self("unrestricted")

  /// The sections that a command may need.
  public enum Section: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``TicketPolicy/clock``.
    case clock
    /// See ``TicketPolicy/procedures``.
    case procedures
    /// See ``TicketPolicy/incidentPlans``.
    case incidentPlans
    /// See ``TicketPolicy/confirmations``.
    case confirmations
    /// See ``TicketPolicy/abuse``.
    case abuse
    /// See ``TicketPolicy/notices``.
    case notices
    /// See ``TicketPolicy/retention``.
    case retention
    /// See ``TicketPolicy/dissatisfaction``.
    case dissatisfaction
    /// See ``TicketPolicy/afterAccountClosure``.
    case afterAccountClosure
  }

  /// The instant at which a span from a start ends, by the clock of the policy.
  ///
  /// - Throws: ``Ticket/Rejection/policySilent(_:_:)`` where a span other than elapsed time needs a
  ///   clock and there is none, or the clock has no such instant.
  func due(
    _ span: ServiceDuration, from start: Instant, for kind: Ticket.Command.Kind
  ) throws(Ticket.Rejection) -> Instant {
    if case .elapsed(let milliseconds) = span { return start.adding(milliseconds: milliseconds) }
    guard let due = clock?.due(after: span, from: start) else { throw .policySilent(.clock, kind) }
    return due
  }
}
