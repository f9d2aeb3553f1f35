import Commands
import Glibc
import Workbook

/// `dealboard-workbook`, the program beside this one that reads workbooks.
///
/// A program of its own keeps Foundation off every start of this one, and a workbook that breaks its reader breaks
/// nothing here.
struct WorkbookProgram {
  private static let name = "dealboard-workbook"
  /// For files that nobody else can see.
  let temporaryFolder: String

  /// Runs the program to its end; what it wrote is then read as often as it is needed.
  func read(_ file: WorkbookFile, sheet: String?) throws(WorkbookFailure) -> WorkbookSource {
    let input = try descriptor(of: file)
    defer { close(input) }
    let records = RecordFile(descriptor: try temporaryFile(), folder: temporaryFolder)
    let status = try run(sheet.map { [$0] } ?? [], input: input, output: records.descriptor)
    records.rewind()
    switch status {
    case .exited(WorkbookRecord.wholeCode):
      return WorkbookSource(next: { () throws(FileError) in try records.next() }, rewind: records.rewind)
    case .exited(WorkbookRecord.faultCode): throw .refused(try fault(of: records))
    case .exited(Self.unlinkedCode): throw .refused(Self.unlinked)
    case .exited(let number): throw .file(FileError(path: temporaryFolder, reason: Self.reason(number)))
    case .killed:
      throw .refused("This workbook is too large or too broken to be read. Save it again in a spreadsheet, or as CSV.")
    }
  }

  /// With which the dynamic linker ends a program that lacks a library (`_dl_fatal_printf` in glibc).
  private static let unlinkedCode: Int32 = 127
  private static let unlinked =
    "dealboard-workbook cannot start: libxml2, which it reads workbooks with, is not installed. "
    + "Install it (on Debian: apt install libxml2), or save the file as CSV."

  private enum Ending {
    case exited(Int32)
    case killed
  }

  private func fault(of records: RecordFile) throws(WorkbookFailure) -> String {
    do throws(FileError) {
      while let record = try records.next() {
        if case .fault(let sentence) = record { return sentence }
      }
    } catch {
      throw .file(error)
    }
    return WorkbookError.notAnArchive.sentence
  }

  // MARK: Running

  private func run(_ arguments: [String], input: Int32, output: Int32) throws(WorkbookFailure) -> Ending {
    let program = try path()
    var id = pid_t()
    let fault = Self.spawn([program] + arguments, &id, input: input, output: output)
    guard fault == 0 else { throw .file(FileError(path: program, reason: Self.reason(fault))) }
    var status: Int32 = 0
    // Ctrl-C reaches the reader too, which ends by it.
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed
  }

  /// The reader stands beside this program, be it where it was built or where it was installed.
  private func path() throws(WorkbookFailure) -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    let own = String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let slash = own.lastIndex(of: "/") else {
      throw .file(FileError(path: Self.name, reason: Self.reason(errno)))
    }
    return own[...slash] + Self.name
  }

  private static func spawn(_ words: [String], _ id: inout pid_t, input: Int32, output: Int32) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    // What a crash prints helps nobody here.
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let pointers = words.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return posix_spawn(&id, words[0], &actions, nil, pointers + [nil], environ)
  }

  // MARK: Files

  /// A file can be read at any place, which a workbook needs; bytes become one.
  private func descriptor(of file: WorkbookFile) throws(WorkbookFailure) -> Int32 {
    switch file {
    case .path(let path):
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .file(FileError(path: path, reason: Self.reason(errno))) }
      return descriptor
    case .bytes(let bytes):
      let descriptor = try temporaryFile()
      guard case .failed(let reason) = FileSystem.write(bytes, to: descriptor) else { return descriptor }
      close(descriptor)
      throw .file(FileError(path: temporaryFolder, reason: reason))
    }
  }

  /// Without a name, so that it goes with its descriptor, however the program ends.
  private func temporaryFile() throws(WorkbookFailure) -> Int32 {
    var name = Array("\(temporaryFolder)/dealboard.XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw .file(FileError(path: temporaryFolder, reason: Self.reason(errno))) }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }

  fileprivate static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// The records that the reader has written.
private final class RecordFile {
  private static let pieceSize = 1 << 16
  let descriptor: Int32
  private let folder: String
  private var records = WorkbookRecords()

  init(descriptor: Int32, folder: String) {
    (self.descriptor, self.folder) = (descriptor, folder)
  }

  deinit { close(descriptor) }

  func rewind() {
    lseek(descriptor, 0, SEEK_SET)
    records = WorkbookRecords()
  }

  func next() throws(FileError) -> WorkbookRecord? {
    while true {
      do throws(WorkbookRecords.Garbled) {
        if let record = try records.next() { return record }
      } catch {
        throw FileError(path: "dealboard-workbook", reason: "it is of another version than dealboard")
      }
      let piece = try read()
      if piece.isEmpty { return nil }
      records.add(piece)
    }
  }

  private func read() throws(FileError) -> [UInt8] {
    var count = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, filled in
      repeat { count = Glibc.read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
      filled = max(0, count)
    }
    if count < 0 { throw FileError(path: folder, reason: WorkbookProgram.reason(errno)) }
    return piece
  }
}
