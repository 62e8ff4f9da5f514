// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

extension TicketPolicy {
  /// What a ticket needs at its opening, and what follows from it.
  public struct IntakeRule: Hashable, Sendable {
    /// The name of the rule.
    public var id: RuleID
    /// Which openings it is about, by their facts.
    public var when: Condition
    /// What has to be there; the opening is refused with the name of each that is not.
    public var requires: [Part]
    /// What should be there; what is not is only noted, see ``TicketPolicy/noted(of:)``.
    public var notes: [Part]
    /// Who gets the ticket at once.
    public var assignTo: Ticket.Assignment?
    /// How it comes out at once, such as handed over to another organisation.
    public var concludes: Ticket.Outcome?

    /// Creates a rule.
    public init(
      _ id: RuleID, when: Condition = .always, requires: [Part] = [], notes: [Part] = [],
      assignTo: Ticket.Assignment? = nil, concludes: Ticket.Outcome? = nil
    ) {
      self.id = id
      self.when = when
      self.requires = requires
      self.notes = notes
      self.assignTo = assignTo
      self.concludes = concludes
    }
  }

  /// What must be there before a command.
  public struct Requirement: Hashable, Sendable {
    /// The name of the rule.
    public var id: RuleID
    /// Which tickets it is about, by their facts.
    public var when: Condition
    /// Before which commands, such as `close`.
    public var before: [Ticket.Command.Kind]
    /// What has to be there.
    public var parts: [Part]
    /// Outcomes with which it is not asked for.
    public var exceptFor: [Ticket.Outcome]

    /// Creates a rule.
    public init(
      _ id: RuleID, when: Condition = .always, before: [Ticket.Command.Kind], parts: [Part],
      exceptFor: [Ticket.Outcome] = []
    ) {
      self.id = id
      self.when = when
      self.before = before
      self.parts = parts
      self.exceptFor = exceptFor
    }
  }

  /// Who may do what.
  public struct Permission: Hashable, Sendable {
    /// Somebody who may.
    public enum Party: Hashable, Sendable {
      /// Any customer.
      case customers
      /// Any agent.
      case agents
      /// These agents.
      case onlyAgents([AgentID])
      /// Any program.
      case automations
      /// The rules themselves.
      case system
      /// The agent who has the ticket.
      case assignee
    }

    /// The commands that it is about.
    public var commands: [Ticket.Command.Kind]
    /// Which tickets it is about, by their facts.
    public var when: Condition
    /// All who may; nobody else.
    public var parties: [Party]

    /// Creates a permission.
    public init(
      _ commands: [Ticket.Command.Kind], when: Condition = .always, to parties: [Party]
    ) {
      self.commands = commands
      self.when = when
      self.parties = parties
    }

    func admits(_ principal: Principal, to ticket: Ticket) -> Bool {
      parties.contains { party in
        switch (party, principal) {
        case (.customers, .customer), (.agents, .agent), (.automations, .automation),
          (.system, .system):
          true
        case (.onlyAgents(let agents), .agent(let agent)): agents.contains(agent)
        case (.assignee, .agent(let agent)): ticket.assignment.agent == agent
        default: false
        }
      }
    }
  }

  /// An answer that must not be given.
  public struct ForbiddenMark: Hashable, Sendable {
    /// The mark, such as `gameSecret`.
    public var mark: String
    /// The rule that forbids it.
    public var rule: RuleID

    /// Creates a prohibition.
    public init(_ mark: String, by rule: RuleID) {
      self.mark = mark
      self.rule = rule
    }
  }

  /// How often a ticket may be handed on before it is raised instead.
  public struct TransferLimit: Hashable, Sendable {
    /// Within what transfers are counted.
    public enum Span: String, Hashable, Sendable {
      /// One conversation; transfers outside any are counted together.
      case contact
      /// The whole ticket.
      case ticket
    }

    /// The most transfers, not below 0.
    public var most: Int
    /// Within what.
    public var within: Span
    /// Which team gets the ticket that would be handed on once more; `nil` where the host decides.
    public var escalateTo: GroupID?

    /// Creates a limit.
    public init(most: Int, within: Span, escalateTo: GroupID?) {
      self.most = most
      self.within = within
      self.escalateTo = escalateTo
    }
  }

  /// What a customer is asked to confirm, and what depends on it.
  public struct ConfirmationRule: Hashable, Sendable {
    /// What is to be confirmed.
    public var step: Ticket.ConfirmationStep
    /// Whether the work waits for the customer meanwhile.
    public var pauses: Bool
    /// Whether the customer must be told when it will be done.
    public var needsExpectedTime: Bool
    /// Commands that need the customer's yes.
    public var before: [Ticket.Command.Kind]
    /// Of which tickets, by their facts.
    public var when: Condition

    /// Creates a rule.
    public init(
      _ step: Ticket.ConfirmationStep, pauses: Bool, needsExpectedTime: Bool = false,
      before: [Ticket.Command.Kind] = [], when: Condition = .always
    ) {
      self.step = step
      self.pauses = pauses
      self.needsExpectedTime = needsExpectedTime
      self.before = before
      self.when = when
    }
  }

  /// What follows from discontent.
  public struct DissatisfactionRule: Hashable, Sendable {
    /// A rating of this many stars or fewer is discontent.
    public var mostStars: Int
    /// Which team gets the ticket; `nil` where the host decides.
    public var escalateTo: GroupID?

    /// Creates a rule.
    public init(mostStars: Int, escalateTo: GroupID?) {
      self.mostStars = mostStars
      self.escalateTo = escalateTo
    }
  }

  /// What follows from a low score.
  public struct InspectionRule: Hashable, Sendable {
    /// A score below this, in thousandths, opens a review.
    public var below: Int
    /// Which team reviews; `nil` where the host decides.
    public var escalateTo: GroupID?

    /// Creates a rule.
    public init(below: Int, escalateTo: GroupID?) {
      self.below = below
      self.escalateTo = escalateTo
    }
  }

  /// What follows from abusive words.
  public struct AbuseRule: Hashable, Sendable {
    /// A score of this or more, in thousandths, is abusive.
    public var bound: Int
    /// How many warnings come before each block.
    public var warnings: Int
    /// How long a block lasts.
    public var blockFor: ServiceDuration

    /// Creates a rule.
    public init(bound: Int, warnings: Int, blockFor: ServiceDuration) {
      self.bound = bound
      self.warnings = warnings
      self.blockFor = blockFor
    }
  }
}
