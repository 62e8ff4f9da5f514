// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension DisputePolicy {
  /// Who bears the cost of a dispute, and of a litigation that follows it.
  public enum CostRule: Hashable, Sendable {
    /// Who lost; of a claim that was partly right each side by what it did not get: the company by
    /// the share of the claim that was awarded, the customer by the rest, exactly.
    case loserPays
    /// The company, whoever is right.
    case company
    /// The customer by this share, 0 ... 1, and the company by the rest, whoever is right.
    case split(customer: Rate)

    /// Who bears the cost after so much of a claim was awarded.
    ///
    /// - Parameters:
    ///   - awarded: What the customer gets, by a level or by a court; below nothing counts as
    ///     nothing, and more than the claim as the claim.
    ///   - claim: What was claimed; above zero.
    /// - Returns: The shares, exactly.
    /// - Throws: `MoneyError` for two currencies, or for a claim that is not above zero.
    public func shares(
      awarded: Money, of claim: Money
    ) throws(MoneyError) -> Dispute.CostShares {
      _ = try awarded.isLess(than: claim)
      if claim.minorUnits <= 0 { throw .divisionByZero("\(awarded) / \(claim)") }
      switch self {
      case .company: return .company
      case .split(let share): return Dispute.CostShares(customer: share) ?? .company
      case .loserPays:
        let got = min(max(awarded.minorUnits, 0), claim.minorUnits)
        // Between nothing and the claim both parts of the fraction fit.
        let share = Rate(claim.minorUnits - got, over: claim.minorUnits)
        return share.flatMap { Dispute.CostShares(customer: $0) } ?? .company
      }
    }
  }
}
