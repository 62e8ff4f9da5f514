// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Metrics and reasons to wait, in the languages that the library speaks.
extension Explanation.Code {
  private static let chineseMetrics: [(SLAMetric, String)] = [
    (.pickup, "接手"), (.firstReply, "首次答复"), (.reply, "答复"), (.nextReply, "后续答复"),
    (.periodicUpdate, "定期更新"), (.anyContactUpdate, "联系更新"), (.ownership, "指派负责人"),
    (.groupTime, "组内处理时间"), (.requesterWait, "客户等待时间"), (.agentWork, "处理时间"),
    (.resolution, "解决"),
  ]

  private static let chinesePauses: [(String, String)] = [
    ("new", "尚未接手"), ("open", "处理中"), ("customer", "等待客户"), ("vendor", "等待供应商"),
    ("problem", "等待问题解决"), ("evidence", "等待证据"), ("other", "其他等待"),
  ]

  private static let metricWords: [Self] = chineseMetrics.map { metric, chinese in
    Self("sla.metric.\(metric)", english: metric.rawValue, simplifiedChinese: chinese)
  }

  private static let pauseWords: [Self] = chinesePauses.map { name, chinese in
    Self("sla.pause.\(name)", english: name, simplifiedChinese: chinese)
  }

  /// The codes of metrics and of what clocks stand still for, for a catalogue.
  public static let allSLAWords: [Self] = metricWords + pauseWords

  fileprivate static func word(_ id: String) -> Self? { allSLAWords.first { $0.id == id } }
}

extension SLAMetric {
  /// The metric as an operand of an explanation, told in the reader's language; one of the desk's
  /// own by its name.
  var operand: Explanation.Operand.Value {
    Explanation.Code.word("sla.metric.\(rawValue)").map { .phrase($0, []) } ?? .text(rawValue)
  }
}

extension SLAPauses {
  /// What a clock stands still for, told in the reader's language.
  var operand: Explanation.Operand.Value {
    .list(
      names.map { name in
        Explanation.Code.word("sla.pause.\(name)").map { .phrase($0, []) } ?? .text(name)
      })
  }
}
