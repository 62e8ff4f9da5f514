// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Words of tickets that stand inside sentences, in English and Simplified Chinese.
enum TicketWords {
  static let commands = PhraseTable(
    "ticket.command",
    [
      ("open", "open the ticket", "受理工单"), ("classify", "classify the ticket", "工单分类"),
      ("prioritise", "set the priority", "设定优先级"), ("assign", "assign the ticket", "分派工单"),
      ("transfer", "hand the ticket on", "转派工单"), ("escalate", "escalate the ticket", "升级工单"),
      ("addMessage", "add a message", "添加消息"), ("pause", "pause the work", "挂起工单"),
      ("resume", "resume the work", "恢复处理"), ("solve", "solve the ticket", "解决工单"),
      ("reopen", "reopen the ticket", "重新打开工单"), ("close", "close the ticket", "关闭工单"),
      ("conclude", "record the outcome", "记录处理结果"), ("archive", "archive the ticket", "归档工单"),
      ("merge", "merge the ticket into another one", "并入其他工单"),
      ("absorb", "take in another ticket", "合并其他工单"), ("split", "split a part off", "拆分工单"),
      ("link", "link the ticket", "建立关联"), ("unlink", "remove a link", "取消关联"),
      ("reachStage", "reach a stage", "进入阶段"),
      ("gradeComplaint", "grade the complaint", "投诉定级"),
      ("gradeIncident", "grade the incident", "故障定级"), ("setField", "set a field", "填写字段"),
      ("changeTags", "change tags", "修改标签"), ("watch", "watch the ticket", "关注工单"),
      ("unwatch", "stop watching the ticket", "取消关注"),
      ("startContact", "begin a contact", "开始联络"), ("endContact", "end a contact", "结束联络"),
      ("recordContact", "keep the record of a contact", "留存联络记录"),
      ("rate", "rate a contact", "客户评价"),
      ("reportDissatisfaction", "report dissatisfaction", "反映不满意"),
      ("inspect", "inspect a contact", "质检联络"), ("recordViolation", "record a violation", "记录违规"),
      ("askConfirmation", "ask for a confirmation", "请求客户确认"),
      ("answerConfirmation", "answer a confirmation", "答复确认"),
      ("fileDocument", "file a document", "归存文件"),
      ("verifyIdentity", "verify the identity", "核验身份"),
      ("planFollowUp", "plan a follow-up", "安排回访"),
      ("completeFollowUp", "complete a follow-up", "完成回访"),
      ("sendNotice", "send a notice", "发送通知"), ("reportAbuse", "report abuse", "报告不当言行"),
      ("appealBlock", "appeal against a block", "对封禁提出申诉"),
      ("judgeBlock", "judge an appeal against a block", "裁定封禁申诉"),
      ("changeConsent", "change a consent", "变更授权同意"), ("disclose", "disclose data", "披露资料"),
      ("recordAccess", "record an access", "登记查阅"), ("changeHold", "change a hold", "变更保全令"),
      ("erase", "erase data", "删除资料"),
    ])

  static let statuses = PhraseTable(
    "ticket.status",
    [
      ("new", "new", "新建"), ("open", "open", "处理中"), ("pending", "pending", "等待客户"),
      ("onHold", "on hold", "挂起"), ("solved", "solved", "已解决"), ("closed", "closed", "已关闭"),
      ("archived", "archived", "已归档"), ("merged", "merged", "已合并"),
    ])

  static let sections = PhraseTable(
    "ticket.section",
    [
      ("clock", "clock", "计时日历"), ("procedures", "procedures", "处理流程"),
      ("incidentPlans", "incident plans", "故障预案"), ("confirmations", "confirmations", "客户确认"),
      ("abuse", "abuse", "不当言行"), ("notices", "notices", "通知"),
      ("retention", "retention", "资料保留"), ("dissatisfaction", "dissatisfaction", "不满意处理"),
      ("afterAccountClosure", "after the closing of an account", "销户之后"),
    ])

  static let messages = PhraseTable(
    "ticket.message",
    [
      ("customer", "a message of the customer", "客户消息"), ("reply", "a reply", "答复"),
      ("holdingReply", "a holding reply", "先行答复"), ("automatic", "an automatic answer", "自动答复"),
      ("note", "a note", "内部备注"),
    ])

  static let parts = PhraseTable(
    "ticket.part",
    [
      ("customer", "customer", "客户"), ("channel", "channel", "渠道"), ("kind", "kind", "类型"),
      ("category", "category", "类别"), ("subject", "subject", "主题"), ("field", "{name}", "{name}"),
      ("document", "document {name}", "文件 {name}"), ("answer", "answer", "答复"),
      ("record", "record of the contact", "联络记录"),
      ("address", "address of the contact", "联络号码或地址"),
      ("receipt", "receipt of the contact", "联络回执"), ("expectedTime", "expected time", "预计时间"),
      ("confirmation", "confirmation {name}", "客户确认 {name}"),
      ("stage", "stage {stage} of {procedure}", "{procedure} 的阶段 {stage}"),
      ("outcome", "outcome", "处理结果"), ("anyOf", "one of these: {parts}", "以下之一：{parts}"),
      ("missing", "{part} ({rule})", "{part}（{rule}）"),
    ])

  static let attachments = PhraseTable(
    "ticket.attachment",
    [
      (
        "size", "attachment {number} has {bytes} bytes, at most {most}",
        "第 {number} 个附件为 {bytes} 字节，最多 {most}"
      ),
      (
        "mediaType", "attachment {number} is of the type {type}, which is not allowed",
        "第 {number} 个附件的类型 {type} 不允许"
      ),
      (
        "number", "attachment {number} is too many, at most {most}",
        "第 {number} 个附件超出数量，最多 {most} 个"
      ),
    ])
}

extension Ticket.Command.Kind {
  /// What is asked for, as words inside a sentence.
  var phrase: Explanation.Operand.Value { TicketWords.commands.phrase(rawValue) }
}

extension Ticket.Status {
  /// Where the ticket stands, as words inside a sentence.
  var phrase: Explanation.Operand.Value { TicketWords.statuses.phrase(rawValue) }
}

extension TicketPolicy.Section {
  /// The section, as words inside a sentence.
  var phrase: Explanation.Operand.Value { TicketWords.sections.phrase(rawValue) }
}

extension Ticket.Message.Kind {
  /// The kind of message, as words inside a sentence.
  var phrase: Explanation.Operand.Value { TicketWords.messages.phrase(rawValue) }
}

extension TicketPolicy.Part {
  /// What is lacking, as words inside a sentence.
  fileprivate var phrase: Explanation.Operand.Value {
    let words = TicketWords.parts
    return switch self {
    case .customer: words.phrase("customer")
    case .channel: words.phrase("channel")
    case .kind: words.phrase("kind")
    case .category: words.phrase("category")
    case .subject: words.phrase("subject")
    case .field(let name): words.phrase("field", .init("name", .text(name)))
    case .document(let kind): words.phrase("document", .init("name", .text(kind.rawValue)))
    case .answer: words.phrase("answer")
    case .record: words.phrase("record")
    case .address: words.phrase("address")
    case .receipt: words.phrase("receipt")
    case .expectedTime: words.phrase("expectedTime")
    case .confirmation(let step):
      words.phrase("confirmation", .init("name", .text(step.rawValue)))
    case .stage(let entry):
      words.phrase(
        "stage", .init("stage", .text(entry.stage.rawValue)),
        .init("procedure", .text(entry.procedure.rawValue)))
    case .outcome: words.phrase("outcome")
    case .anyOf(let parts): words.phrase("anyOf", .init("parts", .list(parts.map(\.phrase))))
    }
  }
}

extension TicketPolicy.Missing {
  /// What is missing and who wants it, as words inside a sentence.
  var phrase: Explanation.Operand.Value {
    TicketWords.parts.phrase("missing", .init("part", part.phrase), .init("rule", id: rule))
  }
}

extension TicketPolicy.AttachmentRefusal {
  /// Why the attachment is refused, as words inside a sentence; attachments are counted from 1.
  var phrase: Explanation.Operand.Value {
    let words = TicketWords.attachments
    let number = Explanation.Operand("number", count: Int64(position) + 1)
    return switch reason {
    case .size(let bytes, let most):
      words.phrase("size", number, .init("bytes", count: bytes), .init("most", count: most))
    case .mediaType(let type): words.phrase("mediaType", number, .init("type", .text(type)))
    case .number(let most): words.phrase("number", number, .init("most", count: most))
    }
  }
}
