// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
import SupportMembership
import SupportTickets
public import SupportTime

extension DeskRejection {
  /// Why the command is refused, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why the command is refused, in a sentence for whoever sent it, in English and Simplified Chinese.
  ///
  /// Names of agents and, where the desk refuses, of customers are confidential. What is wrong with a
  /// fact is told in English, as by every document.
  ///
  /// ```swift
  /// do throws(DeskRejection) {
  ///   …
  /// } catch {
  ///   show(error.explanation(in: book.zone).text(in: .simplifiedChinese, for: .desk))
  /// }
  /// ```
  ///
  /// - Parameter zone: By whose clocks instants are told, such as those of ``PolicyBook/zone``.
  /// - Returns: One sentence, without steps; that of the ticket, account, membership or dispute where
  ///   one of them refuses.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(Self.words.code(name), operands)
    }
    func customer(_ name: String, _ id: CustomerID) -> Explanation.Operand {
      .init(name, .confidential(id.rawValue))
    }
    switch self {
    case .ticket(let rejection): return rejection.explanation(in: zone)
    case .compensation(let rejection): return rejection.explanation(in: zone)
    case .membership(let rejection): return rejection.explanation(in: zone)
    case .dispute(let rejection): return rejection.explanation(in: zone)
    case .noSection(let name): return told("noSection", .init("section", .text(name)))
    case .accountNotLoaded(let name):
      let known = Self.accounts.rows.first { $0.english == name }
      return told(
        "accountNotLoaded",
        .init("account", known.map { Self.accounts.phrase($0.name) } ?? .text(name)))
    case .missedNotJudged(let id): return told("missedNotJudged", customer("customer", id))
    case .anotherTicket(let id): return told("anotherTicket", .init("ticket", id: id))
    case .anotherCustomer(let id, let owner):
      return told("anotherCustomer", customer("customer", id), customer("owner", owner))
    case .fact(let name, let reason):
      return told("fact", .init("name", .text(name)), .init("reason", .text(reason)))
    case .notOpened: return told("notOpened")
    }
  }

  static let words = PhraseTable(
    "desk.rejection",
    [
      ("noSection", "the book has no section {section}", "手册没有 {section} 部分"),
      ("accountNotLoaded", "the case comes without its {account}", "案件缺少{account}"),
      (
        "missedNotJudged", "no account of {customer} is loaded: what was missed is not judged",
        "未加载客户 {customer} 的账户：超时承诺未作赔付判定"
      ),
      ("anotherTicket", "the cause belongs to {ticket}", "该事由属于工单 {ticket}"),
      (
        "anotherCustomer", "the opening is of {customer}, the case of {owner}",
        "开单客户为 {customer}，案件属于 {owner}"
      ),
      ("fact", "{name}: {reason}", "{name}：{reason}"),
      ("notOpened", "the ticket was not opened yet", "工单尚未受理"),
    ])

  static let accounts = PhraseTable(
    "desk.account",
    [
      ("compensation", "compensation account", "赔付账户"), ("membership", "membership", "会员账户"),
    ])
}
