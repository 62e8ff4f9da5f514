// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit

// A published desk, as it ships: a complaint about its service is raised within two hours (CM-22), and
// each started hour past that pays one yuan by itself (CM-34).
let desk = try Desk(.creationAndMagic)
var matter = desk.opened("T-1", customer: "c-7")
for (command, who, time) in [
  (.complain("c-7", over: .phone), .customer("c-7"), "2025-06-06T15:00+08:00"),
  (.ticket(.addMessage(.init(.reply))), .agent("li"), "2025-06-06T15:10+08:00"),
  (.ticket(.escalate(.init(.asked))), .agent("li"), "2025-06-06T19:30+08:00"),
] as [(DeskCommand, Principal, String)] {
  let answer = try desk.handle(command, of: matter, by: who, at: Instant(time))
  matter = answer.result
  for intent in answer.intents where intent.action == .pay {
    let why = answer.explanation
    print(
      why.text(for: .customer), why.text(in: .simplifiedChinese, for: .customer),
      separator: "\n\n")
  }
}
print("paid:", matter.paid.map(String.init(describing:)) ?? "nothing")
