import Testing

@testable import Workbook

@Suite("The kind of a file") struct KindTests {
  @Test(
    "is told by its head",
    arguments: [
      ("Deal,Value\n", .text), ("", .text), ("\u{FEFF}Deal;Value", .text), ("<b>Alder</b>,100", .text),
      ("[id],name\n", .text), ("{Deal},1", .text), ("<!DOCTYPE html><html>", .html), ("\n <HTML><body>", .html),
      ("<table><tr>", .html), ("\u{FEFF}<?xml version=\"1.0\"?>\n<html>", .html), ("<style>x</style><table>", .html),
      ("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>", .xml),
      ("{\"deals\": []}", .json), ("[\n  {\"name\": 1}]", .json), ("[]", .json), ("{", .json), ("%PDF-1.7", .pdf),
      ("SQLite format 3", .database), ("BZh91AY", .compressed),
    ] as [(String, FileKind)]
  ) func heads(head: String, kind: FileKind) {
    #expect(FileKind(head: Array(head.utf8)) == kind)
  }

  @Test("is seen through UTF-16, and told of bytes that are not text") func bytes() {
    let wide = "\u{FEFF}<html>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(FileKind(head: wide) == .html)
    #expect(FileKind(head: "\u{FEFF}Deal".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == .text)
    #expect(FileKind(head: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]) == .oldOffice)
    #expect(FileKind(head: [0x50, 0x4B, 3, 4, 20]) == .archive)
    #expect(FileKind(head: [0x50, 0x4B, 5, 6, 0]) == .archive)
    #expect(FileKind(head: [0x1F, 0x8B, 8]) == .compressed)
  }

  @Test("comes with advice for all that no import reads") func advice() {
    let kinds: [FileKind] = [.oldOffice, .html, .xml, .json, .pdf, .database, .compressed]
    for kind in kinds { #expect(kind.advice?.hasSuffix(".") == true) }
    #expect(FileKind.text.advice == nil && FileKind.archive.advice == nil)
  }
}
