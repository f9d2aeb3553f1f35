import Foundation
import Glibc

/// The program under a pseudo-terminal, whose every byte is counted.
final class BoardProcess {
  let process = Process()
  private let master: Int32
  private(set) var bytes = 0

  // From <asm-generic/ioctls.h>; the functions around them are not visible to Swift.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// Starts the board at so many rows and columns on a database of its own.
  init(program: URL, arguments: [String], rows: UInt16, columns: UInt16, term: String = "xterm-256color") throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (locked, number): (Int32, UInt32) = (0, 0)
    guard master >= 0, ioctl(master, Self.setLock, &locked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
      throw Trouble("there is no pseudo-terminal to be had")
    }
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    let slave = FileHandle(fileDescriptor: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY), closeOnDealloc: true)
    process.executableURL = program
    process.arguments = arguments
    process.environment = ["TERM": term, "LANG": "C.UTF-8", "HOME": "/nonexistent", "TZ": "UTC"]
    process.standardInput = slave
    process.standardOutput = slave
    process.standardError = slave
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
    close(master)
  }

  /// Reads until nothing has come for so long; the bytes that came, and how long after the call the last one did.
  func read(quiet milliseconds: Int32 = 120, first: Int32 = 3000) -> (bytes: Int, seconds: Double) {
    let start = DispatchTime.now()
    var (count, last) = (0, 0.0)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, count == 0 ? first : milliseconds) > 0 else { break }
      let size = Glibc.read(master, &buffer, buffer.count)
      guard size > 0 else { break }
      count += size
      last = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    }
    bytes += count
    return (count, last)
  }

  /// Types, and reads what the picture takes.
  @discardableResult
  func press(_ keys: String) -> (bytes: Int, seconds: Double) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
    return read(first: 600)
  }

  /// Resident memory in kB.
  var residentMemory: Int {
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0) } } ?? 0
  }

  /// Backs out of whatever has the keys, then quits.
  func leave() {
    for _ in 0..<3 { press("\u{1b}") }
    press("q")
    process.waitUntilExit()
  }
}
