// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Testing

@Suite("The house keeps to its plan")
struct RepositoryTests {
  private func expectNone(_ offences: [Offence], from location: SourceLocation = #_sourceLocation) {
    for offence in offences { Issue.record("\(offence)", sourceLocation: location) }
  }

  private func expectNone(
    in files: [SourceFile], from location: SourceLocation = #_sourceLocation,
    _ check: (SourceFile) -> [Offence]
  ) {
    expectNone(files.flatMap(check), from: location)
  }

  @Test("the sources are found, and every room has some")
  func sourcesAreFound() {
    #expect(Repository.rooms.contains("SupportCore"))
    for room in Repository.rooms {
      let files = Repository.library.filter { $0.target == room }
      #expect(!files.isEmpty, "Sources/\(room) holds no Swift file")
      #expect(files.contains { !$0.declarations.isEmpty }, "Sources/\(room) declares nothing")
    }
    #expect(Repository.files.contains { $0.path == "Package.swift" })
    #expect(Repository.files.contains { $0.path.hasSuffix("/RepositoryTests.swift") })
  }

  @Test("imports run only as drawn")
  func imports() {
    expectNone(ImportChecks.unknownRooms(Repository.rooms))
    expectNone(in: Repository.library, ImportChecks.library)
    expectNone(in: Repository.files) {
      ImportChecks.program($0, ownPackages: Repository.ownPackages)
    }
  }

  @Test("the umbrella hands on every room and holds nothing")
  func umbrella() {
    expectNone(ImportChecks.umbrella(Repository.files, rooms: Repository.rooms))
  }

  @Test("the plan has no way back up")
  func planIsAcyclic() {
    var settled: Set<String> = []
    var open = RoomTable.below
    while let next = open.keys.sorted().first(where: {
      Set(RoomTable.below[$0] ?? []).isSubset(of: settled)
    }) {
      settled.insert(next)
      open[next] = nil
      #expect(!(RoomTable.below[next] ?? []).contains(RoomTable.umbrella))
    }
    #expect(open.isEmpty, "these rooms import one another in a circle")
  }

  @Test("the root package depends on nothing")
  func manifest() {
    expectNone(in: Repository.files.filter { $0.path == "Package.swift" }, ImportChecks.manifest)
  }

  @Test("nothing reads a clock, draws lots, asks the machine, prints or traps")
  func forbiddenPhrases() {
    expectNone(in: Repository.library, ForbiddenChecks.phrases)
    expectNone(in: Repository.library, ForbiddenChecks.exclamations)
  }

  @Test("nothing is left unfinished")
  func unfinished() {
    expectNone(in: Repository.files, ForbiddenChecks.unfinished)
  }

  @Test("every public declaration is documented, and public by its own word")
  func documentation() {
    expectNone(in: Repository.library, DeclarationChecks.undocumented)
    expectNone(in: Repository.library, DeclarationChecks.publicExtensions)
    expectNone(in: Repository.library, DeclarationChecks.underscored)
  }

  @Test("every public function that throws says what")
  func typedThrows() {
    expectNone(in: Repository.library, DeclarationChecks.untypedThrows)
  }

  @Test("no public type takes a name away from the platform, a module or another room")
  func names() {
    #expect(Repository.platformTypes.count > 500)
    #expect(Repository.platformTypes.isSuperset(of: ["Date", "Actor", "Hasher", "Calendar"]))
    let modules = Set(RoomTable.below.keys).union(["Swift", "Foundation", "Testing", "Dispatch"])
    expectNone(in: Repository.library) {
      NameChecks.platform($0, names: Repository.platformTypes, modules: modules)
    }
    expectNone(NameChecks.twice(Repository.library))
  }

  @Test("every file is short, licensed, and alone with its name in its target")
  func files() {
    expectNone(in: Repository.files, FileChecks.length)
    expectNone(in: Repository.files, FileChecks.licence)
    expectNone(FileChecks.sameNames(Repository.files))
  }
}
