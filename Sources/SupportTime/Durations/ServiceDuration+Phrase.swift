// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension ServiceDuration {
  /// The span as an operand of an explanation, told in the reader's language: `8 business h` and
  /// `营业时间 8 小时`.
  public var phrase: Explanation.Operand.Value {
    let text = Explanation.Operand("text", .text(description))
    func time(_ milliseconds: Int64) -> Explanation.Operand {
      .init("time", .duration(milliseconds: milliseconds))
    }
    func count(_ count: Int) -> Explanation.Operand { .init("count", .count(Int64(count))) }
    return switch self {
    case .elapsed(let milliseconds): .phrase(.spanElapsed, [text, time(milliseconds)])
    case .business(let milliseconds): .phrase(.spanBusiness, [text, time(milliseconds)])
    case .workingDays(let days, .sameTime): .phrase(.spanWorkingDays, [text, count(days)])
    case .workingDays(let days, .endOfDay): .phrase(.spanEndOfWorkingDay, [text, count(days)])
    case .workingDays(let days, .opening): .phrase(.spanOpeningOfWorkingDay, [text, count(days)])
    case .calendarDays(let days): .phrase(.spanDays, [text, count(days)])
    case .months(let months): .phrase(.spanMonths, [text, count(months)])
    }
  }
}

extension Explanation.Code {
  private static func span(_ id: String, _ simplifiedChinese: String) -> Self {
    Self("time.span.\(id)", english: "{text}", simplifiedChinese: simplifiedChinese)
  }

  fileprivate static let spanElapsed = span("elapsed", "{time}")
  fileprivate static let spanBusiness = span("business", "营业时间 {time}")
  fileprivate static let spanWorkingDays = span("workingDays", "{count} 个工作日")
  fileprivate static let spanEndOfWorkingDay = span("endOfWorkingDay", "第 {count} 个工作日结束前")
  fileprivate static let spanOpeningOfWorkingDay = span(
    "openingOfWorkingDay", "第 {count} 个工作日开始时")
  fileprivate static let spanDays = span("days", "{count} 天")
  fileprivate static let spanMonths = span("months", "{count} 个月")

  /// The codes of spans of time, for a catalogue.
  public static let allSpans: [Self] = [
    .spanElapsed, .spanBusiness, .spanWorkingDays, .spanEndOfWorkingDay, .spanOpeningOfWorkingDay,
    .spanDays, .spanMonths,
  ]
}
