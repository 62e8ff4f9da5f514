// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What came out.
extension Explanation.Code {
  private static func award(_ id: String, _ english: String, _ chinese: String) -> Self {
    Self("compensation.\(id)", english: english, simplifiedChinese: chinese)
  }

  /// Something is paid on top.
  public static let awardPaid = award(
    "paid", "{compensation} on top for {cause}", "就 {cause} 赔付 {compensation}")
  /// Something is given back.
  public static let awardRefunded = award(
    "refunded", "{refund} back for {cause}", "就 {cause} 退款 {refund}")
  /// Something is given back, and something is paid on top.
  public static let awardRefundedAndPaid = award(
    "refundedAndPaid", "{refund} back and {compensation} on top for {cause}",
    "就 {cause} 退款 {refund}，另赔付 {compensation}")
  /// Something is due, and it was given before, or caps leave nothing.
  public static let awardNothingNew = award(
    "nothingNew", "nothing more for {cause}", "{cause} 无新增款项")
  /// Something is due that is no money.
  public static let awardGranted = award(
    "granted", "{grants} for {cause}", "就 {cause} 给予 {grants}")
  /// A delay goes on; this would be paid if it ended now.
  public static let awardInterim = award(
    "interim", "{cause} goes on; so far {refund} back and {compensation} on top",
    "{cause} 仍在持续；截至目前退款 {refund}，赔付 {compensation}")
  /// Something is due; how much cannot be told.
  public static let awardAmountUnknown = award(
    "amountUnknown", "something is due for {cause} by {rule}; how much depends on {facts}",
    "依 {rule}，{cause} 应予赔付；金额取决于 {facts}")
  /// Something is due; the policy does not say how much.
  public static let awardAmountNotStated = award(
    "amountNotStated", "something is due for {cause} by {rule}; the policy does not say how much",
    "依 {rule}，{cause} 应予赔付；规则未规定金额")
  /// Nothing is due.
  public static let awardNotEligible = award(
    "notEligible", "nothing is due for {cause}", "{cause} 无应付款项")
  /// A rule matches and gives nothing.
  public static let awardNothingDue = award(
    "nothingDue", "{rule} matches {cause} and gives nothing", "{rule} 适用于 {cause}，但金额为零")
  /// What a rule gives is below the least payout.
  public static let awardBelowLeastPayout = award(
    "belowLeastPayout", "what {rule} gives for {cause} is below the least payout",
    "{rule} 就 {cause} 给予的金额低于最低支付额")
  /// Whether anything is due cannot be told.
  public static let awardNotAssessable = award(
    "notAssessable", "whether anything is due for {cause} depends on {facts}",
    "{cause} 是否应付取决于 {facts}")
  /// What caps took.
  public static let awardWithheld = award(
    "withheld", "{withheld} is not paid because of {caps}", "因 {caps}，{withheld} 不予支付")
  /// Special arbitration may lift the caps.
  public static let awardMayBeArbitrated = award(
    "mayBeArbitrated", "special arbitration may decide otherwise", "可申请特别仲裁")
  /// What another cause of the case already covers.
  public static let awardCovered = award(
    "covered", "{other} of the same case already gives as much", "同一案件的 {other} 已给予同等款项")
  /// Points beside money.
  public static let awardPoints = award("points", "{points} points", "{points} 积分")
  /// A benefit beside money.
  public static let awardBenefit = award("benefit", "{benefit}", "{benefit}")

  static let awardOutcomes: [Self] = [
    .awardPaid, .awardRefunded, .awardRefundedAndPaid, .awardNothingNew, .awardGranted,
    .awardInterim, .awardAmountUnknown, .awardAmountNotStated, .awardNotEligible,
    .awardNothingDue, .awardBelowLeastPayout, .awardNotAssessable, .awardWithheld,
    .awardMayBeArbitrated, .awardCovered,
    .awardPoints, .awardBenefit,
  ]

  /// The codes of awards and of accounts that refuse something, for a catalogue.
  public static let allAwards: [Self] =
    awardOutcomes + awardSteps + awardWords + AwardError.words.codes
    + CompensationAccount.Rejection.words.codes + CompensationAccount.Rejection.payouts.codes
}
