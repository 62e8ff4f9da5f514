// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// How far a ticket is; instants are the beginnings of hours.
  public static let ticketProgress = Self(
    "ticket.progress",
    english:
      "{ticket} is {status}; opened in the hour from {opened}, "
      + "last changed in the hour from {last}",
    simplifiedChinese:
      "{ticket} 状态为{status}；受理于 {opened} 起的一小时内，最近更新于 {last} 起的一小时内")
  /// A stage that a ticket reached, to the hour.
  public static let ticketStage = Self(
    "ticket.stage", english: "{stage} of {procedure} reached in the hour from {at}",
    simplifiedChinese: "{procedure} 于 {at} 起的一小时内到达阶段 {stage}")
  /// The ticket that goes on for a merged one.
  public static let ticketMerged = Self(
    "ticket.merged", english: "it goes on as {survivor}",
    simplifiedChinese: "由 {survivor} 继续处理")

  /// The codes of tickets, for a catalogue.
  public static let allTickets: [Self] =
    [.ticketProgress, .ticketStage, .ticketMerged] + Ticket.Rejection.words.codes
    + TicketWords.commands.codes + TicketWords.statuses.codes + TicketWords.sections.codes
    + TicketWords.messages.codes + TicketWords.parts.codes + TicketWords.attachments.codes
}
