// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why a phrase is forbidden.
enum Hazard: String, CaseIterable, Sendable {
  case clock, chance, locale, environment, printing, trap
}

/// What may not stand in the library, and what to do instead.
enum ForbiddenPhrases {
  static let all: [Hazard: [ForbiddenPhrase]] = [
    .clock: clock, .chance: chance, .locale: locale, .environment: environment,
    .printing: printing, .trap: trap,
  ]

  private static func phrases(
    _ texts: [String], as sense: ForbiddenPhrase.Sense = .anywhere, _ advice: String
  ) -> [ForbiddenPhrase] {
    texts.map { ForbiddenPhrase($0, advice, as: sense) }
  }

  private static let clock: [ForbiddenPhrase] = {
    let advice = "reads a clock: take the instant as an argument"
    return phrases(
      [
        "Date()", "Date.init()", "Date.now", "timeIntervalSinceNow", "ContinuousClock",
        "SuspendingClock", "DispatchTime", "DispatchWallTime", "Task.sleep", "Thread.sleep",
        "clock_gettime", "gettimeofday", "mach_absolute_time", "timespec_get",
      ], advice)
      + phrases(["time(nil", "time(&", "clock()", "sleep(", "usleep("], as: .function, advice)
      + phrases(["CFAbsoluteTime"], as: .prefix, advice)
      + phrases(
        [".now"], as: .implicitMember,
        "reads a clock: take the instant as an argument (a value of ours: write its type before it)"
      )
  }()

  private static let chance: [ForbiddenPhrase] = {
    let advice =
      "depends on chance: take the value, the id or a seed as an argument, and draw by own arithmetic"
    return phrases(
      [
        "UUID()", "UUID.init()", ".random(", "SystemRandomNumberGenerator", ".shuffled(",
        ".shuffle(", ".randomElement(", "arc4random", "arc4random_uniform", "drand48", "getrandom",
      ], advice)
      + phrases(["rand(", "random()"], as: .function, advice)
      + phrases(
        ["Hasher()", "Hasher.init()", ".hashValue"],
        "differs from run to run: compare values, or take a digest as an argument")
  }()

  private static let locale: [ForbiddenPhrase] = {
    let advice = "depends on the machine's settings: take the zone or language as an argument"
    let text = "writes text by the machine's settings: write it from integers or a catalogue"
    return phrases(
      [
        "Locale.current", "Calendar.current", "TimeZone.current", "NSTimeZone", "NSLocale",
        "NSCalendar", ".autoupdatingCurrent", "TimeZone.default", "Locale.preferredLanguages",
        "setlocale", "localtime", "localtime_r",
      ], advice)
      + phrases(
        [".current"], as: .implicitMember, advice + " (a value of ours: write its type before it)")
      + phrases(
        [
          "DateFormatter", "NumberFormatter", "ISO8601DateFormatter", "DateComponentsFormatter",
          "DateIntervalFormatter", "RelativeDateTimeFormatter", "ListFormatter",
          "MeasurementFormatter", "ByteCountFormatter", "PersonNameComponentsFormatter",
          ".formatted(", "String(format:", "String.init(format:",
          "NSLocalizedString",
        ], text)
      + phrases(["localized"], as: .prefix, text)
  }()

  private static let environment: [ForbiddenPhrase] = {
    let advice = "reaches outside: take the value as an argument, or return an intent to the host"
    return phrases(
      [
        "ProcessInfo", "getenv", "setenv", "CommandLine", "FileManager", "Bundle.main", "Bundle(",
        "Bundle.module", "URLSession",
        "URLRequest", "UserDefaults", "Process()", "NotificationCenter",
        "Data(contentsOf:", "String(contentsOf:", "String(contentsOfFile:", "fopen", "InputStream",
        "OutputStream", "#filePath",
      ], advice)
  }()

  private static let printing: [ForbiddenPhrase] = {
    let advice = "prints: return the value, the host decides where it goes"
    return phrases(
      [
        "print(", "debugPrint(", "dump(", "fputs(", "puts(", "putchar(", "printf(", "fprintf(",
        "vprintf(", "fwrite(",
      ], as: .function, advice)
      + phrases(["NSLog", "os_log", "FileHandle", "syslog"], advice)
  }()

  private static let trap: [ForbiddenPhrase] = {
    let advice = "stops the process: throw a typed error, or make the state impossible to write"
    return phrases(
      ["fatalError(", "precondition(", "preconditionFailure(", "abort(", "exit(", "_exit("],
      as: .function, advice)
      + phrases(["unowned"], advice)
      + phrases(
        [
          "unsafeBitCast", "unsafeDowncast", "assumingMemoryBound", "bindMemory", "Unmanaged",
          "unsafelyUnwrapped", "withMemoryRebound", "withoutActuallyEscaping",
          "nonisolated(unsafe)",
        ], "switches a check of the compiler off: write it so that the compiler can see it")
      + phrases(
        ["@unchecked"],
        "switches a check of the compiler off: make the value Sendable, or guard it with a Mutex")
  }()
}
