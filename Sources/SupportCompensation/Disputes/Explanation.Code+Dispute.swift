// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  // MARK: Where it stands

  /// Nothing was claimed yet.
  public static let disputeNotOpened = Self(
    "dispute.notOpened", english: "{dispute} was not opened yet",
    simplifiedChinese: "{dispute} 尚未受理")
  /// Evidence is brought.
  public static let disputeCollectingEvidence = Self(
    "dispute.collectingEvidence", english: "{dispute} is open: evidence is brought",
    simplifiedChinese: "{dispute} 已受理，正在收集证据")
  /// The system check is next.
  public static let disputeAwaitingCheck = Self(
    "dispute.awaitingCheck", english: "{dispute} awaits the check against history",
    simplifiedChinese: "{dispute} 等待系统核查")
  /// A level has to decide.
  public static let disputeUnderReview = Self(
    "dispute.underReview", english: "{level} decides {dispute} by {due}",
    simplifiedChinese: "{dispute} 由{level}裁决，期限 {due}")
  /// A level should have decided.
  public static let disputeOverdue = Self(
    "dispute.overdue", english: "{level} should have decided {dispute} by {due}; {late} late",
    simplifiedChinese: "{dispute} 应由{level}于 {due} 前裁决，已逾期 {late}")
  /// A level decided, and each side may accept or appeal.
  public static let disputeDecided = Self(
    "dispute.decided",
    english: "{level} decided {dispute} {at}; it can be appealed against until {until}",
    simplifiedChinese: "{level}于 {at} 就 {dispute} 作出裁决，可在 {until} 前申诉")
  /// A decision binds.
  public static let disputeBinding = Self(
    "dispute.binding",
    english: "the decision of {level} about {dispute} has been binding since {since}: {why}",
    simplifiedChinese: "{level}对 {dispute} 的裁决自 {since} 起生效：{why}")
  /// The agreement was recorded.
  public static let disputeAgreed = Self(
    "dispute.agreed", english: "{dispute} ended with an agreement {at}",
    simplifiedChinese: "{dispute} 已于 {at} 签订协议")
  /// The outcome was published.
  public static let disputePublished = Self(
    "dispute.published", english: "the outcome of {dispute} was published {at}",
    simplifiedChinese: "{dispute} 的结果已于 {at} 公示")
  /// The customer withdrew.
  public static let disputeWithdrawn = Self(
    "dispute.withdrawn", english: "{dispute} was withdrawn {at}",
    simplifiedChinese: "{dispute} 已于 {at} 撤回")

  // MARK: How it came there

  /// Who claimed what.
  public static let disputeOpenedStep = Self(
    "dispute.opened", english: "{customer} claimed {claim} {at}",
    simplifiedChinese: "{customer} 于 {at} 主张 {claim}")
  /// A past dispute was opened again.
  public static let disputeReopenedStep = Self(
    "dispute.reopened", english: "reopened for review {number} {at}",
    simplifiedChinese: "{at} 重新受理，第 {number} 次复核")
  /// A piece of evidence.
  public static let disputeEvidenceStep = Self(
    "dispute.evidence", english: "{kind} brought {at} by {by}",
    simplifiedChinese: "{at} {by} 提交证据：{kind}")
  /// The evidence is complete.
  public static let disputeEvidenceClosedStep = Self(
    "dispute.evidenceClosed", english: "evidence complete {at}",
    simplifiedChinese: "{at} 证据齐备")
  /// The check against history.
  public static let disputeCheckedStep = Self(
    "dispute.checked",
    english:
      "held against history {at}: {agree} agree, {contradict} contradict, {unknown} unknown",
    simplifiedChinese: "{at} 系统核查：{agree} 项一致，{contradict} 项矛盾，{unknown} 项无记录")
  /// A statement that history confirms.
  public static let disputeFindingAgrees = Self(
    "dispute.finding.agrees", english: "{name}: {stated}, as recorded",
    simplifiedChinese: "{name}：{stated}，与记录一致")
  /// A statement that history contradicts.
  public static let disputeFindingContradicts = Self(
    "dispute.finding.contradicts", english: "{name}: {stated} is stated, {known} is recorded",
    simplifiedChinese: "{name}：主张 {stated}，记录为 {known}")
  /// A statement of which history knows nothing.
  public static let disputeFindingNotKnown = Self(
    "dispute.finding.notKnown", english: "{name}: {stated} is stated, nothing is recorded",
    simplifiedChinese: "{name}：主张 {stated}，无可比记录")
  /// A level let its time pass.
  public static let disputeLapsedStep = Self(
    "dispute.lapsed", english: "{level} let {due} pass; {next} took over",
    simplifiedChinese: "{level}至 {due} 未裁决，转由{next}处理")
  /// A level found the customer right.
  public static let disputeUpheldStep = Self(
    "dispute.upheld", english: "{level} upheld the claim {at}: {awarded}",
    simplifiedChinese: "{at} {level}支持主张：{awarded}")
  /// A level found the customer partly right.
  public static let disputePartlyStep = Self(
    "dispute.partly", english: "{level} upheld {awarded} of {claim} {at}",
    simplifiedChinese: "{at} {level}支持 {claim} 中的 {awarded}")
  /// A level found the customer not right.
  public static let disputeRejectedStep = Self(
    "dispute.rejected", english: "{level} rejected the claim {at}",
    simplifiedChinese: "{at} {level}驳回主张")
  /// A level passed on.
  public static let disputePassedOnStep = Self(
    "dispute.passedOn", english: "{level} passed it on {at}",
    simplifiedChinese: "{at} {level}移交上一级")
  /// What the customer was told.
  public static let disputeReasonStep = Self(
    "dispute.reason", english: "because: {told}", simplifiedChinese: "理由：{told}")
  /// What was said for the desk alone, and by whom.
  public static let disputeConfidentialStep = Self(
    "dispute.confidential", english: "decided by {by}: {reason}",
    simplifiedChinese: "裁决人 {by}：{reason}")
  /// Who decided.
  public static let disputeDeciderStep = Self(
    "dispute.decider", english: "decided by {by}", simplifiedChinese: "裁决人 {by}")
  /// Who bears the cost.
  public static let disputeCostsStep = Self(
    "dispute.costs", english: "of the cost the customer bears {customer}, the company {company}",
    simplifiedChinese: "费用承担：客户 {customer}，公司 {company}")
  /// A side appealed.
  public static let disputeAppealedStep = Self(
    "dispute.appealed", english: "the {side} appealed {at}",
    simplifiedChinese: "{at} {side}提出申诉")
  /// A side accepted.
  public static let disputeAcceptedStep = Self(
    "dispute.accepted", english: "the {side} accepted {at}",
    simplifiedChinese: "{at} {side}接受裁决")
  /// The agreement.
  public static let disputeAgreementStep = Self(
    "dispute.agreement", english: "agreement recorded {at}: {awarded}, {onTop} of it on top; {why}",
    simplifiedChinese: "{at} 记录协议：{awarded}，其中新增 {onTop}；{why}")
  /// The publication.
  public static let disputePublishedStep = Self(
    "dispute.publishedAt", english: "published {at}", simplifiedChinese: "{at} 公示")
  /// The withdrawal.
  public static let disputeWithdrawnStep = Self(
    "dispute.withdrawnAt", english: "withdrawn by the customer {at}",
    simplifiedChinese: "{at} 客户撤回")

  // MARK: Court

  /// The dispute may go to court.
  public static let disputeMayLitigate = Self(
    "dispute.litigation.allowed", english: "{dispute} may go to court since {since}: {why}",
    simplifiedChinese: "{dispute} 自 {since} 起可提起诉讼：{why}")
  /// The dispute may not go to court.
  public static let disputeMayNotLitigate = Self(
    "dispute.litigation.refused", english: "{dispute} may not go to court: {why}",
    simplifiedChinese: "{dispute} 暂不可提起诉讼：{why}")

  /// The codes of disputes, for a catalogue.
  public static let allDisputes: [Self] =
    [
      .disputeNotOpened, .disputeCollectingEvidence, .disputeAwaitingCheck, .disputeUnderReview,
      .disputeOverdue, .disputeDecided, .disputeBinding, .disputeAgreed, .disputePublished,
      .disputeWithdrawn, .disputeOpenedStep, .disputeReopenedStep, .disputeEvidenceStep,
      .disputeEvidenceClosedStep, .disputeCheckedStep, .disputeFindingAgrees,
      .disputeFindingContradicts, .disputeFindingNotKnown, .disputeLapsedStep,
      .disputeUpheldStep, .disputePartlyStep, .disputeRejectedStep, .disputePassedOnStep,
      .disputeReasonStep, .disputeConfidentialStep, .disputeDeciderStep, .disputeCostsStep,
      .disputeAppealedStep, .disputeAcceptedStep, .disputeAgreementStep, .disputePublishedStep,
      .disputeWithdrawnStep, .disputeMayLitigate, .disputeMayNotLitigate,
    ] + disputeWords + Dispute.Rejection.words.codes + Dispute.Rejection.commands.codes
    + Dispute.Rejection.steps.codes
}
