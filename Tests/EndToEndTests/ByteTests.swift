import Testing

/// What a picture does not tell: which bytes are sent, and when.
@Suite("What the terminal is sent") struct ByteTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test("Esc is answered soon") func escape() throws {
    // The delay is the program's own, not one that somebody set.
    sandbox.environment["ESCDELAY"] = nil
    try sandbox.makeDeals("Acme,Qualified,5000")
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    try terminal.settle()
    var times: [Int] = []
    for _ in 0..<5 {
      terminal.type("m")
      try terminal.see("Move", since: max(0, terminal.bytes.count - 1))
      try terminal.settle(for: .milliseconds(100))
      let pressed = ContinuousClock.now
      terminal.type("\u{1b}")
      #expect(terminal.read(within: .seconds(5)) > 0)
      times.append(milliseconds(ContinuousClock.now - pressed))
      try terminal.settle(for: .milliseconds(100))
    }
    print("Esc was answered after \(times) ms.")
    // 50 of them are the wait for the rest of a key's sequence. A busy machine may take longer for one of them.
    #expect(times.min() ?? .max < 500)
  }

  @Test("nothing, while nobody types") func silence() throws {
    try sandbox.makeDeals("Acme,Qualified,5000")
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("need attention")
    try terminal.settle()
    #expect(terminal.read(within: .milliseconds(1500)) == 0)
  }

  @Test("no control of what a deal's name holds") func names() throws {
    let name = "Ev\u{1b}]0;owned\u{7}il\u{1b}[6n\u{9b}6n\u{202e}\u{1b}c\ttab"
    let csv = "name,stage,company\n\"\(name)\",Qualified,\"Co\u{1b}[6nmpany\"\nPlain,Qualified,\n"
    let said = try sandbox.run("import", "-", input: csv)
    #expect(said.ending == .exited(0), "\(said.errors)")
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Plain")
    terminal.type("/ev\r")
    try terminal.settle()
    terminal.type("\r")
    try terminal.see("Timeline")
    terminal.type("\u{1b}")
    try terminal.settle()
    terminal.type("d")
    try terminal.see("Delete this deal?")
    try terminal.settle()
    try expectHarmless(terminal.text)
    let listed = try sandbox.run("list")
    try expectHarmless(listed.output)
    #expect(!listed.output.contains("\u{1b}"))
  }

  private func expectHarmless(_ text: String) throws {
    #expect(text.contains("owned"), "the name is shown")
    for control in ["\u{1b}]", "\u{7}", "\u{1b}[6n", "\u{9b}", "\u{202e}", "\u{1b}c"] {
      #expect(!text.contains(control), "\(control.debugDescription)")
    }
  }

  @Test("colours, but none under NO_COLOR") func colors() throws {
    try sandbox.makeDeals("Acme,Qualified,5000")
    let colored = try PseudoTerminal(sandbox)
    try colored.see("need attention")
    #expect(!colorSequences(in: colored.text).isEmpty)
    sandbox.environment["NO_COLOR"] = "1"
    let plain = try PseudoTerminal(sandbox)
    try plain.see("need attention")
    plain.type("q")
    #expect(try plain.end() == .exited(0))
    #expect(colorSequences(in: plain.text) == [])
    #expect(plain.text.contains("\u{1b}[0;1m"), "bold stays")
  }

  /// The style sequences that set a colour.
  private func colorSequences(in text: String) -> [String] {
    text.split(separator: "\u{1b}[").compactMap { piece in
      guard let end = piece.firstIndex(where: { !$0.isNumber && $0 != ";" }), piece[end] == "m" else { return nil }
      let numbers = piece[..<end].split(separator: ";").compactMap { Int($0) }
      return numbers.contains { $0 >= 30 } ? String(piece[...end]) : nil
    }
  }

  @Test("a copied name in the wrapping of what stands between", arguments: ["TMUX": "tmux;", "STY": ""])
  func clipboard(variable: String, prefix: String) throws {
    sandbox.environment["TERM"] = "xterm-256color"
    sandbox.environment[variable] = "1"
    try sandbox.makeDeals("Acme,Qualified,5000")
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("yn")
    try terminal.see("\u{1b}P\(prefix)\u{1b}")
  }

  @Test("ASCII alone where the locale has no more, or is not installed", arguments: ["C", "xx_XX.UTF-8"])
  func ascii(locale: String) throws {
    sandbox.environment["LANG"] = locale
    try sandbox.makeDeals("Zoë’s Café → €,Qualified,5000")
    let terminal = try PseudoTerminal(sandbox)
    // Spelled out by the program: the terminal's library would make question marks of what it cannot send.
    try terminal.see("Zoe's Cafe > EUR")
    terminal.type("?")
    try terminal.see("half a page down")
    terminal.type("q")
    try terminal.settle(for: .milliseconds(100))
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
    #expect(terminal.bytes.allSatisfy { $0 < 0x80 })
    #expect(try sandbox.run("list").output.utf8.allSatisfy { $0 < 0x80 })
  }
}
