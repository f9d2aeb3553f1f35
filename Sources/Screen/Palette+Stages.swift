extension Palette {
  /// A stage colour as a terminal shows it.
  package struct StageLook: Hashable, Sendable {
    /// What is painted: `.rgb`, an entry of the palette, or `.standard` without colours.
    package let paint: Paint
    /// The colour that appears, as far as it is known: in 8 colours the user decides, without colours there is none.
    package let shown: RGB?
    /// Words on the colour.
    package let fill: Look
    /// Lines and bars in the colour.
    package let line: Look
  }

  static func stages(depth: ColorDepth, tints: Tints) -> [StageLook] {
    switch depth {
    case .direct:
      tints.colors.map { StageLook(.rgb($0), shown: $0, ink: .rgb($0.ink)) }
    case .indexed256:
      tints.colors.map { tint in
        let entry = xtermEntry(nearest: tint)
        let shown = RGB(xtermEntry: entry)
        return StageLook(.index(entry), shown: shown, ink: .index(shown.ink == .black ? 16 : 231))
      }
    case .eight:
      basicColors(for: tints).map(StageLook.init)
    case .none:
      tints.colors.map { _ in
        StageLook(paint: .standard, shown: nil, fill: Look(.standard, [.reverse, .bold]), line: Look())
      }
    }
  }
}

extension Palette.StageLook {
  fileprivate init(_ paint: Paint, shown: RGB, ink: Paint) {
    self.init(paint: paint, shown: shown, fill: Look(ink, on: paint, .bold), line: Look(paint))
  }

  /// Bold only with white ink: terminals of few colours draw bold black as grey, and words on green would vanish.
  fileprivate init(_ color: BasicColor) {
    let paint = Paint.index(color.rawValue)
    let fill = color.hasWhiteInk ? Look(.index(7), on: paint, .bold) : Look(.index(0), on: paint)
    self.init(paint: paint, shown: nil, fill: fill, line: Look(paint))
  }
}
