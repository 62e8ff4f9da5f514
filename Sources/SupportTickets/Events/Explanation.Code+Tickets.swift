// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// How far a ticket is.
  public static let ticketProgress = Self(
    "ticket.progress", english: "{ticket} is {status}; opened {opened}, last changed {last}",
    simplifiedChinese: "{ticket} 状态为 {status}；受理于 {opened}，最近更新于 {last}")
  /// A stage that a ticket reached.
  public static let ticketStage = Self(
    "ticket.stage", english: "{stage} of {procedure} reached {at}",
    simplifiedChinese: "{procedure} 于 {at} 到达阶段 {stage}")
  /// The ticket that goes on for a merged one.
  public static let ticketMerged = Self(
    "ticket.merged", english: "it goes on as {survivor}",
    simplifiedChinese: "由 {survivor} 继续处理")
}
