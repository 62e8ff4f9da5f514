// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportTime

/// What the columns of a log of calls mean: a small JSON document that a stranger can write; its format
/// is described in the README beside.
struct CallMap {
  /// The columns that a map can name.
  enum Column: Int, CaseIterable {
    case date, arrival, menuExit, queueEntry, queueExit, answer, end
    case menu, wait, talk, hold, wrapUp
    case outcome, direction, transfers, resolved
    case channel, type, priority, queue, agent, customer

    /// The name that maps use; where it is a name or a length of a call, also the name of the fact.
    var name: String { "\(self)" }
  }

  /// A column of the log.
  struct Field: Hashable {
    var name: String
    /// Texts that stand for "not known" in this column, beside those of the whole map.
    var missing: [String]
  }

  /// What a text of the outcome column says.
  enum Verdict: Hashable {
    case outcome(Contact.Outcome)
    /// It was no call: a virtual one, a test.
    case phantom
    /// The text says nothing; the times of the call do.
    case byTimes

    /// The names that maps use.
    static let named: [(name: String, value: Verdict)] = [
      ("answered", .outcome(.answered)), ("abandoned", .outcome(.abandoned)),
      ("left in menu", .outcome(.leftInMenu)), ("refused", .outcome(.refused)),
      ("overflowed", .outcome(.overflowed)), ("called back", .outcome(.calledBack)),
      ("open", .outcome(.open)), ("phantom", .phantom), ("by times", .byTimes),
    ]
  }

  /// Where the date of a call stands.
  enum Dating {
    /// Each time tells its date.
    case times
    /// A column tells it; times are times of day.
    case column([TimeFormat])
    /// All calls came on one day; times are times of day.
    case day(CivilDate)
  }

  /// How amounts of time are written.
  enum Lengths: Hashable {
    case milliseconds, seconds, minutes
    /// `h:mm:ss` or `mm:ss`.
    case clock

    static let named: [(name: String, value: Lengths)] = [
      ("seconds", .seconds), ("milliseconds", .milliseconds), ("minutes", .minutes),
      ("clock", .clock),
    ]
  }

  var form: LogForm
  var dating: Dating
  var columns: [Column: Field]
  var lengths: Lengths
  var outcomes: [String: Verdict]
  /// What an outcome says that the map does not list; `nil`: the row is rejected.
  var otherwise: Verdict?
  var directions: [String: Contact.Direction]
  /// The texts of the column `resolved`.
  var resolved: [String: Bool]
  /// The priorities, most urgent first; empty when the map does not list them.
  var priorities: [String]
  /// What calls are held against.
  var checks: ContactChecks

  var zone: ZoneRules { form.zone }

  /// The facts by which calls are told apart in the report, of those that the log has.
  var dimensions: [Column] {
    [.type, .priority, .queue, .agent].filter { columns[$0] != nil }
  }

  /// The parts of handling that the log tells: what an average handling time is made of.
  var handling: [String] {
    // Where no column tells the talk it is taken from answer to end.
    ["talk"] + [Column.hold, .wrapUp].filter { columns[$0] != nil }.map(\.name)
  }
}
