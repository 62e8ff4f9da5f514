// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportDesk
public import SupportRules
public import SupportSLA
public import SupportTickets
import SupportTime

/// Something that a scenario expects, which can say what is the case instead.
///
/// Make your own where these do not say it: `DeskExpectation("is watched") { $0.ticket… ? nil : "…" }`.
public struct DeskExpectation: Sendable {
  /// What is expected, in words.
  public let text: String
  /// Tells what is the case instead; `nil` where it holds.
  let difference: @Sendable (DeskOutcome) -> String?
  /// Whether it looks at why a command was refused.
  var isAboutRefusal = false
  /// What is expected where it speaks of an instant, by the clocks of a zone.
  private var told: (@Sendable (ZoneRules) -> String)?

  /// Creates an expectation.
  ///
  /// - Parameters:
  ///   - text: What is expected, in words.
  ///   - difference: Tells what is the case instead; `nil` where it holds.
  public init(_ text: String, _ difference: @escaping @Sendable (DeskOutcome) -> String?) {
    self.text = text
    self.difference = difference
  }

  /// What is expected, with instants by the clocks of a zone.
  func text(in zone: ZoneRules) -> String { told?(zone) ?? text }

  private init<Value: Equatable & Sendable>(
    _ name: String, _ expected: Value, _ actual: @escaping @Sendable (DeskOutcome) -> Value
  ) {
    self.init("\(name) \(expected)") { outcome in
      let found = actual(outcome)
      return found == expected ? nil : "\(name) \(found)"
    }
  }

  // MARK: The ticket

  /// The ticket stands there.
  public static func status(_ status: Ticket.Status) -> Self {
    Self("status", status.rawValue) { $0.ticket.status?.rawValue ?? "not opened" }
  }

  /// A field of the desk's own has the value; `nil`: none.
  public static func field(_ name: String, _ value: FactValue?) -> Self {
    Self("field \(name)", value.map { "\($0)" } ?? "none") {
      $0.ticket.details.field(name)?.value.map { "\($0)" } ?? "none"
    }
  }

  // MARK: Promises

  /// The promise is due at an instant such as `2025-06-03T09:00+08:00`.
  public static func due(_ metric: SLAMetric, _ instant: String) -> Self {
    Self("\(metric) due \(instant)") { outcome in
      let wanted: Instant
      do throws(TextError) { wanted = try Instant(instant) } catch { return "\(error)" }
      let due = outcome.matter.timeline?.status(of: metric, at: outcome.now)?.dueAt
      let told = due?.text(in: outcome.zone) ?? "never"
      return due == wanted ? nil : "\(metric) due \(told)"
    }
  }

  /// The promise is kept, missed, or still running.
  public static func verdict(_ metric: SLAMetric, _ verdict: SLAVerdict) -> Self {
    Self("\(metric)", verdict.rawValue) {
      $0.matter.timeline?.verdict(of: metric, at: $0.now)?.rawValue ?? "not promised"
    }
  }

  /// The promise was kept.
  public static func met(_ metric: SLAMetric) -> Self { verdict(metric, .met) }
  /// The promise was missed.
  public static func missed(_ metric: SLAMetric) -> Self { verdict(metric, .missed) }
  /// The promise still runs.
  public static func running(_ metric: SLAMetric) -> Self { verdict(metric, .running) }

  /// Nothing of the kind is promised.
  public static func notPromised(_ metric: SLAMetric) -> Self {
    Self("\(metric)", "not promised") {
      $0.matter.timeline?.verdict(of: metric, at: $0.now)?.rawValue ?? "not promised"
    }
  }

  // MARK: Money and intents

  /// The case brought the customer so much on top of refunds, all in all, such as `1.00`.
  public static func paid(_ amount: String) -> Self { Self("paid", amount, \.paid) }

  /// The case gave so much back to the customer, all in all.
  public static func refunded(_ amount: String) -> Self { Self("refunded", amount, \.refunded) }

  /// The host has to do exactly this, in this order.
  public static func actions(_ actions: Intent.Action...) -> Self {
    Self("intents", actions.map(\.rawValue)) { $0.actions.map(\.rawValue) }
  }

  /// The host has to do this, among other things.
  public static func tells(_ action: Intent.Action) -> Self {
    Self("an intent to \(action.rawValue)") { outcome in
      outcome.actions.contains(action)
        ? nil : "intents \(outcome.actions.map(\.rawValue))"
    }
  }

  /// Nothing happened and nothing has to be done.
  public static var nothing: Self {
    Self("nothing") { $0.events.isEmpty && $0.intents.isEmpty ? nil : $0.summary }
  }

  /// Something falls due at an instant; `nil`: nothing is left to wait for.
  public static func nextDeadline(_ instant: Instant?) -> Self {
    var expectation = Self("next deadline \(instant.map { "\($0)" } ?? "none")") { outcome in
      let told = outcome.nextDeadline?.text(in: outcome.zone) ?? "none"
      return outcome.nextDeadline == instant ? nil : "next deadline \(told)"
    }
    expectation.told = { zone in "next deadline \(instant?.text(in: zone) ?? "none")" }
    return expectation
  }

  // MARK: Words

  /// The explanation holds the text.
  public static func says(
    _ text: String, in language: MessageLanguage = .english
  ) -> Self {
    Self("the explanation says \"\(text)\"") { outcome in
      let told = outcome.explanation?.text(in: language) ?? ""
      return told.contains(text) ? nil : "it says \"\(told)\""
    }
  }

  /// The last command was refused, for a reason that holds the text: of the rejection's description, or
  /// of its explanation in English by the clocks of the book.
  public static func refused(_ text: String = "") -> Self {
    var expectation = Self("refused\(text.isEmpty ? "" : ": \(text)")") { outcome in
      guard let rejection = outcome.rejection else { return "allowed; \(outcome.summary)" }
      let told = rejection.told(in: outcome.zone)
      let holds = "\(rejection)".contains(text) || told.contains(text)
      return text.isEmpty || holds ? nil : "refused: \(told)"
    }
    expectation.isAboutRefusal = true
    return expectation
  }
}
