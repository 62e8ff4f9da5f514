// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import Testing

@Suite("Words in two languages")
struct PhraseTableTests {
  private let colours = PhraseTable("colour", [("red", "red", "红"), ("of", "{name}", "{name}")])

  @Test("a word stands in a catalogue under its family, and inside sentences in both languages")
  func words() {
    #expect(colours.codes.map(\.id) == ["colour.red", "colour.of"])
    let told = colours.step("of", .init("name", colours.phrase("red")))
    #expect(told.text() == "red" && told.text(in: .simplifiedChinese) == "红")
    #expect(Explanation(colours.code("red")).phrase == colours.phrase("red"))
  }

  @Test("a word that the table does not have is told by its name")
  func unknown() {
    let told = colours.step("of", .init("name", colours.phrase("mauve")))
    #expect(told.text() == "mauve" && told.text(in: .simplifiedChinese) == "mauve")
    #expect(colours.code("mauve").id == "colour.mauve")
  }

  @Test("who acts is told to those whom it is for")
  func principals() {
    let by = { (principal: Principal) in
      Explanation(
        .init("by", english: "by {who}", simplifiedChinese: "由{who}"),
        [.init("who", principal.phrase)])
    }
    #expect(by(.agent("li")).text(for: .desk) == "by the agent li")
    #expect(by(.agent("li")).text(in: .simplifiedChinese, for: .customer) == "由坐席 •••")
    #expect(by(.customer("c-1")).text(for: .customer) == "by the customer c-1")
    #expect(by(.automation("import")).text() == "by the program import")
    #expect(by(.system).text(in: .simplifiedChinese) == "由系统")
  }

  @Test("every code of the core is there in both languages")
  func core() {
    #expect(WordsCheck.problems(in: Explanation.Code.allCore) == [])
  }

  @Test("what is wrong with a catalogue is found")
  func checks() {
    let codes: [Explanation.Code] = [
      .init("a", english: "{x} and {y}", simplifiedChinese: "{x}和"),
      .init("a", english: "红", simplifiedChinese: ""),
      .init("b", english: "x: y", simplifiedChinese: "x: 红"),
    ]
    #expect(WordsCheck.problems(in: codes).count == 5)
    let open = Explanation(.init("c", english: "{x}", simplifiedChinese: "{x}"))
    #expect(WordsCheck.problems(in: [open], of: codes).count == 3)
  }
}
