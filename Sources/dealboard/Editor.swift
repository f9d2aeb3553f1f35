import Board
import Commands
import Curses
import Glibc
import Sales

/// The person's editor, on a file in a folder that only they can look into and that is gone afterwards.
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
    let home: (path: String, lock: Int32)
    do {
      home = try TemporaryFolder.make(in: folder, isInherited: true)
    } catch {
      throw EditorFailure("No file for the editor in \(folder): \(error.reason).")
    }
    defer {
      TemporaryFolder.remove(home.path)
      close(home.lock)
    }
    let path = home.path + "/deal.txt"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let isWritten = descriptor >= 0 && FileSystem.write(Array(text.utf8), to: descriptor) == .done
    if descriptor >= 0 { close(descriptor) }
    guard isWritten else { throw EditorFailure("No file for the editor in \(folder): \(reason).") }
    let code = terminal.run("\(command) \(quotedForShell(path))")
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
