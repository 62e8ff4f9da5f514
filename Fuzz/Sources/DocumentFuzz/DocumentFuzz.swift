// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads any bytes as a document: nothing traps, and each problem has a place in the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(DocumentError) {
    let node = try DocumentNode.parse(bytes)
    walk(node)
  } catch {
    precondition(!error.problems.isEmpty)
    for problem in error.problems {
      precondition(problem.line >= 1 && problem.column >= 1)
      precondition(!problem.description.contains("\n"))
    }
  }
  return 0
}

/// Asks each node for everything, of the right kind or not.
private func walk(_ node: DocumentNode) {
  var problems = Problems()
  _ = node.path
  _ = node.string(&problems)
  _ = node.nonEmptyString(&problems)
  _ = node.boolean(&problems)
  _ = node.integer(in: .min ... .max, &problems)
  _ = node.decimal(&problems)
  _ = node.text(&problems) { text throws(TextError) in try Instant(text) }
  _ = node.text(&problems) { text throws(TextError) in try CivilDate(text) }
  _ = node.text(&problems) { text throws(TextError) in try TimeOfDay(text) }
  _ = node.oneOf([("one", 1), ("two", 2)], &problems)
  for element in node.array(&problems) ?? [] { walk(element) }
  if var object = node.object(&problems) {
    _ = object.required("id", &problems)
    _ = object.optional("name")
    for member in object.members { walk(member.value) }
    object.finish(&problems)
  }
  precondition(problems.all.allSatisfy { $0.line >= 1 && $0.column >= 1 })
}
