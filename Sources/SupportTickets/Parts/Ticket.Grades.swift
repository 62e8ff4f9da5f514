// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket {
  /// How heavy a complaint is.
  public enum ComplaintClass: String, Hashable, Sendable, Codable, CaseIterable {
    /// A heavy loss.
    case a = "A"
    /// A defect of the service.
    case b = "B"
    /// A suggestion.
    case c = "C"
  }

  /// How many parties a complaint has to be settled between.
  public enum ComplaintLevel: Int, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Within a department.
    case department = 1
    /// Between departments or regions.
    case betweenDepartments = 2
    /// Across provinces.
    case acrossProvinces = 3
    /// With other organisations.
    case betweenOrganisations = 4

    /// Tells whether the left level is below the right one.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The grade of a complaint; each part may be unknown.
  public struct ComplaintGrade: Hashable, Sendable, Codable {
    /// How heavy it is.
    public var complaintClass: ComplaintClass?
    /// How far it has to be coordinated.
    public var level: ComplaintLevel?

    private enum CodingKeys: String, CodingKey {
      case complaintClass = "class"
      case level
    }

    /// Creates a grade.
    public init(class complaintClass: ComplaintClass? = nil, level: ComplaintLevel? = nil) {
      self.complaintClass = complaintClass
      self.level = level
    }
  }

  /// How far an incident reaches.
  public enum IncidentLevel: Int, Hashable, Sendable, Codable, CaseIterable {
    /// The system is down.
    case system = 1
    /// A region is down.
    case region = 2
    /// A single problem.
    case single = 3
  }

  /// The grade of an incident and the plan that answers it.
  public struct IncidentGrade: Hashable, Sendable, Codable {
    /// How far it reaches.
    public var level: IncidentLevel
    /// The name of the response plan.
    public var plan: String?

    /// Creates a grade.
    public init(_ level: IncidentLevel, plan: String? = nil) {
      self.level = level
      self.plan = plan
    }
  }
}
