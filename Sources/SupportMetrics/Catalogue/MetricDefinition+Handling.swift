// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricDefinition {
  /// The mean of talk, hold and wrap-up of answered contacts: the average handling time (AHT).
  public static let averageHandlingTime = Self(
    catalogue: "averageHandlingTime", of: .contacts,
    .mean(["talk", "hold", "wrapUp"], where: .answered), "Average handling time", "平均处理时长",
    family: "handlingTime", source: "\(MetricSource.genesys): average handle time")

  /// The mean talk time of answered contacts, holds not counted.
  public static let averageTalkTime = Self(
    catalogue: "averageTalkTime", of: .contacts, .mean("talk", where: .answered),
    "Average talk time", "平均通话时长", family: "handlingTime",
    source: MetricSource.standard("CM-45"))

  /// The mean hold time of all answered contacts, those without a hold included.
  public static let averageHoldTime = Self(
    catalogue: "averageHoldTime", of: .contacts, .mean("hold", where: .answered),
    "Average hold time, all answered", "平均保持时长（全部接通）", family: "handlingTime",
    source: "\(MetricSource.amazon): Average customer hold time all contacts")

  /// The mean hold time of the answered contacts that were put on hold.
  public static let averageHoldTimeOfHeld = Self(
    catalogue: "averageHoldTime.held", of: .contacts,
    .mean(
      "hold", where: .all([.answered, .above("hold", .duration(milliseconds: 0))])),
    "Average hold time, held contacts", "平均保持时长（有保持）", family: "handlingTime",
    source: "\(MetricSource.amazon): Average customer hold time")

  /// The mean time that agents worked on a contact after the talk.
  public static let averageWrapUpTime = Self(
    catalogue: "averageWrapUpTime", of: .contacts, .mean("wrapUp", where: .answered),
    "Average wrap-up time", "平均话后时长", family: "handlingTime",
    source: "\(MetricSource.amazon): Average after contact work time")

  /// Handling by handling and waiting for work.
  public static let occupancy = Self(
    catalogue: "occupancy", of: .agentTime,
    .quotient(
      of: ["talk", "hold", "wrapUp"], by: .amount(["talk", "hold", "wrapUp", "available"]),
      where: .always), "Occupancy", "占用率", family: "occupancy",
    source: "\(MetricSource.amazon): Occupancy")

  /// Handling by all the time that agents are signed in.
  public static let occupancyOfSignedIn = Self(
    catalogue: "occupancy.signedIn", of: .agentTime,
    .quotient(of: ["talk", "hold", "wrapUp"], by: .amount("signedIn"), where: .always),
    "Occupancy, of time signed in", "占用率（占登录时长）", family: "occupancy",
    source: "\(MetricSource.callCentreHelper), What Is Occupancy?")

  /// Handling and waiting for work by all the time that agents are signed in. COPC divides by the hours
  /// that are paid, signed in or not, which rows of agents' time do not tell.
  public static let utilisationOfSignedIn = Self(
    catalogue: "utilisation.signedIn", of: .agentTime,
    .quotient(
      of: ["talk", "hold", "wrapUp", "available"], by: .amount("signedIn"), where: .always),
    "Utilisation, of time signed in", "利用率（占登录时长）", family: "occupancy",
    source: MetricSource.utilisation)

  /// The mean number of transfers of answered contacts.
  public static let transfersPerContact = Self(
    catalogue: "transfersPerContact", of: .contacts, .mean("transfers", where: .answered),
    "Transfers per contact", "每次联络转接次数", family: "transfers",
    source: MetricSource.standard("DX-29"))

  /// The share of answered contacts that were transferred.
  public static let transferRate = Self(
    catalogue: "transferRate", of: .contacts,
    .share(of: .atLeast("transfers", 1), among: .answered), "Transfer rate", "转接率",
    family: "transfers", source: MetricSource.cxToday)

  /// The share of answered contacts that were not transferred.
  public static let noTransfer = Self(
    catalogue: "noTransfer", of: .contacts, .share(of: .equals("transfers", 0), among: .answered),
    "Answered without a transfer", "无转接率", family: "transfers",
    source: "\(MetricSource.cxToday); the complement")

  /// The mean number of transfers of a ticket.
  public static let transfersPerTicket = Self(
    catalogue: "transfersPerTicket", of: .tickets, .mean("transfers", where: .always),
    "Transfers per ticket", "每单转派次数", family: "transfers",
    source: "\(MetricSource.zendesk): assignee and group stations")

  /// The share of solved tickets that no other group or agent ever took over.
  public static let noTransferTickets = Self(
    catalogue: "noTransfer.tickets", of: .tickets,
    .share(
      of: .all([
        .equals("transfers", 0), .equals("groupChanges", 0), .equals("agentChanges", 0),
      ]), among: .holds("isSolved")), "Solved without a transfer", "工单无转派率",
    family: "transfers", source: "\(MetricSource.zendesk): assignee and group stations"
  ).with(\.date, .fact("solvedAt"))
}

extension MetricCatalogue {
  static let handling: [Entry] = [
    Entry(.averageHandlingTime), Entry(.averageTalkTime), Entry(.averageHoldTime),
    Entry(.averageHoldTimeOfHeld), Entry(.averageWrapUpTime), Entry(.occupancy),
    Entry(.occupancyOfSignedIn), Entry(.utilisationOfSignedIn), Entry(.transfersPerContact),
    Entry(.transferRate), Entry(.noTransfer), Entry(.transfersPerTicket),
    Entry(.noTransferTickets),
  ]
}
