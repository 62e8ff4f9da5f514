// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

extension TicketPolicy {
  /// A procedure: its stages in order, none of which can be left out.
  public struct ProcedureRule: Hashable, Sendable {
    /// The procedure.
    public var procedure: Ticket.Procedure
    /// Its stages, in order.
    public var stages: [Ticket.Stage]
    /// The documents that its file needs.
    public var checklist: [Ticket.DocumentKind]
    /// The time from the first stage to the last; earlier or later is flagged.
    public var window: Window?

    /// Creates a procedure.
    public init(
      _ procedure: Ticket.Procedure, stages: [Ticket.Stage],
      checklist: [Ticket.DocumentKind] = [], window: Window? = nil
    ) {
      self.procedure = procedure
      self.stages = stages
      self.checklist = checklist
      self.window = window
    }

    /// The six stages of a formal complaint.
    public static func complaint(checklist: [Ticket.DocumentKind]) -> Self {
      Self(
        .complaint,
        stages: [.registered, .assessed, .assigned, .answered, .reviewed, .archived],
        checklist: checklist)
    }

    /// The five stages of an improvement.
    public static func improvement(within window: Window?) -> Self {
      Self(
        .improvement, stages: [.proposed, .classified, .designed, .piloted, .rolledOut],
        window: window)
    }
  }

  /// A span between two others, both included.
  public struct Window: Hashable, Sendable {
    /// Sooner is too early.
    public var earliest: ServiceDuration
    /// After this it is too late.
    public var latest: ServiceDuration

    /// Creates a window.
    public init(from earliest: ServiceDuration, to latest: ServiceDuration) {
      self.earliest = earliest
      self.latest = latest
    }
  }

  /// How an incident of a level is answered.
  public struct IncidentPlan: Hashable, Sendable {
    /// How far the incident reaches.
    public var level: Ticket.IncidentLevel
    /// The name of the plan.
    public var plan: String

    /// Creates a plan.
    public init(_ level: Ticket.IncidentLevel, _ plan: String) {
      self.level = level
      self.plan = plan
    }
  }

  /// A later contact that follows by itself from a command.
  public struct FollowUpRule: Hashable, Sendable {
    /// The name of the rule; the contacts are called by it: `care-1`, `care-2`, …
    public var id: RuleID
    /// Which tickets it is about, by their facts.
    public var when: Condition
    /// From which command it follows, such as `solve`.
    public var after: Ticket.Command.Kind
    /// What for, such as `satisfaction`.
    public var purpose: String
    /// How long after it.
    public var delay: ServiceDuration
    /// How long after one took place the next is due; `nil`: once.
    public var every: ServiceDuration?

    /// Creates a rule.
    public init(
      _ id: RuleID, when: Condition = .always, after: Ticket.Command.Kind, purpose: String,
      delay: ServiceDuration, every: ServiceDuration? = nil
    ) {
      self.id = id
      self.when = when
      self.after = after
      self.purpose = purpose
      self.delay = delay
      self.every = every
    }
  }

  /// Something that customers are told over several channels.
  public struct NoticeRule: Hashable, Sendable {
    /// What about, such as `booking`.
    public var purpose: String
    /// Over which channels.
    public var channels: [Ticket.Channel]
    /// After which commands it goes out by itself, such as `solve`.
    public var after: [Ticket.Command.Kind]
    /// Of which tickets, by their facts.
    public var when: Condition

    /// Creates a rule.
    public init(
      _ purpose: String, over channels: [Ticket.Channel], after: [Ticket.Command.Kind] = [],
      when: Condition = .always
    ) {
      self.purpose = purpose
      self.channels = channels
      self.after = after
      self.when = when
    }
  }

  /// When two tickets are about one matter.
  public struct DuplicateRule: Hashable, Sendable {
    /// The fields of the desk's own that must agree beside the customer, such as `orderNumber`.
    public var fields: [String]
    /// Whether the category must agree.
    public var category: Bool
    /// How long after the last contact of a matter a new one belongs to it, the end included.
    public var within: ServiceDuration

    /// Creates a rule.
    public init(fields: [String], category: Bool, within: ServiceDuration) {
      self.fields = fields
      self.category = category
      self.within = within
    }
  }
}
