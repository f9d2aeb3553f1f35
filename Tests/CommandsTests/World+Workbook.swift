import Markup
import Workbook

@testable import Commands

extension World {
  /// The records of a workbook among the files, read in this process.
  func workbook(_ file: WorkbookFile, sheet: String?) throws(WorkbookFailure) -> WorkbookSource {
    let bytes: [UInt8]
    switch file {
    case .bytes(let given): bytes = given
    case .path(let path):
      guard let found = files[path] else {
        throw .file(FileError(path: path, reason: "No such file or directory"))
      }
      bytes = found
    }
    let records: [WorkbookRecord]
    do throws(WorkbookError) {
      records = try workbookRecords(bytes, sheet)
    } catch {
      throw .refused(error.sentence)
    }
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
