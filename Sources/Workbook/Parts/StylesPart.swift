/// The number formats of the workbook's cell styles.
final class StylesPart: MarkupListener {
  /// By the number of a cell's style.
  private(set) var formats: [NumberFormat] = []
  let isDone = false
  private var codes: [Int: NumberFormat] = [:]
  private var place = ""

  func open(_ name: String, _ attributes: [String: String]) {
    switch name {
    // Both also stand elsewhere, such as in `cellStyleXfs` and `dxfs`.
    case "numFmts", "cellXfs": place = name
    case "numFmt" where place == "numFmts":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else { return }
      codes[id] = NumberFormat(code: code)
    case "xf" where place == "cellXfs":
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      formats.append(codes[id] ?? NumberFormat(builtIn: id))
    default: break
    }
  }

  func read(_ text: String) {}

  func close(_ name: String) {
    if name == place { place = "" }
  }
}
