/// What a file is, told by its first bytes.
package enum FileKind: Hashable, Sendable {
  /// A ZIP archive, which an `.xlsx` workbook is. Only opening it tells whether it is a workbook.
  case archive
  /// The container of old Office files: an `.xls` workbook, or an `.xlsx` with a password.
  case oldOffice
  case html
  /// XML that is not HTML, such as a spreadsheet of Excel 2003.
  case xml
  case json
  case pdf
  case database
  case compressed
  /// Anything else: comma-separated values and their kin.
  case text

  /// How many bytes of the file's start are enough.
  package static let headLength = 1024

  /// `head` is the file's start, at most `headLength` bytes; a byte order mark and UTF-16 are seen through.
  package init(head: [UInt8]) {
    let known = Self.marks.first { head.starts(with: $0.bytes) }
    self = known?.kind ?? Self.kind(ofText: head)
  }

  private static let marks: [(bytes: [UInt8], kind: FileKind)] = [
    ([0x50, 0x4B, 0x03, 0x04], .archive),
    // An archive without members.
    ([0x50, 0x4B, 0x05, 0x06], .archive),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldOffice),
    (Array("%PDF-".utf8), .pdf),
    (Array("SQLite format 3".utf8), .database),
    ([0x1F, 0x8B], .compressed),
    // xz, Zstandard, 7z and bzip2.
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .compressed),
    ([0x28, 0xB5, 0x2F, 0xFD], .compressed),
    ([0x37, 0x7A, 0xBC, 0xAF], .compressed),
    (Array("BZh".utf8), .compressed),
  ]

  private static func kind(ofText head: [UInt8]) -> FileKind {
    let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0]
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let text = head.filter { !marks.contains($0) }.drop { blanks.contains($0) }
    switch text.first {
    case UInt8(ascii: "<"): return markup(text)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return isJSON(text.dropFirst().drop { blanks.contains($0) }) ? .json : .text
    default: return .text
    }
  }

  /// A cell can begin with `<`, so that the sign alone does not decide: the name of an element must follow.
  private static func markup(_ text: ArraySlice<UInt8>) -> FileKind {
    let lower = String(decoding: text, as: UTF8.self).lowercased()
    let isHTML = ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div"].contains {
      lower.hasPrefix($0)
    }
    if isHTML || lower.contains("<html") || lower.contains("<table") { return .html }
    return lower.hasPrefix("<?xml") || lower.hasPrefix("<!") ? .xml : .text
  }

  /// After the opening bracket of an object a name follows, after that of an array a value; a column can be called `[id]`.
  private static func isJSON(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return true }
    return "\"{}[]".utf8.contains(first)
  }
}

extension FileKind {
  /// Why the file cannot be read as a table and how to save it instead; nil for kinds that may be tables.
  package var advice: String? {
    switch self {
    case .archive, .text: nil
    case .oldOffice:
      "This is an .xls workbook or an .xlsx with a password. Save it as .xlsx without a password, or as CSV."
    case .html: "This is a web page. Open it in a spreadsheet and save it as .xlsx or CSV."
    case .xml: "This is an XML file. Open it in a spreadsheet and save it as .xlsx or CSV."
    case .json: "This is a JSON file. Export the deals as CSV, .xlsx or NDJSON."
    case .pdf: "This is a PDF file. Export the deals as CSV or .xlsx."
    case .database: "This is a database. Open it with --db to see its deals, or export them as CSV first."
    case .compressed: "This is a compressed file. Unpack it and import what is in it."
    }
  }
}
