import Sales

// What was said about a file, as it is kept for the next file with the same columns.
extension ImportOptions {
  /// Only what was said; an empty object for nothing.
  var json: JSON {
    var members: [JSON.Member] = []
    func add(_ name: String, _ texts: [String]) {
      if !texts.isEmpty { members.append(JSON.Member(name, .array(texts.map(JSON.string)))) }
    }
    func add(_ name: String, _ text: String?) {
      if let text { members.append(JSON.Member(name, .string(text))) }
    }
    add("map", mappings.map { "\($0.field.rawValue)=\($0.template)" })
    add("unread", unread.map(\.rawValue).sorted())
    add("ignored", ignoredColumns)
    add("values", answers.map { "\($0.field.rawValue):\($0.word)=\($0.answer)" })
    add("pipeline", pipeline)
    add("stages", stages)
    add("won", wonStages)
    add("lost", lostStages)
    add("open", openStages)
    add("colors", colors.map { "\($0.stage)=\($0.color)" })
    add("currency", currency?.code)
    add("dates", dates?.rawValue)
    add("amounts", amounts?.rawValue)
    add("id_source", idSource)
    add("separator", table.separator?.word)
    add("encoding", table.encoding?.rawValue)
    add("sheet", table.sheet)
    if let line = table.headerLine { members.append(JSON.Member("header_line", .number(line))) }
    for (name, isSet) in [("create_stages", createsStages), ("minor", isMinor), ("match_names", matchesNames)]
    where isSet {
      members.append(JSON.Member(name, .bool(true)))
    }
    return .object(members)
  }

  /// The same as it is typed; colours, which have no option, are left out.
  var spelled: String {
    guard case .object(let members) = json else { return "" }
    return members.compactMap { member -> String? in
      let name = "--" + member.name.map { $0 == "_" ? "-" : String($0) }.joined()
      switch (member.name, member.value) {
      case ("colors", _), ("ignored", _): return nil
      case ("unread", _): return json.texts("unread").map { "--map \($0)=" }.joined(separator: " ")
      case ("values", _): return json.texts("values").map { "--value " + shellQuoted($0) }.joined(separator: " ")
      case ("map", _): return json.texts("map").map { "--map " + shellQuoted($0) }.joined(separator: " ")
      case ("header_line", .number("0")): return "--no-header"
      case ("match_names", _): return "--match name,company"
      case (_, .bool): return name
      case (_, .array): return name + " " + shellQuoted(json.texts(member.name).joined(separator: ","))
      case (_, .string(let text)): return name + " " + shellQuoted(text)
      case (_, let value): return name + " " + value.text
      }
    }.joined(separator: " ")
  }

  /// What cannot be read is as if it had not been said.
  init(json: JSON) {
    mappings = json.texts("map").compactMap { text in
      Self.pair(text, at: "=").flatMap { pair in
        ImportField(rawValue: pair.0).map { FieldMapping(field: $0, template: pair.1) }
      }
    }
    unread = Set(json.texts("unread").compactMap { ImportField(rawValue: $0) })
    ignoredColumns = json.texts("ignored")
    answers = json.texts("values").compactMap { text in
      guard let (field, rest) = Self.pair(text, at: ":"), let known = ImportField(rawValue: field),
        let equals = rest.lastIndex(of: "=")
      else { return nil }
      return ValueAnswer(
        field: known, word: String(rest[..<equals]), answer: String(rest[rest.index(after: equals)...]))
    }
    pipeline = json.text("pipeline")
    stages = json.texts("stages")
    wonStages = json.texts("won")
    lostStages = json.texts("lost")
    openStages = json.texts("open")
    colors = json.texts("colors").compactMap { text in
      guard let equals = text.lastIndex(of: "="), let color = HexColor(String(text[text.index(after: equals)...]))
      else {
        return nil
      }
      return StageColor(stage: String(text[..<equals]), color: color)
    }
    currency = json.text("currency").flatMap { Currency($0) }
    dates = json.text("dates").flatMap { DateOrder(rawValue: $0) }
    amounts = json.text("amounts").flatMap { DecimalMark(rawValue: $0) }
    idSource = json.text("id_source")
    table.separator = json.text("separator").flatMap { CSVSeparator(typed: $0) }
    table.encoding = json.text("encoding").flatMap { TextEncoding(typed: $0) }
    table.sheet = json.text("sheet")
    table.headerLine = json["header_line"]?.wholeNumber.map { Int($0) }
    createsStages = json.isTrue("create_stages")
    isMinor = json.isTrue("minor")
    matchesNames = json.isTrue("match_names")
  }

  /// The same with what was kept wherever nothing is said now.
  func completed(by kept: ImportOptions) -> ImportOptions {
    var result = self
    let stated = Set(mappings.map(\.field)).union(unread)
    result.mappings += kept.mappings.filter { !stated.contains($0.field) }
    result.unread.formUnion(kept.unread.filter { !stated.contains($0) })
    result.ignoredColumns = kept.ignoredColumns + ignoredColumns
    // The last answer about a word counts.
    result.answers = kept.answers + answers
    result.pipeline = pipeline ?? kept.pipeline
    if stages.isEmpty { result.stages = kept.stages }
    if wonStages.isEmpty { result.wonStages = kept.wonStages }
    if lostStages.isEmpty { result.lostStages = kept.lostStages }
    if openStages.isEmpty { result.openStages = kept.openStages }
    result.colors = kept.colors + colors
    result.currency = currency ?? kept.currency
    result.dates = dates ?? kept.dates
    result.amounts = amounts ?? kept.amounts
    result.idSource = idSource ?? kept.idSource
    result.createsStages = createsStages || kept.createsStages
    result.isMinor = isMinor || kept.isMinor
    result.matchesNames = matchesNames || kept.matchesNames
    return result
  }

  private static func pair(_ text: String, at mark: Character) -> (String, String)? {
    guard let place = text.firstIndex(of: mark) else { return nil }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }
}

extension JSON {
  fileprivate func text(_ name: String) -> String? {
    guard case .string(let text) = self[name] else { return nil }
    return text
  }

  fileprivate func texts(_ name: String) -> [String] {
    guard case .array(let items) = self[name] else { return [] }
    return items.compactMap { item in
      if case .string(let text) = item { text } else { nil }
    }
  }

  fileprivate func isTrue(_ name: String) -> Bool {
    if case .bool(true) = self[name] { true } else { false }
  }
}
