// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// Who bears the cost of a dispute or a litigation: two shares that are the whole together.
  public struct CostShares: Hashable, Sendable {
    /// The customer's share, 0 ... 1.
    public let customer: Rate
    /// The company's share, 0 ... 1.
    public let company: Rate

    /// The company bears all.
    public static let company = Self(customer: .zero, company: .one)
    /// The customer bears all.
    public static let customer = Self(customer: .one, company: .zero)

    private init(customer: Rate, company: Rate) {
      self.customer = customer
      self.company = company
    }

    /// Creates shares from the customer's.
    ///
    /// - Returns: `nil` for a share outside 0 ... 1.
    public init?(customer share: Rate) {
      guard share >= .zero, share <= .one,
        let rest = Rate(share.denominator - share.numerator, over: share.denominator)
      else { return nil }
      self.init(customer: share, company: rest)
    }

    /// What each side bears of a cost. Nothing is lost: the company bears what the customer does not.
    ///
    /// - Parameters:
    ///   - cost: The whole cost; not negative.
    ///   - rule: How the customer's part is rounded; what a step would carry past the cost is cut.
    /// - Returns: The two parts, which add up to the cost.
    /// - Throws: `MoneyError` where the part has to be exact and is not, or does not fit.
    public func parts(
      of cost: Money, _ rule: RoundingRule
    ) throws(MoneyError) -> (customer: Money, company: Money) {
      var part = try (cost * customer).rounded(rule)
      if cost.minorUnits >= 0, part.minorUnits > cost.minorUnits { part = cost }
      return (part, try cost - part)
    }
  }
}

extension Dispute.CostShares: Codable {
  private enum CodingKeys: String, CodingKey {
    case customer
  }

  /// Decodes `{"customer": "25%"}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let share = try values.decode(Rate.self, forKey: .customer)
    guard let shares = Self(customer: share) else {
      throw DecodingError.dataCorruptedError(
        forKey: .customer, in: values, debugDescription: "\(share) is outside 0% ... 100%")
    }
    self = shares
  }

  /// Encodes `{"customer": "25%"}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(customer, forKey: .customer)
  }
}
