import Board
import Commands
import Curses
import Glibc

/// The person's editor, on a file that only they can read and that is gone afterwards.
struct Editor {
  let terminal: Terminal
  /// Without one in `VISUAL` or `EDITOR`, what POSIX says is there.
  let command: String
  /// The variable that names it, or would.
  private let variable: String
  let folder: String

  init(terminal: Terminal, variables: [String: String]) {
    func text(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    self.terminal = terminal
    variable = text("VISUAL") == nil ? "EDITOR" : "VISUAL"
    command = text(variable) ?? "vi"
    folder = text("TMPDIR") ?? "/tmp"
  }

  func edit(_ text: String) throws(EditorFailure) -> String {
    var name = Array("\(folder)/dealboard.XXXXXX.txt".utf8CString)
    // Made by `mkstemps` with mode 0600.
    let descriptor = mkstemps(&name, 4)
    guard descriptor >= 0 else { throw EditorFailure("No file for the editor in \(folder): \(reason).") }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let isWritten = FileSystem.write(Array(text.utf8), to: descriptor) == .done
    close(descriptor)
    guard isWritten else {
      unlink(path)
      throw EditorFailure("No file for the editor in \(folder): \(reason).")
    }
    let quoted = "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    let code = terminal.run("\(command) \(quoted)")
    defer { unlink(path) }
    guard let bytes = try? FileSystem.files(temporaryFolder: folder).read(path) else {
      throw EditorFailure("The file of the editor is gone: nothing was taken from it.")
    }
    let page = String(decoding: bytes, as: UTF8.self)
    // What was saved counts, however the editor ended: some end with a code over a plugin, some are killed.
    if code == Self.notFound, page == text {
      throw EditorFailure("The editor \(command) was not found: set \(variable) to one that is installed.")
    }
    if code != 0, page == text {
      throw EditorFailure("\(command) ended with \(code.map { "code \($0)" } ?? "no shell") and saved nothing.")
    }
    return page
  }

  /// What a shell ends with when it does not know the command.
  private static let notFound: Int32 = 127

  private var reason: String { String(cString: strerror(errno)) }
}
