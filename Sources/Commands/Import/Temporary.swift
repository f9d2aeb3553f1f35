import Screen

extension Importing {
  func dialogue(_ options: ImportOptions, in terminal: BoardTerminal) throws(Failure) -> Int32 {
    try plainly(options)
    return 0
  }
}
enum ImportDialogue { static let smallest = Size(rows: 16, columns: 60) }
