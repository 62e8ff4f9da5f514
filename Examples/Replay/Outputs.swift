// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the figures go.
enum Outputs {
  static func write(_ figures: Figures, _ options: ReplayOptions) throws(ReplayFailure) {
    try write(
      json: (options.json, { figures.json.written() }),
      page: (options.report, { HTMLReport(figures.reportModel).render() }),
      text: options.quiet ? nil : { TextReport.text(figures) })
  }

  static func write(_ figures: CallFigures, _ options: CallOptions) throws(ReplayFailure) {
    try write(
      json: (options.json, { figures.json.written() }),
      page: (options.report, { CallReport(figures).render() }),
      text: options.quiet ? nil : { CallTextReport.text(figures) })
  }

  private static func write(
    json: (path: String?, text: () -> String), page: (path: String?, text: () -> String),
    text: (() -> String)?
  ) throws(ReplayFailure) {
    if let path = json.path {
      let written = json.text() + "\n"
      if path == "-" {
        try write(written, to: .standardOutput)
      } else {
        try write(written, path: path)
      }
    }
    if let path = page.path { try write(page.text(), path: path) }
    if let text, json.path != "-" {
      try write(text(), to: .standardOutput)
      if let path = page.path { try write("\nWritten: \(path)\n", to: .standardOutput) }
    }
  }

  static func tell(_ stopwatch: Stopwatch, compares: Bool) throws(ReplayFailure) {
    func seconds(_ duration: Duration) -> String { (duration / .seconds(1)).rounded(3) }
    let times = stopwatch.times
    let comparing = compares ? "comparing \(seconds(times.comparing)) s\n" : ""
    try write(
      """
      reading   \(seconds(times.reading)) s (waiting for the file and gzip)
      parsing   \(seconds(times.parsing)) s
      folding   \(seconds(times.folding)) s
      \(comparing)reporting \(seconds(times.reporting)) s
      total     \(seconds(stopwatch.total)) s

      """, to: .standardError)
  }

  static func tell(_ stopwatch: Stopwatch, rows: Int) throws(ReplayFailure) {
    func seconds(_ duration: Duration) -> String { (duration / .seconds(1)).rounded(3) }
    let counting = stopwatch.times.folding / .seconds(1)
    try write(
      """
      counting  \(seconds(stopwatch.times.folding)) s, \
      \(ReportText.whole(Double(rows) / max(counting, 0.001)).grouped) rows a second
      reporting \(seconds(stopwatch.times.reporting)) s
      total     \(seconds(stopwatch.total)) s

      """, to: .standardError)
  }

  /// Writes a text to an open file, such as standard output.
  static func write(_ text: String, to handle: FileHandle) throws(ReplayFailure) {
    do {
      try handle.write(contentsOf: Data(text.utf8))
    } catch {
      // A reader that has closed its end (`replay | head`) is no reason to complain.
      if (error as NSError).code == Int(EPIPE) { return }
      throw ReplayFailure(.cannotCreate, "cannot write: \(String(cString: strerror(errno)))")
    }
  }

  /// Writes into what stands under the path, following links: a device or a pipe stays one.
  static func write(_ text: String, path: String) throws(ReplayFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw cannotWrite(path) }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw cannotWrite(path) }
      rest.removeFirst(count)
    }
  }

  private static func cannotWrite(_ path: String) -> ReplayFailure {
    ReplayFailure(.cannotCreate, "cannot write \(path): \(String(cString: strerror(errno)))")
  }
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
