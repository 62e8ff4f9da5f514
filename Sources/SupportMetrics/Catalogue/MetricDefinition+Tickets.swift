// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension MetricDefinition {
  /// The times that a ticket takes, each in elapsed and in business time.
  public enum TicketTime: String, Hashable, Sendable, Codable, CaseIterable {
    /// From the opening to the first answer by a person.
    case firstReply
    /// From the opening until it was solved first.
    case firstResolution
    /// From the opening until it was solved last.
    case fullResolution
    /// While the customer waited: new, open and on hold.
    case requesterWait
    /// While the desk waited for the customer: pending.
    case agentWait
    /// While somebody else was waited for.
    case onHold

    fileprivate var words: (english: String, chinese: String) {
      switch self {
      case .firstReply: ("First reply time", "首次回复时间")
      case .firstResolution: ("First resolution time", "首次解决时间")
      case .fullResolution: ("Full resolution time", "完全解决时间")
      case .requesterWait: ("Requester wait time", "客户等待时间")
      case .agentWait: ("Agent wait time", "坐席等待时间")
      case .onHold: ("On-hold time", "搁置时间")
      }
    }

    /// The instant at which the time is over, by which it is dated.
    fileprivate var end: String {
      switch self {
      case .firstReply: "firstRepliedAt"
      case .firstResolution: "firstSolvedAt"
      case .fullResolution, .requesterWait, .agentWait, .onHold: "solvedAt"
      }
    }
  }

  /// A time that tickets take: its mean, or what a share of them does not exceed. Tickets count by the
  /// day on which the time was over.
  ///
  /// - Parameters:
  ///   - time: Which time.
  ///   - isBusiness: Whether only business time counts.
  ///   - share: The share of a quantile; `nil` for the mean.
  /// - Returns: The definition, dated by the instant at which the time was over.
  public static func ticketTime(
    _ time: TicketTime, isBusiness: Bool = false, share: Rate? = nil
  ) -> Self {
    let fact = MetricAmount([time.rawValue + (isBusiness ? "Business" : "")])
    let all = Condition.isKnown(time.end)
    let suffix = QuantileSuffix(share)
    return Self(
      catalogue: "\(time.rawValue)Time" + (isBusiness ? ".business" : "") + suffix.id, of: .tickets,
      share.map { .quantile($0, of: fact, by: .linear, where: all) } ?? .mean(fact, where: all),
      time.words.english + (isBusiness ? ", business hours" : "") + suffix.english,
      time.words.chinese + (isBusiness ? "（工作时间）" : "") + suffix.chinese,
      family: "\(time.rawValue)Time",
      source: MetricSource.zendeskTimes
    ).with(\.date, .fact(time.end))
  }

  /// The time from a customer's message to the answer behind it, first answers left aside.
  public static func nextReplyTime(isBusiness: Bool = false, share: Rate? = nil) -> Self {
    replyTime(
      "nextReplyTime", isBusiness, share, where: .equals("isFirst", false), "Next reply time",
      "后续回复时间", source: "GitLab handbook, Zendesk metrics definitions: next reply time")
  }

  /// The time from a customer's message to the answer behind it, all answers together: the mean
  /// response time.
  public static func replyTime(isBusiness: Bool = false, share: Rate? = nil) -> Self {
    replyTime(
      "replyTime", isBusiness, share, where: .always, "Response time", "响应时间",
      source: MetricSource.standard("CM-42"))
  }

  private static func replyTime(
    _ name: String, _ isBusiness: Bool, _ share: Rate?, where rows: Condition, _ english: String,
    _ chinese: String, source: String
  ) -> Self {
    let fact: MetricAmount = isBusiness ? "waitBusiness" : "wait"
    let suffix = QuantileSuffix(share)
    return Self(
      catalogue: name + (isBusiness ? ".business" : "") + suffix.id, of: .replies,
      share.map { .quantile($0, of: fact, by: .linear, where: rows) } ?? .mean(fact, where: rows),
      english + (isBusiness ? ", business hours" : "") + suffix.english,
      chinese + (isBusiness ? "（工作时间）" : "") + suffix.chinese, family: "replyTime", source: source)
  }

  /// How long complaints take until they are solved last.
  public static let complaintResolutionTime = Self(
    catalogue: "complaintResolutionTime", of: .tickets,
    .mean("fullResolution", where: .all([.kind("complaint"), .isKnown("solvedAt")])),
    "Resolution time of complaints", "投诉解决时间", family: "fullResolutionTime",
    source: MetricSource.standard("DX-30")
  ).with(\.date, .fact("solvedAt"))

  // MARK: Shares

  /// The share of tickets of a kind that were answered at all.
  ///
  /// - Parameter kind: `inquiry` or `complaint`, or a kind of the host.
  /// - Returns: The definition, told by the month.
  public static func replyRate(of kind: String) -> Self {
    let words = ReplyWords(kind)
    return Self(
      catalogue: "\(words.name)ReplyRate", of: .tickets,
      .share(of: .holds("isReplied"), among: .kind(kind)), "\(words.english) answered",
      "\(words.chinese)答复率", family: "replyRate", source: MetricSource.standard(words.replied)
    ).with(\.period, .month)
  }

  /// The share of tickets of a kind that were answered within a time; the others, answered late or not
  /// at all, count below the line.
  ///
  /// Left out as unknown is a ticket that was answered without anybody knowing after what time: only in a
  /// ticket that was merged into it, or, in business time, by a ``TicketRowWriter`` without a clock. All
  /// answered tickets are then left out, and what is told is told of the others.
  ///
  /// - Parameters:
  ///   - kind: `inquiry` or `complaint`, or a kind of the host.
  ///   - target: The longest time that is in time.
  ///   - isBusiness: Whether only business time counts.
  /// - Returns: The definition, told by the month.
  public static func onTimeReplyRate(
    of kind: String, within target: Duration, isBusiness: Bool = false
  ) -> Self {
    let words = ReplyWords(kind)
    let fact = isBusiness ? "firstReplyBusiness" : "firstReply"
    return Self(
      catalogue: "\(words.name)OnTimeReplyRate" + (isBusiness ? ".business" : ""), of: .tickets,
      .share(of: .all([.holds("isReplied"), .within(fact, target)]), among: .kind(kind)),
      "\(words.english) answered in time" + (isBusiness ? ", business hours" : ""),
      "\(words.chinese)及时答复率" + (isBusiness ? "（工作时间）" : ""), family: "replyRate",
      source: MetricSource.standard("NA-10")
    ).with(\.period, .month)
  }

  private struct ReplyWords {
    var name: String, english: String, chinese: String, replied: String

    init(_ kind: String) {
      name = kind
      english = kind == "inquiry" ? "Inquiries" : kind == "complaint" ? "Complaints" : kind
      chinese = kind == "inquiry" ? "咨询" : kind == "complaint" ? "投诉" : kind
      replied = kind == "complaint" ? "NA-09" : "NA-08"
    }
  }

  /// Repeated complaints for each that is not one: repeats / (all − repeats).
  public static let repeatComplaintsOfOthers = Self(
    catalogue: "repeatComplaintsOfOthers", of: .tickets,
    .ratio(
      of: .all([.kind("complaint"), .holds("isRepeat")]),
      to: .all([.kind("complaint"), .equals("isRepeat", false)])),
    "Repeated complaints, of the others", "重复投诉率（占非重复）", family: "repeatComplaints",
    source: MetricSource.standard("NA-11")
  ).with(\.period, .month)

  /// The share of complaints that are repeats.
  public static let repeatComplaintsOfAll = Self(
    catalogue: "repeatComplaintsOfAll", of: .tickets,
    .share(of: .holds("isRepeat"), among: .kind("complaint")), "Repeated complaints, of all",
    "重复投诉率（占全部）", family: "repeatComplaints", source: MetricSource.standard("CM-43")
  ).with(\.period, .month)

  /// The share of decided promises that were met; those that run, were cancelled, waived or merged
  /// away are left aside.
  ///
  /// The subject has to promise the metric: ``MetricSubject/tickets(promising:)``.
  public static func attainment(of metric: String) -> Self {
    Self(
      catalogue: "attainment", of: .tickets,
      .share(
        of: .equals("sla.\(metric)", "met"), among: .isOneOf("sla.\(metric)", ["met", "missed"])),
      "Promises met", "承诺达成率", family: "attainment",
      source: "\(MetricSource.zendesk): SLA achieved rate")
  }

  /// The same with what somebody waived below the line, as kept.
  public static func attainmentWithWaived(of metric: String) -> Self {
    Self(
      catalogue: "attainment.withWaived", of: .tickets,
      .share(
        of: .isOneOf("sla.\(metric)", ["met", "waived"]),
        among: .isOneOf("sla.\(metric)", ["met", "missed", "waived"])),
      "Promises met or waived", "承诺达成率（含豁免）", family: "attainment",
      source: "semantics S12, waived misses counted as kept")
  }
}

extension MetricCatalogue {
  static let ticketTimes: [Entry] =
    MetricDefinition.TicketTime.allCases.flatMap { time in
      [false, true].map { isBusiness in
        Entry([.quantile]) {
          .ticketTime(time, isBusiness: isBusiness, share: $0.share(ifSaid: .quantile))
        }
      }
    }
    + [false, true].flatMap { isBusiness in
      [
        Entry([.quantile]) {
          .nextReplyTime(isBusiness: isBusiness, share: $0.share(ifSaid: .quantile))
        },
        Entry([.quantile]) {
          .replyTime(isBusiness: isBusiness, share: $0.share(ifSaid: .quantile))
        },
      ]
    } + [Entry(.complaintResolutionTime)]

  static let ticketShares: [Entry] = [
    Entry(.replyRate(of: "inquiry")), Entry(.replyRate(of: "complaint")),
    Entry([.replyWithin, .business]) {
      .onTimeReplyRate(
        of: "inquiry", within: $0.duration(.replyWithin), isBusiness: $0.flag(.business))
    },
    Entry([.replyWithin, .business]) {
      .onTimeReplyRate(
        of: "complaint", within: $0.duration(.replyWithin), isBusiness: $0.flag(.business))
    },
    Entry(.repeatComplaintsOfOthers), Entry(.repeatComplaintsOfAll),
  ]

  static let promises: [Entry] = [
    Entry([.metric]) { .attainment(of: $0.text(.metric)) },
    Entry([.metric]) { .attainmentWithWaived(of: $0.text(.metric)) },
  ]
}
