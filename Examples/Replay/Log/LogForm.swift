// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// What every map says, whatever the rows of its log are about: the heading of the report, and how
/// fields and times are written.
struct LogForm {
  var name: String
  var credit: String
  /// The byte between fields; `nil` for the most frequent in the header.
  var separator: UInt8?
  /// Texts that stand for "not known".
  var missing: [String]
  var timeFormats: [TimeFormat]
  /// The zone of times without an offset, and of the report.
  var zone: ZoneRules
}

extension LogForm {
  /// Reads the part of a map that all maps share, or reports what is wrong with it. Times tell an
  /// instant, or the time of a day that stands elsewhere.
  init?(
    reading map: inout DocumentObject, times scope: TimeFormat.Scope = .instant,
    _ problems: inout Problems
  ) {
    _ = map.required("format", &problems)?.integer(in: 0...0, &problems)
    name = map.optional("name").flatMap { $0.string(&problems) } ?? ""
    credit = map.optional("credit").flatMap { $0.string(&problems) } ?? ""
    let separators: [(name: String, value: UInt8?)] = [
      ("auto", nil), ("comma", UInt8(ascii: ",")), ("semicolon", UInt8(ascii: ";")),
      ("tab", UInt8(ascii: "\t")), ("pipe", UInt8(ascii: "|")),
    ]
    separator = map.optional("separator").flatMap { $0.oneOf(separators, &problems) } ?? nil
    missing =
      map.optional("missing").flatMap { $0.values(&problems) { $0.string(&$1) } } ?? [""]
    guard let time = Self.time(map.required("time", &problems), scope, &problems) else {
      return nil
    }
    (timeFormats, zone) = time
  }

  private static func time(
    _ node: DocumentNode?, _ scope: TimeFormat.Scope, _ problems: inout Problems
  ) -> ([TimeFormat], ZoneRules)? {
    guard let node, var time = node.object(&problems) else { return nil }
    let formats = formats(time.required("formats", &problems), scope, &problems)
    let zoneNode = time.optional("zone")
    var zone = ZoneRules.utc
    if let zoneNode, let name = zoneNode.nonEmptyString(&problems), name != "UTC" {
      do throws(UnknownZone) {
        zone = try ZoneRules(identifier: name)
      } catch {
        problems.report("\(error)", at: zoneNode)
      }
    }
    time.finish(&problems)
    return formats.map { ($0, zone) }
  }

  /// Reads a list of formats, at least one.
  static func formats(
    _ node: DocumentNode?, _ scope: TimeFormat.Scope, _ problems: inout Problems
  ) -> [TimeFormat]? {
    let formats = node?.values(&problems) { node, problems in
      node.text(&problems) { text throws(TextError) in try TimeFormat(text, scope) }
    }
    if let node, formats?.isEmpty == true {
      problems.report("at least one format is needed", at: node)
    }
    return formats
  }
}
