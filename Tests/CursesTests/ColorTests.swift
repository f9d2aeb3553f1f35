import Screen
import Testing

@testable import Curses

@Suite struct ColorTests {
  static let tiers: [(colors: Int, hasRGB: Bool, noColor: String?, wanted: ColorDepth?, depth: ColorDepth)] = [
    (-1, false, nil, nil, .none), (2, false, nil, nil, .none), (8, false, nil, nil, .eight),
    (16, false, nil, nil, .eight),
    (88, false, nil, nil, .eight), (256, false, nil, nil, .indexed256), (256, true, nil, nil, .indexed256),
    (1 << 24, true, nil, nil, .direct), (1 << 24, false, nil, nil, .indexed256),
    (256, false, "1", nil, .none), (256, false, "", nil, .indexed256), (1 << 24, true, "yes", nil, .none),
    (256, false, "1", .eight, .eight), (256, false, nil, .direct, .indexed256), (8, false, nil, .indexed256, .eight),
    (1 << 24, true, nil, .indexed256, .indexed256), (1 << 24, true, nil, ColorDepth.none, .none),
  ]

  @Test("The depth is what the user asks for, then NO_COLOR, then the description", arguments: tiers.indices)
  func tier(index: Int) {
    let row = Self.tiers[index]
    let options = TerminalOptions(term: "x", noColor: row.noColor, depth: row.wanted)
    #expect(colorDepth(of: ColorFacts(colors: row.colors, hasRGB: row.hasRGB), options: options) == row.depth)
  }

  @Test("On direct-colour terminals no number means an entry of the palette")
  func direct() {
    #expect(colorNumber(.standard, isDirect: true) == -1)
    #expect(colorNumber(.index(33), isDirect: false) == 33)
    #expect(colorNumber(.index(33), isDirect: true) == 0x0087ff)
    #expect(colorNumber(.rgb(RGB(red: 1, green: 2, blue: 3)), isDirect: true) == 0x010203)
    for blue in 0...255 {
      #expect(colorNumber(.rgb(RGB(red: 0, green: 0, blue: UInt8(blue))), isDirect: true) >= 256)
    }
  }

  @Test("Pairs are made once, shared, and run out without harm")
  func pairs() {
    var cache = PairCache(limit: 3)
    let colors = (0..<3).map { PairCache.Colors(foreground: Int32($0), background: -1) }
    #expect(colors.map { cache.pair(for: $0) } == [.new(1), .new(2), .none])
    #expect(colors.map { cache.pair(for: $0) } == [.existing(1), .existing(2), .none])
  }

  @Test("A short gap between words keeps the style of the word before, a long one and a filled one do not")
  func gaps() {
    var canvas = Canvas(size: Size(rows: 3, columns: 30), tints: Tints([RGB(red: 1, green: 2, blue: 3)]))
    canvas.put("BO   9d", row: 0, column: 0, role: .muted)
    canvas.put("BO", row: 1, column: 0, role: .muted)
    canvas.put("9d", row: 1, column: 20, role: .muted)
    canvas.put("BO", row: 2, column: 0, role: .fill(Tint(0)))
    canvas.put("9d", row: 2, column: 4, role: .text)
    canvas.fill(row: 0, columns: 2..<5, role: .text)
    let palette = Palette(depth: .indexed256, tints: canvas.tints)
    let cells = canvas.economicalCells(palette)
    #expect(cells[2].style.role == .muted)
    #expect(cells[30 + 2].style.role == .text)
    #expect(cells[60 + 2].style.role == .text)
    #expect(zip(cells, canvas.cells).allSatisfy { $0.text == $1.text && $0.columns == $1.columns })
  }

  @Test("Descriptions are tried from the named one to the plainest; without a screen none")
  func candidates() {
    #expect(TerminalOptions(term: "xterm").candidates == ["xterm", "xterm-256color", "vt100"])
    #expect(
      TerminalOptions(term: "tmux-256color", depth: .direct).candidates.prefix(2) == ["tmux-direct", "tmux-256color"])
    #expect(TerminalOptions(term: "xterm-256color", isUnderScreen: true).candidates.first == "screen-256color")
    #expect(TerminalOptions(term: "screen", isUnderScreen: true).candidates.first == "screen")
    for term in [nil, "", "dumb"] { #expect(TerminalOptions(term: term).candidates.isEmpty) }
  }

  @Test("ESCDELAY is honoured when it is a sane number")
  func escapeDelay() {
    for (text, delay) in [(nil, 40), ("25", 25), ("0", 0), ("x", 40), ("-1", 40), ("99999", 40)] {
      #expect(TerminalOptions(escapeDelay: text).escapeMilliseconds == delay)
    }
    let options = TerminalOptions(environment: ["TERM": "linux", "NO_COLOR": "1", "ESCDELAY": "30"])
    #expect(options.term == "linux" && options.noColor == "1" && options.escapeMilliseconds == 30)
  }

  @Test("What is said of a locale names the variable that decides")
  func locale() {
    for (environment, name) in [
      ([:], "LANG"), (["LANG": "C"], "LANG"), (["LANG": "C", "LC_CTYPE": "C"], "LC_CTYPE"),
      (["LC_ALL": "C", "LC_CTYPE": "C"], "LC_ALL"), (["LC_ALL": "", "LANG": "C"], "LANG"),
    ] as [([String: String], String)] {
      #expect(TerminalOptions(environment: environment).localeNotice.hasSuffix("; \(name)=C.UTF-8 shows it."))
    }
  }

  @Test("Padding marks of old terminals are not sent")
  func padding() {
    #expect(Capabilities.withoutPadding(Array("a$<5>b$<2*/>c$d".utf8)) == Array("abc$d".utf8))
  }
}
