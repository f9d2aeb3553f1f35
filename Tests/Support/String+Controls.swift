extension String {
  /// The text with the control characters whose pictures it has: `␛[A` is what an arrow key sends.
  ///
  /// What a test is given is printed when the test begins. A control character in it would act on the terminal that the
  /// tests are run in; a picture of one does not.
  package var withControls: String {
    let scalars = unicodeScalars.map { scalar -> UnicodeScalar in
      switch scalar.value {
      case 0x2400...0x241f: UnicodeScalar(UInt8(scalar.value - 0x2400))
      case 0x2421: "\u{7f}"
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
