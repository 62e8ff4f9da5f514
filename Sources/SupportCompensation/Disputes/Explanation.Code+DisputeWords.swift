// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Words of disputes, in the languages that the library speaks.
extension Explanation.Code {
  private static func word(_ id: String, _ english: String, _ chinese: String) -> Self {
    Self("dispute.\(id)", english: english, simplifiedChinese: chinese)
  }

  static let disputeWords: [Self] = [
    word("level.customerSide", "the customer side", "客服侧"),
    word("level.operations", "operations", "运营"),
    word("level.legal", "legal", "法务"),
    word("side.customer", "customer", "客户"),
    word("side.company", "company", "公司"),
    word("evidence.contract", "a contract", "合同或订单"),
    word("evidence.payment", "a proof of payment", "付款凭证"),
    word("evidence.correspondence", "correspondence", "往来记录"),
    word("evidence.picture", "a picture", "图片或视频"),
    word("evidence.log", "a log", "系统日志"),
    word("binding.lastLevel", "the last level decided", "终级裁决"),
    word("binding.notAppealed", "nobody appealed in time", "逾期无人申诉"),
    word("binding.accepted", "both sides accepted it", "双方接受"),
    word("exhaustion.lastLevelDecided", "the last level decided", "终级已裁决"),
    word("exhaustion.lastLevelSilent", "the last level let its time pass", "终级逾期未裁决"),
    word("bar.notOpened", "nothing was claimed", "尚未受理"),
    word("bar.goesOn", "arbitration comes first", "应先行仲裁"),
    word("bar.notAppealed", "nobody appealed in time", "逾期无人申诉"),
    word("bar.accepted", "both sides accepted a decision", "双方已接受裁决"),
    word("bar.withdrawn", "the customer withdrew", "客户已撤回"),
    word("system", "the system", "系统"),
  ]

  /// The word of that id as an operand; where there is none, the text as it is.
  static func disputeWord(_ id: String, _ text: String) -> Explanation.Operand.Value {
    disputeWords.first { $0.id == "dispute.\(id)" }.map { .phrase($0, []) } ?? .text(text)
  }
}

extension DisputeLevel.ID {
  /// The level as an operand, told in the reader's language; one of the desk's own by its name.
  var operand: Explanation.Operand.Value {
    Explanation.Code.disputeWord("level.\(rawValue)", rawValue)
  }
}

extension Dispute.Side {
  var operand: Explanation.Operand.Value {
    Explanation.Code.disputeWord("side.\(rawValue)", rawValue)
  }
}

extension Dispute.EvidenceKind {
  var operand: Explanation.Operand.Value {
    Explanation.Code.disputeWord("evidence.\(rawValue)", rawValue)
  }
}

extension Dispute.Binding {
  var operand: Explanation.Operand.Value {
    Explanation.Code.disputeWord("binding.\(rawValue)", rawValue)
  }
}

extension Dispute.Litigation {
  /// The reason, in the reader's language.
  var operand: Explanation.Operand.Value {
    switch self {
    case .allowed(_, let why):
      Explanation.Code.disputeWord("exhaustion.\(why.rawValue)", why.rawValue)
    case .refused(.notOpened): Explanation.Code.disputeWord("bar.notOpened", "notOpened")
    case .refused(.goesOn): Explanation.Code.disputeWord("bar.goesOn", "goesOn")
    case .refused(.notAppealed): Explanation.Code.disputeWord("bar.notAppealed", "notAppealed")
    case .refused(.accepted): Explanation.Code.disputeWord("bar.accepted", "accepted")
    case .refused(.withdrawn): Explanation.Code.disputeWord("bar.withdrawn", "withdrawn")
    }
  }
}

extension Principal {
  /// Who acted, as an operand: customers are personal, people who work for the desk confidential.
  var disputeOperand: Explanation.Operand.Value {
    switch self {
    case .customer(let id): .personal(id.rawValue)
    case .agent(let id): .confidential(id.rawValue)
    case .automation(let id): .text(id.rawValue)
    case .system: Explanation.Code.disputeWord("system", "system")
    }
  }
}
