// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules

/// Reads the bytes before the first zero as definitions of metrics, and counts rows by them that the bytes
/// behind it make; where these are JSON, they are read as a tally first. What was read is written and read
/// again; a tally of two parts is that of the whole, and so is one that was written down; shares stay
/// within their whole; and every figure can be told.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = bytes.prefix { $0 != 0 }
  do throws(DocumentError) {
    let book = try MetricBook(text)
    checkWriting(book)
    for definition in book.definitions { checkWords(definition, book) }
    let rest = bytes.dropFirst(text.count + 1)
    for subject in Set(book.definitions.map(\.subject)).sorted() {
      if let subject = book.subject(subject) { countRows(book, subject, rest) }
    }
  } catch {
    precondition(!error.problems.isEmpty)
    for problem in error.problems {
      precondition(problem.message != "it could not be read", "no problem says what is wrong")
      precondition(!problem.description.contains("\n"))
    }
  }
  return 0
}

/// Whole numbers asked of a decimal fact are read as decimals: what is written the second time stays.
private func checkWriting(_ book: MetricBook) {
  do throws(DocumentError) {
    let again = try MetricBook(book.json)
    let last = try MetricBook(again.json)
    precondition(last == again, "what was written reads as another book")
    precondition(last.json == again.json)
  } catch {
    preconditionFailure("what was written cannot be read: \(error)\n\(book.json)")
  }
}

private func checkWords(_ definition: MetricDefinition, _ book: MetricBook) {
  precondition(!definition.formula.isEmpty && !definition.description.isEmpty)
  guard let subject = book.subject(definition.subject) else {
    preconditionFailure("\(definition) is about nothing")
  }
  precondition(definition.problems(in: subject).isEmpty, "a book holds what cannot be counted")
  for language in [MessageLanguage.english, .simplifiedChinese] {
    precondition(!definition.formula(in: language).isEmpty)
  }
}

// MARK: - Counting

private func countRows(_ book: MetricBook, _ subject: MetricSubject, _ bytes: ArraySlice<UInt8>) {
  let definitions = Array(book.definitions(of: subject.name).prefix(40))
  var source = RowSource(bytes)
  let period: MetricPeriod = [.whole, .month, .week, .day][source.below(4)]
  let plan: MetricPlan
  do throws(DocumentError) {
    plan = try MetricPlan(of: subject, definitions, by: period)
  } catch {
    preconditionFailure("a book holds what cannot be counted: \(error)")
  }
  if let tally = try? MetricTally(String(decoding: bytes, as: UTF8.self), plan) { check(tally) }
  var columns = [MetricColumns(subject), MetricColumns(subject)]
  for row in 0..<source.below(100) { source.write(to: &columns[row % 2], subject) }
  var whole = MetricTally(plan)
  var parts = (0..<2).compactMap { part in
    MetricShard(part: part, of: 2).map { MetricTally(plan, shard: $0) }
  }
  for part in columns.indices {
    whole.count(columns[part])
    // Rows one by one make the same as columns.
    for row in 0..<columns[part].count { columns[part][row].map { parts[part].count($0) } }
  }
  check(whole)
  do throws(MetricMergeError) {
    let last = parts.removeLast()
    try parts[0].merge(last)
    guard !definitions.contains(where: { $0.measure.isOrdered }) else { return }
    precondition(parts[0].json == whole.json, "the parts come to something else than the whole")
  } catch .dividesKey {
    // Repeats need parts that are cut by their key.
  } catch {
    preconditionFailure("parts do not merge: \(error)")
  }
}

extension MetricMeasure {
  /// Whether what is kept depends on the order of rows: of bounded counters only the bounds hold.
  fileprivate var isOrdered: Bool {
    if case .top(_, _, .bounded, _) = self { true } else { false }
  }
}

private func check(_ tally: MetricTally) {
  precondition(tally.memory >= 0)
  let json = tally.json
  do throws(DocumentError) {
    let again = try MetricTally(json, tally.plan)
    precondition(again.json == json, "written down, it is another tally")
  } catch {
    preconditionFailure("what was written cannot be read: \(error)\n\(json)")
  }
  guard let report = tally.report(by: .whole) else { preconditionFailure("no report of all time") }
  for line in report.lines { check(line, report) }
  precondition(!report.json.isEmpty)
  precondition(report.changes(since: report).isEmpty)
  for comparison in report.compared(with: report) {
    precondition(comparison.isBetter == nil && comparison.json.hasPrefix("{"))
  }
}

private func check(_ line: MetricReport.Line, _ report: MetricReport) {
  let figure = line.figure
  if case .share = report.definition(line.definition)?.measure {
    precondition(0...figure.denominator ~= figure.numerator, "\(line) is above its whole")
  }
  precondition(figure.counted >= 0 && figure.leftOut.total >= 0)
  guard let why = report.explanation(of: line) else { preconditionFailure("\(line) is not told") }
  for language in [MessageLanguage.english, .simplifiedChinese] {
    precondition(!why.text(in: language, for: .auditor).isEmpty)
  }
}
