// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTime

extension DisputePolicy {
  /// What of an outcome is published, and when.
  ///
  /// Who the customer is, who decided, what the customer said, evidence and reasons are never
  /// published; see ``DisputePublication``.
  public struct Publication: Hashable, Sendable {
    /// What else can be masked.
    public enum Part: String, Hashable, Sendable, Codable, CaseIterable {
      /// Sums, and shares of the cost.
      case sums
      /// When things happened.
      case dates
      /// Which level decided.
      case levels
      /// What the system check found.
      case findings
    }

    /// How long after the agreement it may be published; not negative.
    public var after: ServiceDuration
    /// The calendar in which working days and business hours count.
    public var calendar: String?
    /// What is masked besides.
    public var masks: Set<Part>

    /// Creates a rule; the policy checks it.
    public init(after: ServiceDuration, calendar: String? = nil, masks: Set<Part>) {
      self.after = after
      self.calendar = calendar
      self.masks = masks
    }

    /// What is masked besides, in the order of declaration.
    public var maskedParts: [Part] { Part.allCases.filter(masks.contains) }
  }
}
