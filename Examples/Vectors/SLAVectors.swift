// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportSLA
import SupportTickets

/// Answers questions about service levels through the public API. No rule lives here.
struct SLAVectors: VectorAnswers {
  /// Policies by their text: files ask many questions of few policies.
  private var policies: [String: SLAPolicy] = [:]

  static let metrics: [SLAMetric] = [
    .firstReply, .reply, .nextReply, .periodicUpdate, .anyContactUpdate, .resolution, .ownership,
  ]

  mutating func answer(_ vector: Vector) throws(Vector.Refusal) -> JSONValue {
    let policy = try policy(vector)
    let asOf = try vector.instant("asOf")
    let story = try SLAVectorStory(vector, until: asOf)
    var timeline = SLATimeline(policy)
    for event in story.events { timeline.apply(event) }
    let figures = Self.metrics.map { Figures($0, timeline, asOf) }
    // What is due exactly now can still be kept.
    let dues = timeline.statuses(at: asOf).filter { $0.verdict == .running }.compactMap(\.dueAt)
    let nextDeadline = dues.filter { $0 >= asOf }.min()
    var members = figures.map { ($0.metric.rawValue, $0.json) }
    members += [
      ("nextDeadline", BusinessTimeVectors.instant(nextDeadline)),
      ("warnings", Self.instants(timeline.reminders(at: asOf))),
      ("warningsFired", Self.instants(timeline.remindersReached(until: asOf))),
      (
        "breaches",
        .object(
          figures.filter { $0.status != nil }.map { ($0.metric.rawValue, .integer($0.breaches)) })
      ),
      ("breached", .list(figures.filter { $0.breaches > 0 }.map { .text($0.metric.rawValue) })),
      ("outcome", Self.outcome(figures, isResolved: story.isResolved)),
      ("state", Self.state(figures)),
    ]
    return .object(members)
  }

  private mutating func policy(_ vector: Vector) throws(Vector.Refusal) -> SLAPolicy {
    let key = (vector.node.member("policy") ?? vector.node.member("policies"))?.json.line ?? ""
    if let policy = policies[key] { return policy }
    let policy = try SLAVectorPolicy.read(vector)
    policies[key] = policy
    return policy
  }

  private static func instants(_ reminders: [SLAPlannedReminder]) -> JSONValue {
    .list(reminders.map { BusinessTimeVectors.instant($0.at) })
  }

  // MARK: The ticket as a whole

  private static func outcome(_ figures: [Figures], isResolved: Bool) -> JSONValue {
    guard figures.contains(where: { $0.status != nil }) else { return .null }
    let isMissed = figures.contains { $0.breaches > 0 }
    return .text(
      isResolved ? (isMissed ? "missed" : "hit") : (isMissed ? "activeWithMisses" : "active"))
  }

  /// The first that holds: paused, failed, a first reply that is due, a resolution that is due.
  private static func state(_ figures: [Figures]) -> JSONValue {
    let known = figures.filter { $0.status != nil }
    guard !known.isEmpty else { return .null }
    if known.contains(where: { $0.status?.phase == .paused }) { return .text("paused") }
    let main = known.filter { $0.metric == .firstReply || $0.metric == .resolution }
    guard !main.isEmpty else { return .null }
    if main.contains(where: { $0.breaches > 0 }) { return .text("failed") }
    func runs(_ metric: SLAMetric) -> Bool {
      main.contains { $0.metric == metric && $0.status?.phase == .running }
    }
    if runs(.firstReply) { return .text("firstReplyDue") }
    return .text(runs(.resolution) ? "resolutionDue" : "fulfilled")
  }
}

// MARK: - Figures

extension SLAVectors {
  /// What is asked about one metric.
  struct Figures {
    let metric: SLAMetric
    /// The latest cycle.
    let status: SLAStatus?
    /// The time of each cycle that was not taken away.
    private let spans: [Int64]
    let breaches: Int

    init(_ metric: SLAMetric, _ timeline: SLATimeline, _ asOf: Instant) {
      self.metric = metric
      status = timeline.status(of: metric, at: asOf)
      let cycles = timeline.cycles(of: metric, at: asOf).map(\.status)
      spans = cycles.filter { $0.phase != .cancelled }.map(\.elapsedMilliseconds)
      breaches = cycles.filter { $0.breachedAt != nil }.count
    }

    var json: JSONValue {
      guard let status else { return .object(Self.keys.map { ($0, .null) }) }
      let left = status.remainingMilliseconds
      let isFulfilled = status.phase == .fulfilled
      let total = spans.reduce(0, +)
      func seconds(_ milliseconds: Int64?) -> JSONValue {
        milliseconds.map(BusinessTimeVectors.seconds) ?? .null
      }
      return .object([
        ("dueAt", BusinessTimeVectors.instant(status.dueAt)),
        ("fulfilledAt", BusinessTimeVectors.instant(isFulfilled ? status.fulfilledAt : nil)),
        ("elapsed", seconds(status.elapsedMilliseconds)),
        ("longestElapsed", seconds(spans.max())),
        ("averageElapsed", Self.quotient(total, by: spans.count * 1_000)),
        ("totalElapsed", seconds(spans.isEmpty ? nil : total)),
        ("margin", seconds(left)), ("overrun", seconds(max(-left, 0))),
        ("paused", seconds(status.pausedMilliseconds)), ("remaining", seconds(left)),
        ("percentElapsed", percent(status)),
      ])
    }

    private static let keys = [
      "dueAt", "fulfilledAt", "elapsed", "longestElapsed", "averageElapsed", "totalElapsed",
      "margin", "overrun", "paused", "remaining", "percentElapsed",
    ]

    private func percent(_ status: SLAStatus) -> JSONValue {
      guard status.targetMilliseconds > 0 else { return .null }
      let (share, overflow) = status.elapsedMilliseconds.multipliedReportingOverflow(by: 100)
      return overflow ? .null : Self.quotient(share, by: Int(status.targetMilliseconds))
    }

    private static func quotient(_ dividend: Int64, by divisor: Int) -> JSONValue {
      divisor > 0 ? .number(Double(dividend) / Double(divisor)) : .null
    }
  }
}
