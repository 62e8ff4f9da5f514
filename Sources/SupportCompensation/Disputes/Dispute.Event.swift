// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// Something that happened to a dispute: when, by whom, what, and why where somebody said so.
  ///
  /// Its JSON is a contract of its own: `{"at": …, "by": …, "type": "opened", …}`.
  public struct Event: Hashable, Sendable {
    /// When it happened.
    public var occurredAt: Instant
    /// Who did it.
    public var by: Principal
    /// What happened.
    public var change: Change
    /// Why, in words for the desk alone: a customer never sees it.
    public var reason: String?

    /// Creates an event.
    public init(
      _ change: Change, by: Principal, at occurredAt: Instant, because reason: String? = nil
    ) {
      self.occurredAt = occurredAt
      self.by = by
      self.change = change
      self.reason = reason
    }
  }

  /// What happened to a dispute.
  public enum Change: Hashable, Sendable {
    /// Somebody claims something; the round goes by that version of the policy.
    case opened(Opening, PolicyVersion)
    /// A piece of evidence came.
    case evidenceFiled(Evidence)
    /// The evidence is complete.
    case evidenceClosed
    /// What the customer says was held against history.
    case checked([Finding])
    /// The review came to a level, with the time that it and, should it let it pass, the levels
    /// behind it have.
    case reviewPlanned([Term])
    /// A level decided, or passed on.
    case ruled(Ruling)
    /// A side takes the decision to the next level.
    case appealed(Side)
    /// A side accepts the decision.
    case accepted(Side)
    /// The decision was recorded as an agreement.
    case agreed(Agreement)
    /// The outcome was published.
    case published(PublicNotice)
    /// The customer gave up the claim.
    case withdrawn
    /// The past dispute is looked at again, under that version of the policy.
    case reopened(PolicyVersion)
  }

  /// What was published beside the outcome, and what of it was masked.
  public struct PublicNotice: Hashable, Sendable, Codable {
    /// A text for everybody.
    public var text: String?
    /// What was masked, in the order of declaration.
    public var masks: [DisputePolicy.Publication.Part]

    /// Creates a notice.
    public init(_ text: String? = nil, masks: [DisputePolicy.Publication.Part]) {
      self.text = text
      self.masks = masks
    }
  }
}
