/// Which look each role has at a colour depth: the only place where roles become colours.
package struct Palette: Hashable, Sendable {
  package let depth: ColorDepth
  package let tints: Tints
  /// The stage colours as this terminal shows them.
  private let stages: [StageLook]

  /// Maps the stage colours once; looking roles up is then cheap.
  package init(depth: ColorDepth, tints: Tints) {
    self.depth = depth
    self.tints = tints
    stages = Palette.stages(depth: depth, tints: tints)
  }

  /// The look of a style.
  package func look(_ style: Style) -> Look {
    var look = look(style.role)
    if style.isUnderlined { look.attributes.insert(.underline) }
    return look
  }

  /// The look of a role.
  ///
  /// A tint that the palette does not know looks like plain text, filled ones reversed.
  package func look(_ role: Role) -> Look {
    switch role {
    case .text: Look()
    case .title, .strong, .key: Look(.standard, .bold)
    case .muted, .border: grey
    case .alert: sign(entry: 167, basic: 1, .bold)
    // Bold stands for the colour only where there is none.
    case .soon: sign(entry: 136, basic: nil, hasGreys ? [] : .bold)
    case .good: sign(entry: 29, basic: 2, [])
    case .match: Look(.standard, [.bold, .underline])
    case .token: Look(.standard, .underline)
    case .select: bar(entry: 240, basic: nil)
    case .chip: Look(.standard, [.reverse, .bold])
    case .banner: bar(entry: 124, basic: 1)
    case .fill(let tint): stage(tint)?.fill ?? Look(.standard, [.reverse, .bold])
    case .line(let tint): stage(tint)?.line ?? Look()
    }
  }

  /// How a stage colour is shown on this terminal, for the colour picker; nil for an unknown tint.
  package func stage(_ tint: Tint) -> StageLook? {
    stages.indices.contains(tint.index) ? stages[tint.index] : nil
  }

  /// 244 reads on black (5.3 to 1) and on white (4.0), so nobody needs to ask which one the terminal has.
  private var grey: Look {
    switch depth {
    case .direct, .indexed256: Look(paint(entry: 244))
    case .eight, .none: Look(.standard, .dim)
    }
  }

  /// Coloured words on the terminal's own background; where there is no such colour, the attributes alone.
  private var hasGreys: Bool {
    switch depth {
    case .direct, .indexed256: true
    case .eight, .none: false
    }
  }

  private func sign(entry: Int, basic: Int?, _ attributes: Look.Attributes) -> Look {
    switch depth {
    case .direct, .indexed256: Look(paint(entry: entry), attributes)
    case .eight: Look(basic.map(Paint.index) ?? .standard, attributes)
    case .none: Look(.standard, attributes)
    }
  }

  /// White words on a background; where there is no such colour, reversed.
  private func bar(entry: Int, basic: Int?) -> Look {
    switch (depth, basic) {
    case (.direct, _), (.indexed256, _): Look(paint(entry: 231), on: paint(entry: entry), .bold)
    case (.eight, .some(let basic)): Look(.index(7), on: .index(basic), .bold)
    case (.eight, .none): Look(.standard, .reverse)
    case (.none, .some): Look(.standard, [.reverse, .bold])
    case (.none, .none): Look(.standard, .reverse)
    }
  }

  /// An entry from 16 up, as itself or as the same red, green and blue.
  private func paint(entry: Int) -> Paint {
    depth == .direct ? .rgb(RGB(xtermEntry: entry)) : .index(entry)
  }
}

extension Look {
  /// A look with the terminal's own background.
  init(_ foreground: Paint, _ attributes: Attributes) {
    self.init(foreground, on: .standard, attributes)
  }
}
