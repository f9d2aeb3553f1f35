import Contract
import Sales
import Screen

extension Job {
  /// Makes a key for a user and prints it, the only time that it can be read.
  func addKey() throws(Failure) {
    let name = invocation.operands[0].trimmed
    guard KeyRing.isName(name) else {
      throw .refused("\"\(name)\" cannot be a name: write one line of 1 to \(Limits.nameLength) characters")
    }
    let access: KeyRing.Access = invocation.has(.read) ? .read : .write
    let day = try present().today
    var made: String?
    try changeKeys(isMaking: true) { (ring) throws(Failure) in
      var random = SystemRandomNumberGenerator()
      made = ring.add(name, access, on: day, using: &random)
      if made == nil { throw .refused("\(name) has a key. Revoke it first, or choose another name") }
    }
    guard let made else { return }
    out.line(made)
    if out.isTerminal { out.line("Keep it now: it is not shown again.") }
  }

  /// Prints who has a key, what it may do, and when it was made.
  func listKeys() throws(Failure) {
    let entries = try readKeys(mustBePrivate: false).entries
    let width = entries.map { columns(of: $0.name) }.max() ?? 0
    for entry in entries {
      let space = String(repeating: " ", count: width - columns(of: entry.name))
      let access = entry.access.rawValue
      out.line("\(entry.name)\(space)  \(access)\(access.count < 5 ? " " : "")  \(entry.made)")
    }
    if entries.isEmpty { out.line("There are no keys. Add one with dealboard keys add NAME.") }
  }

  /// Removes a key; requests with it are refused from now on.
  func revokeKey() throws(Failure) {
    let name = invocation.operands[0].trimmed
    try changeKeys(isMaking: false) { (ring) throws(Failure) in
      guard !ring.revoke(name) else { return }
      let names = ring.entries.map(\.name).joined(separator: ", ")
      throw .refused("\(name) has no key. Keys: \(names.isEmpty ? "none" : names)")
    }
    out.line("Revoked the key of \(name).")
  }

  private var keysPath: String {
    guard let path = invocation.value(.keys) else { preconditionFailure("--keys is needed") }
    return path
  }

  /// Reads the keys. Whoever could write the file could let anybody in, so the gateway takes no such file.
  func readKeys(mustBePrivate: Bool) throws(Failure) -> KeyRing {
    let path = keysPath
    if mustBePrivate, let mode = platform.files.mode(path), mode & 0o027 != 0 {
      throw .refused("\(path) can be read or changed by others. Run chmod 600 \(path)")
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try platform.files.read(path)
    } catch {
      throw .file(error)
    }
    return try parsed(bytes)
  }

  private func changeKeys(isMaking: Bool, _ change: (inout KeyRing) throws(Failure) -> Void) throws(Failure) {
    var refusal: Failure?
    do throws(FileError) {
      try platform.files.rewrite(keysPath, isMaking) { bytes in
        do throws(Failure) {
          var ring = try parsed(bytes)
          try change(&ring)
          return Array(ring.text.utf8)
        } catch {
          refusal = error
          return nil
        }
      }
    } catch {
      throw .file(error)
    }
    if let refusal { throw refusal }
  }

  private func parsed(_ bytes: [UInt8]) throws(Failure) -> KeyRing {
    do throws(KeyRing.Fault) {
      return try KeyRing(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw .refused("\(keysPath): line \(error.line + 1) is not a key. A line is HASH ACCESS DAY NAME")
    }
  }
}
