/// How many colours a terminal shows.
package enum ColorDepth: Hashable, Sendable, CaseIterable {
  /// Any red, green and blue.
  case direct
  /// The 6x6x6 cube and the grey ramp; entries 0 to 15 belong to the user.
  case indexed256
  /// The eight basic colours; terminals with 16 count as these.
  case eight
  /// No colour and no greys: `NO_COLOR`, monochrome terminals.
  case none
}

/// One colour as the terminal is asked for it.
package enum Paint: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// An entry of the palette.
  case index(Int)
  case rgb(RGB)
}

/// How a role looks on a terminal.
package struct Look: Hashable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
  }

  package var foreground: Paint
  package var background: Paint
  package var attributes: Attributes

  package init(_ foreground: Paint = .standard, on background: Paint = .standard, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}
