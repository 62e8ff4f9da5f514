// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportMetrics
import SupportTime

/// The figures as JSON; the README lists every key.
extension CallFigures {
  var json: JSONValue {
    .object([
      ("log", .text(source)),
      ("zone", .text(map.zone.identifier)),
      ("from", .instant(counts.tally.firstAt)), ("to", .instant(counts.tally.lastAt)),
      ("until", .instant(counts.tally.until)),
      ("rows", .integer(rows)), ("calls", .integer(calls)),
      ("outbound", .integer(counts.tally.outbound)),
      ("outcomes", outcomesJSON),
      ("serviceLevels", .list(levels.map(levelJSON))),
      ("connectRate", table["connectRate"].rateJSON),
      ("abandonment", abandonmentJSON),
      ("waiting", waitingJSON),
      ("handling", handlingJSON),
      ("transfers", transfersJSON),
      ("firstContactResolution", resolutionJSON),
      ("customers", .integer(customers)),
      (
        "repeatContacts",
        .object(returns.map { ($0.window.rawValue, $0.figure.rateJSON) })
      ),
      ("arrivals", arrivalsJSON),
      ("days", .list(days.map { Self.part($0.part, ("date", .text("\($0.date)"))) })),
      ("groups", .object(groups.map { ($0.dimension.name, Self.groups($0)) })),
      ("oddRows", oddJSON),
      ("rejectedRows", rejectedJSON),
      ("unlistedOutcomes", .object(unlisted.prefix(1_000).map { ($0.name, .integer($0.count)) })),
      ("definitions", .object(definitions.map { ($0.term, .text($0.text)) })),
    ])
  }

  private var outcomesJSON: JSONValue {
    .object(
      Contact.Outcome.allCases.map { ($0.rawValue, .integer(outcome($0))) }
        + [("unknown", .integer(withoutOutcome))])
  }

  private func levelJSON(_ level: Level) -> JSONValue {
    .object([
      ("withinSeconds", .integer(level.within)),
      ("readings", .object(level.readings.map { ($0.reading.name, $0.figure.rateJSON) })),
      ("lowest", .optional(level.spread.map { level.readings[$0.lowest].reading.name })),
      ("highest", .optional(level.spread.map { level.readings[$0.highest].reading.name })),
      ("spreadPoints", .optional(level.points)),
    ])
  }

  private var abandonmentJSON: JSONValue {
    let bases = MetricDefinition.AbandonmentBase.allCases
    return .object([
      (
        "all",
        .object(
          bases.map { ($0.rawValue, table[MetricID("abandonment.\($0.rawValue)")].rateJSON) })
      ),
      ("shortSeconds", .integer(options.short)),
      (
        "withoutShort",
        .object(bases.map { ($0.rawValue, table[CallPlans.shortID($0)].rateJSON) })
      ),
    ])
  }

  private var waitingJSON: JSONValue {
    .object([
      ("averageSpeedOfAnswer", table["averageSpeedOfAnswer"].secondsJSON),
      ("averageWait", table["averageSpeedOfAnswer.all"].secondsJSON),
      ("fromArrival", table["averageSpeedOfAnswer.fromArrival"].secondsJSON),
      ("untilGivenUp", table["averageAbandonTime"].secondsJSON),
      ("longest", table["longestWait"].secondsJSON),
      ("quantiles", quantilesJSON("wait", CallPlans.waitShares)),
      (
        "after",
        .list(
          CallPlans.waits.map { seconds in
            .object([
              ("seconds", .integer(seconds)),
              ("answered", .integer(table[MetricID("answered.\(seconds)")].numerator.count)),
              ("abandoned", .integer(table[MetricID("abandoned.\(seconds)")].numerator.count)),
            ])
          })
      ),
    ])
  }

  private func quantilesJSON(_ amount: String, _ shares: [Int]) -> JSONValue {
    .object(
      shares.map { share in
        let figure = table[CallPlans.quantileID(amount, share)]
        return ("p\(share)", .optional(figure.value.map { $0 / 1_000 }))
      })
  }

  private var handlingJSON: JSONValue {
    .object([
      ("parts", .list(map.handling.map(JSONValue.text))),
      ("averageHandlingTime", table["averageHandlingTime"].secondsJSON),
      ("talk", table["averageTalkTime"].secondsJSON),
      ("hold", table["averageHoldTime"].secondsJSON),
      ("holdOfHeld", table["averageHoldTime.held"].secondsJSON),
      ("wrapUp", table["averageWrapUpTime"].secondsJSON),
      ("talkQuantiles", quantilesJSON("talk", CallPlans.handlingShares)),
      ("handlingQuantiles", quantilesJSON("handling", CallPlans.handlingShares)),
    ])
  }

  private var transfersJSON: JSONValue {
    .object([
      ("rate", table["transferRate"].rateJSON), ("none", table["noTransfer"].rateJSON),
      ("perCall", table["transfersPerContact"].meanJSON),
    ])
  }

  private var resolutionJSON: JSONValue {
    .object([
      ("byWord", table["firstContactResolution"].rateJSON),
      ("ofAllAnswered", table["firstContactResolution.gross"].rateJSON),
    ])
  }

  private var arrivalsJSON: JSONValue {
    .object([
      ("byHour", .list(hours.map { .integer($0.arrivals) })),
      ("byHalfHour", .list(halfHours.map { .integer($0.arrivals) })),
      ("byWeekdayAndHour", .list(week.map { .list($0.map { .integer($0.arrivals) }) })),
      (
        "hours",
        .list(
          hours.enumerated().map { hour, part in Self.part(part, ("hour", .integer(hour))) })
      ),
      (
        "busiestHalfHour",
        busiest.map { .object([("at", .instant($0.at)), ("calls", .integer($0.calls))]) } ?? .null
      ),
    ])
  }

  private static func part(_ part: Part, _ name: (String, JSONValue)) -> JSONValue {
    .object([
      name, ("arrivals", .integer(part.arrivals)), ("serviceLevel", part.level.rateJSON),
      ("abandonment", part.abandonment.rateJSON),
      ("averageSpeedOfAnswer", part.speed.secondsJSON),
    ])
  }

  private static func groups(_ groups: Groups) -> JSONValue {
    .object([
      ("shown", .list(groups.shown.map { group($0, [("name", .text($0.name ?? ""))]) })),
      (
        "others",
        groups.others == 0
          ? .null : group(groups.rest, [("groups", .integer(groups.others))])
      ),
      ("unknown", groups.unknown.map { group($0, []) } ?? .null),
    ])
  }

  private static func group(_ group: Group, _ name: [(String, JSONValue)]) -> JSONValue {
    .object(
      name + [
        ("calls", .integer(group.calls)),
        ("answered", .integer(group[.answered].numerator.count)),
        ("serviceLevel", group[.serviceLevel].rateJSON),
        ("abandonment", group[.abandonment].rateJSON),
        ("averageSpeedOfAnswer", group[.averageSpeedOfAnswer].secondsJSON),
        ("averageHandlingTime", group[.averageHandlingTime].secondsJSON),
      ] + CallPlans.Window.allCases.map { ("repeatContacts \($0.rawValue)", group[$0].rateJSON) })
  }

  private var oddJSON: JSONValue {
    .object([
      ("calls", .integer(table["unsound"].numerator.count)),
      ("kinds", Self.odd(counts.odd, named: "kind")),
    ])
  }

  private var rejectedJSON: JSONValue {
    .object([
      ("count", .integer(counts.tally.rejected.total)),
      ("reasons", Self.odd(counts.rejected, named: "reason")),
    ])
  }

  private static func odd(_ rows: [CallCounts.Odd], named name: String) -> JSONValue {
    .list(
      rows.map { row in
        .object([
          (name, .text(row.kind)), ("count", .integer(row.count)),
          ("firstLine", .integer(row.line)), ("firstText", .text(row.text)),
        ])
      })
  }
}

extension JSONValue {
  fileprivate static func instant(_ instant: Instant?) -> JSONValue {
    instant.map { .text($0.description) } ?? .null
  }

  fileprivate static func optional(_ text: String?) -> JSONValue {
    text.map(JSONValue.text) ?? .null
  }
}
