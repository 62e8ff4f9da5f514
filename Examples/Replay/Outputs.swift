// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Foundation

/// Where the figures go.
enum Outputs {
  static func write(_ figures: Figures, _ options: ReplayOptions) throws(ReplayFailure) {
    if let json = options.json {
      let text = figures.json.written() + "\n"
      if json == "-" {
        write(text, to: .standardOutput)
      } else {
        try write(text, path: json)
      }
    }
    if let report = options.report {
      try write(HTMLReport(figures.reportModel).render(), path: report)
    }
    if !options.quiet, options.json != "-" {
      write(TextReport.text(figures), to: .standardOutput)
      if let report = options.report { write("\nWritten: \(report)\n", to: .standardOutput) }
    }
  }

  static func tell(_ stopwatch: Stopwatch) {
    func seconds(_ duration: Duration) -> String { (duration / .seconds(1)).rounded(3) }
    let times = stopwatch.times
    write(
      """
      reading   \(seconds(times.reading)) s (waiting for the file and gzip)
      parsing   \(seconds(times.parsing)) s
      folding   \(seconds(times.folding)) s
      reporting \(seconds(times.reporting)) s
      total     \(seconds(stopwatch.total)) s

      """, to: .standardError)
  }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that has closed its end (`replay | head`) is no reason to complain.
    try? handle.write(contentsOf: Data(text.utf8))
  }

  private static func write(_ text: String, path: String) throws(ReplayFailure) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw ReplayFailure(.cannotCreate, "cannot write \(path): \(reason(error))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile: "its folder does not exist"
    case .fileWriteNoPermission: "permission denied"
    case .fileWriteOutOfSpace: "the disk is full"
    default: error.localizedDescription
    }
  }
}
