// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The language in which a customer is served.
///
/// Who speaks it may take the work; so may, from an age on, who has live translation whose delay is
/// below the policy's bound.
public struct LanguageNeed: Hashable, Sendable {
  /// The language.
  public var language: LanguageID
  /// The age from which translation will do; `nil` for never.
  public var translationAfter: Duration?

  /// Creates a need; by default translation will do from the start, after all who speak the language
  /// where ``AgentComparator/language`` says so.
  public init(_ language: LanguageID, translationAfter: Duration? = .zero) {
    self.language = language
    self.translationAfter = translationAfter
  }
}

/// The region whose agents should serve a customer.
public struct RegionNeed: Hashable, Sendable {
  /// The region.
  public var region: RegionID
  /// Below which age only agents of the region may take the work; `nil` for always, zero where the
  /// region is a wish (``AgentComparator/region``).
  public var only: Duration?

  /// Creates a need.
  public init(_ region: RegionID, onlyUntil only: Duration? = .zero) {
    self.region = region
    self.only = only
  }
}

/// The agent who began with a case and keeps it (first-owner responsibility).
public struct FirstOwner: Hashable, Sendable {
  /// What happens while the agent is not on duty.
  public enum Absence: String, Hashable, Sendable, CaseIterable, Codable {
    /// The others are asked at once, where the policy skips empty levels.
    case othersAtOnce
    /// The work waits for the agent all the same.
    case waits
  }

  /// The agent.
  public var agent: AgentID
  /// Below which age the work waits for this agent alone; `nil` for always. Where the agent declines, or
  /// does not serve the channel, the others are asked at once.
  public var waitAtMost: Duration?
  /// What happens while the agent is not on duty.
  public var whenAway: Absence

  /// Creates an owner.
  public init(
    _ agent: AgentID, waitAtMost: Duration?, whenAway: Absence = .othersAtOnce
  ) {
    self.agent = agent
    self.waitAtMost = waitAtMost
    self.whenAway = whenAway
  }
}
