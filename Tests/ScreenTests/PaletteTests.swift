import Screen
import Testing

@Suite struct PaletteTests {
  static let stages = [0x3b82f6, 0xf59e0b, 0x8b5cf6, 0x10b981, 0xef4444].map(RGB.init(hex:))

  @Test("A colour is written with six digits")
  func hex() {
    #expect(RGB(hex: 0x00aaff).description == "#00aaff")
  }

  @Test("The default stages have their entries of the 256, with black ink")
  func indexed() {
    let palette = Palette(depth: .indexed256, tints: Tints(Self.stages))
    for (index, entry) in [33, 214, 99, 36, 196].enumerated() {
      #expect(palette.look(.fill(Tint(index))) == Look(.index(16), on: .index(entry), .bold))
      #expect(palette.look(.line(Tint(index))) == Look(.index(entry)))
    }
  }

  @Test("The default stages have five of the eight colours, bold only with white ink")
  func eight() {
    let palette = Palette(depth: .eight, tints: Tints(Self.stages))
    let expected = [(4, 7), (3, 0), (5, 7), (2, 0), (1, 7)]
    for (index, (color, ink)) in expected.enumerated() {
      let look = palette.look(.fill(Tint(index)))
      #expect(look == Look(.index(ink), on: .index(color), ink == 7 ? .bold : []))
    }
  }

  @Test("Neighbouring stages differ in 8 colours, whatever their hex; a lone grey is white")
  func neighbours() {
    var random = Seeded(3)
    for _ in 0..<300 {
      let tints = (0..<9).map { _ in random.color() }
      let palette = Palette(depth: .eight, tints: Tints(tints))
      for index in 1..<9 {
        let (before, here) = (palette.stage(Tint(index - 1)), palette.stage(Tint(index)))
        #expect(before?.paint != here?.paint)
        #expect(here?.paint != .index(0))
      }
    }
    for grey in [0x000000, 0x888888, 0xffffff].map(RGB.init(hex:)) {
      #expect(Palette(depth: .eight, tints: Tints([grey])).stage(Tint(0))?.paint == .index(7))
    }
    #expect(
      Palette(depth: .eight, tints: Tints(Self.stages + Self.stages.suffix(1))).stage(Tint(5))?.paint != .index(1))
  }

  @Test("Words on any stage colour have a contrast of 4.5 to 1 or more")
  func contrast() {
    let steps = stride(from: 0, through: 255, by: 15).map(UInt8.init)
    let colors = steps.flatMap { red in steps.flatMap { green in steps.map { RGB(red: red, green: green, blue: $0) } } }
    for depth in [ColorDepth.direct, .indexed256] {
      let palette = Palette(depth: depth, tints: Tints(colors))
      for index in colors.indices {
        guard let stage = palette.stage(Tint(index)), let shown = stage.shown else { continue }
        let isWhite = stage.fill.foreground == .index(231) || stage.fill.foreground == .rgb(.white)
        #expect(shown.contrast(to: isWhite ? .white : .black) >= 4.5)
        if case .index(let entry) = stage.paint { #expect((16...255).contains(entry)) }
      }
    }
  }

  /// Role by role, as the reference has them: 256 colours, 8 colours, none.
  static let table: [(role: Role, indexed: Look, eight: Look, none: Look)] = [
    (.text, Look(), Look(), Look()),
    (.title, bold, bold, bold), (.strong, bold, bold, bold), (.key, bold, bold, bold),
    (.muted, Look(.index(244)), dim, dim), (.border, Look(.index(244)), dim, dim),
    (.alert, Look(.index(167), on: .standard, .bold), Look(.index(1), on: .standard, .bold), bold),
    (.soon, Look(.index(136), on: .standard, []), bold, bold),
    (.good, Look(.index(29)), Look(.index(2)), Look()),
    (
      .match, Look(.standard, on: .standard, [.bold, .underline]), Look(.standard, on: .standard, [.bold, .underline]),
      Look(.standard, on: .standard, [.bold, .underline])
    ),
    (.token, underline, underline, underline),
    (.select, Look(.index(231), on: .index(240), .bold), reverse, reverse),
    (.chip, reverseBold, reverseBold, reverseBold),
    (.banner, Look(.index(231), on: .index(124), .bold), Look(.index(7), on: .index(1), .bold), reverseBold),
    (.fill(Tint(0)), Look(.index(16), on: .index(33), .bold), Look(.index(7), on: .index(4), .bold), reverseBold),
    (.line(Tint(0)), Look(.index(33)), Look(.index(4)), Look()),
  ]
  static let bold = Look(.standard, on: .standard, .bold)
  static let dim = Look(.standard, on: .standard, .dim)
  static let underline = Look(.standard, on: .standard, .underline)
  static let reverse = Look(.standard, on: .standard, .reverse)
  static let reverseBold = Look(.standard, on: .standard, [.reverse, .bold])

  @Test("Every role has its look at every depth", arguments: table.indices)
  func roles(index: Int) {
    let row = Self.table[index]
    #expect(Palette(depth: .indexed256, tints: Tints(Self.stages)).look(row.role) == row.indexed)
    #expect(Palette(depth: .eight, tints: Tints(Self.stages)).look(row.role) == row.eight)
    #expect(Palette(depth: .none, tints: Tints(Self.stages)).look(row.role) == row.none)
  }

  @Test("Direct colour shows the same colours as 256, and the exact hex of stages")
  func direct() {
    let palette = Palette(depth: .direct, tints: Tints(Self.stages))
    #expect(palette.look(.muted) == Look(.rgb(RGB(red: 128, green: 128, blue: 128))))
    #expect(palette.look(.fill(Tint(0))) == Look(.rgb(.black), on: .rgb(Self.stages[0]), .bold))
    #expect(palette.look(.alert).foreground == .rgb(RGB(red: 215, green: 95, blue: 95)))
  }

  @Test("A tint that is not there is drawn without colour, and underlines add to any look")
  func edges() {
    let palette = Palette(depth: .indexed256, tints: Tints([]))
    #expect(palette.look(.fill(Tint(0))) == Self.reverseBold)
    #expect(palette.look(.line(Tint(-1))) == Look())
    #expect(palette.look(Style(.muted, isUnderlined: true)).attributes == .underline)
  }

  @Test("OKLab agrees with its published values, hue included")
  func oklab() {
    let red = OKLab(RGB(red: 255, green: 0, blue: 0))
    #expect(abs(red.lightness - 0.627955) < 1e-5 && abs(red.a - 0.224863) < 1e-5 && abs(red.b - 0.125846) < 1e-5)
    let hues: [(UInt32, Double)] = [
      (0xff0000, 29.23), (0xffff00, 109.77), (0x00ff00, 142.5), (0x00ffff, 194.77), (0x0000ff, 264.05),
    ]
    for (digits, hue) in hues {
      let color = RGB(hex: digits)
      #expect(abs(color.oklab.hue - hue) < 0.02, "\(color)")
    }
  }
}

extension RGB {
  /// The colour whose hex digits the number has.
  fileprivate init(hex digits: UInt32) {
    self.init(
      red: UInt8(digits >> 16 & 0xff), green: UInt8(digits >> 8 & 0xff), blue: UInt8(digits & 0xff))
  }
}

extension Seeded {
  mutating func color() -> RGB {
    RGB(
      red: .random(in: 0...255, using: &self), green: .random(in: 0...255, using: &self),
      blue: .random(in: 0...255, using: &self))
  }
}
