import Sales

/// What somebody answered about files, by their columns and by names: the weekly file of a program needs no option.
struct KeptAnswers: Sendable {
  private(set) var files: [File] = []

  struct File: Sendable {
    /// Nil where it was not named.
    let name: String?
    /// The columns of the file, as they are compared.
    let header: [String]
    let options: ImportOptions
  }

  /// The name of the setting that holds them.
  static let setting = "import_answers"
  /// Of so many files; the oldest is forgotten.
  private static let most = 50

  /// A setting that cannot be read is as if nothing had been kept.
  init(_ setting: String?) {
    guard let setting, let json = try? JSON(setting), case .array(let items) = json else { return }
    files = items.compactMap { item in
      guard case .array(let columns) = item["header"], let options = item["answers"] else { return nil }
      var name: String?
      if case .string(let text) = item["name"] { name = text }
      let header = columns.compactMap { column in
        if case .string(let text) = column { text } else { nil }
      }
      return File(name: name, header: header, options: ImportOptions(json: options))
    }
  }

  var text: String {
    JSON.array(
      files.map { file in
        let name = file.name.map { [JSON.Member("name", .string($0))] } ?? []
        return .object(
          name + [
            JSON.Member("header", .array(file.header.map(JSON.string))), JSON.Member("answers", file.options.json),
          ])
      }
    ).text
  }

  var names: [String] { files.compactMap(\.name) }

  func named(_ name: String) -> ImportOptions? {
    files.last { $0.name.map { folded($0) } == folded(name) }?.options
  }

  /// What was said about the last file with the same columns.
  func about(_ header: [String]) -> ImportOptions? {
    let plain = header.map(plainHeader)
    return files.last { $0.header == plain }?.options
  }

  mutating func keep(_ options: ImportOptions, for header: [String], named name: String?) {
    let plain = header.map(plainHeader)
    let name = name ?? files.last { $0.header == plain }?.name
    files.removeAll { file in
      file.header == plain || name != nil && file.name.map { folded($0) } == name.map { folded($0) }
    }
    files.append(File(name: name, header: plain, options: options))
    files.removeFirst(max(0, files.count - Self.most))
  }
}

extension Store {
  /// Keeps what was said about a file; nothing where nothing was.
  func keepAnswers(
    _ options: ImportOptions, for header: [String], named name: String?, of user: UserID
  ) throws(StoreError) {
    let isEmpty = ImportOptions(json: options.json) == ImportOptions()
    try update(KeptAnswers.setting, of: user) { setting in
      var kept = KeptAnswers(setting)
      if isEmpty, name == nil, kept.about(header) == nil { return setting }
      kept.keep(options, for: header, named: name)
      return kept.text
    }
  }
}

extension Job {
  /// The options with what was answered about such a file before, and that alone. What people say now goes before it.
  func withRememberedAnswers(
    _ options: ImportOptions, for header: [String], on desk: Desk?
  ) throws(Failure) -> (options: ImportOptions, kept: ImportOptions?) {
    let setting = try asking { () throws(StoreError) in
      guard let desk, let user = desk.user else { return String?.none }
      return try desk.store.setting(KeptAnswers.setting, of: user.id)
    }
    let kept = KeptAnswers(setting)
    if let name = invocation.value(.useMap) {
      guard let found = kept.named(name) else {
        let names = kept.names.isEmpty ? "" : " Maps: \(kept.names.joined(separator: ", "))"
        throw .refused("There is no map \"\(name)\". --save-map keeps one.\(names)")
      }
      return (options.completed(by: found), found)
    }
    let found = kept.about(header)
    return (found.map { options.completed(by: $0) } ?? options, found)
  }
}
