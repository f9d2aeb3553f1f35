/// The seven basic colours that a stage may have; black would be invisible on most terminals.
enum BasicColor: Int, CaseIterable {
  case red = 1
  case green, yellow, blue, magenta, cyan, white

  /// Hues in OKLCh that people call by these names.
  ///
  /// They are not those of pure primaries: amber is to be yellow rather than red, and violet magenta rather than blue,
  /// so each stands in the middle of its family. White has none.
  private var hue: Double? {
    switch self {
    case .red: 28
    case .yellow: 85
    case .green: 145
    case .cyan: 210
    case .blue: 260
    case .magenta: 322
    case .white: nil
    }
  }

  /// White words read better on these, black ones on the others.
  var hasWhiteInk: Bool {
    switch self {
    case .red, .blue, .magenta: true
    case .green, .yellow, .cyan, .white: false
    }
  }

  /// All seven, the nearest to the colour first: by hue, for greys white first.
  fileprivate static func byNearness(to color: OKLab) -> [BasicColor] {
    let hues = allCases.compactMap { basic in basic.hue.map { (basic, distance: turn(from: color.hue, to: $0)) } }
    let colored = hues.sorted { $0.distance < $1.distance }.map(\.0)
    return color.chroma < 0.04 ? [.white] + colored : colored + [.white]
  }
}

/// The colours of stages in order.
///
/// Each is the nearest by hue that its neighbour before does not have.
func basicColors(for tints: Tints) -> [BasicColor] {
  tints.colors.reduce(into: []) { chosen, tint in
    let before = tints.starts.contains(chosen.count) ? nil : chosen.last
    chosen.append(BasicColor.byNearness(to: tint.oklab).first { $0 != before } ?? .white)
  }
}

/// Degrees between two hues, the shorter way round.
private func turn(from first: Double, to second: Double) -> Double {
  let difference = abs(first - second)
  return min(difference, 360 - difference)
}
