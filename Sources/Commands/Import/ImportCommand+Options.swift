import Sales

extension Job {
  /// What the options say about the file.
  func importOptions(of kind: ImportKind?) throws(Failure) -> ImportOptions {
    var options = ImportOptions()
    options.kind = kind
    for text in invocation.all(.map) { try map(text, in: &options) }
    for text in invocation.all(.value) { options.answers.append(try answer(text)) }
    options.pipeline = invocation.value(.pipeline).map(\.trimmed)
    options.stages = invocation.names(.stages)
    options.wonStages = invocation.names(.won)
    options.lostStages = invocation.names(.lost)
    options.openStages = invocation.names(.open)
    options.createsStages = invocation.has(.createStages)
    options.isMinor = invocation.has(.minor)
    options.idSource = invocation.value(.idSource).map(\.trimmed)
    options.matchesNames = try matchesNames()
    if let code = invocation.value(.currency) {
      guard let currency = CurrencyName.read(code) else {
        throw .usage(.badValue(.currency, code, wanted: "a currency code such as USD"))
      }
      options.currency = currency
    }
    options.dates = try word(.dates, DateOrder.self)
    options.amounts = try word(.amounts, DecimalMark.self)
    options.table = try tableOptions()
    return options
  }

  private func tableOptions() throws(Failure) -> TableOptions {
    var options = TableOptions()
    if let text = invocation.value(.separator) {
      guard let separator = CSVSeparator(typed: text) else {
        throw .usage(.badValue(.separator, text, wanted: CSVSeparator.allCases.map(\.word).joined(separator: ", ")))
      }
      options.separator = separator
    }
    if let text = invocation.value(.encoding) {
      guard let encoding = TextEncoding(typed: text) else {
        throw .usage(.badValue(.encoding, text, wanted: TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")))
      }
      options.encoding = encoding
    }
    options.headerLine = try number(.headerLine, in: 1...1_000_000).map { Int($0) }
    if invocation.has(.noHeader) { options.headerLine = 0 }
    options.sheet = invocation.value(.sheet)
    return options
  }

  /// The only other way to match than by id.
  private func matchesNames() throws(Failure) -> Bool {
    guard let text = invocation.value(.match) else { return false }
    let fields = Set(text.split(separator: ",").map { folded(String($0)) })
    guard fields == ["name", "company"] else {
      throw .usage(.badValue(.match, text, wanted: "name,company"))
    }
    return true
  }

  private func word<Choice: RawRepresentable & CaseIterable>(
    _ option: OptionName, _ type: Choice.Type
  ) throws(Failure) -> Choice? where Choice.RawValue == String {
    guard let text = invocation.value(option) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw .usage(.badValue(option, text, wanted: Choice.allCases.map(\.rawValue).joined(separator: " or ")))
    }
    return choice
  }

  private func map(_ text: String, in options: inout ImportOptions) throws(Failure) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw .usage(.badValue(.map, text, wanted: "FIELD=COLUMN")) }
    if let kind = options.kind, kind != .deals {
      let names = kind.fields.map(\.name)
      guard names.contains(folded(parts[0])) else {
        throw .usage(.badValue(.map, text, wanted: "one of the fields \(names.joined(separator: ", "))"))
      }
      options.recordMappings[folded(parts[0])] = parts[1].trimmed
      return
    }
    let field = try field(parts[0], in: text, of: .map)
    if parts[1].trimmed.isEmpty {
      options.unread.insert(field)
    } else {
      options.mappings.append(FieldMapping(field: field, template: parts[1]))
    }
  }

  private func answer(_ text: String) throws(Failure) -> ValueAnswer {
    guard let colon = text.firstIndex(of: ":"), let equals = text[colon...].lastIndex(of: "=") else {
      throw .usage(.badValue(.value, text, wanted: "FIELD:WORD=MEANING"))
    }
    return ValueAnswer(
      field: try field(String(text[..<colon]), in: text, of: .value),
      word: String(text[text.index(after: colon)..<equals]).trimmed,
      answer: String(text[text.index(after: equals)...]).trimmed)
  }

  private func field(_ word: String, in text: String, of option: OptionName) throws(Failure) -> ImportField {
    guard let field = ImportField(rawValue: folded(word)) else {
      let fields = ImportField.allCases.map(\.rawValue)
      throw .usage(.badValue(option, text, wanted: "one of the fields \(fields.joined(separator: ", "))"))
    }
    return field
  }
}
