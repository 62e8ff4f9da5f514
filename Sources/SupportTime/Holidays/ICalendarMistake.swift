// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What is wrong with a property of an event, in words.
struct ICalendarMistake: Error, Hashable, Sendable {
  let words: String

  init(_ words: String) { self.words = words }
}
