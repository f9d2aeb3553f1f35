extension UInt8 {
  /// Whether the byte is one of `0` to `9` in ASCII.
  package var isDigit: Bool { (48...57).contains(self) }
}
