// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// Words that few lines need.
extension TimelineReader {
  /// What a rare word with its names commands; `nil` where they do not fit.
  static func rare(_ word: String, _ names: [String]) -> Ticket.Command? {
    switch (word, names.count) {
    case ("class", 1):
      return Ticket.ComplaintClass(rawValue: names[0]).map { .gradeComplaint(.init(class: $0)) }
    case ("file", 1):
      return .fileDocument(.init(Ticket.DocumentKind(names[0]), reference: "file"))
    case ("field", 2): return .setField(.init(names[0], .text(names[1])))
    case ("merge", 1): return .merge(into: Ticket.ID(names[0]))
    default: return nil
    }
  }

  /// What somebody decides about clocks with a word; `nil` for any other word.
  func adjustment(
    _ word: String, _ names: [String], _ entry: String, _ instant: Instant
  ) throws(TimelineError) -> SLAAdjustment.Kind? {
    let wrong = TimelineError.wrongName(entry: entry, word: word)
    func span(_ words: some Collection<String>) throws(TimelineError) -> Int64 {
      let text = words.joined(separator: " ")
      guard case .elapsed(let milliseconds)? = try? ServiceDuration(text) else { throw wrong }
      return milliseconds
    }
    switch word {
    case "extend":
      guard let metric = names.first else { throw wrong }
      return .extended(SLAMetric(metric), milliseconds: try span(names.dropFirst()))
    case "exclude":
      return .excluded(from: instant, until: instant.adding(milliseconds: try span(names)))
    case "waive":
      guard names.count < 2 else { throw wrong }
      return .waived(names.first.map { SLAMetric($0) }, from: .min, until: instant)
    case "acknowledge":
      guard names.count == 1 else { throw wrong }
      return .acknowledged(SLAMetric(names[0]))
    default: return nil
    }
  }

  /// Reads `3 h` for spans, `50%` for a share and `2` for counts.
  static func amount(_ outcome: TicketTimeline.Expectation.Outcome, _ text: String) -> Int64? {
    switch outcome {
    case .cycle, .breaches: Int64(text)
    case .at: text.hasSuffix("%") ? Int64(text.dropLast()) : nil
    default:
      if case .elapsed(let milliseconds)? = try? ServiceDuration(text) { milliseconds } else { nil }
    }
  }
}
