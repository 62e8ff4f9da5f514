// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why a replay ended early, with the exit code that the conventions of sysexits.h give it.
struct ReplayFailure: Error {
  enum Code: Int32 {
    /// The command line is wrong.
    case usage = 64
    /// A file's contents are wrong.
    case data = 65
    /// A file cannot be read.
    case noInput = 66
    /// A tool that is needed cannot be run.
    case unavailable = 69
    /// A file cannot be written.
    case cannotCreate = 73
  }

  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
