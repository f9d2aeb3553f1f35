import Commands

/// A manual page in the language of mdoc(7), built line by line. Texts are given as people read them and escaped here.
struct Mdoc {
  private(set) var lines: [String] = []
  private static let width = 78
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// The head of a page: title line and NAME. `summary` has no full stop.
  init(name: String, section: Int, summary: String) {
    let day = Release.date.split(separator: "-").compactMap { Int($0) }
    lines = [
      ".Dd \(Self.months[day[1] - 1]) \(day[2]), \(day[0])", ".Dt \(name.uppercased()) \(section)", ".Os",
      ".Sh NAME", ".Nm \(name)", ".Nd \(Self.escaped(summary))",
    ]
  }

  mutating func section(_ title: String) { lines.append(".Sh \(Self.escaped(title.uppercased()))") }

  mutating func subsection(_ title: String) { lines.append(".Ss \(Self.escaped(title))") }

  /// A paragraph; none may stand first in a section, where `text` is enough.
  mutating func paragraph(_ text: String) {
    lines.append(".Pp")
    self.text(text)
  }

  /// Running text, each sentence on lines of its own as mdoc wants it.
  mutating func text(_ text: String) {
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      let word = Self.escaped(String(word))
      if !line.isEmpty, line.count + 1 + word.count > Self.width {
        lines.append(Self.guarded(line))
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
      // A comma or an ellipsis goes on; a bracket may follow the end of a sentence.
      let end = word.last { !")\"'”".contains($0) }
      if let end, ".!?".contains(end) {
        lines.append(Self.guarded(line))
        line = ""
      }
    }
    if !line.isEmpty { lines.append(Self.guarded(line)) }
  }

  /// Rows of something typed and what it does.
  mutating func list(_ rows: [(typed: String, meaning: String)]) {
    guard !rows.isEmpty else { return }
    lines.append(".Bl -tag -width Ds")
    for row in rows { item(row.typed) { $0.text(row.meaning) } }
    lines.append(".El")
  }

  /// The same with more than one paragraph in a row.
  mutating func list<Row>(_ rows: [Row], typed: (Row) -> String, _ body: (inout Mdoc, Row) -> Void) {
    guard !rows.isEmpty else { return }
    lines.append(".Bl -tag -width Ds")
    for row in rows { item(typed(row)) { body(&$0, row) } }
    lines.append(".El")
  }

  private mutating func item(_ typed: String, _ body: (inout Mdoc) -> Void) {
    // Quoted and after a zero-width space, no word is taken for a macro.
    lines.append(".It Ic \"\\&\(Self.escaped(typed, isTyped: true))\"")
    body(&self)
  }

  /// Lines as they are typed into a shell.
  mutating func example(_ text: [String]) {
    lines.append(".Bd -literal -offset indent")
    lines += text.map { Self.guarded(Self.escaped($0, isTyped: true)) }
    lines.append(".Ed")
  }

  /// The line of SYNOPSIS: `.Nm` and what follows it, as it is typed.
  mutating func synopsis(_ name: String, _ rest: [String]) {
    lines.append(".Nm \(name)")
    for word in rest { lines.append(".Ic \"\\&\(Self.escaped(word, isTyped: true))\"") }
  }

  /// `SEE ALSO`, in the order of sections and names.
  mutating func seeAlso(_ pages: [(name: String, section: Int)]) {
    section("See also")
    let sorted = pages.sorted { ($0.section, $0.name) < ($1.section, $1.name) }
    // Not .Xr, of which mandoc's lint says that pages which are not installed yet are missing.
    text(sorted.map { "\($0.name)(\($0.section))" }.joined(separator: ", "))
  }

  /// A line of text that begins with a mark of the language does not ask for a macro.
  private static func guarded(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  /// What is typed keeps its ASCII signs, which prose may show as typographical ones.
  private static func escaped(_ text: String, isTyped: Bool = false) -> String {
    text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\\": "\\e"
      case "\"": "\\(dq"
      case "-" where isTyped: "\\-"
      case "'" where isTyped: "\\(aq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case _ where !scalar.isASCII: "\\[u\(String(repeating: "0", count: max(0, 4 - hex(scalar).count)))\(hex(scalar))]"
      case _: String(scalar)
      }
    }.joined()
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }
}
