import Sales
import Screen

/// Reads the arguments, does what they ask, tells what went wrong, and returns the exit code.
package func runDealboard(_ platform: Platform) -> Int32 {
  var code = ExitCode.done.rawValue
  do {
    let invocation = try parsedInvocation(platform.arguments)
    code = try Job(platform: platform, invocation: invocation).run()
  } catch {
    let present = Present(now: Timestamp(seconds: platform.clock() / 1000), zone: platform.zone)
    if let sentence = error.sentence(at: present) { platform.errors.line("dealboard: " + sentence) }
    for line in error.excerpt { platform.errors.line(line) }
    code = error.exitCode.rawValue
  }
  platform.out.flush()
  if let reason = platform.out.failure {
    platform.errors.line("dealboard: Standard output: \(reason); make room or choose another place.")
    code = ExitCode.storage.rawValue
  }
  platform.errors.flush()
  return code
}

private func parsedInvocation(_ arguments: [[UInt8]]) throws(Failure) -> Invocation {
  do throws(UsageError) {
    return try Invocation(bytes: arguments)
  } catch {
    throw .usage(error)
  }
}

/// One command being done: what was asked and the world it is done in.
struct Job {
  let platform: Platform
  let invocation: Invocation

  var out: Output { platform.out }
  var errors: Output { platform.errors }

  func run() throws(Failure) -> Int32 {
    if invocation.has(.version) {
      out.line("dealboard \(Release.version)")
      return ExitCode.done.rawValue
    }
    let command = invocation.command
    if invocation.has(.help) {
      help(on: command.action == .program(.board) ? nil : command)
      return ExitCode.done.rawValue
    }
    do {
      switch command.action {
      case .program(let name): return try run(name)
      case .request(let endpoint): try request(endpoint)
      case .group: preconditionFailure("a group's word alone is no invocation")
      }
    } catch .store(.busy) {
      throw platform.writerNotes(databasePath).read().map { .held($0) } ?? .store(.busy)
    } catch .store(.readOnly) {
      throw platform.files.whyUnwritable(databasePath).map { .store(.unusable($0)) } ?? .store(.readOnly)
    } catch {
      throw error
    }
    return ExitCode.done.rawValue
  }

  private func run(_ command: CommandName) throws(Failure) -> Int32 {
    switch command {
    case .board: return try board()
    case .demo: return try demo()
    case .seed: try seed()
    case .list: try list()
    case .report: try report()
    case .changes: try changes()
    case .forecast: try forecast()
    case .review: try review()
    case .goals: try goals()
    case .digest: try digest()
    case .import: return try importFile()
    case .export: try export()
    case .stall: try stall()
    case .api: return try api()
    case .undo: try undo()
    case .redo: try redo()
    case .backup: try backup()
    case .restore: try restore()
    case .doctor: return try doctor()
    case .cgi: return try cgi()
    case .addKey: try addKey()
    case .listKeys: try listKeys()
    case .revokeKey: try revokeKey()
    case .completions: try completions()
    case .initialize: try initialize()
    case .help: try help()
    }
    return ExitCode.done.rawValue
  }
}

// MARK: - What the options and the environment say

extension Job {
  /// The signs that the locale can show.
  var glyphs: Glyphs { platform.takesUTF8() ? .unicode : .ascii }

  var money: MoneyText { MoneyText(hasSigns: !glyphs.isASCII) }

  /// Where the database is: the option, the variable, or the place that the desktop's conventions give it.
  var databasePath: String {
    if let path = invocation.value(.database) { return path }
    if let path = platform.variables["DEALBOARD_DB"], !path.isEmpty { return path }
    // The XDG base directory specification has relative paths ignored.
    let stated = platform.variables["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (stated ?? platform.home + "/.local/share") + "/dealboard/dealboard.db"
  }

  /// The day of `--today`; nil when it is not given.
  func today() throws(Failure) -> Day? {
    guard let text = invocation.value(.today) else { return nil }
    guard let day = Day(text) else { throw .usage(.badValue(.today, text, wanted: "a date such as 2026-03-16")) }
    return day
  }

  /// Milliseconds since 1970: the real ones, or noon of `--today`.
  func clock() throws(Failure) -> () -> Int64 {
    guard let day = try today() else { return platform.clock }
    let noon = platform.zone.moment(of: day, hour: 12).seconds * 1000
    return { noon }
  }

  func present() throws(Failure) -> Present {
    Present(now: Timestamp(seconds: try clock()() / 1000), zone: platform.zone)
  }

  /// A whole number given as an option; nil when it is not given.
  func number(_ option: OptionName, in range: ClosedRange<UInt64>) throws(Failure) -> UInt64? {
    guard let text = invocation.value(option) else { return nil }
    guard let number = DigitGroups.joined(text).flatMap({ UInt64($0) }), range.contains(number) else {
      throw .usage(
        .badValue(option, text, wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
    }
    return number
  }
}
