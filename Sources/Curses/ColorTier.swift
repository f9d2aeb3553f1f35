import Screen

/// What the terminal's description says about colours.
struct ColorFacts: Hashable {
  /// `colors`; negative when absent.
  var colors: Int
  /// Whether the extended capability `RGB` is there, in any of its three types.
  var hasRGB: Bool

  /// Whether a colour number means red, green and blue instead of a palette entry.
  var isDirect: Bool { hasRGB && colors >= 1 << 24 }
}

/// How many colours to use: what the user asked for, as far as the terminal can; then `NO_COLOR`; then the description.
///
/// Descriptions with fewer than 24 bits of direct colour do not exist in practice and count as 256.
func colorDepth(of facts: ColorFacts, options: TerminalOptions) -> ColorDepth {
  let best: ColorDepth
  if facts.isDirect {
    best = .direct
  } else {
    switch facts.colors {
    case 256...: best = .indexed256
    case 8...: best = .eight
    default: best = .none
    }
  }
  if let wanted = options.depth { return lesserDepth(wanted, best) }
  if let noColor = options.noColor, !noColor.isEmpty { return .none }
  return best
}

private func lesserDepth(_ first: ColorDepth, _ second: ColorDepth) -> ColorDepth {
  func rank(_ depth: ColorDepth) -> Int {
    switch depth {
    case .none: 0
    case .eight: 1
    case .indexed256: 2
    case .direct: 3
    }
  }
  return rank(first) <= rank(second) ? first : second
}

/// The number that ncurses wants for a colour; -1 is the terminal's own.
func colorNumber(_ paint: Paint, isDirect: Bool) -> Int32 {
  switch paint {
  case .standard: -1
  case .index(let entry) where isDirect && entry >= 16: directNumber(RGB(xtermEntry: entry))
  case .index(let entry): Int32(entry)
  case .rgb(let color): directNumber(color)
  }
}

/// Descriptions of direct-colour terminals take numbers below 8, 16 or 256 for entries of the palette, so that black
/// and deep blue would be whatever the user's theme says.
///
/// One step of green, which nobody sees, keeps them out of there.
private func directNumber(_ color: RGB) -> Int32 {
  let green = color.red == 0 && color.green == 0 ? 1 : color.green
  return Int32(color.red) << 16 | Int32(green) << 8 | Int32(color.blue)
}
