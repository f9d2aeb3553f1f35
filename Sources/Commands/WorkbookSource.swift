package import Workbook

/// A workbook to be read.
package enum WorkbookFile {
  case path(String)
  /// From standard input.
  case bytes([UInt8])
}

/// The records of a workbook that is known to be whole: the sheets, the rows of one of them, its notes.
package struct WorkbookSource {
  /// The next record; nil after the notes.
  package var next: () throws(FileError) -> WorkbookRecord?
  /// Goes back to the first record. The file itself is not read again.
  package var rewind: () -> Void

  package init(next: @escaping () throws(FileError) -> WorkbookRecord?, rewind: @escaping () -> Void) {
    self.next = next
    self.rewind = rewind
  }
}

/// Why a workbook gives no rows.
package enum WorkbookFailure: Error, Hashable, Sendable {
  case file(FileError)
  /// The sentence of a `WorkbookError`. It can name parts and sheets of the file, with whatever characters they have.
  case refused(String)
}
