// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA

/// The figures as JSON; the README lists every key.
extension Figures {
  var json: JSONValue {
    .object(members + (comparison.map { [("against", $0.json)] } ?? []))
  }

  private var members: [(String, JSONValue)] {
    let all = tally.all
    return [
      ("log", .text(source)),
      ("events", .integer(run.log.rows.count)),
      ("tickets", .integer(all.tickets.tickets)),
      ("ticketsReopened", .integer(all.tickets.reopenedTickets)),
      ("reopens", .integer(all.tickets.reopens)),
      ("reassignmentsPerTicket", Self.rate(all.reassignmentRate)),
      ("groupChanges", .integer(all.groupChanges)),
      ("groupChangesBetweenKnownGroups", .integer(all.groupChangesBetweenKnown)),
      ("firstContactResolutionRate", Self.rate(all.firstContactResolution)),
      ("recordedSLAAttainment", Self.rate(all.recordedSLA)),
      (
        "resolutionSeconds",
        .object([
          ("first", Self.spans(firstResolution)), ("last", Self.spans(lastResolution)),
        ])
      ),
      (
        "businessSeconds",
        .object([
          ("calendar", .text(calendarName)),
          ("total", .number(Double(tally.businessTime.sum) / 1_000)),
          ("median", .optional(tally.businessTime.quantile(0.5).map { $0 / 1_000 })),
        ])
      ),
      ("backlogAt", backlogJSON),
      ("byPriority", .object(priorities.map { ($0, priorityJSON($0)) })),
      ("arrivalsByHour", .list(hours.map(JSONValue.integer))),
      ("arrivalsByWeekdayAndHour", .list(tally.arrivals.map { .list($0.map(JSONValue.integer)) })),
      ("topCategories", .list(tally.categories.top(10).map(categoryJSON))),
      ("topCategoriesShare", Self.rate(tally.categories.share(ofTop: 10))),
      ("rejectedRows", rejectedJSON),
      ("unlistedStates", .object(unlisted.prefix(1_000).map { ($0.name, .integer($0.count)) })),
      ("policy", policyJSON),
      ("policyAttainment", attainmentJSON),
      ("policyCycles", cyclesJSON),
      ("anomalies", anomaliesJSON),
      ("definitions", .object(definitions.map { ($0.term, .text($0.text)) })),
    ]
  }

  /// Every cycle by metric, and what broke those that were missed.
  private var cyclesJSON: JSONValue {
    .object(
      promisedMetrics.compactMap { metric in
        guard let cycles = tally.cycles[metric] else { return nil }
        let ended = cycles.attainment
        return (
          metric.rawValue,
          .object([
            ("cycles", .integer(cycles.count)), ("met", .integer(ended.met)),
            ("missed", .integer(ended.missed)), ("running", .integer(ended.running)),
            ("cancelled", .integer(ended.cancelled)), ("waived", .integer(ended.waived)),
            ("mergedAway", .integer(ended.mergedAway)),
            ("missedBy", .object(cycles.ordered.map { ($0.reason, .integer($0.count)) })),
          ])
        )
      })
  }

  /// Openings by hour of the day.
  var hours: [Int] {
    (0..<24).map { hour in tally.arrivals.reduce(0) { $0 + $1[hour] } }
  }

  static func rate(_ rate: MetricRate) -> JSONValue {
    .object(rateMembers(rate))
  }

  private static func rateMembers(_ rate: MetricRate) -> [(String, JSONValue)] {
    [
      ("value", .optional(rate.value)), ("numerator", .integer(rate.numerator)),
      ("denominator", .integer(rate.denominator)), ("excluded", .integer(rate.excluded)),
    ]
  }

  private static func spans(_ tally: DurationTally) -> JSONValue {
    func seconds(_ milliseconds: Double?) -> JSONValue {
      .optional(milliseconds.map { $0 / 1_000 })
    }
    return .object([
      ("count", .integer(tally.count)), ("mean", seconds(tally.mean)),
      ("p50", seconds(tally.quantile(0.5))), ("p90", seconds(tally.quantile(0.9))),
      ("p99", seconds(tally.quantile(0.99))),
    ])
  }

  private var backlogJSON: JSONValue {
    let instants = months + (tally.lastAt.map { [$0] } ?? [])
    let counts = tally.backlog.counts(at: instants)
    return .object(
      zip(instants, counts).map { instant, backlog in
        (
          instant.description,
          .object([
            ("notClosed", .integer(backlog.notClosed)),
            ("unresolved", .integer(backlog.unresolved)),
          ])
        )
      })
  }

  private func priorityJSON(_ name: String) -> JSONValue {
    guard let group = tally.byPriority[name] else { return .null }
    return .object([
      ("tickets", .integer(group.tickets.tickets)),
      ("ticketsReopened", .integer(group.tickets.reopenedTickets)),
      ("reopens", .integer(group.tickets.reopens)),
      ("reassignmentsPerTicket", Self.rate(group.reassignmentRate)),
      ("firstContactResolutionRate", Self.rate(group.firstContactResolution)),
      ("recordedSLAAttainment", Self.rate(group.recordedSLA)),
      (
        "resolutionSeconds",
        .object([
          ("first", Self.spans(group.firstResolution)), ("last", Self.spans(group.lastResolution)),
        ])
      ),
      (
        "policyAttainment",
        .object(
          promisedMetrics.map { metric in
            (metric.rawValue, Self.promise(group.promises[metric] ?? AttainmentTally()))
          })
      ),
    ])
  }

  private func categoryJSON(_ entry: FrequencyTally.Entry) -> JSONValue {
    .object([
      ("category", .text(entry.name)), ("tickets", .integer(entry.count)),
      ("share", Self.rate(MetricRate(entry.count, of: tally.categories.total))),
    ])
  }

  private var rejectedJSON: JSONValue {
    .object([
      ("count", .integer(run.log.rejectedCount)),
      (
        "reasons",
        .list(
          run.log.rejections.map { rejection in
            .object([
              ("reason", .text(rejection.reason)), ("count", .integer(rejection.count)),
              ("firstLine", .integer(rejection.firstLine)),
              ("firstText", .text(rejection.firstText)),
            ])
          })
      ),
    ])
  }

  private var policyJSON: JSONValue {
    .object([
      ("id", .text(run.book.id)), ("version", .text(run.book.version)),
    ])
  }

  private static func promise(_ tally: AttainmentTally) -> JSONValue {
    .object(
      rateMembers(tally.attainment) + [
        ("met", .integer(tally.met)), ("missed", .integer(tally.missed)),
        ("running", .integer(tally.running)), ("cancelled", .integer(tally.cancelled)),
        ("withoutTarget", .integer(tally.without)),
      ])
  }

  private var attainmentJSON: JSONValue {
    .object(
      promisedMetrics.map { metric in
        var members: [(String, JSONValue)] = []
        if case .object(let all) = Self.promise(tally.all.promises[metric] ?? AttainmentTally()) {
          members = all
        }
        members.append(
          (
            "byPriority",
            .object(
              priorities.map { name in
                (
                  name,
                  Self.promise(tally.byPriority[name]?.promises[metric] ?? AttainmentTally())
                )
              })
          ))
        let rules = run.book.policy.rules.rules.map(\.id)
        members.append(
          (
            "byRule",
            .object(
              rules.map { rule in
                (rule.rawValue, Self.promise(tally.byRule[metric]?[rule] ?? AttainmentTally()))
              })
          ))
        return (metric.rawValue, .object(members))
      })
  }

  private var anomaliesJSON: JSONValue {
    .object(
      tally.oddities.sorted { $0.key < $1.key }.map { name, oddity in
        (
          name,
          .object([
            ("events", .integer(oddity.events)), ("tickets", .integer(oddity.tickets)),
          ])
        )
      })
  }
}

extension ReplayTally.Group {
  /// Reassignments by the stored counter, a ticket.
  var reassignmentRate: MetricRate {
    MetricRate(
      reassignments, of: reassignmentsKnown, excluded: tickets.tickets - reassignmentsKnown)
  }
}
