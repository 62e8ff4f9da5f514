// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MetricFigure {
  /// The figure as a document: what reports, comparisons and differences tell of it.
  ///
  /// `value` is rounded to nine decimals, halves away from zero, and `null` where there is nothing to
  /// count; the exact figure is `numerator` by `denominator`.
  var form: DocumentForm { .object(members) }

  var members: [DocumentForm.Member] {
    var members: [DocumentForm.Member] = [
      .init("value", value.map(DocumentForm.fraction) ?? .null), .init("unit", .text(unit.key)),
      .init("numerator", DocumentForm.whole(numerator)),
      .init("denominator", DocumentForm.whole(denominator)),
      .init("counted", .integer(Int64(counted))),
      .init(
        "leftOut",
        .object([
          .init("apart", .integer(Int64(leftOut.apart))),
          .init("unknown", .integer(Int64(leftOut.unknown))),
          .init("censored", .integer(Int64(leftOut.censored))),
        ])),
    ]
    if let interval {
      members.append(
        .init(
          "interval",
          .list([DocumentForm.statistic(interval.lower), DocumentForm.statistic(interval.upper)])))
      if interval.isSmallSample { members.append(.init("smallSample", .flag(true))) }
    }
    if let relativeError { members.append(.init("relativeError", .text("\(relativeError)"))) }
    if let standardError {
      members.append(.init("standardError", DocumentForm.statistic(standardError)))
    }
    if !entries.isEmpty { members.append(.init("entries", .list(entries.map(\.form)))) }
    return members
  }
}

extension MetricFigure.Entry {
  fileprivate var form: DocumentForm {
    .object([
      .init("name", .text(name)), .init("count", .integer(Int64(count))),
      .init("error", .integer(Int64(error))),
    ])
  }
}

extension MetricUnit {
  /// The word by which JSON tells it.
  var key: String {
    switch self {
    case .share: "share"
    case .number(let decimals): decimals == 0 ? "number" : "number/10^\(decimals)"
    case .duration: "milliseconds"
    case .money(let currency): "minor units of \(currency)"
    }
  }
}

extension DocumentForm {
  /// A fraction to nine decimals.
  static func fraction(_ value: MetricFraction) -> DocumentForm {
    let text = value.text(decimals: 9)
    return (try? ExactDecimal(text)).map(DocumentForm.number) ?? .text(text)
  }

  /// A statistic to six decimals; it is outside of the promise of equal bytes on all platforms.
  static func statistic(_ value: Double) -> DocumentForm {
    let millionths = (value * 1_000_000).rounded()
    guard millionths.magnitude < 1e15,
      let number = ExactDecimal(significand: Int128(millionths), scale: 6)
    else { return .null }
    return .number(number)
  }
}
