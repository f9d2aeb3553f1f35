import Sales
import Screen
import Support
import Synchronization
import Testing

@testable import Commands

/// A world without clock, home, locale, terminal or disk, in which whole command lines are run.
final class World {
  var variables: [String: String] = [:]
  var takesUTF8 = true
  var files: [String: [UInt8]] = [:]
  var stores: [String: DictionaryStore] = [:]
  /// Workbooks by their paths, as they are read; `files` has the first bytes of each.
  var books: [String: Book] = [:]
  private var clocks: [String: () -> Int64] = [:]
  var foldersRemoved: [String] = []
  var isTerminal = false
  var width: Int?
  /// 2026-03-16, noon UTC.
  let clock = TestClock()
  var zone = Zone.utc
  var isInterrupted = false
  var isDiskFull = false
  /// The permissions of every file.
  var mode: UInt32 = 0o600
  /// What happens while a command waits; false when the reader of its output is gone.
  var wait: () -> Bool = { false }
  var storeError: StoreError?
  /// How many writes to standard output succeed before its reader is gone.
  var readerPatience = Int.max
  /// How many bytes of a file come at once, and whether there is always a wait for more.
  var pieceSize = 1 << 16
  var inputWaits = false
  /// Whether a board can be drawn, what it was started with, and how it ends.
  var hasTerminal = false
  private(set) var starts: [BoardStart] = []
  var boardResult: Int32 = 0
  /// The terminal of full screens; its script is what is typed there.
  var display = ScriptedDisplay(size: Size(rows: 24, columns: 80), script: [])
  private(set) var out = ""
  /// How many times something was written to standard output.
  private(set) var writes = 0
  private(set) var errors = ""

  /// Runs one command line, its words divided as a shell does, and keeps what it printed.
  func run(_ line: String) -> Int32 { run(shellWords(line)) }

  func run(_ arguments: [String]) -> Int32 { run(bytes: arguments.map { Array($0.utf8) }) }

  func run(bytes arguments: [[UInt8]]) -> Int32 {
    (out, errors) = ("", "")
    return Commands.runDealboard(platform(arguments))
  }

  var lines: [String] { out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  /// The lines of comma-separated values, which end with CR LF.
  var rows: [String] { out.split(whereSeparator: \.isNewline).map(String.init) }

  /// The store of `deals.db`, on which most tests work.
  var store: DictionaryStore? { stores["deals.db"] }

  func platform(_ arguments: [[UInt8]]) -> Platform {
    Platform(
      arguments: arguments, variables: variables, takesUTF8: { [self] in takesUTF8 },
      login: { "ana" }, home: "/home/ana",
      out: Output(isTerminal: isTerminal, width: width) { [self] bytes in
        expectNoReading()
        readerPatience -= 1
        writes += 1
        out += String(decoding: bytes, as: UTF8.self)
        return readerPatience >= 0 ? .done : .closed
      },
      errors: Output(isTerminal: isTerminal, width: width) { [self] bytes in
        errors += String(decoding: bytes, as: UTF8.self)
        return .done
      },
      clock: { [clock] in clock.milliseconds }, zone: zone, files: fileAccess,
      watchInterrupts: { { [self] in isInterrupted } }, wait: { [self] _ in wait() },
      openStore: { [self] path, clock throws(StoreError) in
        if let storeError { throw storeError }
        clocks[path] = clock
        let store = stores[path] ?? DictionaryStore(seed: UInt64(stores.count + 1)) { [self] in clocks[path]?() ?? 0 }
        stores[path] = store
        files[path] = files[path] ?? []
        return store
      },
      restore: { [self] path, backup throws(StoreError) in
        guard let copy = stores[backup] else { throw .unusable("\(backup) does not exist. Check its name.") }
        let kept = files[path].map { _ in path + ".before" }
        (stores[path], files[path]) = (copy, [])
        return Restored(kept: kept, deals: copy.records.all(Deal.self).count)
      },
      share: { [self] path, group throws(StoreError) in
        SharedDatabase(path: "/srv/" + path, group: group, isNew: files[path] == nil)
      },
      openTerminal: { [self] () throws(BoardUnavailable) in
        if !hasTerminal { throw BoardUnavailable(reason: "there is no terminal") }
        return BoardTerminal(
          display: display, glyphs: takesUTF8 ? .unicode : .ascii,
          runBoard: { [self] start throws(StoreError) in
            starts.append(start)
            return boardResult
          }, close: { [self] _ in boardResult })
      })
  }

  /// What takes output may be slow, such as a pager; a file that is held as of one moment so long only grows.
  private func expectNoReading() {
    #expect(!stores.values.contains { $0.isReading }, "nothing is written in the middle of a reading")
  }

  private func diskTakes(_ bytes: [UInt8], _ path: String) -> Output.Delivery {
    expectNoReading()
    if isDiskFull { return .failed(reason: "No space left on device") }
    files[path, default: []] += bytes
    return .done
  }

  private var fileAccess: Files {
    Files(
      exists: { [self] in files[$0] != nil }, whyUnreachable: { _ in nil }, whyUnwritable: { _ in nil },
      size: { [self] in files[$0]?.count }, mode: { [self] in files[$0].map { _ in mode } },
      read: { [self] path throws(FileError) in
        guard let bytes = files[path] else { throw FileError(path: path, reason: "No such file or directory") }
        return bytes
      },
      open: { [self] path throws(FileError) in
        guard let bytes = files[path] else { throw FileError(path: path, reason: "No such file or directory") }
        return source(bytes)
      },
      readWorkbook: { [self] file, sheet throws(WorkbookFailure) in try workbook(file, sheet: sheet) },
      make: { [self] path throws(FileError) in
        if files[path] != nil { throw FileError(path: path, reason: "File exists") }
        files[path] = []
        return NewFile(path: path, send: { [self] in diskTakes($0, path) }) {}
      },
      rewrite: { [self] path, isMaking, change throws(FileError) in
        if !isMaking && files[path] == nil { throw FileError(path: path, reason: "No such file or directory") }
        if let bytes = change(files[path] ?? []) { files[path] = bytes }
      },
      remove: { [self] in files[$0] = nil },
      makeTemporaryFolder: { () throws(FileError) in "/tmp/private" },
      removeFolder: { [self] in foldersRemoved.append($0) })
  }

  /// Comes in pieces of the size; waits before each but the first.
  private func source(_ bytes: [UInt8]) -> ByteSource {
    var rest = bytes[...]
    return ByteSource(
      next: { [pieceSize] () throws(FileError) in
        defer { rest = rest.dropFirst(pieceSize) }
        return Array(rest.prefix(pieceSize))
      }, isReady: { [self] _ in !inputWaits })
  }
}

/// Words divided at spaces that are not between single or double quotes.
func shellWords(_ line: String) -> [String] {
  var words: [String] = []
  var word: String?
  var quote: Character?
  for character in line {
    if let open = quote {
      if character == open { quote = nil } else { word = (word ?? "") + String(character) }
    } else if character == "'" || character == "\"" {
      quote = character
      word = word ?? ""
    } else if character == " " {
      if let word { words.append(word) }
      word = nil
    } else {
      word = (word ?? "") + String(character)
    }
  }
  return words + (word.map { [$0] } ?? [])
}

extension World {
  /// Four deals of two owners in `deals.db`, two of one name.
  static func withFourDeals() -> World {
    let world = World()
    world.files["in.csv"] = Array(
      """
      name,value,stage,company,contact,owner,status
      Acme renewal,1200,Qualified,Acme,Ada Lovelace <ada@acme.test>,ana,
      Globex rollout,900.50,Negotiation,Globex,,bo,
      Initech pilot,50,Qualified,,,ana,
      Initech pilot,70,Proposal Sent,,,bo,
      """.utf8)
    #expect(world.run("import in.csv --db deals.db") == 0, "\(world.errors)")
    return world
  }
}
