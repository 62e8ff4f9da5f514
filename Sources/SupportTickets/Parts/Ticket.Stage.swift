// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// A procedure that runs through named stages in order. The set is open.
  public struct Procedure: Identifier {
    /// The name, as policies and stored events spell it.
    public let rawValue: String

    /// Creates a procedure from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A formal complaint.
    public static let complaint = Self(rawValue: "complaint")
    /// What becomes of a suggestion.
    public static let improvement = Self(rawValue: "improvement")
    /// A disturbance for many.
    public static let incident = Self(rawValue: "incident")
    /// The first half hour of an urgent matter: confirmed, planned, reported.
    public static let goldenThirty = Self(rawValue: "goldenThirty")
  }

  /// The name of a stage. The set is open; the policy says which a procedure has, and in which
  /// order.
  public struct Stage: Identifier {
    /// The name, as policies and stored events spell it.
    public let rawValue: String

    /// Creates a stage from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// Of a complaint: it is written down.
    public static let registered = Self(rawValue: "registered")
    /// Of a complaint: its weight is known.
    public static let assessed = Self(rawValue: "assessed")
    /// Of a complaint: somebody is responsible.
    public static let assigned = Self(rawValue: "assigned")
    /// Of a complaint: the customer has the answer.
    public static let answered = Self(rawValue: "answered")
    /// Of a complaint: the answer was reviewed and confirmed.
    public static let reviewed = Self(rawValue: "reviewed")
    /// Of a complaint: the file is complete.
    public static let archived = Self(rawValue: "archived")
    /// Of an improvement: somebody had the idea.
    public static let proposed = Self(rawValue: "proposed")
    /// Of an improvement: it is known what it concerns.
    public static let classified = Self(rawValue: "classified")
    /// Of an improvement: it is known how.
    public static let designed = Self(rawValue: "designed")
    /// Of an improvement: it was tried.
    public static let piloted = Self(rawValue: "piloted")
    /// Of an improvement: everybody has it.
    public static let rolledOut = Self(rawValue: "rolledOut")
    /// Of an incident or an urgent matter: it is known to be true.
    public static let confirmed = Self(rawValue: "confirmed")
    /// Of an urgent matter: it is known what to do.
    public static let planned = Self(rawValue: "planned")
    /// Of an urgent matter: it was done and told.
    public static let reported = Self(rawValue: "reported")
    /// Of an incident: it spreads no further.
    public static let contained = Self(rawValue: "contained")
    /// Of an incident: the service runs again.
    public static let restored = Self(rawValue: "restored")
  }

  /// A stage of a procedure that a ticket reached.
  public struct StageEntry: Hashable, Sendable, Codable {
    /// The procedure.
    public var procedure: Procedure
    /// The stage.
    public var stage: Stage

    /// Creates an entry.
    public init(_ stage: Stage, of procedure: Procedure) {
      self.procedure = procedure
      self.stage = stage
    }
  }
}
