extension Importing {
  func records(_ kind: ImportKind, _ options: ImportOptions) throws(Failure) -> Int32 { throw .refused("not yet") }
}
