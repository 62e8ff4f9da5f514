// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Where definitions of the catalogue come from.
enum MetricSource {
  static let icmi = "ICMI, QueueTips, Service Level Calculations (2002)"
  static let cisco = "Cisco Unified ICM/Contact Center Enterprise, service level types"
  static let talkdesk = "Talkdesk, data dictionary"
  static let talkdeskLive = "Talkdesk Live, Service Level with short abandoned contacts left out"
  static let amazon = "Amazon Connect Administrator Guide, Metric definitions"
  static let genesys = "Genesys Cloud Resource Center, glossary"
  static let callCentreHelper = "Call Centre Helper"
  static let utilisation =
    "Call Centre Helper, Utilization Calculation; COPC divides by paid hours"
  static let swpp = "Society of Workforce Planning Professionals, Measuring Speed of Answer (2017)"
  static let zendeskTimes = "Zendesk, About native Support time duration metrics"
  static let zendeskOneTouch = "Zendesk Explore, How are one-touch resolutions calculated?"
  static let zendesk = "Zendesk Explore, Metrics and attributes"
  static let ringCentral = "RingCentral, Call center management: gross FCR"
  static let delighted = "Delighted, How is CSAT calculated?"
  static let reichheld =
    "F. F. Reichheld, The One Number You Need to Grow, Harvard Business Review, December 2003"
  static let dixon2010 =
    "M. Dixon, K. Freeman, N. Toman, Stop Trying to Delight Your Customers, Harvard Business Review, July 2010"
  static let dixon2013 = "M. Dixon, N. Toman, R. DeLisi, The Effortless Experience (2013)"
  static let cxToday =
    "CX Today, What Is Call Transfer Rate, and How do I Measure It? (2023)"
  static let metricNet = "MetricNet, Service Desk KPIs: Definitions and Correlations"

  /// A standard of `Documentation/standards.md`.
  static func standard(_ id: String) -> String { "service standard \(id)" }
}

/// What tells the quantile of a time from its mean, in names and titles.
struct QuantileSuffix {
  var id = "", english = "", chinese = ""

  init(_ share: Rate?) {
    guard let share else { return }
    let name = "p\(MetricFraction(share).percentText.dropLast())"
    (id, english, chinese) = (".\(name)", ", \(name)", "（\(name)）")
  }
}

extension MetricDefinition {
  /// A definition of the catalogue. Those about contacts look at customers' contacts only.
  init(
    catalogue id: String, of subject: MetricSubject, _ measure: MetricMeasure,
    _ english: String, _ chinese: String, family: String, source: String
  ) {
    self.init(
      MetricID(id), of: subject.name, measure,
      title: MetricTitle(english, simplifiedChinese: chinese), source: source, family: family)
    if subject == .contacts { filter = .inbound }
  }

  /// The same with another part: `definition.with(\.period, .month)`.
  public func with<Value>(_ part: WritableKeyPath<Self, Value>, _ value: Value) -> Self {
    var changed = self
    changed[keyPath: part] = value
    return changed
  }
}
