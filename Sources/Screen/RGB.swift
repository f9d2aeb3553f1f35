/// A colour as stages store it.
package struct RGB: Hashable, Sendable, CustomStringConvertible {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package static let black = RGB(red: 0, green: 0, blue: 0)
  package static let white = RGB(red: 255, green: 255, blue: 255)

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Always `#rrggbb` in lower case.
  package var description: String {
    let digits = Array("0123456789abcdef")
    return [red, green, blue].reduce(into: "#") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// Relative luminance as WCAG 2 defines it: 0 for black, 1 for white.
  var luminance: Double {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast as WCAG 2 defines it, from 1 (the same) to 21 (black and white).
  package func contrast(to other: RGB) -> Double {
    let (darker, lighter) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)
  }

  /// Black or white, whichever contrasts more.
  ///
  /// One of them always reaches 4.58 to 1, so 4.5 holds for every colour.
  package var ink: RGB {
    contrast(to: .black) >= contrast(to: .white) ? .black : .white
  }
}

/// The sRGB transfer function, for the 256 values that a channel can have.
func linear(_ channel: UInt8) -> Double {
  linearChannels[Int(channel)]
}

private let linearChannels: [Double] = (0...255).map { channel in
  let value = Double(channel) / 255
  guard value > 0.04045 else { return value / 12.92 }
  // x to the 2.4 is x squared times the fifth root of x squared.
  let base = (value + 0.055) / 1.055
  return base * base * nthRoot(base * base, degree: 5)
}
