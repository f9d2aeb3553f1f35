/// Why a workbook cannot be read. Nothing that was read of it may be kept then.
package enum WorkbookError: Error, Hashable, Sendable {
  /// The system could not read the file; the reason is its word for why.
  case unreadable(reason: String)
  case notAnArchive
  /// The archive's directory, at the file's end, is missing.
  case cutShort
  case badDirectory
  /// An archive of another kind; the text says of which, such as "an OpenDocument spreadsheet".
  case otherKind(String)
  case encrypted(part: String)
  /// The number of the way of packing (ZIP's "method").
  case unknownPacking(part: String, method: Int)
  case duplicateMember(part: String)
  case overlap(part: String)
  case missingPart(String)
  /// The bytes do not unpack to what the directory says.
  case damaged(part: String)
  case badMarkup(part: String)
  case documentType(part: String)
  case tooDeep(part: String)
  case noSheets
  case noVisibleSheet(known: [String])
  case noSheet(String, known: [String])
  /// A cell names a text past the end of the list of texts; the line is the sheet's, from 1.
  case noSuchText(part: String, line: Int)
  /// A row or column past XFD1048576.
  case outsideSheet(part: String, line: Int)
  case tooLarge(part: String, limit: String)
}

extension WorkbookError {
  /// One or two sentences: what is wrong, and what to do where that helps.
  package var sentence: String {
    switch self {
    case .unreadable(let reason): "The file cannot be read: \(reason)."
    case .notAnArchive: "This file is not an .xlsx workbook."
    case .cutShort: "The end of the workbook is missing. Copy or download the file again."
    case .badDirectory: "The workbook's directory is damaged. Copy or download the file again."
    case .otherKind(let kind): "This is \(kind), not an .xlsx workbook. Save it as .xlsx or CSV."
    case .encrypted(let part): "The part \(part) in the workbook needs a password. Save the workbook without one."
    case .unknownPacking(let part, let method):
      "The part \(part) in the workbook is packed by method \(method), which is not supported. Save the workbook again."
    case .duplicateMember(let part): "The workbook holds \(part) twice. Save it again in a spreadsheet."
    case .overlap(let part): "The part \(part) overlaps another part of the workbook. Save it again in a spreadsheet."
    case .missingPart(let part): "The workbook has no \(part). Save it again in a spreadsheet."
    case .damaged(let part): "The part \(part) in the workbook is damaged. Copy or download the file again."
    case .badMarkup(let part):
      "The part \(part) in the workbook is not valid XML. Save the workbook again in a spreadsheet."
    case .documentType(let part): "The part \(part) in the workbook has a DOCTYPE, which is not allowed there."
    case .tooDeep(let part):
      "The part \(part) in the workbook nests its elements deeper than \(WorkbookLimits.depth) levels."
    case .noSheets: "The workbook has no worksheet."
    case .noVisibleSheet(let known):
      "Every worksheet is hidden. Name the one to read with --sheet: \(known.joined(separator: ", "))."
    case .noSheet(let name, let known):
      "The workbook has no sheet \"\(name)\". Its sheets: \(known.joined(separator: ", "))."
    case .noSuchText(let part, let line): "Line \(line) of \(part) names a text that the workbook does not have."
    case .outsideSheet(let part, let line): "A cell after line \(line) of \(part) lies outside the sheet."
    case .tooLarge(let part, let limit): "The part \(part) in the workbook is too large: more than \(limit)."
    }
  }
}

/// How much of a workbook is read before it is refused. Honest files of 20 writers stay far below.
package enum WorkbookLimits {
  /// Members of the archive, and bytes of a member's name.
  package static let members = 4096
  package static let nameLength = 512
  package static let directory = 16 << 20
  /// Unpacked bytes of one part, and of all parts of one reading.
  package static let part = 512 << 20
  package static let parts = 1 << 30
  /// Unpacked bytes for each packed byte, looked at only past `ratioFloor`: small parts of honest files exceed it.
  package static let ratio = 200
  package static let ratioFloor = 16 << 20
  /// Levels of elements.
  package static let depth = 64
  package static let columns = 16_384
  package static let rows = 1_048_576
  package static let filledCells = 2_000_000
  /// Bytes of one cell's text, of one row's, of all texts that cells share.
  package static let cellText = 1 << 20
  package static let rowText = 16 << 20
  package static let sharedText = 256 << 20
  package static let sharedTexts = 8_000_000
}
