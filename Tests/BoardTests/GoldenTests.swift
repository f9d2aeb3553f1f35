import Glibc
import Screen
import Testing

@testable import Board

@Suite struct GoldenTests {
  @Test("every picture is as it was recorded", arguments: Picture.all)
  func picture(_ picture: Picture) throws {
    try Golden.compare(render(picture.model()).description, with: picture.name)
  }

  @Test("every mode has a picture at 80x24, at 120x36 and in one column")
  func modes() throws {
    struct Place: Hashable { let mode: ModeKind, size: Size }
    let found = Set(try Picture.all.map { try $0.model() }.map { Place(mode: $0.mode.kind, size: $0.size) })
    for (_, rows, columns) in Picture.sizes {
      let size = Size(rows: rows, columns: columns)
      let missing = ModeKind.allCases.filter { !found.contains(Place(mode: $0, size: size)) }
      #expect(missing.isEmpty, "\(columns)x\(rows)")
    }
  }
}

/// Pictures kept as plain text beside the tests.
enum Golden {
  /// Compares with the recorded picture. With `RECORD_GOLDENS` set it records instead, and fails so that no run that
  /// recorded passes for one that compared.
  static func compare(_ found: String, with name: String, file: String = #filePath) throws {
    let path = file.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Goldens/\(name).txt"
    guard getenv("RECORD_GOLDENS") == nil else {
      try write(found, to: path)
      Issue.record("recorded \(name)")
      return
    }
    let expected = try #require(read(path), "there is no golden \(name); RECORD_GOLDENS=1 records it")
    guard expected != found else { return }
    let lines = zip(padded(expected, found), padded(found, expected)).enumerated()
    let differences = lines.filter { $1.0 != $1.1 }.map { "\($0): \($1.0)\n\($0)> \($1.1)" }
    Issue.record("\(name) differs:\n\(differences.joined(separator: "\n"))")
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

  private static func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"), "\(path) cannot be written")
    defer { fclose(file) }
    _ = text.withCString { fputs($0, file) }
  }
}
