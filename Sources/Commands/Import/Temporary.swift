import Screen

extension Importing {
  func records(_ kind: ImportKind, _ options: ImportOptions) throws(Failure) -> Int32 { throw .refused("not yet") }
  func dialogue(_ options: ImportOptions, in terminal: BoardTerminal) throws(Failure) -> Int32 {
    try plainly(options)
    return 0
  }
}
enum ImportDialogue { static let smallest = Size(rows: 16, columns: 60) }
