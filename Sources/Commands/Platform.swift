package import Sales
package import Screen

/// Everything that the commands take from the world, so that tests can be the world.
package struct Platform {
  /// Without the program's name; as bytes, since a text made of bytes that are none would be another word.
  package var arguments: [[UInt8]]
  package var variables: [String: String]
  /// Whether the locale, as it is installed, has more than ASCII.
  package var takesUTF8: () -> Bool
  /// The name of whoever is logged in; asked only when needed, since it may be looked up far away.
  package var login: () -> String
  /// The folder that is theirs.
  package var home: String
  package var out: Output
  package var errors: Output
  /// Milliseconds since 1970.
  package var clock: () -> Int64
  package var zone: Zone
  package var files: Files
  /// Begins to watch for Ctrl-C and other signals to end instead of ending by them; the question returned tells whether
  /// one came.
  package var watchInterrupts: () -> () -> Bool
  /// Waits so many milliseconds; false, at once, when nobody reads standard output any more.
  package var wait: (_ milliseconds: Int) -> Bool
  /// Opens the database, made when missing; the clock (milliseconds since 1970) dates what is written.
  package var openStore: (_ path: String, _ clock: @escaping () -> Int64) throws(StoreError) -> any Store
  /// Puts a copy of the backup in the database's place; what is there is kept beside it.
  package var restore: (_ path: String, _ backup: String) throws(StoreError) -> Restored
  /// Makes the database where it is missing and opens it and its folder to the group.
  package var share: (_ path: String, _ group: String) throws(StoreError) -> SharedDatabase
  /// Takes over the terminal.
  package var openTerminal: () throws(BoardUnavailable) -> BoardTerminal
  /// The note of a long writer beside the database.
  package var writerNotes: (_ database: String) -> WriterNotes
  /// The keys of every screen, for help.
  package var keyGuides: () -> [KeyGuide]

  package init(
    arguments: [[UInt8]], variables: [String: String], takesUTF8: @escaping () -> Bool,
    login: @escaping () -> String, home: String, out: Output, errors: Output,
    clock: @escaping () -> Int64, zone: Zone, files: Files, watchInterrupts: @escaping () -> () -> Bool,
    wait: @escaping (_ milliseconds: Int) -> Bool,
    openStore: @escaping (_ path: String, _ clock: @escaping () -> Int64) throws(StoreError) -> any Store,
    restore: @escaping (_ path: String, _ backup: String) throws(StoreError) -> Restored,
    share: @escaping (_ path: String, _ group: String) throws(StoreError) -> SharedDatabase,
    openTerminal: @escaping () throws(BoardUnavailable) -> BoardTerminal,
    writerNotes: @escaping (_ database: String) -> WriterNotes = { _ in .none },
    keyGuides: @escaping () -> [KeyGuide] = { [] }
  ) {
    self.arguments = arguments
    self.variables = variables
    self.takesUTF8 = takesUTF8
    self.login = login
    self.home = home
    self.out = out
    self.errors = errors
    self.clock = clock
    self.zone = zone
    self.files = files
    self.watchInterrupts = watchInterrupts
    self.wait = wait
    self.openStore = openStore
    self.restore = restore
    self.share = share
    self.openTerminal = openTerminal
    self.writerNotes = writerNotes
    self.keyGuides = keyGuides
  }
}

/// The terminal, taken over for full screens.
package struct BoardTerminal {
  package let display: any Display
  package let glyphs: Glyphs
  /// Shows the board until its user leaves, and gives the terminal back; the result is the program's exit code.
  package let runBoard: (BoardStart) throws(StoreError) -> Int32
  /// Gives the terminal back without a board. `end` is the input that ended the screen, nil when its user left; the
  /// result is the program's exit code.
  package let close: (_ end: Input?) -> Int32

  package init(
    display: any Display, glyphs: Glyphs, runBoard: @escaping (BoardStart) throws(StoreError) -> Int32,
    close: @escaping (_ end: Input?) -> Int32
  ) {
    self.display = display
    self.glyphs = glyphs
    self.runBoard = runBoard
    self.close = close
  }
}

/// Why no board can be drawn here.
package struct BoardUnavailable: Error, Hashable, Sendable {
  /// As it stands after “since”, without a full stop.
  package let reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// What the board needs to begin.
package struct BoardStart {
  package let store: any Store
  /// Nil in a database that does not know the login.
  package let user: User?
  /// Whom `--as` or the system names.
  package let login: String
  /// The present; a fixed one when `--today` was given.
  package let clock: () -> Timestamp
  package let zone: Zone
  /// Where the database is.
  package let path: String
  /// The same for messages, with `~` for the user's folder.
  package let place: String
  /// Whether the database goes when the board is left.
  package let isDemo: Bool
  /// Whether `--today` was given.
  package let isDated: Bool
  /// What the message row says at the start; nil for nothing.
  package let greeting: String?
}

/// The few things that commands do with files.
package struct Files {
  package var exists: (_ path: String) -> Bool
  /// Why nothing can be found at the path, in a sentence: a folder that may not be entered, a link that leads nowhere. Nil
  /// where there is simply nothing.
  package var whyUnreachable: (_ path: String) -> String?
  /// Why the database may not be written, in a sentence that names the cure; nil where it may be.
  package var whyUnwritable: (_ path: String) -> String?
  /// How many bytes it has; nil when there is none.
  package var size: (_ path: String) -> Int?
  /// The bits of its permissions; nil when there is none.
  package var mode: (_ path: String) -> UInt32?
  /// The whole file; `-` is standard input.
  package var read: (_ path: String) throws(FileError) -> [UInt8]
  /// The file's bytes as they come; `-` is standard input.
  package var open: (_ path: String) throws(FileError) -> ByteSource
  /// Reads an `.xlsx` workbook: the sheet of that name, else the first visible one.
  package var readWorkbook: (_ file: WorkbookFile, _ sheet: String?) throws(WorkbookFailure) -> WorkbookSource
  /// Makes a new file; one that is there already is left alone and reported.
  package var make: (_ path: String) throws(FileError) -> NewFile
  /// Replaces what is in the file by what the change makes of it, all or nothing, with nobody else changing it in between;
  /// nil leaves it. With `isMaking` a missing file counts as empty and is made for its owner alone.
  package var rewrite:
    (_ path: String, _ isMaking: Bool, _ change: (_ bytes: [UInt8]) -> [UInt8]?) throws(FileError) -> Void
  package var remove: (_ path: String) -> Void
  /// Makes a new folder that nobody else can look into.
  package var makeTemporaryFolder: () throws(FileError) -> String
  /// Removes the folder and the files in it.
  package var removeFolder: (_ path: String) -> Void

  package init(
    exists: @escaping (_ path: String) -> Bool,
    whyUnreachable: @escaping (_ path: String) -> String?,
    whyUnwritable: @escaping (_ path: String) -> String?,
    size: @escaping (_ path: String) -> Int?,
    mode: @escaping (_ path: String) -> UInt32?,
    read: @escaping (_ path: String) throws(FileError) -> [UInt8],
    open: @escaping (_ path: String) throws(FileError) -> ByteSource,
    readWorkbook: @escaping (_ file: WorkbookFile, _ sheet: String?) throws(WorkbookFailure) -> WorkbookSource,
    make: @escaping (_ path: String) throws(FileError) -> NewFile,
    rewrite:
      @escaping (
        _ path: String, _ isMaking: Bool, _ change: (_ bytes: [UInt8]) -> [UInt8]?
      ) throws(FileError) -> Void,
    remove: @escaping (_ path: String) -> Void,
    makeTemporaryFolder: @escaping () throws(FileError) -> String,
    removeFolder: @escaping (_ path: String) -> Void
  ) {
    self.exists = exists
    self.whyUnreachable = whyUnreachable
    self.whyUnwritable = whyUnwritable
    self.size = size
    self.mode = mode
    self.read = read
    self.open = open
    self.readWorkbook = readWorkbook
    self.make = make
    self.rewrite = rewrite
    self.remove = remove
    self.makeTemporaryFolder = makeTemporaryFolder
    self.removeFolder = removeFolder
  }
}

/// Bytes that come a piece at a time.
package struct ByteSource {
  /// The next piece, waiting for it; empty at the end.
  package var next: () throws(FileError) -> [UInt8]
  /// Whether `next` answers without waiting, after so many milliseconds at most.
  package var isReady: (_ milliseconds: Int) -> Bool

  package init(
    next: @escaping () throws(FileError) -> [UInt8], isReady: @escaping (_ milliseconds: Int) -> Bool
  ) {
    self.next = next
    self.isReady = isReady
  }
}

/// A new file being written.
package struct NewFile {
  let output: Output
  private let path: String
  private let close: () throws(FileError) -> Void

  /// `send` writes all bytes; what `close` says can be that the disk is full.
  package init(
    path: String, send: @escaping ([UInt8]) -> Output.Delivery, close: @escaping () throws(FileError) -> Void
  ) {
    self.path = path
    self.close = close
    output = Output(isTerminal: false, width: nil, send: send)
  }

  /// Says whether everything is in the file.
  func finish() throws(FileError) {
    output.flush()
    try close()
    if let reason = output.failure { throw FileError(path: path, reason: reason) }
  }
}

extension Files {
  /// Makes a new file that holds the text, or none.
  func create(_ path: String, _ text: String) throws(FileError) {
    let file = try make(path)
    file.output.write(text)
    do {
      try file.finish()
    } catch {
      remove(path)
      throw error
    }
  }
}

/// What the system said to a file operation, such as "No such file or directory".
package struct FileError: Error, Hashable, Sendable {
  package let path: String
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
