/// A colour in Björn Ottosson's OKLab: lightness 0 to 1, then green to red and blue to yellow.
package struct OKLab: Hashable, Sendable {
  package let lightness: Double
  package let a: Double
  package let b: Double

  /// Converts with the matrices that Ottosson published.
  package init(_ color: RGB) {
    let (red, green, blue) = (linear(color.red), linear(color.green), linear(color.blue))
    let long = nthRoot(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue, degree: 3)
    let medium = nthRoot(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue, degree: 3)
    let short = nthRoot(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue, degree: 3)
    lightness = 0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short
    a = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short
    b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short
  }

  /// How far apart two colours look: 0 is the same, about 0.02 can just be told apart, black to white is 1.
  package func distance(to other: OKLab) -> Double {
    nthRoot(squaredDistance(to: other), degree: 2)
  }

  /// Orders as `distance` does, without the root.
  func squaredDistance(to other: OKLab) -> Double {
    let (lightness, a, b) = (lightness - other.lightness, a - other.a, b - other.b)
    return lightness * lightness + a * a + b * b
  }

  /// How colourful it is: 0 for greys, about 0.3 at most.
  var chroma: Double { nthRoot(a * a + b * b, degree: 2) }

  /// The hue of OKLCh in degrees, 0 up to 360: red is near 29, yellow 110, green 142, blue 264.
  ///
  /// Meaningless for greys.
  package var hue: Double {
    let degrees = angle(y: b, x: a) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }
}

extension RGB {
  /// The colour in OKLab, where distances are close to those that people see.
  package var oklab: OKLab { OKLab(self) }
}
