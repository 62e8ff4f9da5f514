// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTime

/// Reads the bytes before the first zero as a phone menu, else as a triage chain, else as a contact tree,
/// and takes one caller, contact or incident through it by the bytes behind the zero. What was read is
/// written and read again; a run that looks at every deadline ends as one that never does; what is refused
/// changes nothing but the time; every step, finding and rejection is told in both languages.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = bytes.prefix { $0 != 0 }
  var source = MoveSource(bytes.dropFirst(text.count + 1))
  do throws(DocumentError) {
    let book = try PhoneMenuBook(text)
    checkWriting(book)
    call(book.menu, &source)
    return 0
  } catch {
    check(error)
  }
  let document = String(decoding: text, as: UTF8.self)
  do throws(DocumentError) {
    let chain = try TriageChain(document)
    checkWriting(chain, chain.json) { text throws(DocumentError) in try TriageChain(text) }
    contact(chain, &source)
    return 0
  } catch {
    check(error)
  }
  do throws(DocumentError) {
    let tree = try ContactTree(document)
    checkWriting(tree, tree.json) { text throws(DocumentError) in try ContactTree(text) }
    climb(tree, &source)
  } catch {
    check(error)
  }
  return 0
}

func check(_ error: DocumentError) {
  precondition(!error.problems.isEmpty)
  for problem in error.problems {
    precondition(problem.message != "it could not be read", "no problem says what is wrong")
    precondition(!problem.description.contains("\n"))
  }
}

func tell(_ explanation: Explanation) {
  for language in [MessageLanguage.english, .simplifiedChinese] {
    for audience in [Audience.everyone, .auditor] {
      precondition(!explanation.text(in: language, for: audience).isEmpty)
    }
  }
}

// MARK: - Documents

private func checkWriting<Value: Equatable>(
  _ value: Value, _ json: String, reading read: (String) throws(DocumentError) -> Value
) {
  do throws(DocumentError) {
    let again = try read(json)
    precondition(again == value, "what was written reads as something else\n\(json)")
  } catch {
    preconditionFailure("what was written cannot be read: \(error)\n\(json)")
  }
}

private func checkWriting(_ book: PhoneMenuBook) {
  checkWriting(book, book.json) { text throws(DocumentError) in
    let again = try PhoneMenuBook(text)
    precondition(again.json == text)
    return again
  }
  do throws(DocumentError) {
    let made = try PhoneMenuBook(
      id: book.id, version: book.version, calendars: book.calendars, menu: book.menu.draft)
    precondition(made == book, "made in code, it is another book")
  } catch {
    preconditionFailure("what can be read cannot be made: \(error)")
  }
}
