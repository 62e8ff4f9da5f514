// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTime

/// The figures as the model of the HTML report.
extension Figures {
  /// The first and the last day of the log.
  var period: String {
    guard let first = tally.firstAt, let last = tally.lastAt else { return "no tickets" }
    let zone = run.map.zone
    return "\(zone.date(at: first)) – \(zone.date(at: last)) (\(zone.identifier))"
  }

  var reportModel: ReportModel {
    ReportModel(
      title: run.map.name.isEmpty ? "Support report" : run.map.name,
      source: source, period: period, zone: run.map.zone.identifier, credit: run.map.credit,
      figures: headline,
      attainment: attainment, breaches: breaches, causes: causes,
      distribution: distribution, backlog: backlogSeries, arrivals: tally.arrivals,
      categories: tally.categories.top(10).map { entry in
        .init(
          label: Self.label("category", entry.name), count: entry.count,
          share: MetricRate(entry.count, of: tally.categories.total).value ?? 0)
      },
      categoryCoverage: Self.share("top ten together", tally.categories.share(ofTop: 10)),
      reopens: priorities.prefix(Self.shownPriorities).compactMap { name in
        tally.byPriority[name].map {
          Self.share(Self.label("priority", name), $0.tickets.reopenRate)
        }
      },
      growth: growth, definitions: definitions.map { .init(term: $0.term, text: $0.text) },
      rejected: run.log.rejections.map {
        .init(reason: $0.reason, count: $0.count, line: $0.firstLine, sample: $0.firstText)
      },
      anomalies: unlisted.prefix(20).map {
        .init(label: "state or activity \"\($0.name)\", not in the map", count: $0.count)
      }
        + tally.oddities.sorted { $0.key < $1.key }.map {
          .init(
            label: "\($0.key), \(ReportText.tickets($0.value.tickets))", count: $0.value.events)
        }, against: comparison?.model)
  }

  private static func share(_ label: String, _ rate: MetricRate) -> ReportModel.Share {
    .init(
      label: label, numerator: rate.numerator, denominator: rate.denominator,
      excluded: rate.excluded)
  }

  /// A page shows no more priorities than these; the JSON has all.
  private static let shownPriorities = 24

  /// A name that tells what it names: `priority 1`, but `urgent`.
  static func label(_ kind: String, _ name: String) -> String {
    name.allSatisfy(\.isNumber) ? "\(kind) \(name)" : name
  }

  private var headline: [ReportModel.Figure] {
    let all = tally.all
    var figures: [ReportModel.Figure] = [
      .init(
        label: "Tickets", value: all.tickets.tickets.grouped,
        detail: "\(run.log.rows.count.grouped) events"),
      .init(
        label: "Median to first resolution", value: firstResolution.quantile(0.5).span,
        detail: "mean \(firstResolution.mean.span), p90 \(firstResolution.quantile(0.9).span)"),
    ]
    if all.recordedSLA.denominator > 0 {
      figures.append(
        .init(
          label: "Recorded SLA met", value: all.recordedSLA.percent,
          detail: "\(all.recordedSLA.numerator.grouped) of \(all.recordedSLA.denominator.grouped)"))
    }
    for metric in promisedMetrics {
      let rate = all.promises[metric]?.attainment ?? MetricRate()
      figures.append(
        .init(
          label: "Policy met: \(metric.rawValue)", value: rate.percent,
          detail: "\(rate.numerator.grouped) of \(rate.denominator.grouped)"))
    }
    figures += [
      .init(
        label: "First-contact resolution", value: all.firstContactResolution.percent,
        detail: "no reassignment, no reopen"),
      .init(
        label: "Tickets reopened", value: all.tickets.reopenedTickets.grouped,
        detail: "\(all.tickets.reopens.grouped) reopens, \(all.tickets.reopenRate.percent)"),
      .init(
        label: "Reassignments a ticket", value: all.reassignmentRate.value?.rounded(2) ?? "–",
        detail: "\(all.groupChanges.grouped) group changes"),
    ]
    return figures
  }

  private var attainment: [ReportModel.Attainment] {
    func rows(_ rate: (ReplayTally.Group) -> MetricRate) -> [ReportModel.Share] {
      priorities.prefix(Self.shownPriorities).compactMap { name in
        tally.byPriority[name].map { Self.share(Self.label("priority", name), rate($0)) }
      }
    }
    var groups: [ReportModel.Attainment] = []
    if tally.all.recordedSLA.denominator > 0 {
      groups.append(
        .init(
          title: "Recorded flag", detail: "as the desk's tool kept it", rows: rows(\.recordedSLA)))
    }
    for metric in promisedMetrics {
      groups.append(
        .init(
          title: metric.rawValue, detail: "policy \(run.book.id)",
          rows: rows { $0.promises[metric]?.attainment ?? MetricRate() }))
    }
    return groups
  }

  private var breaches: [ReportModel.Breach] {
    let all = promisedMetrics.flatMap { metric in
      (tally.byRule[metric] ?? [:]).map { rule, promise in
        ReportModel.Breach(
          label: "\(rule) · \(metric.rawValue)", detail: wording(of: metric, rule),
          count: promise.missed, of: promise.met + promise.missed)
      }
    }
    return Array(all.sorted { ($1.count, $0.label) < ($0.count, $1.label) }.prefix(12))
  }

  private var causes: [ReportModel.Cause] {
    let all = promisedMetrics.flatMap { metric in
      tally.cycles[metric].map { cycles in
        cycles.ordered.map {
          ReportModel.Cause(
            metric: metric.rawValue, reason: $0.reason, count: $0.count, cycles: cycles.count)
        }
      } ?? []
    }
    return Array(
      all.sorted { ($1.count, $0.metric, $0.reason) < ($0.count, $1.metric, $1.reason) }.prefix(12))
  }

  private func wording(of metric: SLAMetric, _ rule: RuleID) -> String {
    let table = run.book.policy.rules
    let targets = table.rules.first { $0.id == rule }?.then ?? table.otherwise ?? []
    return targets.first { $0.metric == metric }.map { "within \($0.within)" } ?? ""
  }

  private var distribution: ReportModel.Distribution {
    let markers = [(0.5, "median"), (0.9, "9 in 10"), (0.99, "99 in 100")].compactMap {
      share, label in
      firstResolution.quantile(share).map {
        ReportModel.Marker(label: label, milliseconds: Int64($0.rounded()))
      }
    }
    return .init(
      title: "Time to first resolution", detail: "Opening to the first resolved row.",
      milliseconds: firstResolution.sortedMilliseconds, markers: markers)
  }

  /// The backlog at each local midnight, at most 400 of them.
  private var backlogSeries: [ReportModel.Series] {
    guard let firstAt = tally.firstAt, let lastAt = tally.lastAt else { return [] }
    let zone = run.map.zone
    let first = zone.date(at: firstAt)
    let days = first.days(to: zone.date(at: lastAt)) + 1
    let step = max(1, (days + 399) / 400)
    let instants = stride(from: 0, through: days, by: step).map { day in
      zone.instant(date: first.adding(days: day), time: .midnight)
    }
    let counts = tally.backlog.counts(at: instants)
    func series(_ label: String, _ value: (BacklogTally.Counts) -> Int) -> ReportModel.Series {
      // The scale tells dates as UTC does: a local midnight is given as if it were one in UTC.
      let points = zip(instants, counts).map { instant, counts in
        let offset = Duration.seconds(zone.offset(at: instant))
        return ReportModel.Point(at: instant + offset, value: value(counts))
      }
      return .init(label: label, points: points)
    }
    return [series("not closed", \.notClosed), series("unresolved", \.unresolved)]
  }
}
