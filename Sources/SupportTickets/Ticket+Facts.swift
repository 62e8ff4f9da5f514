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

  /// All facts of a ticket, in the order in which a schema holds them.
  public static let factFields = [
    channelFact, kindFact, priorityFact, categoryFact, subcategoryFact, groupFact,
  ]
}
