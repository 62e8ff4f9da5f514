// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportSLA
import SupportTickets

extension DeskEvent {
  /// What happened, as words inside a sentence; an event without words is told by its type.
  var phrase: Explanation.Operand.Value {
    switch self {
    case .ticket, .told, .membership: Self.words.phrase(type)
    case .clock(let adjustment): Self.words.phrase("clock.\(adjustment.kind.word)")
    case .compensation(let event): Self.words.phrase("compensation.\(event.change.word)")
    case .dispute(_, let event): Self.words.phrase("dispute.\(event.change.word)")
    }
  }

  static let words = PhraseTable("desk.event", ticketRows + accountRows)

  private static let ticketRows: [PhraseTable.Row] = [
    ("ticket.opened", "the ticket was opened", "工单受理"),
    ("ticket.imported", "the ticket was taken over from elsewhere", "工单导入"),
    ("ticket.workStarted", "the work began", "开始处理"),
    ("ticket.classified", "the ticket was classified", "工单分类"),
    ("ticket.prioritised", "the priority was set", "设定优先级"),
    ("ticket.assigned", "the ticket was assigned", "工单分派"),
    ("ticket.transferred", "the ticket was handed on", "工单转派"),
    ("ticket.escalated", "the ticket was escalated", "工单升级"),
    ("ticket.messageAdded", "a message was added", "新增消息"),
    ("ticket.waitChanged", "what the work waits for changed", "等待事项变更"),
    ("ticket.solved", "the ticket was solved", "工单解决"),
    ("ticket.reopened", "the ticket was reopened", "工单重新打开"),
    ("ticket.closed", "the ticket was closed", "工单关闭"),
    ("ticket.concluded", "the outcome was recorded", "记录处理结果"),
    ("ticket.archived", "the ticket was archived", "工单归档"),
    ("ticket.merged", "the ticket was merged into another one", "工单并入其他工单"),
    ("ticket.absorbed", "another ticket was taken in", "合并其他工单"),
    ("ticket.splitOff", "a part was split off", "拆分出新工单"),
    ("ticket.linked", "the ticket was linked", "建立关联"),
    ("ticket.unlinked", "a link was removed", "取消关联"),
    ("ticket.stageReached", "a stage was reached", "到达阶段"),
    ("ticket.complaintGraded", "the complaint was graded", "投诉定级"),
    ("ticket.incidentGraded", "the incident was graded", "故障定级"),
    ("ticket.fieldSet", "a field was set", "填写字段"),
    ("ticket.tagsChanged", "tags were changed", "标签变更"),
    ("ticket.watchersChanged", "those who watch it changed", "关注人变更"),
    ("ticket.contactStarted", "a contact began", "联络开始"),
    ("ticket.contactEnded", "a contact ended", "联络结束"),
    ("ticket.contactRecorded", "the record of a contact was kept", "留存联络记录"),
    ("ticket.receiptIssued", "a receipt was issued", "出具回执"),
    ("ticket.rated", "the customer rated a contact", "客户评价"),
    ("ticket.confirmationAsked", "the customer was asked to confirm", "请求客户确认"),
    ("ticket.confirmationAnswered", "the customer answered a confirmation", "客户答复确认"),
    ("ticket.documentFiled", "a document was filed", "归存文件"),
    ("ticket.identityVerified", "the identity was verified", "身份核验"),
    ("ticket.followUpPlanned", "a follow-up was planned", "安排回访"),
    ("ticket.followUpDone", "a follow-up was done", "完成回访"),
    ("ticket.noticeSent", "a notice was sent", "发送通知"),
    ("ticket.inspected", "a contact was inspected", "质检联络"),
    ("ticket.violationRecorded", "a violation was recorded", "记录违规"),
    ("ticket.abuseWarned", "the customer was warned", "不当言行警告"),
    ("ticket.blocked", "the customer was blocked", "封禁客户"),
    ("ticket.blockAppealed", "the block was appealed against", "对封禁提出申诉"),
    ("ticket.blockJudged", "the appeal against the block was judged", "裁定封禁申诉"),
    ("ticket.consentChanged", "a consent was changed", "授权同意变更"),
    ("ticket.disclosed", "data were disclosed", "披露资料"),
    ("ticket.accessed", "the file was looked at", "查阅资料"),
    ("ticket.holdChanged", "a hold was changed", "保全令变更"),
    ("ticket.erased", "data were erased", "删除资料"),
    ("ticket.corrected", "the record was corrected", "记录更正"),
  ]

  private static let accountRows: [PhraseTable.Row] = [
    ("clock.waived", "a breach was set aside", "超时免责"),
    ("clock.extended", "more time was given", "延长时限"),
    ("clock.excluded", "some time was excluded", "剔除时段"),
    ("clock.acknowledged", "a breach was acknowledged", "确认超时"),
    ("clock.told", "what fell due was told", "到期事项已通知"),
    ("compensation.awarded", "an award was made", "赔付判定"),
    ("compensation.delayOpened", "a delay that costs something goes on", "持续延误计赔"),
    ("compensation.refused", "a claim was refused", "不予赔付"),
    ("compensation.undecided", "a claim cannot be decided yet", "赔付待定"),
    ("compensation.reversed", "an award was taken back", "撤销赔付"),
    ("compensation.adjusted", "an award was adjusted", "调整赔付"),
    ("compensation.arbitrated", "arbitration gave more", "仲裁赔付"),
    ("compensation.approvalAsked", "an approval was asked for", "请求审批"),
    ("compensation.approved", "the sum was approved", "审批通过"),
    ("compensation.approvalRefused", "the approval was refused", "审批未通过"),
    ("compensation.payoutPlaced", "a payout was placed", "生成付款"),
    ("compensation.payoutMoved", "a payout went on", "付款状态变更"),
    ("compensation.latePaymentCharged", "a late payment was charged", "逾期付款计息"),
    ("compensation.flagged", "signs of serial claims were seen", "疑似连续索赔"),
    ("membership.enrolled", "the membership began", "入会"),
    ("membership.earned", "points were earned", "获得积分"),
    ("membership.earningConfirmed", "points were confirmed", "积分确认"),
    ("membership.earningRefunded", "points were taken back for a refund", "退款扣回积分"),
    ("membership.redeemed", "points were redeemed", "兑换积分"),
    ("membership.redemptionReversed", "a redemption was called off", "取消兑换"),
    ("membership.adjusted", "points were adjusted", "调整积分"),
    ("membership.pointsReinstated", "points were reinstated", "恢复积分"),
    ("membership.tierGranted", "a tier was given", "授予等级"),
    ("membership.tierGrantEnded", "a given tier ended", "授予等级结束"),
    ("membership.benefitUsed", "a benefit was used", "使用权益"),
    ("membership.benefitUseReturned", "a benefit was given back", "退回权益"),
    ("membership.benefitGranted", "a benefit was given", "授予权益"),
    ("membership.rewarded", "a reward was given", "发放奖励"),
    ("membership.certified", "a certificate was given", "颁发认证"),
    ("membership.closed", "the membership ended", "会员资格终止"),
    ("dispute.opened", "a dispute was opened", "争议受理"),
    ("dispute.evidenceFiled", "evidence was brought", "提交证据"),
    ("dispute.evidenceClosed", "the evidence is complete", "证据齐备"),
    ("dispute.checked", "the dispute was held against history", "系统核查"),
    ("dispute.reviewPlanned", "the review was planned", "安排评审"),
    ("dispute.ruled", "a level decided", "作出裁决"),
    ("dispute.appealed", "a side appealed", "提出申诉"),
    ("dispute.accepted", "a side accepted", "接受裁决"),
    ("dispute.agreed", "the agreement was recorded", "记录协议"),
    ("dispute.published", "the outcome was published", "公示结果"),
    ("dispute.withdrawn", "the dispute was withdrawn", "撤回争议"),
    ("dispute.reopened", "the dispute was reopened", "重新受理争议"),
  ]
}

extension SLAAdjustment.Kind {
  /// The last part of its code.
  fileprivate var word: String {
    switch self {
    case .waived: "waived"
    case .extended: "extended"
    case .excluded: "excluded"
    case .acknowledged: "acknowledged"
    }
  }
}

extension CompensationAccount.Change {
  /// The last part of its code, as its JSON names it.
  fileprivate var word: String {
    switch self {
    case .awarded: "awarded"
    case .delayOpened: "delayOpened"
    case .refused: "refused"
    case .undecided: "undecided"
    case .reversed: "reversed"
    case .adjusted: "adjusted"
    case .arbitrated: "arbitrated"
    case .approvalAsked: "approvalAsked"
    case .approved: "approved"
    case .approvalRefused: "approvalRefused"
    case .payoutPlaced: "payoutPlaced"
    case .payoutMoved: "payoutMoved"
    case .latePaymentCharged: "latePaymentCharged"
    case .flagged: "flagged"
    }
  }
}

extension Dispute.Change {
  /// The last part of its code, as its JSON names it.
  fileprivate var word: String {
    switch self {
    case .opened: "opened"
    case .evidenceFiled: "evidenceFiled"
    case .evidenceClosed: "evidenceClosed"
    case .checked: "checked"
    case .reviewPlanned: "reviewPlanned"
    case .ruled: "ruled"
    case .appealed: "appealed"
    case .accepted: "accepted"
    case .agreed: "agreed"
    case .published: "published"
    case .withdrawn: "withdrawn"
    case .reopened: "reopened"
    }
  }
}
