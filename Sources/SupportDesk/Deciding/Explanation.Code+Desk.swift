// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// What a desk decided.
  public static let deskDecision = Self(
    "desk.decision", english: "{ticket}, by {book} {version}",
    simplifiedChinese: "工单{ticket}，依据{book} {version}")
  /// Something that happened; the operand `type` holds what a store calls it.
  public static let deskEvent = Self(
    "desk.event", english: "{event} at {at}", simplifiedChinese: "{at}：{event}")
  /// Why something happened.
  public static let deskBecause = Self(
    "desk.because", english: "because: {reason}", simplifiedChinese: "原因：{reason}")
  /// The promises that hold.
  public static let deskPromises = Self(
    "desk.promises", english: "promises", simplifiedChinese: "服务承诺")
  /// What the customer got for a cause.
  public static let deskAward = Self(
    "desk.award",
    english: "{cause}: refund {refund}, compensation {compensation}, by {rule} of {policy}",
    simplifiedChinese: "{cause}：退款{refund}，补偿{compensation}，依据{policy}的{rule}")
  /// What the host has to do.
  public static let deskIntent = Self(
    "desk.intent", english: "to do: {action}", simplifiedChinese: "待办：{action}")
  /// What the rules wanted and the policy did not allow.
  public static let deskNotDone = Self(
    "desk.notDone", english: "not done: {reason}", simplifiedChinese: "未执行：{reason}")
  /// When something falls due.
  public static let deskNext = Self(
    "desk.next", english: "next look at {at}", simplifiedChinese: "下次检查时间：{at}")

  /// The codes of desks.
  public static let allDesk: [Self] =
    [
      deskDecision, deskEvent, deskBecause, deskPromises, deskAward, deskIntent, deskNotDone,
      deskNext,
    ] + DeskEvent.words.codes + DeskRejection.words.codes + DeskRejection.accounts.codes
}
