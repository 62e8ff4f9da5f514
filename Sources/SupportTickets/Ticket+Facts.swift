// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportRules

/// The facts of a ticket that rules may ask about.
extension Ticket {
  /// The way it reached the desk, `channel`.
  public static let channelFact = FactField("channel", .text)
  /// What it is, `kind`.
  public static let kindFact = FactField("kind", .text)
  /// How urgent it is, `priority`.
  public static let priorityFact = FactField("priority", .text)
  /// The desk's own category, `category`.
  public static let categoryFact = FactField("category", .text)
  /// A finer category, `subcategory`.
  public static let subcategoryFact = FactField("subcategory", .text)
  /// The team that works on it, `group`.
  public static let groupFact = FactField("group", .text)
  /// How heavy a complaint is, `complaintClass`: A, B or C.
  public static let complaintClassFact = FactField("complaintClass", .text)
  /// How far a complaint has to be coordinated, `complaintLevel`: 1 ... 4.
  public static let complaintLevelFact = FactField("complaintLevel", .integer(1...4))
  /// How far an incident reaches, `incidentLevel`: 1 ... 3.
  public static let incidentLevelFact = FactField("incidentLevel", .integer(1...3))

  /// All facts of a ticket, in the order in which a schema holds them.
  public static let factFields = [
    channelFact, kindFact, priorityFact, categoryFact, subcategoryFact, groupFact,
    complaintClassFact, complaintLevelFact, incidentLevelFact,
  ]
}
