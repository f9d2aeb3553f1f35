import Markup
import Workbook

@testable import Commands

/// A workbook as its reader tells it.
struct Book {
  /// Each sheet with its rows; what is empty is no cell.
  var sheets: [(name: String, rows: [[String]])]
  var startsIn1904 = false

  /// As the reader chooses: the sheet of that name, else the first with rows.
  func records(_ name: String?) -> [WorkbookRecord] {
    let known = sheets.map { sheet in
      Sheet(name: sheet.name, visibility: .visible, hasRows: !sheet.rows.isEmpty, headerLine: nil)
    }
    let read = sheets.firstIndex { name == nil ? !$0.rows.isEmpty : $0.name == name } ?? 0
    let rows = sheets[read].rows.enumerated().map { line, cells in
      let filled = cells.enumerated().filter { !$0.element.isEmpty }
      return SheetRow(line: line + 1, cells: filled.map { SheetCell(column: $0.offset, text: $0.element) })
    }
    var notes = SheetNotes()
    (notes.rows, notes.startsIn1904) = (rows.count, startsIn1904)
    return [.sheets(known, read: read)] + rows.filter { !$0.cells.isEmpty }.map(WorkbookRecord.row) + [.notes(notes)]
  }
}

extension World {
  /// Puts a workbook among the files.
  func put(_ book: Book, at path: String) {
    let signature: [UInt8] = [0x50, 0x4B, 3, 4]
    (books[path], files[path]) = (book, signature + [UInt8](repeating: 0, count: 64))
  }

  /// The records of a workbook among the files, read in this process.
  func workbook(_ file: WorkbookFile, sheet: String?) throws(WorkbookFailure) -> WorkbookSource {
    let bytes: [UInt8]
    switch file {
    case .bytes(let given): bytes = given
    case .path(let path):
      guard let found = files[path] else {
        throw .file(FileError(path: path, reason: "No such file or directory"))
      }
      if let book = books[path] { return source(book.records(sheet)) }
      bytes = found
    }
    let records: [WorkbookRecord]
    do throws(WorkbookError) {
      records = try workbookRecords(bytes, sheet)
    } catch {
      throw .refused(error.sentence)
    }
    return source(records)
  }

  private func source(_ records: [WorkbookRecord]) -> WorkbookSource {
    var rest = records[...]
    return WorkbookSource(next: { () throws(FileError) in rest.popFirst() }, rewind: { rest = records[...] })
  }

  private func workbookRecords(_ bytes: [UInt8], _ sheet: String?) throws(WorkbookError) -> [WorkbookRecord] {
    let reader = try WorkbookReader(FileBytes(bytes), parser: FoundationMarkup())
    let index = try reader.index(named: sheet)
    var records = [WorkbookRecord.sheets(reader.sheets, read: index)]
    let notes = try reader.read(index) { row in
      records.append(.row(row))
      return true
    }
    return records + [.notes(notes)]
  }
}
