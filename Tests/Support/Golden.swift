import Glibc

/// Pictures kept as plain text in a folder `Goldens` beside the tests.
package enum Golden {
  /// What differs from the recorded picture; nothing where it is the same. With `RECORD_GOLDENS` set the picture is
  /// recorded instead and that is told, so that no run that recorded passes for one that compared.
  package static func differences(_ found: String, from name: String, file: String = #filePath) -> [String] {
    let path = file.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Goldens/\(name).txt"
    guard getenv("RECORD_GOLDENS") == nil else {
      return [write(found, to: path) ? "recorded \(name)" : "\(path) cannot be written"]
    }
    guard let expected = read(path) else { return ["there is no golden \(name); RECORD_GOLDENS=1 records it"] }
    guard expected != found else { return [] }
    let lines = zip(padded(expected, found), padded(found, expected)).enumerated()
    let differences = lines.filter { $1.0 != $1.1 }.map { "\($0): \($1.0)\n\($0)> \($1.1)" }
    return ["\(name) differs:\n\(differences.joined(separator: "\n"))"]
  }

  private static func padded(_ text: String, _ other: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let count = other.split(separator: "\n", omittingEmptySubsequences: false).count
    return lines + [String](repeating: "", count: max(0, count - lines.count))
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return text.withCString { fputs($0, file) } >= 0
  }
}
