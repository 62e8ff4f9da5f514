// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

extension MemberAccount {
  /// Why a command was refused; nothing happened.
  public enum Rejection: Error, Hashable, Sendable {
    /// The membership has not begun: enrol the member first.
    case notEnrolled
    /// It has begun already.
    case alreadyEnrolled(at: Instant)
    /// It has ended: nothing changes any more.
    case closed(since: Instant)
    /// The command's instant lies before the last event: send it with the present instant.
    case timeRunsBackwards(last: Instant, given: Instant)
    /// What has that name was entered before, and once is all there is.
    case alreadyDone(String)
    /// Nothing of that name is known to the account.
    case unknownName(String)
    /// A number is not within its bounds, both included.
    case outOfRange(String, value: Int64, bounds: ClosedRange<Int64>)
    /// A sum is not in the currency of the programme, or in that of what it is a part of.
    case wrongCurrency(Money, expected: Currency)
    /// There are fewer points than are wanted.
    case notEnoughPoints(available: Int64, wanted: Int64)
    /// No rule says what the activity or the cause brings.
    case noRule(String)
    /// A rule could decide if these facts were known: supply them.
    case notAssessable(RuleID, missing: [String])
    /// A fact is not declared, or its domain does not hold the value.
    case wrongFact(FactError)
    /// The amount cannot be computed; the text says of what.
    case arithmetic(String, MoneyError)
    /// The earning waits for nothing.
    case nothingToConfirm(EarningID)
    /// Nothing is left that could be given or taken back.
    case nothingLeft(String)
    /// A refund of an earning with spending names the money, one of an earning without it the points.
    case wrongRefund(EarningID)
    /// The programme says nothing of it.
    case programmeSilent(String)
    /// The tier of the member does not have the benefit, and it was not given.
    case noSuchBenefit(BenefitID, TierID)
    /// Fewer uses are left than are wanted; the next ones come at an instant.
    case usedUp(BenefitID, left: Int64, wanted: Int64, next: Instant?)
    /// The scores are not those of the programme's dimensions; the text says where.
    case wrongScores(String)
    /// The score is tied to ratings of customers, and there are too few: certify when there are more.
    case tooFewRatings(Int64, atLeast: Int64)
  }
}

extension MemberAccount.Rejection: CustomStringConvertible {
  /// One line that says why.
  public var description: String {
    switch self {
    case .notEnrolled: "the membership has not begun"
    case .alreadyEnrolled(let at): "the membership began at \(at)"
    case .closed(let since): "the membership ended at \(since)"
    case .timeRunsBackwards(let last, let given): "\(given) is before the last event, \(last)"
    case .alreadyDone(let name): "it was done before: \(name)"
    case .unknownName(let name): "the account has no \(name)"
    case .outOfRange(let name, let value, let bounds):
      "\(name): \(value) is outside \(bounds.lowerBound) ... \(bounds.upperBound)"
    case .wrongCurrency(let sum, let expected): "\(sum) is not in \(expected)"
    case .notEnoughPoints(let available, let wanted):
      "\(wanted) points are wanted, \(available) can be spent"
    case .noRule(let name): "no rule says what \(name) brings"
    case .notAssessable(let rule, let missing):
      "rule \(rule) needs \(missing.joined(separator: ", "))"
    case .wrongFact(let error): "\(error)"
    case .arithmetic(let subject, let error): "\(subject): \(error)"
    case .nothingToConfirm(let id): "the earning \(id) waits for nothing"
    case .nothingLeft(let name): "nothing is left of \(name)"
    case .wrongRefund(let id):
      "a refund of \(id) names money where it was spent, and points where none was"
    case .programmeSilent(let subject): "the programme says nothing of \(subject)"
    case .noSuchBenefit(let benefit, let tier): "\(tier) does not have \(benefit)"
    case .usedUp(let benefit, let left, let wanted, let next):
      "\(benefit): \(left) uses are left, \(wanted) are wanted"
        + (next.map { "; the next come at \($0)" } ?? "")
    case .wrongScores(let text): text
    case .tooFewRatings(let count, let least): "\(count) ratings are too few, \(least) are needed"
    }
  }
}
