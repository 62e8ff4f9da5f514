// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket {
  /// What a ticket is about; each part may be unknown.
  public struct Classification: Hashable, Sendable, Codable {
    /// What it is.
    public var kind: Kind?
    /// The desk's own category.
    public var category: String?
    /// A finer category.
    public var subcategory: String?

    /// Creates a classification.
    public init(kind: Kind? = nil, category: String? = nil, subcategory: String? = nil) {
      self.kind = kind
      self.category = category
      self.subcategory = subcategory
    }
  }
}
